using System.Text;
using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Runtime;
using NodaTime;

namespace LambdaSim.StandIns;

/// <summary>What a callback answered, read.</summary>
internal sealed record CallbackReply
{
    private const double MaxMilliseconds = 86_400_000;
    private const int MaxExitCode = 255;

    /// <summary>The result: the bytes it sent.</summary>
    public ReadOnlyMemory<byte> Result { get; private init; }

    /// <summary>The error, whose document is the bytes it sent.</summary>
    public ReadyErrorException? Error { get; private init; }

    /// <summary>The process ends, with this code.</summary>
    public int? ExitCode { get; private init; }

    public IReadOnlyList<string> Logs { get; private init; } = [];

    /// <summary>Virtual time from the answer to the end of the call.</summary>
    public Duration Length { get; private init; }

    /// <summary>Why it cannot be used; null: it can.</summary>
    public string? Problem { get; private init; }

    public static CallbackReply Read(byte[] utf8, bool isInit)
    {
        try
        {
            return Of(StandInJson.Read(utf8), isInit);
        }
        catch (JsonException e)
        {
            return Wrong($"it is no JSON ({e.Message})");
        }
        catch (InvalidOperationException)
        {
            return Wrong("one of its texts is half a surrogate pair, which is no Unicode");
        }
    }

    private static CallbackReply Of(JsonElement root, bool isInit)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return Wrong("it is no JSON object");
        }

        JsonElement? result = null, error = null, exit = null, logs = null, length = null;
        foreach (var member in root.EnumerateObject())
        {
            switch (member.Name)
            {
                case "result":
                    result = member.Value;
                    break;
                case "error":
                    error = member.Value;
                    break;
                case "exit":
                    exit = member.Value;
                    break;
                case "logs":
                    logs = member.Value;
                    break;
                case "durationMs":
                    length = member.Value;
                    break;
                default:
                    return Wrong($"\"{member.Name}\" is unknown");
            }
        }

        var ends = (result is null ? 0 : 1) + (error is null ? 0 : 1) + (exit is null ? 0 : 1);
        var code = 0;
        var milliseconds = 0.0;
        return ends > 1 || (ends == 0 && !isInit) ? Wrong(Text.Invariant($"it has {ends} of \"result\", \"error\" and \"exit\""))
            : error is { ValueKind: not JsonValueKind.Object } ? Wrong("\"error\" is no object")
            : exit is { } left && !(left.ValueKind == JsonValueKind.Object && left.TryGetProperty("code", out var given) && given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out code) && code is >= 0 and <= MaxExitCode)
                ? Wrong("\"exit\" is no object with a \"code\" from 0 to 255")
            : length is { } said && !(said.ValueKind == JsonValueKind.Number && said.TryGetDouble(out milliseconds) && milliseconds is >= 0 and <= MaxMilliseconds)
                ? Wrong(Text.Invariant($"\"durationMs\" is no number from 0 to {MaxMilliseconds}"))
            : LinesOf(logs) is not { } lines ? Wrong("\"logs\" is neither a text nor a list of texts")
            : new CallbackReply
            {
                Result = result is { } value ? Bytes(value) : default,
                Error = error is { } failure ? ErrorOf(failure) : null,
                ExitCode = exit is null ? null : code,
                Logs = lines,
                Length = Duration.FromNanoseconds(Math.Round(milliseconds * NodaConstants.NanosecondsPerMillisecond)),
            };
    }

    private static IReadOnlyList<string>? LinesOf(JsonElement? logs) => logs switch
    {
        null or { ValueKind: JsonValueKind.Null } => [],
        { ValueKind: JsonValueKind.String } text => text.GetString()!.TrimEnd('\n').Split('\n'),
        { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(static l => l.ValueKind == JsonValueKind.String) => [.. list.EnumerateArray().Select(static l => l.GetString()!)],
        _ => null,
    };

    private static ReadyErrorException ErrorOf(JsonElement error) => new(TextOf(error, "errorType") is { Length: > 0 } type ? type : "Function.Unknown", TextOf(error, "errorMessage") ?? "", Bytes(error));

    private static string? TextOf(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText() : null;

    private static byte[] Bytes(JsonElement value) => Encoding.UTF8.GetBytes(value.GetRawText());

    private static CallbackReply Wrong(string problem) => new() { Problem = problem };
}
