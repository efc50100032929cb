using System.Text.Json;
using LambdaSim.Runtime;

namespace LambdaSim.Handlers.StandIns;

/// <summary>The error documents of stand-ins: members and their order as the function's runtime has them (rule INV-ERROR-RUNTIMES).</summary>
internal static class StandInError
{
    private const string DefaultMessage = "failed on purpose";

    /// <summary>An error of LambdaSim itself, not of simulated code.</summary>
    public static ReadyErrorException Plain(string type, string message) => new(type, message, StandInJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("errorType", type);
        json.WriteString("errorMessage", message);
        json.WriteEndObject();
    }));

    /// <summary>What code in this runtime answers when it raises.</summary>
    /// <param name="runtime">Name of the runtime; null: an image.</param>
    /// <param name="context">The call, or the init phase, whose request id is empty.</param>
    /// <param name="said">The params: <c>errorType</c>, <c>errorMessage</c>, <c>stackTrace</c>.</param>
    public static ReadyErrorException Raised(string? runtime, LambdaContext context, JsonElement said)
    {
        var family = Family(runtime);
        var type = TextOf(said, "errorType") ?? DefaultType(family);
        var message = TextOf(said, "errorMessage") ?? DefaultMessage;
        var stack = said.TryGetProperty("stackTrace", out var lines) ? lines.EnumerateArray().Select(static l => l.GetString()!).ToArray() : [];
        return new ReadyErrorException(type, message, StandInJson.Write(json => Write(json), indented: family == "dotnet"));

        void Write(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            if (family is "nodejs" or "dotnet" or "provided")
            {
                json.WriteString("errorType", type);
            }

            json.WriteString("errorMessage", message);
            if (family is "python" or "java" or "ruby")
            {
                json.WriteString("errorType", type);
            }

            if (family == "python" && runtime != "python3.8")
            {
                json.WriteString("requestId", context.AwsRequestId);
            }

            json.WriteStartArray(family == "nodejs" ? "trace" : "stackTrace");
            if (family == "nodejs")
            {
                json.WriteStringValue($"{type}: {message}");
            }

            foreach (var line in stack)
            {
                json.WriteStringValue(line);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    /// <summary>An event that a behaviour can do nothing with.</summary>
    public static ReadyErrorException BadEvent(string message) => Plain("LambdaSim.BadEvent", message);

    private static string? TextOf(JsonElement said, string name) => said.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string DefaultType(string family) => family switch
    {
        "nodejs" => "Error",
        "java" => "java.lang.RuntimeException",
        "ruby" => "Function<RuntimeError>",
        _ => "Exception",
    };

    private static string Family(string? runtime) =>
        runtime is null ? "provided" : Array.Find<string>(["python", "nodejs", "dotnet", "java", "ruby"], f => runtime.StartsWith(f, StringComparison.Ordinal)) ?? "provided";
}
