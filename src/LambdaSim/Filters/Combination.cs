namespace LambdaSim.Filters;

/// <summary>
/// Fields that must all have values that are meant, and all in the same elements of the arrays that they share (rule PAT-ARRAY). Goes through the fields in
/// ordinal order of their paths and keeps the places at which those before can stand; a place forgets arrays that no later field stands in.
/// </summary>
internal sealed class Combination
{
    private readonly string[] _paths;
    private readonly IReadOnlyList<ValuePattern>[] _patterns;

    public Combination(SortedDictionary<string, IReadOnlyList<ValuePattern>> fields)
    {
        _paths = [.. fields.Keys];
        _patterns = [.. fields.Values];
    }

    public IEnumerable<string> Paths => _paths;

    public bool Matches(Dictionary<string, List<Field>> fields)
    {
        var places = new Places(Place.Nowhere);
        for (var i = 0; i < _paths.Length && places.Count > 0; i++)
        {
            IReadOnlyList<Field> values = fields.TryGetValue(_paths[i], out var found) ? found : [];
            var patterns = _patterns[i];
            places = places.Next(values, v => patterns.Any(p => p.Matches(v.Value)), patterns.Any(static p => p is ValuePattern.Absent), ArraysAfter(fields, i));
        }

        return places.Count > 0;
    }

    private HashSet<int> ArraysAfter(Dictionary<string, List<Field>> fields, int index)
    {
        HashSet<int> arrays = [];
        foreach (var path in _paths.AsSpan(index + 1))
        {
            if (fields.TryGetValue(path, out var found))
            {
                arrays.UnionWith(found.SelectMany(static f => f.Elements).Select(static e => e.Array));
            }
        }

        return arrays;
    }
}
