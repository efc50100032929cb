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
        Text = text;
    }

    public static UriTemplate Root { get; } = new("/");

    /// <summary>As it is written.</summary>
    public string Text { get; }

    /// <summary>The names of its labels, in order.</summary>
    public IEnumerable<string> Labels => _segments.Where(static s => s.IsLabel).Select(static s => s.Name);

    /// <summary>How far it is from meaning one path alone: the template that is nearest wins.</summary>
    public int Width => (_greedy >= 0 ? 1_000 : 0) + (_segments.Count(static s => s.IsLabel) * 10) - _fixed.Length;

    /// <summary>The names of the parameters that belong to the path.</summary>
    public IEnumerable<string> FixedParameters => _fixed.Select(static f => f.Name);

    public static UriTemplate Of(string text) => new(text);

    /// <summary>The labels of a path, decoded; null: it is another path.</summary>
    /// <exception cref="WireFormatException">A label is no text.</exception>
    public Dictionary<string, string>? Match(string path, IReadOnlyList<(string Name, string Value)> query, WireWalk walk)
    {
        var parts = Split(path);
        if (!Matches(parts, query))
        {
            return null;
        }

        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < _segments.Length; i++)
        {
            if (_segments[i].IsLabel)
            {
                labels[_segments[i].Name] = PercentText.Decode(Raw(parts, i), false, walk, DocumentPlace.Named("label", _segments[i].Name));
            }
        }

        return labels;
    }

    /// <summary>Whether a path is of this template.</summary>
    /// <param name="parts">Of <see cref="Split"/>.</param>
    /// <param name="query">Decoded.</param>
    public bool Matches(string[] parts, IReadOnlyList<(string Name, string Value)> query)
    {
        // Older clients end some paths with a slash.
        var more = parts.Length - _segments.Length - (_greedy < 0 && parts.Length > 0 && parts[^1].Length == 0 ? 1 : 0);
        if ((_greedy < 0 ? more != 0 : more < 0) || !_fixed.All(query.Contains))
        {
            return false;
        }

        for (var i = 0; i < _segments.Length; i++)
        {
            var raw = Raw(parts, i);
            if (_segments[i].IsLabel ? raw.Length == 0 : !Is(raw, _segments[i].Name))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The parts of a path between its slashes, as they were sent.</summary>
    public static string[] Split(string path) => path.TrimStart('/').Length == 0 ? [] : path[(path.StartsWith('/') ? 1 : 0)..].Split('/');

    // A greedy label takes what the segments beside it leave.
    private string Raw(string[] parts, int segment)
    {
        var more = parts.Length - _segments.Length;
        return _greedy < 0 || segment < _greedy ? parts[segment] : segment > _greedy ? parts[segment + more] : string.Join('/', parts, segment, more + 1);
    }

    private static bool Is(string raw, string word) => raw == word || (raw.Contains('%', StringComparison.Ordinal) && Uri.UnescapeDataString(raw) == word);

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

    private readonly record struct Segment(string Name, bool IsLabel, bool IsGreedy);
}
