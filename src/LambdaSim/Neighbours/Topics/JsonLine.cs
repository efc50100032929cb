using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LambdaSim.Neighbours.Topics;

/// <summary>JSON as SNS writes it: letters of any language and quotes as they are.</summary>
internal static class JsonLine
{
    private static readonly JsonWriterOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>On one line, without blanks.</summary>
    public static string Of(JsonNode node) => Encoding.UTF8.GetString(Bytes(w => node.WriteTo(w)));

    /// <summary>A text with its quotes.</summary>
    public static string Quoted(string text) => Encoding.UTF8.GetString(Bytes(w => w.WriteStringValue(text)));

    public static byte[] Bytes(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, _plain))
        {
            write(writer);
        }

        return stream.ToArray();
    }
}
