namespace LambdaSim.Wire.Codecs;

/// <summary>The operations of a REST service, by method, path and the parameters that belong to the path: the one way to tell which is asked for.</summary>
internal sealed class RestRoutes
{
    private readonly ILookup<string, WireOperation> _byMethod;

    public RestRoutes(IEnumerable<WireOperation> operations)
    {
        All = [.. operations];
        _byMethod = All.OrderBy(static o => o.Path.Width).ToLookup(static o => o.Method, StringComparer.Ordinal);
    }

    public IReadOnlyList<WireOperation> All { get; }

    /// <summary>The operation that a request is for; null: no operation is asked for like this.</summary>
    /// <param name="method">Such as <c>GET</c>.</param>
    /// <param name="path">As sent, not decoded.</param>
    /// <param name="query">Decoded.</param>
    public WireOperation? Find(string method, string path, IReadOnlyList<(string Name, string Value)> query)
    {
        var parts = UriTemplate.Split(path);
        return _byMethod[method].FirstOrDefault(o => o.Path.Matches(parts, query));
    }

    /// <summary>The methods that a path has.</summary>
    public IEnumerable<string> Methods(string path, IReadOnlyList<(string Name, string Value)> query)
    {
        var parts = UriTemplate.Split(path);
        return All.Where(o => o.Path.Matches(parts, query)).Select(static o => o.Method).Distinct().Order(StringComparer.Ordinal);
    }
}
