using System.Text.Encodings.Web;
using System.Text.Json;

namespace LambdaSim.Runtime;

/// <summary>The error payload of AWS's .NET runtime (rule INV-ERROR-NET).</summary>
internal static class ErrorDocument
{
    private const int MaxBytes = 256 * 1024;

    // Readers of JSON give up at 64 levels by default, and a cause in a list of causes is two.
    private const int MaxDepth = 30;

    private static readonly byte[] _tooLarge = [.. """{"errorMessage": "Exception exceeded maximum payload size of 256KB."}"""u8];
    private static readonly string[] _ownFrames = ["at LambdaSim.Handlers.", "at LambdaSim.Runtime.", "at LambdaSim.Engine.", "at LambdaSim.Wire.", "at LambdaSim.Neighbours.", "at LambdaSim.Woven.", "at LambdaSim.Deployed."];
    private static readonly JsonWriterOptions _indented = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The document; without inner exceptions, or without anything, when it would exceed 256 KB.</summary>
    public static ReadOnlyMemory<byte> Of(Exception exception)
    {
        exception = Unwrap(exception);
        var full = Write(exception, MaxDepth);
        if (full.Length <= MaxBytes)
        {
            return full;
        }

        var alone = Write(exception, 0);
        return alone.Length <= MaxBytes ? alone : _tooLarge;
    }

    /// <summary>Type and message as they stand in the document.</summary>
    public static FunctionError ErrorOf(Exception exception)
    {
        exception = Unwrap(exception);
        return new FunctionError(exception.GetType().Name, MessageOf(exception)) { Exception = exception };
    }

    /// <summary>The exception itself where a task wrapped a single one.</summary>
    public static Exception Unwrap(Exception exception)
    {
        while (exception is AggregateException { InnerExceptions.Count: 1 } one)
        {
            exception = one.InnerExceptions[0];
        }

        return exception;
    }

    private static byte[] Write(Exception exception, int depth)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, _indented))
        {
            Write(json, exception, depth);
        }

        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter json, Exception exception, int depth)
    {
        json.WriteStartObject();
        json.WriteString("errorType", exception.GetType().Name);
        json.WriteString("errorMessage", MessageOf(exception));
        var frames = Frames(exception);
        if (frames.Count > 0)
        {
            json.WriteStartArray("stackTrace");
            frames.ForEach(json.WriteStringValue);
            json.WriteEndArray();
        }

        if (depth > 0 && exception is AggregateException several)
        {
            json.WriteStartArray("causes");
            foreach (var inner in several.InnerExceptions)
            {
                Write(json, inner, depth - 1);
            }

            json.WriteEndArray();
        }
        else if (depth > 0 && exception.InnerException is { } inner)
        {
            json.WritePropertyName("cause");
            Write(json, inner, depth - 1);
        }

        json.WriteEndObject();
    }

    // On Lambda the frames below the user's code are not ours, and a type initialiser that weaving has moved has its own name.
    private static List<string> Frames(Exception exception)
    {
        try
        {
            return exception.StackTrace is { } stack
                ? [.. stack.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(l => !_ownFrames.Any(f => l.StartsWith(f, StringComparison.Ordinal))).Select(static l => l.Replace(".<Initialize>()", "..cctor()", StringComparison.Ordinal))]
                : [];
        }
        catch (Exception)
        {
            return [];
        }
    }

    // A user's exception may override Message and throw there; the document is written all the same.
    internal static string MessageOf(Exception exception)
    {
        try
        {
            return exception.Message ?? "";
        }
        catch (Exception e)
        {
            return $"(the Message of {exception.GetType().Name} threw {e.GetType().Name})";
        }
    }
}
