using LambdaSim.Events;

namespace LambdaSim.Projections;

/// <summary>The texts that a run may still refer to (<see cref="TextNumbers"/>), and no older ones.</summary>
internal sealed class RecentTexts
{
    // One record may refer to the last text before all were forgotten, and to one after.
    private const int Most = (2 * TextNumbers.Most) + 2;
    private const long MostCharacters = 2L * TextNumbers.MostCharacters;

    // However long they are.
    private const int Fewest = 4;

    private readonly SortedDictionary<int, string> _texts = [];
    private long _characters;

    public int Count => _texts.Count;

    public string this[int number] => _texts[number];

    public void Add(int number, string text)
    {
        _texts.Add(number, text);
        _characters += text.Length;
        while (_texts.Count > Most || (_characters > MostCharacters && _texts.Count > Fewest))
        {
            Remove(_texts.First().Key);
        }
    }

    /// <summary>A text that was told once, for one line.</summary>
    public void Remove(int number)
    {
        if (_texts.Remove(number, out var text))
        {
            _characters -= text.Length;
        }
    }
}
