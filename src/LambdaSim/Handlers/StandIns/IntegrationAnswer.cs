using LambdaSim.Configuration;
using NodaTime.Text;

namespace LambdaSim.Handlers.StandIns;

/// <summary><c>integration</c>: two lines of log, and an answer with the event and the context as Python names it.</summary>
internal static class IntegrationAnswer
{
    private static readonly InstantPattern _time = InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss'.'fff'Z'");

    public static void Log(LambdaContext context)
    {
        context.Log("", "Lambda log message - print function");
        context.Log("", $"[INFO]\t{_time.Format(context.Clock.GetCurrentInstant())}\t{context.AwsRequestId}\tLambda log message - logging module");
    }

    public static byte[] Of(LambdaContext context, ReadOnlyMemory<byte> payload) => StandInJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteAsIs("event", payload.Span);
        json.WriteStartObject("context");
        json.WriteString("invoked_function_arn", context.InvokedFunctionArn);
        json.WriteString("function_version", context.FunctionVersion);
        json.WriteString("function_name", context.FunctionName);
        json.WriteString("memory_limit_in_mb", Text.Of(context.MemoryLimitInMB));
        json.WriteString("aws_request_id", context.AwsRequestId);
        json.WriteString("log_group_name", context.LogGroupName);
        json.WriteString("log_stream_name", context.LogStreamName);
        json.WriteClientContext("client_context", context);
        json.WriteEndObject();
        json.WriteEndObject();
    });
}
