using System.Text.Encodings.Web;
using System.Text.Json;

namespace LambdaSim.StandIns;

/// <summary>JSON in and out of stand-ins: as deep as it may be, and what is handed on unchanged to the byte.</summary>
internal static class StandInJson
{
    private static readonly JsonDocumentOptions _deep = new() { MaxDepth = int.MaxValue };
    private static readonly JsonWriterOptions _compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions _indented = _compact with { Indented = true, NewLine = "\n" };

    public static byte[] Write(Action<Utf8JsonWriter> write, bool indented = false)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, indented ? _indented : _compact))
        {
            write(json);
        }

        return buffer.ToArray();
    }

    /// <summary>A value of any depth.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static JsonElement Read(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8, _deep);
        return document.RootElement.Clone();
    }

    /// <summary>Hands on a value that was read.</summary>
    public static void WriteAsIs(this Utf8JsonWriter json, string name, ReadOnlySpan<byte> value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value, skipInputValidation: true);
    }

    /// <summary>The client context of a call, JSON or not.</summary>
    public static void WriteClientContext(this Utf8JsonWriter json, string name, LambdaContext context)
    {
        if (context.ClientContext is not { } text)
        {
            json.WriteNull(name);
            return;
        }

        var utf8 = System.Text.Encoding.UTF8.GetBytes(text);
        try
        {
            Read(utf8);
            json.WriteAsIs(name, utf8);
        }
        catch (JsonException)
        {
            json.WriteString(name, text);
        }
    }

    /// <summary>A member of an event, which is JSON; null: the event has none, or is no object.</summary>
    public static JsonElement? Member(ReadOnlyMemory<byte> payload, string name) =>
        Read(payload) is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(name, out var member) ? member : null;
}
