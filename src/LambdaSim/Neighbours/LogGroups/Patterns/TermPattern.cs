using System.Text.RegularExpressions;

namespace LambdaSim.Neighbours.LogGroups.Patterns;

/// <summary>Terms: all plain ones must be there, none with a minus, and one of those with a question mark. In their case; without terms everything matches.</summary>
internal sealed class TermPattern : LogPattern
{
    private readonly List<Func<string, bool>> _needed = [];
    private readonly List<Func<string, bool>> _excluded = [];
    private readonly List<Func<string, bool>> _optional = [];

    private TermPattern()
    {
    }

    public override bool Matches(string message) =>
        _needed.TrueForAll(t => t(message)) && !_excluded.Exists(t => t(message)) && (_optional.Count == 0 || _needed.Count > 0 || _optional.Exists(t => t(message)));

    public static new TermPattern? Read(string text)
    {
        var pattern = new TermPattern();
        var words = new PatternWords(text);
        while (words.Next() is { } word)
        {
            if (word.Text.Length == 0 || !word.IsWhole || Term(word) is not { } term)
            {
                return null;
            }

            (word.Sign switch { '-' => pattern._excluded, '?' => pattern._optional, _ => pattern._needed }).Add(term);
        }

        return pattern;
    }

    private static Func<string, bool>? Term(PatternWord word)
    {
        if (word.IsQuoted || word.Text is not ['%', .. var inner, '%'])
        {
            return message => message.Contains(word.Text, StringComparison.Ordinal);
        }

        return PatternRegex.Of(inner) is { } regex ? regex.IsMatch : null;
    }
}

/// <summary>Regular expressions between percent signs.</summary>
internal static class PatternRegex
{
    /// <summary>Null: it is none, or one that looks around or back, which CloudWatch has not either.</summary>
    public static Regex? Of(string text)
    {
        try
        {
            return new Regex(text, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
