using System.Text;

namespace LambdaSim.Neighbours.LogGroups.Patterns;

/// <summary>The words of a pattern: between blanks, or between quotes.</summary>
internal sealed class PatternWords(string text)
{
    private int _at;

    /// <summary>The next word; null: there is none.</summary>
    public PatternWord? Next()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }

        if (_at == text.Length)
        {
            return null;
        }

        var sign = text[_at] is '-' or '?' ? text[_at++] : '\0';
        if (_at < text.Length && text[_at] == '"')
        {
            return Quoted(sign);
        }

        var start = _at;
        while (_at < text.Length && !char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }

        return new PatternWord(text[start.._at], sign, IsQuoted: false, IsWhole: true);
    }

    private PatternWord Quoted(char sign)
    {
        var word = new StringBuilder();
        for (_at++; _at < text.Length && text[_at] != '"'; _at++)
        {
            _at += text[_at] == '\\' && _at + 1 < text.Length ? 1 : 0;
            word.Append(text[_at]);
        }

        var isWhole = _at < text.Length;
        _at += isWhole ? 1 : 0;
        return new PatternWord(word.ToString(), sign, IsQuoted: true, isWhole);
    }
}

/// <summary>A word of a pattern.</summary>
/// <param name="Text">Without sign and quotes.</param>
/// <param name="Sign">A minus, a question mark, or none.</param>
/// <param name="IsQuoted">Whether it stood between quotes.</param>
/// <param name="IsWhole">Whether its quotes end.</param>
internal sealed record PatternWord(string Text, char Sign, bool IsQuoted, bool IsWhole);
