using System.Globalization;
using System.Text;
using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Runtime;

namespace LambdaSim.Handlers.StandIns;

/// <summary>What travels through the Lambda Runtime API beside payloads: the headers of an event, and errors (rule CTL-RUNTIME-API).</summary>
internal static class RuntimeMessages
{
    /// <summary>Below it are all paths.</summary>
    public const string Root = "/2018-06-01/runtime/";

    /// <summary>Says the type of an error.</summary>
    public const string ErrorTypeHeader = "Lambda-Runtime-Function-Error-Type";

    /// <summary>The headers of an event.</summary>
    /// <param name="call">The event.</param>
    /// <param name="deadline">When its call is cut, by the clock of the process.</param>
    public static IEnumerable<(string Name, string Value)> Headers(RuntimeEvent call, DateTimeOffset deadline)
    {
        yield return ("Lambda-Runtime-Aws-Request-Id", call.RequestId);
        yield return ("Lambda-Runtime-Deadline-Ms", deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        yield return ("Lambda-Runtime-Invoked-Function-Arn", call.Arn);
        yield return ("Lambda-Runtime-Trace-Id", call.Trace);
        if (call.ClientContext is { } client)
        {
            yield return ("Lambda-Runtime-Client-Context", InOneLine(client));
        }

        if (call.Identity is { } identity)
        {
            yield return ("Lambda-Runtime-Cognito-Identity", Encoding.UTF8.GetString(Document(("cognitoIdentityId", identity.IdentityId), ("cognitoIdentityPoolId", identity.IdentityPoolId))));
        }
    }

    /// <summary>An error that a process sent. The caller gets the body as it is; without one, what the header says.</summary>
    public static ReadyErrorException ErrorOf(string header, byte[] body)
    {
        string? type = null, message = null;
        if (JsonText.ProblemOf(body, unicode: false) is not null)
        {
            body = [];
        }
        else if (JsonText.IsObject(body))
        {
            type = TextOf(body, "errorType");
            message = TextOf(body, "errorMessage");
        }

        type = type is { Length: > 0 } ? type : header.Length > 0 ? header : "Runtime.Unknown";
        return body.Length > 0 ? new ReadyErrorException(type, message ?? "", body) : StandInError.Plain(type, "");
    }

    /// <summary>A document of the API itself.</summary>
    public static byte[] Document(params ReadOnlySpan<(string Name, string Value)> members)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in members)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>A refusal, in the words of the runtime interface emulator.</summary>
    public static byte[] Refusal(string type, string message) => Document(("errorMessage", message), ("errorType", type));

    /// <summary>Why a process may not do something now.</summary>
    public static string NoTransition(string wanted) => $"State transition to {wanted} failed for runtime. Error: State transition is not allowed";

    // A header has neither line ends nor letters beyond ASCII.
    private static string InOneLine(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer))
            {
                document.RootElement.WriteTo(writer);
            }

            return Encoding.ASCII.GetString(buffer.ToArray());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return string.Concat(json.Where(static c => c is >= ' ' and < '\x7f'));
        }
    }

    // Half a pair of surrogates is no text, and stays in the document.
    private static string? TextOf(ReadOnlyMemory<byte> body, string name) =>
        JsonText.Member(body, name) is { Kind: JsonTokenType.String } value && JsonText.IsUnicode(value.Utf8.Span) ? value.Text() : null;
}
