using System.Text.Json;

namespace LambdaSim.Workloads;

/// <summary>What the beginning of a JSON file tells of the file.</summary>
internal sealed class JsonHead
{
    private JsonHead()
    {
    }

    /// <summary>The first value is a list.</summary>
    public bool IsList { get; private init; }

    /// <summary>The first value is a list of lists.</summary>
    public bool IsListOfLists { get; private init; }

    /// <summary>The property names of the first object, as far as it is in memory.</summary>
    public HashSet<string> Names { get; private init; } = [];

    /// <summary>The first object begins like an answer that holds a list of events.</summary>
    public bool IsContainer { get; private init; }

    /// <summary>After the first object comes the end of a line.</summary>
    public bool IsLine { get; private init; }

    /// <summary>Records of Lambda's JSON format are in sight.</summary>
    public bool HasPlatformRecords { get; private init; }

    /// <summary>Whether this is an exported log.</summary>
    public bool IsLog => IsContainer || IsDelivery || IsListOfLists || HasPlatformRecords || Names.Contains("message") || Names.Contains("@message") || Names.Contains("@timestamp") || Names.Contains("@ptr");

    /// <summary>Whether this is what a subscription delivers.</summary>
    public bool IsDelivery => Names.Contains("logEvents") || Names.Contains("messageType");

    /// <summary>Reads the beginning; null when it is no JSON.</summary>
    public static JsonHead? Of(ReadOnlySpan<byte> head)
    {
        head = head.TrimStart(" \t\r\n"u8);
        if (head is not [(byte)'{' or (byte)'[', ..])
        {
            return null;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        var isListOfLists = false;
        var isContainer = false;
        var json = new Utf8JsonReader(head, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = LogObject.MaxDepth }));
        try
        {
            json.Read();
            if (json.TokenType == JsonTokenType.StartArray)
            {
                json.Read();
                isListOfLists = json.TokenType == JsonTokenType.StartArray;
            }

            while (json.TokenType != JsonTokenType.StartArray && json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                isContainer |= names.Count == 0 && LogJson.IsContainer(json);
                names.Add(BrokenText.IsIn(json.ValueSpan) ? System.Text.Encoding.UTF8.GetString(BrokenText.Mended(json.ValueSpan)) : json.GetString()!);
                if (!json.Read() || !json.TrySkip())
                {
                    break;
                }
            }
        }
        catch (JsonException)
        {
            // What was read so far must do.
        }

        return new JsonHead
        {
            IsList = head[0] == '[',
            IsListOfLists = isListOfLists,
            Names = names,
            IsContainer = isContainer && head[0] == '{',
            IsLine = EndsItsLine(head),
            HasPlatformRecords = head.IndexOf("\"platform."u8) >= 0,
        };
    }

    /// <summary>The names, for a message.</summary>
    public override string ToString() => string.Join(", ", Names.Take(5).Select(RowSchema.Printable));

    private static bool EndsItsLine(ReadOnlySpan<byte> head)
    {
        var depth = new JsonDepth();
        for (var i = 0; i < head.Length; i++)
        {
            depth.Take(head.Slice(i, 1));
            if (depth.IsClosed)
            {
                var rest = head[(i + 1)..].TrimStart(" \t\r"u8);
                return rest.IsEmpty || rest[0] == '\n';
            }
        }

        return false;
    }
}
