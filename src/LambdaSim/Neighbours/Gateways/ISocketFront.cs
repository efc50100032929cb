namespace LambdaSim.Neighbours.Gateways;

/// <summary>A front end that clients of WebSocket can connect to.</summary>
internal interface ISocketFront : IHttpFront
{
    /// <summary>Whether it does so now: an API may be of HTTP, and a domain may lead to such ones.</summary>
    bool TakesSockets { get; }

    /// <summary>Takes a handshake; told once is the connection, or the answer that refuses it.</summary>
    void Open(FrontRequest request, Action<object?> told);
}
