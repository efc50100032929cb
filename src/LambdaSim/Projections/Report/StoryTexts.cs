using System.Text.RegularExpressions;

namespace LambdaSim.Projections.Report;

/// <summary>Sentences that differ by their numbers only, kept once: a story is then a list of numbers.</summary>
internal sealed partial class StoryTexts
{
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private readonly List<string> _sentences = [];

    /// <summary>The sentences, with U+0001 where a number stands.</summary>
    public IReadOnlyList<string> Sentences => _sentences;

    /// <summary>Which sentence a text is, and its numbers.</summary>
    public (int Sentence, IEnumerable<string> Numbers) Take(string text)
    {
        var clean = ReportText.Clean(text);
        var sentence = Number.Replace(clean, "\u0001");
        if (!_known.TryGetValue(sentence, out var index))
        {
            _known.Add(sentence, index = _sentences.Count);
            _sentences.Add(sentence);
        }

        return (index, Number.Matches(clean).Select(match => match.Value));
    }

    [GeneratedRegex(@"[0-9]+(?:[.,:][0-9]+)*", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Number { get; }
}
