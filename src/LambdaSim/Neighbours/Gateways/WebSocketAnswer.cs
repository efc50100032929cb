namespace LambdaSim.Neighbours.Gateways;

/// <summary>How a message that a client sent ended.</summary>
public enum WebSocketEnd
{
    /// <summary>The route's function returned.</summary>
    Returned = 0,

    /// <summary>No route takes it, and there is no <c>$default</c>: the client got an error frame.</summary>
    NoRoute = 1,

    /// <summary>The function failed, was throttled, or took too long: the client got an error frame.</summary>
    Failed = 2,

    /// <summary>It was too large: the connection was closed with 1009.</summary>
    TooLarge = 3,

    /// <summary>The connection closed before it was routed.</summary>
    Closed = 4,
}

/// <summary>What became of a message that a client sent. Each message has exactly one (rule WSS-MESSAGE).</summary>
/// <param name="MessageId">As the event has it.</param>
/// <param name="RouteKey">The route that took it; null: none.</param>
/// <param name="End">How it ended.</param>
public sealed record WebSocketAnswer(string MessageId, string? RouteKey, WebSocketEnd End);
