using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Runtime;
using NodaTime;

namespace LambdaSim.Handlers.StandIns;

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
        // A result may have as many levels as a payload, and stands one below.
        if (JsonText.ProblemOf(utf8, JsonText.MaxDepth + 1, unicode: false) is { } problem)
        {
            return Wrong($"it {problem}");
        }

        try
        {
            return Of(utf8, isInit);
        }
        catch (InvalidOperationException)
        {
            return Wrong("one of its texts is half a surrogate pair, which is no Unicode");
        }
    }

    private static CallbackReply Of(byte[] utf8, bool isInit)
    {
        if (!JsonText.IsObject(utf8))
        {
            return Wrong("it is no JSON object");
        }

        JsonPart? result = null, error = null, exit = null, logs = null, length = null;
        foreach (var (name, value) in JsonText.Members(utf8))
        {
            switch (name)
            {
                case "result":
                    result = value;
                    break;
                case "error":
                    error = value;
                    break;
                case "exit":
                    exit = value;
                    break;
                case "logs":
                    logs = value;
                    break;
                case "durationMs":
                    length = value;
                    break;
                default:
                    return Wrong($"\"{name}\" is unknown");
            }
        }

        var ends = (result is null ? 0 : 1) + (error is null ? 0 : 1) + (exit is null ? 0 : 1);
        var milliseconds = length is { } said ? said.Double() : 0;
        var code = exit is { IsObject: true } left ? JsonText.Member(left.Utf8, "code")?.Whole() : null;
        return ends > 1 || (ends == 0 && !isInit) ? Wrong(Text.Invariant($"it has {ends} of \"result\", \"error\" and \"exit\""))
            : error is { IsObject: false } ? Wrong("\"error\" is no object")
            : exit is not null && code is not (>= 0 and <= MaxExitCode) ? Wrong("\"exit\" is no object with a \"code\" from 0 to 255")
            : milliseconds is not (>= 0 and <= MaxMilliseconds) ? Wrong(Text.Invariant($"\"durationMs\" is no number from 0 to {MaxMilliseconds}"))
            : LinesOf(logs) is not { } lines ? Wrong("\"logs\" is neither a text nor a list of texts")
            : new CallbackReply
            {
                Result = result?.Utf8 ?? default,
                Error = error is { } failure ? ErrorOf(failure.Utf8) : null,
                ExitCode = (int?)code,
                Logs = lines,
                Length = Duration.FromNanoseconds(Math.Round(milliseconds.Value * NodaConstants.NanosecondsPerMillisecond)),
            };
    }

    private static IReadOnlyList<string>? LinesOf(JsonPart? logs) => logs switch
    {
        null or { Kind: JsonTokenType.Null } => [],
        { Kind: JsonTokenType.String } text => text.Text()!.TrimEnd('\n').Split('\n'),
        { Kind: JsonTokenType.StartArray } list when JsonText.Items(list.Utf8) is var items && items.TrueForAll(static l => l.Kind == JsonTokenType.String) => [.. items.Select(static l => l.Text()!)],
        _ => null,
    };

    private static ReadyErrorException ErrorOf(ReadOnlyMemory<byte> error) => new(TextOf(error, "errorType") is { Length: > 0 } type ? type : "Function.Unknown", TextOf(error, "errorMessage") ?? "", error);

    // A text, or any other value as it is written.
    private static string? TextOf(ReadOnlyMemory<byte> error, string name) => JsonText.Member(error, name) is { } value ? value.Text() ?? value.ToString() : null;

    private static CallbackReply Wrong(string problem) => new() { Problem = problem };
}
