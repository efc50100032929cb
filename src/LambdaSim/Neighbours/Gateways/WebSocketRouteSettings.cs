namespace LambdaSim.Neighbours.Gateways;

/// <summary>How a route of a WebSocket API calls its function.</summary>
public sealed record WebSocketRouteSettings
{
    /// <summary>How long the API waits: 50 ms to 29 s; null: 29 s. The function goes on after it.</summary>
    public TimeLength? Timeout { get; init; }

    /// <summary>Of <c>$connect</c> alone: who may open connections. A function or IAM.</summary>
    public RouteAuthorizer? Authorizer { get; init; }

    /// <summary>AWS's route response: what the function answers goes to the connection. Not of <c>$disconnect</c>, and of <c>$connect</c> always its status.</summary>
    public bool Responds { get; init; }
}
