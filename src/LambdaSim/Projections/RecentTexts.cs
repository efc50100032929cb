using LambdaSim.Events;

namespace LambdaSim.Projections;

/// <summary>The texts that a run may still refer to (<see cref="TextNumbers"/>), and no older ones.</summary>
internal sealed class RecentTexts
{
    // One record may refer to the last text before all were forgotten, and to one after.
    private const int Most = (2 * TextNumbers.Most) + 2;

    private readonly SortedDictionary<int, string> _texts = [];

    public int Count => _texts.Count;

    public string this[int number] => _texts[number];

    public void Add(int number, string text)
    {
        _texts.Add(number, text);
        if (_texts.Count > Most)
        {
            _texts.Remove(_texts.First().Key);
        }
    }

    /// <summary>A text that was told once, for one line.</summary>
    public void Remove(int number) => _texts.Remove(number);
}
