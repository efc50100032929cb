using System.Text;
using System.Text.Json;

namespace LambdaSim.Configuration;

/// <summary>JSON text to nodes with lines and paths. Comments and trailing commas are allowed; a key given twice is not.</summary>
internal ref struct ConfigJsonParser
{
    private const int MaxDepth = 32;

    private readonly string _file;
    private readonly ReadOnlySpan<byte> _utf8;
    private Utf8JsonReader _reader;
    private long _counted;
    private int _line;

    private ConfigJsonParser(ReadOnlySpan<byte> utf8, string file)
    {
        _file = file;
        _utf8 = utf8;
        _line = 1;
        _reader = new Utf8JsonReader(utf8, new JsonReaderOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            MaxDepth = MaxDepth,
        });
    }

    public static ConfigNode Parse(string text, string file)
    {
        if (text.AsSpan().Trim("\uFEFF \t\r\n").IsEmpty)
        {
            throw new ConfigFileException(file, 0, null, "the file is empty; write at least {}");
        }

        var parser = new ConfigJsonParser(Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF')), file);
        var root = parser.Next("$");
        parser.Advance("$");
        return root;
    }

    private ConfigNode Next(string path)
    {
        Advance(path);
        return Value(path);
    }

    private ConfigNode Value(string path)
    {
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return Map(path);
            case JsonTokenType.StartArray:
                return List(path);
            case JsonTokenType.String:
                return Node(path, ConfigKind.Text, Unescape(path));
            case JsonTokenType.Number:
                return Node(path, ConfigKind.Number, Encoding.UTF8.GetString(_reader.ValueSpan));
            case JsonTokenType.True:
                return Node(path, ConfigKind.True, string.Empty);
            case JsonTokenType.False:
                return Node(path, ConfigKind.False, string.Empty);
            default:
                return Node(path, ConfigKind.Null, string.Empty);
        }
    }

    private ConfigNode Map(string path)
    {
        var node = Node(path, ConfigKind.Map, string.Empty);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (Advance(path) != JsonTokenType.EndObject)
        {
            var line = Line();
            var key = Unescape(path);
            var inner = ConfigNode.Join(path, key);
            if (!seen.Add(key))
            {
                throw new ConfigFileException(_file, line, inner, "the key is given twice; keep one");
            }

            node.Members.Add(new ConfigMember(key, line, Next(inner)));
        }

        return node;
    }

    private ConfigNode List(string path)
    {
        var node = Node(path, ConfigKind.List, string.Empty);
        while (true)
        {
            var inner = Text.Invariant($"{path}[{node.Items.Count}]");
            if (Advance(inner) == JsonTokenType.EndArray)
            {
                return node;
            }

            node.Items.Add(Value(inner));
        }
    }

    private ConfigNode Node(string path, ConfigKind kind, string text) => new(_file, Line(), path, kind, text);

    private JsonTokenType Advance(string path)
    {
        try
        {
            return _reader.Read() ? _reader.TokenType : JsonTokenType.None;
        }
        catch (JsonException e)
        {
            var message = e.Message;
            var cut = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            throw new ConfigFileException(_file, (int)(e.LineNumber ?? 0) + 1, path, $"not valid JSON: {(cut < 0 ? message : message[..cut]).TrimEnd('.')}", e);
        }
    }

    private string Unescape(string path)
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new ConfigFileException(_file, Line(), path, "not valid JSON: the string holds an incomplete surrogate pair", e);
        }
    }

    private int Line()
    {
        var start = _reader.TokenStartIndex;
        _line += _utf8[(int)_counted..(int)start].Count((byte)'\n');
        _counted = start;
        return _line;
    }
}
