using LambdaSim.Functions;

namespace LambdaSim.Wire.Lambda;

/// <summary>Every operation of the service's API, whether LambdaSim has it or not.</summary>
internal static class RouteTable
{
    public const string Invoke = "Invoke";
    public const string InvokeAsync = "InvokeAsync";
    public const string InvokeWithResponseStream = "InvokeWithResponseStream";

    public static IReadOnlyList<Route> All { get; } =
    [
        .. Operations.All.Values.Select(static o => new Route(o.Name, o.Method, o.Path, RouteKind.Operation, o)),
        new(Invoke, "POST", "/2015-03-31/functions/{FunctionName}/invocations", RouteKind.Invocation),
        new(InvokeAsync, "POST", "/2014-11-13/functions/{FunctionName}/invoke-async", RouteKind.Invocation),
        new(InvokeWithResponseStream, "POST", "/2021-11-15/functions/{FunctionName}/response-streaming-invocations", RouteKind.Invocation),
        .. UnsupportedOperations.All.Select(static u => new Route(u.Name, u.Method, u.Path, RouteKind.Unsupported)),
    ];

    // Those that a parameter of the query tells apart stand first.
    private static readonly ILookup<(string Method, int Length), Route> _routes =
        All.OrderBy(static r => r.IsNarrow ? 0 : 1).ToLookup(static r => (r.Method, r.Length));

    /// <summary>Null: no operation is asked for like this.</summary>
    public static Route? Find(string method, RequestTarget target) => _routes[(method, target.Segments.Count)].FirstOrDefault(r => r.Matches(target));

    /// <summary>The methods that a path has.</summary>
    public static IEnumerable<string> Methods(RequestTarget target) => All.Where(r => r.Matches(target)).Select(static r => r.Method).Distinct().Order(StringComparer.Ordinal);
}
