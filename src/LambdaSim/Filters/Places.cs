using System.Diagnostics.CodeAnalysis;

namespace LambdaSim.Filters;

/// <summary>Elements of arrays, one of each: where the fields that were matched so far stand. In order of arrays, so an outer one comes first.</summary>
internal sealed class Place((int Array, int Index)[] elements)
{
    public static readonly Place Nowhere = new([]);

    public IReadOnlyList<(int Array, int Index)> Elements => elements;

    public bool Has(int array) => IndexIn(array) is not null;

    public int? IndexIn(int array)
    {
        foreach (var element in elements)
        {
            if (element.Array == array)
            {
                return element.Index;
            }
        }

        return null;
    }

    /// <summary>Both, without arrays that are not asked for.</summary>
    public Place With(IReadOnlyList<(int Array, int Index)> others, HashSet<int> arrays)
    {
        if (arrays.Count == 0 || (elements.Length == 0 && others.Count == 0))
        {
            return Nowhere;
        }

        var both = new SortedDictionary<int, int>();
        foreach (var (array, index) in elements.Concat(others))
        {
            if (arrays.Contains(array))
            {
                both[array] = index;
            }
        }

        return new Place([.. both.Select(static b => (b.Key, b.Value))]);
    }
}

/// <summary>The places at which the fields so far can stand together.</summary>
internal sealed class Places
{
    private static readonly IEqualityComparer<Place> _same = new Same();

    private readonly List<Place> _all;
    private readonly Dictionary<(int Array, int Index), List<Place>> _byElement = [];
    private readonly Dictionary<int, int> _byArray = [];

    public Places(params IReadOnlyCollection<Place> places)
    {
        _all = [.. places];
        foreach (var place in _all)
        {
            foreach (var element in place.Elements)
            {
                if (!_byElement.TryGetValue(element, out var there))
                {
                    _byElement.Add(element, there = []);
                }

                there.Add(place);
                _byArray[element.Array] = _byArray.GetValueOrDefault(element.Array) + 1;
            }
        }
    }

    public int Count => _all.Count;

    /// <summary>The places once another field is matched.</summary>
    /// <param name="values">The field's values.</param>
    /// <param name="isMeant">Which of them are meant.</param>
    /// <param name="mayBeAbsent">A place at which the field has no value is good too.</param>
    /// <param name="arrays">Those that matter from now on.</param>
    public Places Next(IReadOnlyList<Field> values, Func<Field, bool> isMeant, bool mayBeAbsent, HashSet<int> arrays)
    {
        var next = new HashSet<Place>(_same);
        var present = new HashSet<Place>(ReferenceEqualityComparer.Instance);
        foreach (var value in values)
        {
            var isGood = isMeant(value);
            if (!isGood && !mayBeAbsent)
            {
                continue;
            }

            foreach (var place in Agreeing(value.Elements))
            {
                present.Add(place);
                if (isGood)
                {
                    next.Add(place.With(value.Elements, arrays));
                }
            }
        }

        if (mayBeAbsent)
        {
            foreach (var place in _all.Where(p => !present.Contains(p)))
            {
                next.Add(place.With([], arrays));
            }
        }

        return new Places(next);
    }

    // A place that has an array has the arrays around it too. So those that agree have the innermost element of the value, or one around it and nothing within.
    private IEnumerable<Place> Agreeing(IReadOnlyList<(int Array, int Index)> elements)
    {
        var within = 0;
        for (var i = elements.Count - 1; i >= 0; i--)
        {
            var there = _byElement.GetValueOrDefault(elements[i]) ?? [];
            if (there.Count > within)
            {
                var inner = i + 1 < elements.Count ? elements[i + 1].Array : -1;
                foreach (var place in there.Where(p => !p.Has(inner)))
                {
                    yield return place;
                }
            }

            within = _byArray.GetValueOrDefault(elements[i].Array);
        }

        if (_all.Count > within)
        {
            var outer = elements.Count > 0 ? elements[0].Array : -1;
            foreach (var place in _all.Where(p => !p.Has(outer)))
            {
                yield return place;
            }
        }
    }

    private sealed class Same : IEqualityComparer<Place>
    {
        public bool Equals(Place? x, Place? y) => x!.Elements.SequenceEqual(y!.Elements);

        public int GetHashCode([DisallowNull] Place obj)
        {
            var hash = 17;
            foreach (var (array, index) in obj.Elements)
            {
                hash = unchecked((((hash * 31) + array) * 31) + index);
            }

            return hash;
        }
    }
}
