using System.Text;

namespace LambdaSim.Events;

/// <summary>What a log says beside its records, in words.</summary>
internal static class LogWords
{
    public static string Of(FunctionDefinition function)
    {
        var pairs = ConfigPairs.Of(function.Config).Select(pair => $"{pair.Key}={pair.Value}");
        return Configuration.Text.Invariant($"function {function.Index} {(function.Place is { } place ? place + "/" : "")}{function.Name}:{function.Qualifier} ({string.Join(", ", pairs)})");
    }

    public static string Of(ResourceDefinition resource) =>
        Configuration.Text.Invariant($"resource {resource.Index} {resource} at {resource.Arn} ({string.Join(", ", resource.Settings.Select(pair => $"{pair.Key}={pair.Value}"))})");

    /// <summary>A text as a log file holds it: what is no character has become U+FFFD.</summary>
    public static string Of(string text) => $"the text \"{Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))}\"";

    public static string Of(RunEnd? end) => end is null
        ? "nothing more, and no end yet"
        : Configuration.Text.Invariant($"the end at {TimeText.Moment(end.Time)}{(end.Partial ? " (cancelled)" : "")}, last arrival at {TimeText.Moment(end.LastArrival)}");
}
