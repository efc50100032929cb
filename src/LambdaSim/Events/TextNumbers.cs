namespace LambdaSim.Events;

/// <summary>
/// Numbers of texts in the log: what is said again soon has its number already. How many are remembered is bounded, and how long they are together, so
/// that a run may go on for ever though every text of it is new, as those with a request's id are; then all are forgotten, and what comes again is
/// defined again.
/// </summary>
internal sealed class TextNumbers
{
    /// <summary>Most texts that are remembered.</summary>
    public const int Most = 4_096;

    /// <summary>Most characters of all that are remembered: an error may be as long as a response, and say what a client sent.</summary>
    public const int MostCharacters = 4_194_304;

    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private long _characters;
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

        if (_known.Count == Most || _characters + text.Length > MostCharacters)
        {
            _known.Clear();
            _characters = 0;
        }

        number = Next();
        _known.Add(text, number);
        _characters += text.Length;
        define(number, text);
        return number;
    }
}
