namespace LambdaSim;

/// <summary>A WebSocket API refused a handshake: the authorizer did, or the function of <c>$connect</c>.</summary>
public sealed class WebSocketRefusedException : LambdaSimException
{
    internal WebSocketRefusedException(string api, int status, string body)
        : base($"WebSocket API '{api}' refused the connection with {Configuration.Text.Of(status)}: {body}") => (Status, Body) = (status, body);

    /// <summary>HTTP status of the handshake's answer.</summary>
    public int Status { get; }

    /// <summary>Its body.</summary>
    public string Body { get; }
}
