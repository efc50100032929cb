using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;

namespace LambdaSim.Wire.Codecs;

/// <summary>Members that stand in headers.</summary>
internal static class HeaderText
{
    private static readonly SearchValues<char> _nameCharacters = SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    public static JsonNode Read(WireShape shape, string text, WireWalk walk, DocumentPlace place)
    {
        if (shape.Kind != WireKind.List)
        {
            return Scalars.FromText(shape, text.Trim(' ', '\t'), TimestampFormat.HttpDate, walk, place);
        }

        var item = shape.Item!.Shape;
        var list = new JsonArray();
        foreach (var part in item.Kind == WireKind.Timestamp && (item.Format ?? TimestampFormat.HttpDate) == TimestampFormat.HttpDate ? Dates(text) : Parts(text, walk, place))
        {
            walk.Enter(list.Count, place);
            list.Add((JsonNode?)Scalars.FromText(item, part, TimestampFormat.HttpDate, walk, place));
            walk.Leave();
        }

        return list;
    }

    /// <summary>The text of a header; null: an empty list has none.</summary>
    /// <exception cref="WireFormatException">It has a character that no header has.</exception>
    public static string? Write(WireShape shape, JsonNode value, WireWalk walk)
    {
        if (shape.Kind != WireKind.List)
        {
            return Check(Scalars.ToText(shape, value, TimestampFormat.HttpDate, walk), walk);
        }

        var item = shape.Item!.Shape;
        var list = Documents.Array(value, walk);
        return list.Count == 0 ? null : Check(string.Join(", ", list.Select(i => Item(item, i, walk))), walk);
    }

    /// <exception cref="WireFormatException">It is no name of a header.</exception>
    public static string Name(string name, WireWalk walk) =>
        name.Length == 0 || name.AsSpan().ContainsAnyExcept(_nameCharacters) ? throw walk.Fail("has a name that no header has") : name;

    // What a header cannot hold would end it, and begin another.
    private static string Check(string text, WireWalk walk) => text.AsSpan().ContainsAnyExceptInRange(' ', '~') ? throw walk.Fail("has a character that no header has") : text;

    private static string Item(WireShape item, JsonNode? value, WireWalk walk)
    {
        walk.See();
        var text = Scalars.ToText(item, value, TimestampFormat.HttpDate, walk);
        return item.Kind == WireKind.String && (text.Length == 0 || text.AsSpan().ContainsAny(",\"\\ ")) ? $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"" : text;
    }

    // A date has a comma of its own.
    private static IEnumerable<string> Dates(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        for (var i = 0; i < parts.Length; i += 2)
        {
            yield return i + 1 < parts.Length ? $"{parts[i]}, {parts[i + 1]}" : parts[i];
        }
    }

    private static IEnumerable<string> Parts(string text, WireWalk walk, DocumentPlace place)
    {
        var part = new StringBuilder();
        var (isQuoted, wasQuoted) = (false, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (isQuoted && c == '\\' && i + 1 < text.Length)
            {
                part.Append(text[++i]);
            }
            else if (c == '"' && (isQuoted || (part.Length == 0 && !wasQuoted)))
            {
                isQuoted = !isQuoted;
                wasQuoted = true;
            }
            else if (c == ',' && !isQuoted)
            {
                yield return Done();
            }
            else if (isQuoted || (!wasQuoted && (part.Length > 0 || c is not (' ' or '\t'))))
            {
                part.Append(c);
            }
            else if (c is not (' ' or '\t'))
            {
                throw walk.Fail("has a text behind a quoted one", place);
            }
        }

        if (isQuoted)
        {
            throw walk.Fail("has a quote that does not end", place);
        }

        yield return Done();

        string Done()
        {
            var done = wasQuoted ? part.ToString() : part.ToString().TrimEnd(' ', '\t');
            part.Clear();
            wasQuoted = false;
            return done;
        }
    }
}
