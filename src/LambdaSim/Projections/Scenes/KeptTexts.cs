using System.Collections;

namespace LambdaSim.Projections.Scenes;

/// <summary>The last texts of a run by their numbers; older ones are forgotten, and stand as an ellipsis.</summary>
internal sealed class KeptTexts : IReadOnlyList<string>
{
    // One record may refer to the last text before all were forgotten, and to one after (see TextNumbers).
    private const int Most = 40_000, Longest = 400;

    private readonly Dictionary<int, string> _texts = [];
    private readonly Queue<int> _order = new();

    public int Count { get; private set; }

    public string this[int index] => _texts.GetValueOrDefault(index, "…");

    public void Add(int number, string text)
    {
        _texts[number] = text.Length <= Longest ? text : text[..Longest] + "…";
        _order.Enqueue(number);
        Count = Math.Max(Count, number + 1);
        if (_order.Count > Most)
        {
            _texts.Remove(_order.Dequeue());
        }
    }

    public KeptTexts Copy()
    {
        var copy = new KeptTexts();
        foreach (var number in _order)
        {
            copy.Add(number, _texts[number]);
        }

        copy.Count = Count;
        return copy;
    }

    public IEnumerator<string> GetEnumerator() => Enumerable.Range(0, Count).Select(number => this[number]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
