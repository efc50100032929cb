namespace LambdaSim.Neighbours.Gateways;

/// <summary>How a route or method calls its function.</summary>
public sealed record RouteSettings
{
    /// <summary>The form of event and answer; null: 2.0 of an HTTP API, 1.0 of a REST API, which has no other.</summary>
    public PayloadFormat? Format { get; init; }

    /// <summary>How long the API waits: 50 ms to 30 s of an HTTP API, to 29 s of a REST API; null: the longest. The function goes on after it.</summary>
    public TimeLength? Timeout { get; init; }

    /// <summary>Who may call; null: everybody.</summary>
    public RouteAuthorizer? Authorizer { get; init; }

    /// <summary>Requests a second that the route admits; null: no limit of its own.</summary>
    public int? RateLimit { get; init; }

    /// <summary>Requests at once that the route admits; null: as <see cref="RateLimit"/>, without which it means nothing.</summary>
    public int? BurstLimit { get; init; }

    /// <summary>Of a REST API: the request must have the key of a usage plan of the API (rule APIGW-KEY).</summary>
    public bool ApiKeyRequired { get; init; }
}
