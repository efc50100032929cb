using System.Net;
using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport;

// Stands in for AWS's assembly of this name, written from the documented protocol of the Lambda Runtime API: the loop that every .NET executable runs.
public sealed class LambdaBootstrap(Func<byte[], LambdaCall, Task<byte[]>> handler, Func<Task<bool>>? initializer) : IDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = new Uri($"http://{Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")}/2018-06-01/runtime/"), Timeout = TimeSpan.FromHours(12) };

    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (!await InitializeAsync())
        {
            return;
        }

        while (!cancellationToken.IsCancellationRequested)
        {
            await InvokeOnceAsync(cancellationToken);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<bool> InitializeAsync()
    {
        try
        {
            return initializer is null || await initializer();
        }
        catch (Exception e)
        {
            using var answer = await PostAsync("init/error", Document(e), e.GetType().Name);
            throw;
        }
    }

    private async Task InvokeOnceAsync(CancellationToken cancellationToken)
    {
        using var next = await _client.GetAsync("invocation/next", cancellationToken);
        if (next.StatusCode != HttpStatusCode.OK)
        {
            throw new InvalidOperationException($"next: {(int)next.StatusCode} {await next.Content.ReadAsStringAsync(cancellationToken)}");
        }

        string Header(string name) => next.Headers.TryGetValues("Lambda-Runtime-" + name, out var values) ? values.First() : "";
        var call = new LambdaCall(Header("Aws-Request-Id"), Header("Invoked-Function-Arn"), DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(Header("Deadline-Ms"))), Header("Client-Context"));
        Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", Header("Trace-Id"));
        byte[] response;
        try
        {
            response = await handler(await next.Content.ReadAsByteArrayAsync(cancellationToken), call);
        }
        catch (Exception e)
        {
            using var told = await PostAsync($"invocation/{call.AwsRequestId}/error", Document(e), e.GetType().Name);
            return;
        }

        using var answer = await PostAsync($"invocation/{call.AwsRequestId}/response", response, null);
        if (answer.StatusCode is not (HttpStatusCode.Accepted or HttpStatusCode.RequestEntityTooLarge))
        {
            throw new InvalidOperationException($"response: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        }
    }

    private Task<HttpResponseMessage> PostAsync(string path, byte[] body, string? error)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        if (error is not null)
        {
            request.Headers.Add("Lambda-Runtime-Function-Error-Type", error);
        }

        return _client.SendAsync(request);
    }

    private static byte[] Document(Exception e) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        errorType = e.GetType().Name,
        errorMessage = e.Message,
        stackTrace = (e.StackTrace ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
    });
}

public sealed record LambdaCall(string AwsRequestId, string InvokedFunctionArn, DateTimeOffset Deadline, string ClientContext)
{
    public TimeSpan RemainingTime => Deadline - DateTimeOffset.UtcNow;
}

public sealed class LambdaBootstrapBuilder
{
    private readonly Func<byte[], LambdaCall, Task<byte[]>> _handler;
    private Func<Task<bool>>? _initializer;

    private LambdaBootstrapBuilder(Func<byte[], LambdaCall, Task<byte[]>> handler) => _handler = handler;

    public static LambdaBootstrapBuilder Create<TIn, TOut>(Func<TIn, LambdaCall, Task<TOut>> handler, JsonSerializerOptions options) =>
        new(async (input, call) => JsonSerializer.SerializeToUtf8Bytes(await handler(JsonSerializer.Deserialize<TIn>(input, options)!, call), options));

    public static LambdaBootstrapBuilder Create(Func<Stream, LambdaCall, Task<Stream>> handler) => new(async (input, call) =>
    {
        using var output = new MemoryStream();
        await (await handler(new MemoryStream(input), call)).CopyToAsync(output);
        return output.ToArray();
    });

    public LambdaBootstrapBuilder UseBootstrapInitializer(Func<Task<bool>> initializer)
    {
        _initializer = initializer;
        return this;
    }

    public LambdaBootstrap Build() => new(_handler, _initializer);
}
