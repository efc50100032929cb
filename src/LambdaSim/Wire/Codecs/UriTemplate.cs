namespace LambdaSim.Wire.Codecs;

/// <summary>A path of a REST protocol: fixed segments, labels such as <c>{Name}</c>, at most one greedy label such as <c>{Key+}</c>, and fixed parameters.</summary>
internal sealed class UriTemplate
{
    private readonly Segment[] _segments;
    private readonly (string Name, string Value)[] _fixed;
    private readonly int _greedy;

    private UriTemplate(string text)
    {
        var walk = new WireWalk();
        var parts = text.Split('?', 2);
        _segments = [.. Split(parts[0]).Select(static s => !s.StartsWith('{') ? new Segment(s, IsLabel: false, IsGreedy: false)
            : new Segment(s.Trim('{', '}', '+'), IsLabel: true, s.EndsWith("+}", StringComparison.Ordinal)))];
        _fixed = [.. PercentText.Parameters(parts.Length > 1 ? parts[1] : "", walk, default)];
        _greedy = Array.FindIndex(_segments, static s => s.IsGreedy);
    }

    public static UriTemplate Root { get; } = new("/");

    /// <summary>The names of the parameters that belong to the path.</summary>
    public IEnumerable<string> FixedParameters => _fixed.Select(static f => f.Name);

    public static UriTemplate Of(string text) => new(text);

    /// <summary>The labels of a path, decoded; null: it is another path.</summary>
    /// <exception cref="WireFormatException">A label is no text.</exception>
    public Dictionary<string, string>? Match(string path, IReadOnlyList<(string Name, string Value)> query, WireWalk walk)
    {
        var parts = Split(path);
        if (_greedy < 0 && parts.Length == _segments.Length + 1 && parts[^1].Length == 0)
        {
            // Older clients end some paths with a slash.
            parts = parts[..^1];
        }

        var more = parts.Length - _segments.Length;
        if ((_greedy < 0 ? more != 0 : more < 0) || !_fixed.All(query.Contains))
        {
            return null;
        }

        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < _segments.Length; i++)
        {
            var (name, isLabel, isGreedy) = _segments[i];
            var start = _greedy >= 0 && i > _greedy ? i + more : i;
            var raw = isGreedy ? string.Join('/', parts, start, more + 1) : parts[start];
            if (isLabel ? raw.Length == 0 : raw != name)
            {
                return null;
            }

            if (isLabel)
            {
                labels[name] = PercentText.Decode(raw, false, walk, DocumentPlace.Named("label", name));
            }
        }

        return labels;
    }

    /// <summary>The path of a request, and its fixed parameters.</summary>
    /// <exception cref="WireFormatException">A label is missing or empty.</exception>
    public (string Path, string Query) Expand(IReadOnlyDictionary<string, string> labels, WireWalk walk)
    {
        var path = string.Concat(_segments.Select(s => "/" + (!s.IsLabel ? s.Name
            : labels.GetValueOrDefault(s.Name) is not { Length: > 0 } value ? throw walk.Fail($"needs a value for the label {s.Name}")
            : s.IsGreedy ? string.Join('/', value.Split('/').Select(PercentText.Encode)) : PercentText.Encode(value))));
        var query = _fixed.Select(static f => f.Value.Length == 0 ? PercentText.Encode(f.Name) : $"{PercentText.Encode(f.Name)}={PercentText.Encode(f.Value)}");
        return (path.Length == 0 ? "/" : path, string.Join('&', query));
    }

    private static string[] Split(string path) => path.TrimStart('/').Length == 0 ? [] : path[(path.StartsWith('/') ? 1 : 0)..].Split('/');

    private readonly record struct Segment(string Name, bool IsLabel, bool IsGreedy);
}
