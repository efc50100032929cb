using System.Text.Json;
using LambdaSim.Functions.Model;
using LambdaSim.Runtime;

namespace LambdaSim.Handlers.StandIns;

/// <summary>What a callback is sent.</summary>
internal static class CallbackRequest
{
    /// <summary>Writes it.</summary>
    /// <param name="context">Of the call, or of the init phase.</param>
    /// <param name="settings">The function version's settings.</param>
    /// <param name="payload">The event; null: it is the init phase.</param>
    public static byte[] Write(InvocationContext context, FunctionSettings? settings, ReadOnlyMemory<byte>? payload) => StandInJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("phase", payload is null ? "init" : "invoke");
        json.WriteAsIs("event", payload is { } given ? given.Span : "null"u8);
        json.WriteString("handler", settings?.Handler);
        json.WriteStartObject("env");
        foreach (var (name, value) in context.Environment)
        {
            json.WriteString(name, value);
        }

        json.WriteString("AWS_LAMBDA_LOG_STREAM_NAME", context.LogStreamName);
        json.WriteEndObject();
        WriteContext(json, context);
        json.WriteEndObject();
    });

    private static void WriteContext(Utf8JsonWriter json, InvocationContext context)
    {
        json.WriteStartObject("context");
        json.WriteString("requestId", context.AwsRequestId);
        json.WriteString("functionName", context.FunctionName);
        json.WriteString("functionVersion", context.FunctionVersion);
        json.WriteString("invokedFunctionArn", context.InvokedFunctionArn);
        json.WriteNumber("memoryLimitInMB", context.MemoryLimitInMB);
        json.WriteString("logGroupName", context.LogGroupName);
        json.WriteString("logStreamName", context.LogStreamName);
        json.WriteClientContext("clientContext", context);
        if (context.Identity is { } identity)
        {
            json.WriteStartObject("identity");
            json.WriteString("cognitoIdentityId", identity.IdentityId);
            json.WriteString("cognitoIdentityPoolId", identity.IdentityPoolId);
            json.WriteEndObject();
        }

        json.WriteString("environmentId", context.EnvironmentId);
        json.WriteString("runtimeId", context.RuntimeId);
        json.WriteString("initializationType", context.InitializationType);
        json.WriteEndObject();
    }
}
