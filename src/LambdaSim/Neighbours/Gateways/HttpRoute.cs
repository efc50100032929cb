namespace LambdaSim.Neighbours.Gateways;

/// <summary>The form of the event that a route's function gets, and of the answer it gives.</summary>
public enum PayloadFormat
{
    /// <summary>2.0: header names in lower case, repeated values joined by commas, cookies apart; any JSON without <c>statusCode</c> is a body.</summary>
    V2 = 0,

    /// <summary>1.0: as REST APIs have it.</summary>
    V1 = 1,
}

/// <summary>How a route or method calls its function.</summary>
public sealed record RouteSettings
{
    /// <summary>The form of event and answer. REST APIs have 1.0 only.</summary>
    public PayloadFormat Format { get; init; }

    /// <summary>How long the API waits: 50 ms to 30 s of an HTTP API, to 29 s of a REST API; null: the longest. The function goes on after it.</summary>
    public TimeLength? Timeout { get; init; }

    /// <summary>Who may call; null: everybody.</summary>
    public RouteAuthorizer? Authorizer { get; init; }

    /// <summary>Requests a second that the route admits; null: no limit of its own.</summary>
    public int? RateLimit { get; init; }

    /// <summary>Requests at once that the route admits; null: as <see cref="RateLimit"/>.</summary>
    public int? BurstLimit { get; init; }

    /// <summary>Of a REST API: the request must have the key of a usage plan of the API (rule APIGW-KEY).</summary>
    public bool ApiKeyRequired { get; init; }
}

internal sealed class Route(string method, RouteTemplate? path, string function, RouteSettings settings)
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

    /// <summary>The limit that a stage sets; null: none.</summary>
    public RateBucket? Bucket { get; init; }

    /// <summary>The id of a REST API's resource; null: it has none of its own.</summary>
    public string? ResourceId { get; init; }

    public RouteLimit? Limit { get; } = settings.RateLimit is { } rate ? new RouteLimit(rate, settings.BurstLimit ?? rate) : null;

    public bool Takes(string asked) => method == "ANY" || method == asked;
}
