namespace LambdaSim.Neighbours.Gateways;

/// <summary>The path of a route or resource: <c>/orders/{id}</c>, <c>/files/{path+}</c>. Compared segment by segment, as it came.</summary>
internal sealed class RouteTemplate
{
    private readonly Part[] _parts;

    private RouteTemplate(string text, Part[] parts) => (Text, _parts) = (text, parts);

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>Whether its last segment takes all that follows.</summary>
    public bool IsGreedy => _parts.Length > 0 && _parts[^1].Kind == PartKind.Greedy;

    /// <exception cref="ArgumentException">It is no path of a route.</exception>
    public static RouteTemplate Parse(string text)
    {
        if (!text.StartsWith('/'))
        {
            throw new ArgumentException($"'{text}' is no path of a route: it begins with a slash, such as /orders/{{id}}", nameof(text));
        }

        var segments = text[1..].Split('/');
        var parts = new Part[segments.Length];
        for (var i = 0; i < segments.Length; i++)
        {
            parts[i] = PartOf(text, segments[i]);
            if (parts[i].Kind == PartKind.Greedy && i < segments.Length - 1)
            {
                throw new ArgumentException($"'{text}' has a greedy parameter before its end; only the last segment may be {{{parts[i].Name}+}}", nameof(text));
            }
        }

        return parts.Where(static p => p.Kind != PartKind.Fixed).GroupBy(static p => p.Name, StringComparer.Ordinal).FirstOrDefault(static g => g.Count() > 1) is { } twice
            ? throw new ArgumentException($"'{text}' has the parameter {twice.Key} twice", nameof(text))
            : new RouteTemplate(text, parts);
    }

    /// <summary>The parameters of a path that it matches, percent-encoded as they came; null: it does not match.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Match(string path)
    {
        var segments = path.StartsWith('/') ? path[1..].Split('/') : path.Split('/');
        if (IsGreedy ? segments.Length < _parts.Length || segments[_parts.Length - 1].Length == 0 : segments.Length != _parts.Length)
        {
            return null;
        }

        List<KeyValuePair<string, string>> found = [];
        for (var i = 0; i < _parts.Length; i++)
        {
            switch (_parts[i].Kind)
            {
                case PartKind.Fixed when segments[i] != _parts[i].Name:
                case PartKind.Parameter when segments[i].Length == 0:
                    return null;
                case PartKind.Parameter:
                    found.Add(new(_parts[i].Name, segments[i]));
                    break;
                case PartKind.Greedy:
                    found.Add(new(_parts[i].Name, string.Join('/', segments[i..])));
                    break;
            }
        }

        return found;
    }

    /// <summary>The more special of two that match one path comes first: fixed before parameter before greedy, from the left.</summary>
    public static int Compare(RouteTemplate a, RouteTemplate b)
    {
        for (var i = 0; i < Math.Min(a._parts.Length, b._parts.Length); i++)
        {
            if (a._parts[i].Kind != b._parts[i].Kind)
            {
                return a._parts[i].Kind.CompareTo(b._parts[i].Kind);
            }
        }

        return b._parts.Length.CompareTo(a._parts.Length);
    }

    private static Part PartOf(string text, string segment)
    {
        if (!segment.Contains('{', StringComparison.Ordinal) && !segment.Contains('}', StringComparison.Ordinal))
        {
            return new Part(PartKind.Fixed, segment);
        }

        var isGreedy = segment.EndsWith("+}", StringComparison.Ordinal);
        var name = segment.StartsWith('{') && segment.EndsWith('}') ? segment[1..^(isGreedy ? 2 : 1)] : "";
        return name.Length > 0 && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or ':' or '-')
            ? new Part(isGreedy ? PartKind.Greedy : PartKind.Parameter, name)
            : throw new ArgumentException($"'{segment}' in '{text}' is no segment of a route: a parameter is a whole segment, such as {{id}} or {{path+}}", nameof(text));
    }

    private enum PartKind
    {
        Fixed,
        Parameter,
        Greedy,
    }

    private readonly record struct Part(PartKind Kind, string Name);
}
