using System.Threading.Channels;
using LambdaSim.Neighbours;
using LambdaSim.Neighbours.Gateways;

namespace LambdaSim.AspNetCore.Http;

/// <summary>A real client's handshake with a WebSocket API. Its members but <see cref="Heard"/> are touched in the simulation's turn alone.</summary>
internal sealed class SocketHandshake
{
    private const int Lost = 1006;

    private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();
    private bool _isLost;

    /// <summary>The simulation that it was made with: a reset makes another one.</summary>
    public Simulation? Simulation { get; set; }

    public WebSocketConnection? Connection { get; private set; }

    /// <summary>What comes from the API.</summary>
    public ChannelReader<string> Heard => _heard.Reader;

    /// <summary>The API has decided.</summary>
    public void Decide(object? outcome)
    {
        Connection = outcome as WebSocketConnection;
        if (Connection is null)
        {
            return;
        }

        Connection.Heard = text => _ = text is null ? _heard.Writer.TryComplete() : _heard.Writer.TryWrite(text);
        if (_isLost)
        {
            End();
        }
    }

    /// <summary>The client was gone before its socket was there: a connection that is open, or will be, ends.</summary>
    public void Lose()
    {
        _isLost = true;
        End();
    }

    private void End() => Connection?.Api.End(Connection, Lost, "", Sender.Client);
}
