using System.Text;
using System.Text.Json;
using LambdaSim.Configuration;

namespace LambdaSim.Runtime;

/// <summary>What AWS's Python runtime writes to the log of an exception that left a handler (rule INV-LOG-PYTHON).</summary>
internal static class PythonTraceback
{
    private const char Indentation = '\u00a0';

    /// <summary>The line, a traceback in it; null: the error is no exception of Python's, or the log is JSON.</summary>
    public static string? Of(FunctionConfig function, CallError error)
    {
        if (error.Outcome != Outcome.Failed || function.Runtime?.StartsWith("python", StringComparison.Ordinal) != true || function.LogFormat == LogFormat.Json || Frames(error.Document) is not { Count: > 0 } frames)
        {
            return null;
        }

        var text = new StringBuilder(Beginning(error.Error.Type, error.Error.Message));
        foreach (var line in frames.SelectMany(static f => f.Split('\n', StringSplitOptions.RemoveEmptyEntries)))
        {
            var words = line.TrimStart(' ');
            text.Append('\n').Append(Indentation, line.Length - words.Length).Append(words);
        }

        return text.ToString();
    }

    /// <summary>How such a line begins.</summary>
    public static string Beginning(string type, string message) => $"[ERROR] {type}: {message}\nTraceback (most recent call last):";

    private static List<string> Frames(ReadOnlyMemory<byte> document)
    {
        try
        {
            using var json = JsonDocument.Parse(document);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("stackTrace", out var stack) && stack.ValueKind == JsonValueKind.Array
                ? [.. stack.EnumerateArray().Where(static f => f.ValueKind == JsonValueKind.String).Select(static f => f.GetString()!).Where(static f => f.StartsWith("  File ", StringComparison.Ordinal))]
                : [];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // No JSON, or half a character in a text: a process may report anything.
            return [];
        }
    }
}
