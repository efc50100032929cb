namespace LambdaSim.Neighbours.Gateways;

/// <summary>A rule of a load balancer's listener.</summary>
/// <param name="Paths">Patterns with <c>*</c> and <c>?</c>; none: every path.</param>
public sealed record ListenerRule(params string[] Paths)
{
    /// <summary>Methods; none: every method.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>Host patterns; none: every host.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    internal bool Matches(FrontRequest request) =>
        (Paths.Length == 0 || Array.Exists(Paths, p => AuthorizerPolicy.Matches(p, request.RawPath)))
        && (Methods.Count == 0 || Methods.Contains(request.Method, StringComparer.Ordinal))
        && (Hosts.Count == 0 || Hosts.Any(h => AuthorizerPolicy.Matches(h, request.Host)));
}
