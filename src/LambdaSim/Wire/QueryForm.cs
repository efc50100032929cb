using System.Globalization;
using System.Text;

namespace LambdaSim.Wire;

/// <summary>
/// A request of AWS's query protocol: parameters in a form, or in the query itself. The names are sorted once, so that what stands under a prefix is a
/// piece of them, found without a look at the others.
/// </summary>
internal sealed class QueryForm
{
    private const string MediaType = "application/x-www-form-urlencoded";
    private const int OftenEnough = 1_024;

    private readonly string[] _names;
    private readonly string[] _values;
    private readonly int _start;
    private readonly int _end;
    private readonly int _skip;

    // The piece from start to end, whose names have so many characters in common that belong to the prefix.
    private QueryForm(string[] names, string[] values, int start, int end, int skip) =>
        (_names, _values, _start, _end, _skip) = (names, values, start, end, skip);

    public string? Action => this["Action"];

    public string? this[string name] => First(name) is var i && i < _end && Rest(i).SequenceEqual(name) ? _values[i] : null;

    public static bool IsMeant(WireRequest request) => request.HasMediaType(MediaType) || request.Target["Action"] is not null;

    /// <exception cref="OperationCanceledException">The client has left.</exception>
    public static QueryForm Read(WireRequest request, CancellationToken gone)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in request.Target.Query)
        {
            found[name] = value;
        }

        if (request.HasMediaType(MediaType))
        {
            Add(found, Encoding.UTF8.GetString(request.Body.Span), gone);
        }

        string[] names = [.. found.Keys];
        string[] values = [.. found.Values];
        Array.Sort(names, values, StringComparer.Ordinal);
        return new QueryForm(names, values, 0, names.Length, 0);
    }

    /// <summary>What stands under <c>prefix.</c>, without the prefix.</summary>
    public QueryForm Under(string prefix) =>
        // The character after a dot is a slash.
        new(_names, _values, First(prefix + '.'), First(prefix + '/'), _skip + prefix.Length + 1);

    /// <summary>The numbered items of a list, in order of their numbers: <c>prefix.1</c>, or <c>prefix.member.1</c> where a list is not flattened.</summary>
    public IReadOnlyList<QueryItem> Items(string prefix)
    {
        var all = Under(prefix);
        var items = new SortedDictionary<int, string>();
        for (var i = all._start; i < all._end; i++)
        {
            var rest = all.Rest(i);
            var item = Segment(rest);
            var number = item;
            if (item is "member" or "entry" && item.Length < rest.Length)
            {
                number = Segment(rest[(item.Length + 1)..]);
                item = rest[..(item.Length + 1 + number.Length)];
            }

            if (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && !(items.TryGetValue(place, out var known) && item.SequenceEqual(known)))
            {
                items[place] = item.ToString();
            }
        }

        return [.. items.Values.Select(i => new QueryItem(all[i], all.Under(i)))];
    }

    private static void Add(Dictionary<string, string> found, string encoded, CancellationToken gone)
    {
        var seen = 0;
        foreach (var range in encoded.AsSpan().Split('&'))
        {
            if (++seen % OftenEnough == 0)
            {
                gone.ThrowIfCancellationRequested();
            }

            if (encoded[range] is { Length: > 0 } pair)
            {
                var (name, value) = RequestTarget.Parameter(pair);
                found[name] = value;
            }
        }
    }

    private static ReadOnlySpan<char> Segment(ReadOnlySpan<char> name) => name.IndexOf('.') is >= 0 and var end ? name[..end] : name;

    private ReadOnlySpan<char> Rest(int i) => _names[i].AsSpan(_skip);

    // The first name that is not before a text.
    private int First(string text)
    {
        var (low, high) = (_start, _end);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (Rest(middle).SequenceCompareTo(text) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}

/// <summary>An item of a list: a value, or what stands under it.</summary>
internal sealed record QueryItem(string? Value, QueryForm Members);
