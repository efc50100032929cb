using System.Text;
using static System.FormattableString;

namespace LambdaSim.Wire.Codecs;

/// <summary>One walk through a document: where it is, how deep, and how much it has seen. Every loop of a codec counts here, so no document costs more than the limits.</summary>
/// <param name="maxDepth">Most levels.</param>
/// <param name="maxValues">Most names and values.</param>
/// <param name="gone">Cancelled when nobody waits any more: what is read is given up.</param>
internal sealed class WireWalk(int maxDepth = WireWalk.UsualDepth, int maxValues = WireWalk.UsualValues, CancellationToken gone = default)
{
    /// <summary>Most levels of a request or answer; a payload is one value, however deep.</summary>
    public const int UsualDepth = 64;

    /// <summary>Most names and values: lists and maps of the APIs have some thousand.</summary>
    public const int UsualValues = 200_000;

    private const int OftenEnough = 1_024;

    // A name, or the place in a list.
    private readonly List<(string? Name, int Index)> _path = [];

    public int MaxDepth => maxDepth;

    /// <summary>Outside the body of a request an escape that is none is text, and of several values the first counts.</summary>
    public bool IsLenient { get; init; }

    /// <summary>Values seen.</summary>
    public int Values { get; private set; }

    /// <exception cref="WireFormatException">There are too many.</exception>
    /// <exception cref="OperationCanceledException">Nobody waits any more.</exception>
    public void See(DocumentPlace place = default)
    {
        if (++Values > maxValues)
        {
            throw Fail("has more names and values than any request needs", place);
        }

        if (Values % OftenEnough == 1)
        {
            gone.ThrowIfCancellationRequested();
        }
    }

    public void Enter(string name, DocumentPlace place = default) => Enter((name, 0), place);

    public void Enter(int index, DocumentPlace place = default) => Enter((null, index), place);

    public void Leave() => _path.RemoveAt(_path.Count - 1);

    public WireFormatException Fail(string what, DocumentPlace place = default) => new(what, Path(), place.ToString());

    /// <summary>The error of a levels' limit, for what is skipped without names.</summary>
    public WireFormatException TooDeep(DocumentPlace place) => Fail(Invariant($"is nested deeper than {maxDepth} levels"), place);

    private void Enter((string? Name, int Index) step, DocumentPlace place)
    {
        See(place);
        _path.Add(step);
        if (_path.Count > maxDepth)
        {
            throw TooDeep(place);
        }
    }

    private string Path()
    {
        var path = new StringBuilder();
        foreach (var (name, index) in _path)
        {
            if (name is null)
            {
                path.Append('[').Append(index).Append(']');
            }
            else
            {
                path.Append(path.Length == 0 ? "" : ".").Append(name);
            }
        }

        return path.ToString();
    }
}
