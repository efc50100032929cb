namespace LambdaSim.Events;

/// <summary>
/// Numbers of texts in the log: what is said again soon has its number already. How many are remembered is bounded, so that a run may go on for ever
/// though every text of it is new, as those with a request's id are; then all are forgotten, and what comes again is defined again.
/// </summary>
internal sealed class TextNumbers
{
    /// <summary>Most texts that are remembered.</summary>
    public const int Most = 4_096;

    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Texts that may be said again by their numbers, in order of these.</summary>
    public IEnumerable<(int Number, string Text)> Known => _known.Select(static k => (k.Value, k.Key)).OrderBy(static k => k.Value);

    /// <summary>A number for a text that nothing else will say.</summary>
    public int Next() => _count++;

    /// <summary>The number of a text.</summary>
    /// <param name="text">What is said.</param>
    /// <param name="define">Tells the log of a number that is new.</param>
    public int Of(string text, Action<int, string> define)
    {
        if (_known.TryGetValue(text, out var number))
        {
            return number;
        }

        if (_known.Count == Most)
        {
            _known.Clear();
        }

        number = Next();
        _known.Add(text, number);
        define(number, text);
        return number;
    }
}
