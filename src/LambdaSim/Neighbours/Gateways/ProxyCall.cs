using NodaTime;

namespace LambdaSim.Neighbours.Gateways;

/// <summary>What an event of a proxy integration tells beside the request.</summary>
internal sealed record ProxyCall
{
    public required FrontRequest Request { get; init; }

    public required string AccountId { get; init; }

    public required string ApiId { get; init; }

    public required string Region { get; init; }

    public required string RequestId { get; init; }

    public required Instant At { get; init; }

    public required string Stage { get; init; }

    /// <summary>Of an HTTP API: such as <c>GET /orders/{id}</c>.</summary>
    public string RouteKey { get; init; } = "$default";

    /// <summary>Of a REST API: such as <c>/orders/{id}</c>.</summary>
    public string ResourcePath { get; init; } = "/";

    /// <summary>Path without the stage.</summary>
    public required string Path { get; init; }

    /// <summary>Decoded.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> PathParameters { get; init; } = [];

    public IReadOnlyDictionary<string, string> StageVariables { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What the authorizer left: JSON of the member <c>authorizer</c>; null: there was none.</summary>
    public string? AuthorizerJson { get; init; }

    /// <summary>Of a REST API: the key that it came with, where one is needed.</summary>
    public ApiKey? Key { get; init; }

    /// <summary>Of a REST API; null: made of the resource's path.</summary>
    public string? ResourceId { get; init; }

    /// <summary>Of a REST API; null: made of the stage's name.</summary>
    public string? DeploymentId { get; init; }

    /// <summary>Of a WebSocket API: the event of <c>$connect</c>, of which an authorizer gets its members.</summary>
    public byte[]? SocketEvent { get; init; }

    /// <summary>Whether a content type is text; every other body goes as base64.</summary>
    public Func<string, bool> IsText { get; init; } = static _ => true;

    public string Domain => Request.Domain ?? $"{ApiId}.execute-api.{Region}.amazonaws.com";
}
