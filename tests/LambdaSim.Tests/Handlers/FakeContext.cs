using System.Text;
using LambdaSim.Resources;
using LambdaSim.Runtime;

namespace LambdaSim.Tests.Handlers;

/// <summary>A context without a simulation behind it.</summary>
internal sealed class FakeContext : LambdaContext
{
    private protected override Arn ArnOf(string service, string resource) => new("aws", service, "us-east-1", "123456789012", resource);

    private protected override IResource? Find(Arn arn) => null;

    private protected override T Book<T>() => throw new NotSupportedException();

    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    public override string AwsRequestId => "11111111-2222-4333-8444-555555555555";
    public override string FunctionName => "orders";
    public override string FunctionVersion => "$LATEST";
    public override string InvokedFunctionArn => "arn:aws:lambda:us-east-1:123456789012:function:orders";
    public override int MemoryLimitInMB => 512;
    public override string LogGroupName => "/aws/lambda/orders";
    public override string LogStreamName => "2026/01/01/[$LATEST]0";
    public override Duration RemainingTime => Duration.FromMilliseconds(2500);
    public override string? ClientContext => ClientContextJson;
    public override IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string> { ["_X_AMZN_TRACE_ID"] = "Root=1-0-0" };
    public override int EnvironmentNumber => 0;
    public override IDictionary<string, object?> Process { get; } = new Dictionary<string, object?>();
    public override TmpDirectory Tmp => throw new NotSupportedException();
    public override TimeProvider Time => throw new NotSupportedException();
    public override IClock Clock => throw new NotSupportedException();
    public override Random Random => throw new NotSupportedException();
    public override CancellationToken CancellationToken => Cancellation.Token;
    public override LambdaClient Client => throw new NotSupportedException();

    public CancellationTokenSource Cancellation { get; } = new();
    public string? ClientContextJson { get; init; }

    public override Guid NewGuid() => throw new NotSupportedException();
    public override ValueTask Delay(TimeLength duration, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    public override void Spend(TimeLength duration) => throw new NotSupportedException();
    public override void Log(string level, string message) => _lines.Add($"{level}: {message}");
    public override void UseMemory(int megabytes) => throw new NotSupportedException();
    public override void Exit(int code) => throw new NotSupportedException();
    public override Task<T> External<T>(Func<Task<T>> work, TimeLength took = default, string? name = null) => throw new NotSupportedException();
}

/// <summary>Runs bound handlers as one process would.</summary>
internal static class Running
{
    /// <summary>Init and one invocation; the response as text.</summary>
    public static async Task<string> Once(this HandlerCode code, string payload = "{}", FakeContext? context = null)
    {
        context ??= new FakeContext();
        var instance = code.HasInit ? await code.Init(context) : null;
        var response = await code.Invoke(instance, context, Encoding.UTF8.GetBytes(payload));
        return Encoding.UTF8.GetString(response.Span);
    }
}
