using NodaTime;

namespace LambdaSim.Neighbours.Gateways;

/// <summary>An open connection to a WebSocket API, as its client has it. Await what it does inside <c>Run</c> or a handler.</summary>
public sealed class WebSocketConnection
{
    private readonly WebSocketApi _api;
    private readonly List<string> _received = [];
    private readonly List<WebSocketAnswer> _answers = [];
    private readonly Queue<Action<object?>> _waiting = [];
    private int _read;

    internal WebSocketConnection(WebSocketApi api, string id, Instant at, FrontRequest handshake) =>
        (_api, Id, ConnectedAt, LastActiveAt, Handshake) = (api, id, at, at, handshake);

    /// <summary>Its id, by which functions send to it.</summary>
    public string Id { get; }

    /// <summary>When it was opened.</summary>
    public Instant ConnectedAt { get; }

    /// <summary>When something was sent last, in either direction.</summary>
    public Instant LastActiveAt { get; internal set; }

    /// <summary>Whether it is open.</summary>
    public bool IsOpen => CloseCode is null;

    /// <summary>Why it was closed, as WebSocket's status code; null: it is open.</summary>
    public int? CloseCode { get; private set; }

    /// <summary>Why it was closed, in words.</summary>
    public string CloseReason { get; private set; } = "";

    /// <summary>What came from the API, the oldest first.</summary>
    public IReadOnlyList<string> Received => _received;

    /// <summary>What became of each message that the client sent, in the order in which they ended.</summary>
    public IReadOnlyList<WebSocketAnswer> Answers => _answers;

    internal WebSocketApi Api => _api;

    internal FrontRequest Handshake { get; }

    /// <summary>Told of each text that comes from the API, and of the end by null: for a client that has a real socket.</summary>
    internal Action<string?>? Heard { get; set; }

    /// <summary>What the authorizer left, for the events of all its messages.</summary>
    internal string? AuthorizerJson { get; set; }

    /// <summary>Sends a text in frames of at most 32 KB, and tells what became of it.</summary>
    /// <param name="text">Above 128 KB it closes the connection.</param>
    /// <param name="frameBytes">Bytes of a frame; above 32 KB a longer text closes the connection.</param>
    /// <exception cref="InvalidOperationException">The connection is closed.</exception>
    public async Task<WebSocketAnswer> Send(string text, int frameBytes = WebSocketApi.LargestFrame)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(frameBytes, 1);
        RequireOpen();
        return (WebSocketAnswer)(await _api.Ask($"a message to {_api.Name}", (by, told) => _api.Take(this, text, frameBytes, by, told)).ConfigureAwait(false))!;
    }

    /// <summary>The next message that was not received yet, now or as virtual time brings it.</summary>
    /// <exception cref="InvalidOperationException">The connection is closed, and there is none.</exception>
    public async Task<string> Receive() => (string?)await _api.Ask($"a message from {_api.Name}", (_, told) =>
    {
        _waiting.Enqueue(told);
        Hand();
    }).ConfigureAwait(false) ?? throw Closed();

    /// <summary>Closes it. The function of <c>$disconnect</c> runs after that.</summary>
    /// <param name="code">WebSocket's status code.</param>
    /// <param name="reason">In words.</param>
    public Task Close(int code = 1000, string reason = "") => _api.Ask($"closing a connection to {_api.Name}", (by, told) =>
    {
        _api.End(this, code, reason, by);
        told(null);
    });

    internal void Deliver(string text, Instant now)
    {
        LastActiveAt = now;
        _received.Add(text);
        Heard?.Invoke(text);
        Hand();
    }

    internal WebSocketAnswer Record(WebSocketAnswer answer)
    {
        _answers.Add(answer);
        return answer;
    }

    internal void MarkClosed(int code, string reason)
    {
        (CloseCode, CloseReason) = (code, reason);
        Heard?.Invoke(null);
        Hand();
    }

    private void Hand()
    {
        while (_waiting.Count > 0 && (_read < _received.Count || !IsOpen))
        {
            _waiting.Dequeue()(_read < _received.Count ? _received[_read++] : null);
        }
    }

    private void RequireOpen()
    {
        if (!IsOpen)
        {
            throw Closed();
        }
    }

    private InvalidOperationException Closed() => new($"the connection {Id} was closed with {Configuration.Text.Of(CloseCode ?? 0)} {CloseReason}: connect again");
}
