using System.Text;

namespace LambdaSim.Filters;

/// <summary>A text with <c>*</c> for any run of characters; <c>\*</c> and <c>\\</c> stand for themselves (rule PAT-WILDCARD).</summary>
internal sealed class Wildcard
{
    // What stands between the stars, in order.
    private readonly List<string> _parts = [];

    /// <exception cref="PatternException">Two stars in a row, or another character behind a backslash; without a place.</exception>
    public Wildcard(string text)
    {
        Text = text;
        var part = new StringBuilder();
        var at = 1; // In bytes, behind the quotation mark.
        for (var i = 0; i < text.Length; i++)
        {
            var next = i + 1 < text.Length ? text[i + 1] : '"';
            switch (text[i])
            {
                case '*' when next == '*':
                    throw new PatternException(Configuration.Text.Invariant($"Consecutive wildcard characters at pos {at}"));
                case '*':
                    _parts.Add(part.ToString());
                    part.Clear();
                    break;
                case '\\' when next is not ('*' or '\\'):
                    throw new PatternException(Configuration.Text.Invariant($"Invalid escape character at pos {at}"));
                case '\\':
                    part.Append(next);
                    i++;
                    at++;
                    break;
                default:
                    part.Append(text[i]);
                    at += char.IsSurrogate(text[i]) ? 1 : Encoding.UTF8.GetByteCount(text.AsSpan(i, 1)) - 1;
                    break;
            }

            at++;
        }

        _parts.Add(part.ToString());
    }

    public string Text { get; }

    /// <summary>What stands between the stars, in order; one part: it has none.</summary>
    public IReadOnlyList<string> Parts => _parts;

    public bool Matches(string value)
    {
        if (_parts.Count == 1)
        {
            return value == _parts[0];
        }

        var rest = value.AsSpan();
        if (!rest.StartsWith(_parts[0], StringComparison.Ordinal))
        {
            return false;
        }

        rest = rest[_parts[0].Length..];
        for (var i = 1; i < _parts.Count - 1; i++)
        {
            var at = rest.IndexOf(_parts[i], StringComparison.Ordinal);
            if (at < 0)
            {
                return false;
            }

            rest = rest[(at + _parts[i].Length)..];
        }

        return rest.EndsWith(_parts[^1], StringComparison.Ordinal);
    }
}
