using System.Text;
using System.Text.Json;

namespace LambdaSim.Templates.Documents;

/// <summary>JSON as nodes with their places.</summary>
internal sealed class JsonReader
{
    private readonly byte[] _bytes;
    private readonly string _file;
    private int _scanned;
    private int _line = 1;
    private int _lineStart;

    private JsonReader(byte[] bytes, string file) => (_bytes, _file) = (bytes, file);

    public static Node? Read(string text, string file)
    {
        var bytes = Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF'));
        return new JsonReader(bytes, file).Read();
    }

    private Node? Read()
    {
        var reader = new Utf8JsonReader(_bytes, new JsonReaderOptions { MaxDepth = DocumentLimits.Depth });
        try
        {
            if (!reader.Read())
            {
                return null;
            }

            var root = Value(ref reader);
            reader.Read();
            return root;
        }
        catch (JsonException e)
        {
            var place = new Place(_file, (int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1);
            throw Fault.At(place, "not valid JSON: " + Reason(e), inner: e);
        }
        catch (InvalidOperationException e)
        {
            throw Fault.At(At(ref reader), "a text holds a broken escape", inner: e);
        }
    }

    private static string Reason(JsonException e)
    {
        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? e.Message : e.Message[..end]).TrimEnd('.');
    }

    private Node Value(ref Utf8JsonReader reader)
    {
        var place = At(ref reader);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => Map(ref reader, place),
            JsonTokenType.StartArray => List(ref reader, place),
            JsonTokenType.String => new TextNode(reader.GetString()!, place),
            JsonTokenType.Number => new LiteralNode(Encoding.UTF8.GetString(reader.ValueSpan), LiteralKind.Number, place),
            JsonTokenType.True => new LiteralNode("true", LiteralKind.Boolean, place),
            JsonTokenType.False => new LiteralNode("false", LiteralKind.Boolean, place),
            _ => new LiteralNode("null", LiteralKind.Null, place),
        };
    }

    private MapNode Map(ref Utf8JsonReader reader, Place place)
    {
        var map = new MapBuilder();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            var keyPlace = At(ref reader);
            reader.Read();
            if (!map.TryAdd(key, Value(ref reader)))
            {
                throw Fault.At(keyPlace, $"the key '{key}' stands twice in one map", "remove one");
            }
        }

        return map.ToNode(place);
    }

    private ListNode List(ref Utf8JsonReader reader, Place place)
    {
        var items = new List<Node>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Value(ref reader));
        }

        return new ListNode(items, place);
    }

    // Tokens come in the order of the text, so each byte is looked at once.
    private Place At(ref Utf8JsonReader reader)
    {
        var offset = (int)reader.TokenStartIndex;
        for (; _scanned < offset; _scanned++)
        {
            if (_bytes[_scanned] == (byte)'\n')
            {
                _line++;
                _lineStart = _scanned + 1;
            }
        }

        return new Place(_file, _line, offset - _lineStart + 1);
    }
}
