namespace LambdaSim.Neighbours.LogGroups.Patterns;

/// <summary>Conditions on the fields of a message between blanks, such as <c>[ip, user, status=4*, ..., bytes>1000]</c>: quotes and brackets hold a field together.</summary>
internal sealed class FieldPattern : LogPattern
{
    private const string Rest = "...";

    private readonly List<(string Name, Func<string, bool>? Condition)> _fields;

    private FieldPattern(List<(string Name, Func<string, bool>? Condition)> fields) => _fields = fields;

    public override bool Matches(string message)
    {
        var found = Split(message);
        var rest = _fields.FindIndex(static f => f.Name == Rest);
        if (rest < 0 ? found.Count != _fields.Count : found.Count < _fields.Count - 1)
        {
            return false;
        }

        for (var i = 0; i < _fields.Count; i++)
        {
            var value = rest >= 0 && i > rest ? found[found.Count - (_fields.Count - i)] : i == rest ? "" : found[i];
            if (_fields[i].Condition?.Invoke(value) == false)
            {
                return false;
            }
        }

        return true;
    }

    public static new FieldPattern? Read(string text)
    {
        List<(string Name, Func<string, bool>? Condition)> fields = [];
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var name = part.AsSpan().IndexOfAny("!=<> ") is >= 0 and var end ? part[..end] : part;
            Func<string, bool>? condition = null;
            if (name.Length < part.Length)
            {
                // Each condition names the field again.
                condition = new Conditions<string>(part, one => Single(one, name)).Read();
                if (condition is null)
                {
                    return null;
                }
            }

            fields.Add((name, condition));
        }

        return fields.Count(static f => f.Name == Rest) > 1 || fields.Exists(static f => f.Name.Length == 0) ? null : new FieldPattern(fields);
    }

    private static Func<string, bool>? Single(string text, string name)
    {
        var rest = text.StartsWith(name, StringComparison.Ordinal) ? text[name.Length..].TrimStart() : text;
        return Array.Find(Comparison.Operators, o => rest.StartsWith(o, StringComparison.Ordinal)) is { } sign && Comparison.Of(sign, rest[sign.Length..].Trim()) is { } comparison ? comparison.Holds : null;
    }

    private static List<string> Split(string message)
    {
        List<string> fields = [];
        for (var at = 0; at < message.Length; at++)
        {
            if (char.IsWhiteSpace(message[at]))
            {
                continue;
            }

            var close = message[at] switch { '"' => '"', '[' => ']', _ => ' ' };
            var start = close == ' ' ? at : at + 1;
            var end = close == ' ' ? message.AsSpan(start).IndexOfAny(" \t") : message.IndexOf(close, start) - start;
            end = end < 0 ? message.Length : start + end;
            fields.Add(message[start..end]);
            at = end;
        }

        return fields;
    }
}
