namespace LambdaSim.Neighbours.Gateways;

/// <summary>A route or method, as an API finds it.</summary>
/// <param name="method">Upper case, or <c>ANY</c>.</param>
/// <param name="path">Null: the default route.</param>
/// <param name="function">Its ARN.</param>
/// <param name="settings">How it calls the function.</param>
/// <param name="limit">What a stage sets; null: as the settings say.</param>
internal sealed class Route(string method, RouteTemplate? path, string function, RouteSettings settings, RouteLimit? limit = null)
{
    /// <summary>Upper case, or <c>ANY</c>.</summary>
    public string Method => method;

    /// <summary>Null: the default route.</summary>
    public RouteTemplate? Path => path;

    public string Function => function;

    public RouteSettings Settings => settings;

    public string Key => path is null ? "$default" : $"{method} {path.Text}";

    /// <summary>Answers by itself, such as a preflight; null: the function does.</summary>
    public FrontAnswer? Fixed { get; init; }

    /// <summary>The id of a REST API's resource; null: it has none of its own.</summary>
    public string? ResourceId { get; init; }

    /// <summary>Its own limit, or the one that a stage sets; null: none.</summary>
    public RouteLimit? Limit { get; } = limit ?? RouteLimit.Of(settings.RateLimit, settings.BurstLimit);

    /// <summary>The same route without what happened at it; routes that share an authorizer still do.</summary>
    public Route Again(Dictionary<RouteAuthorizer, RouteAuthorizer> fresh)
    {
        if (settings.Authorizer is not { } authorizer)
        {
            return new Route(method, path, function, settings) { Fixed = Fixed, ResourceId = ResourceId };
        }

        if (!fresh.TryGetValue(authorizer, out var again))
        {
            fresh.Add(authorizer, again = authorizer.Again());
        }

        return new Route(method, path, function, settings with { Authorizer = again }) { Fixed = Fixed, ResourceId = ResourceId };
    }

    public bool Takes(string asked) => method == "ANY" || method == asked;
}
