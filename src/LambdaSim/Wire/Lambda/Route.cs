using LambdaSim.Functions;

namespace LambdaSim.Wire.Lambda;

/// <summary>Who answers a route.</summary>
internal enum RouteKind
{
    /// <summary>The control plane.</summary>
    Operation,

    /// <summary>One of the three ways to run a function.</summary>
    Invocation,

    /// <summary>Nobody: LambdaSim does not simulate it.</summary>
    Unsupported,
}

/// <summary>One operation of the service's API as it is asked for over HTTP.</summary>
internal sealed class Route
{
    private readonly string[] _segments;
    private readonly (string Name, string Value)? _fixed;

    public Route(string name, string method, string template, RouteKind kind, Operation? operation = null)
    {
        (Name, Method, Template, Kind, Operation) = (name, method, template, kind, operation);
        var query = template.IndexOf('?', StringComparison.Ordinal);
        _segments = template[1..(query < 0 ? template.Length : query)].Split('/');
        if (query >= 0 && template[(query + 1)..].Split('=') is [var parameter, var value])
        {
            _fixed = (parameter, value);
        }
    }

    public string Name { get; }

    public string Method { get; }

    public string Template { get; }

    public RouteKind Kind { get; }

    /// <summary>Of the control plane.</summary>
    public Operation? Operation { get; }

    public int Length => _segments.Length;

    /// <summary>Whether a parameter of the query is part of the path, so to say.</summary>
    public bool IsNarrow => _fixed is not null;

    public bool Matches(RequestTarget target)
    {
        if (target.Segments.Count != _segments.Length || (_fixed is { } needed && target[needed.Name] != needed.Value))
        {
            return false;
        }

        for (var i = 0; i < _segments.Length; i++)
        {
            if (IsLabel(_segments[i]) ? target.Segments[i].Length == 0 : target.Segments[i] != _segments[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Input members that stand in the path.</summary>
    public IEnumerable<(string Member, string Value)> Labels(RequestTarget target) =>
        _segments.Select((s, i) => (Segment: s, Value: target.Segments[i])).Where(static s => IsLabel(s.Segment)).Select(static s => (s.Segment[1..^1], s.Value));

    /// <summary>An input member that stands in the path; null: none of that name does.</summary>
    public string? Label(RequestTarget target, string member) => Labels(target).Where(l => l.Member == member).Select(static l => l.Value).FirstOrDefault();

    private static bool IsLabel(string segment) => segment[0] == '{';
}
