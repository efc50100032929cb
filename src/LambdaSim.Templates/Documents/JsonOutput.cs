using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LambdaSim.Templates.Documents;

/// <summary>Nodes as JSON.</summary>
internal static class JsonOutput
{
    public static string Of(Node node, bool indented = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" }))
        {
            Write(writer, node);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void Write(Utf8JsonWriter writer, Node node)
    {
        switch (node)
        {
            case TextNode text:
                writer.WriteStringValue(text.Text);
                break;
            case LiteralNode literal:
                writer.WriteRawValue(literal.Json, skipInputValidation: true);
                break;
            case ListNode list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case MapNode map:
                writer.WriteStartObject();
                foreach (var (key, value) in map.Members)
                {
                    writer.WritePropertyName(key);
                    Write(writer, value);
                }

                writer.WriteEndObject();
                break;
            default:
                throw new InvalidOperationException("a node of an unknown kind");
        }
    }
}
