using System.Text.Encodings.Web;
using System.Text.Json;
using LambdaSim.Configuration;

namespace LambdaSim.Handlers.StandIns;

/// <summary>JSON out of stand-ins, with what is handed on unchanged to the byte.</summary>
internal static class StandInJson
{
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
        if (JsonText.ProblemOf(utf8, unicode: false) is null)
        {
            json.WriteAsIs(name, utf8);
        }
        else
        {
            json.WriteString(name, text);
        }
    }
}
