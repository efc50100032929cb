using LambdaSim.Configuration;
using LambdaSim.Functions;
using LambdaSim.Functions.Model;
using LambdaSim.Runtime;

namespace LambdaSim.Handlers.StandIns;

/// <summary>Behaviours that answer at once: <c>echo</c>, <c>nothing</c>, <c>constant</c>, <c>failIf</c>, <c>version</c>, <c>initType</c>, <c>counter</c>, <c>handlerName</c>, <c>size</c>, <c>integration</c>.</summary>
internal sealed class AnswerCode(StandIn standIn, FunctionSettings? settings) : HandlerCode
{
    private const string Calls = "lambdasim.calls";

    private static readonly byte[] _null = [.. "null"u8];

    private readonly byte[]? _constant = standIn.Params.TryGetProperty("value", out var value) ? System.Text.Encoding.UTF8.GetBytes(value.GetRawText()) : null;

    public override bool HasInit => standIn.Init;

    public override string Description => $"stand-in {standIn.Behavior}";

    // Only initType has something to ask before there is a call.
    public override ValueTask<object?> Init(LambdaContext context) => new(TypeOf(context));

    public override ValueTask<ReadOnlyMemory<byte>> Invoke(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload) => new(standIn.Behavior switch
    {
        "echo" => payload,
        "nothing" => _null,
        "constant" => _constant,
        "failIf" => Unless(payload, context),
        "version" => Version(context),
        "initType" => StandInJson.Write(json => json.WriteStringValue((string?)instance ?? TypeOf(context))),
        "counter" => Count(context),
        "handlerName" => HandlerName(),
        "size" => Letters(payload),
        "integration" => IntegrationAnswer.Of(context, Unless(payload, context, IntegrationAnswer.Log)),
        _ => throw new InvalidOperationException($"the behaviour {standIn.Behavior} is not written"),
    });

    private static string TypeOf(LambdaContext context) => context.Environment["AWS_LAMBDA_INITIALIZATION_TYPE"];

    private ReadOnlyMemory<byte> Unless(ReadOnlyMemory<byte> payload, LambdaContext context, Action<LambdaContext>? first = null)
    {
        first?.Invoke(context);
        return standIn.Params.TryGetProperty("key", out var key) && JsonText.Member(payload, key.GetString()!) is not null
            ? throw StandInError.Raised(settings?.Runtime, context, standIn.Params)
            : payload;
    }

    private byte[] Version(LambdaContext context) => StandInJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("version_id", standIn.Params.TryGetProperty("id", out var id) ? id.GetString() : null);
        json.WriteString("invoked_arn", context.InvokedFunctionArn);
        json.WriteString("version_from_ctx", context.FunctionVersion);
        json.WriteEndObject();
    });

    private static byte[] Count(LambdaContext context)
    {
        var calls = context.Process.TryGetValue(Calls, out var before) ? (int)before! : 0;
        context.Process[Calls] = calls + 1;
        return StandInJson.Write(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("counter", calls);
            json.WriteEndObject();
        });
    }

    private byte[] HandlerName()
    {
        var handler = settings?.Handler;
        var name = handler?[(handler.LastIndexOf('.') + 1)..];
        return StandInJson.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("handler", name);
            json.WriteEndObject();
        });
    }

    // One letter more than the largest answer is as wrong as any number of them.
    private static byte[] Letters(ReadOnlyMemory<byte> payload)
    {
        if (JsonText.Member(payload, "bytenum")?.Whole() is not (>= 0 and var count))
        {
            throw StandInError.BadEvent("size needs an event whose \"bytenum\" is a whole number from 0");
        }

        var answer = new byte[Math.Min(count, PlatformError.MaxResponse) + 2];
        answer.AsSpan().Fill((byte)'a');
        answer[0] = answer[^1] = (byte)'"';
        return answer;
    }
}
