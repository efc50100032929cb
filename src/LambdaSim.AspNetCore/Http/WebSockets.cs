using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using LambdaSim.Neighbours;
using LambdaSim.Neighbours.Gateways;
using LambdaSim.Wire.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LambdaSim.AspNetCore.Http;

/// <summary>Handshakes of real clients with WebSocket APIs, and what goes to and fro after that.</summary>
internal sealed class WebSockets(ISimulationLoop loop)
{
    private const int LargestMessage = 128 * 1024, Restarted = 1012, Lost = 1006, NotText = 1003, NoCode = 1005, GoingAway = 1001;

    // RFC 6455, section 1.3.
    private const string Accepted = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private readonly EndpointWire _wire = new(loop);

    /// <returns>Whether it was a handshake with a WebSocket API.</returns>
    public async Task<bool> TryHandle(HttpContext context, string id)
    {
        var headers = context.Request.Headers;
        if (!headers.Upgrade.ToString().Equals("websocket", StringComparison.OrdinalIgnoreCase) || headers.SecWebSocketKey.ToString() is not { Length: > 0 } key
            || context.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true } upgrade)
        {
            return false;
        }

        var head = HttpWire.Head(context, id);
        if (FrontRoutes.Of(head) is not var (name, path))
        {
            return false;
        }

        var heard = Channel.CreateUnbounded<string>();
        var opened = await _wire.Await<(WebSocketApi Api, object? Outcome)?>((world, told) =>
        {
            if (world.Front(name) is WebSocketApi api)
            {
                api.Open(FrontRoutes.Request(head, path), outcome =>
                {
                    Listen(outcome as WebSocketConnection, heard.Writer);
                    told((api, outcome));
                });
            }
            else
            {
                told(null);
            }

            return null;
        }, context.RequestAborted);
        if (opened is not var (front, result))
        {
            return false;
        }

        if (result is FrontAnswer refusal)
        {
            await Answer.Write(context, FrontRoutes.Answer(refusal));
            return true;
        }

        context.Response.StatusCode = StatusCodes.Status101SwitchingProtocols;
        context.Response.Headers.Connection = "Upgrade";
        context.Response.Headers.Upgrade = "websocket";
        context.Response.Headers.SecWebSocketAccept = AcceptOf(key);
        await using var stream = await upgrade.UpgradeAsync();
        using var socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true });
        await Serve(context, socket, name, front, (WebSocketConnection)result!, heard.Reader);
        return true;
    }

    private static void Listen(WebSocketConnection? connection, ChannelWriter<string> heard) => connection?.Heard = text =>
    {
        if (text is null)
        {
            heard.TryComplete();
        }
        else
        {
            heard.TryWrite(text);
        }
    };

    // The protocol wants this very hash; it keeps nothing secret.
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "RFC 6455 prescribes it")]
    private static string AcceptOf(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Accepted)));

    private async Task Serve(HttpContext context, WebSocket socket, string name, WebSocketApi api, WebSocketConnection connection, ChannelReader<string> heard)
    {
        // A server that stops waits for its requests; this one would never end.
        var stopping = context.RequestServices?.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var sending = Send(socket, connection, heard);
        var code = Lost;
        try
        {
            code = await Read(socket, name, api, connection, over.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            code = stopping.IsCancellationRequested ? GoingAway : Lost;
        }

        try
        {
            await loop.Ask(simulation =>
            {
                if (IsOf(simulation, name, api))
                {
                    api.End(connection, code, "", Sender.Client);
                }

                return true;
            });
        }
        finally
        {
            // Of a simulation that is over nobody else says it.
            if (connection.IsOpen)
            {
                connection.MarkClosed(Restarted, "the simulation began anew");
            }

            await sending;
        }
    }

    // A reset makes another simulation, which knows nothing of the connections of the one before.
    private static bool IsOf(Simulation simulation, string name, WebSocketApi api) => ReferenceEquals(((Wire.IWireWorld)simulation).Front(name), api);

    // Until the client closes, or is lost.
    private async Task<int> Read(WebSocket socket, string name, WebSocketApi api, WebSocketConnection connection, CancellationToken over)
    {
        var buffer = new byte[LargestMessage + 1];
        while (true)
        {
            var (length, end) = (0, false);
            while (!end && length < buffer.Length)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(length), over);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return (int?)socket.CloseStatus ?? NoCode;
                }

                if (part.MessageType == WebSocketMessageType.Binary)
                {
                    return NotText;
                }

                (length, end) = (length + part.Count, part.EndOfMessage);
            }

            var text = Encoding.UTF8.GetString(buffer, 0, length);
            var isKnown = await loop.Ask(simulation =>
            {
                if (!IsOf(simulation, name, api))
                {
                    return false;
                }

                api.Take(connection, text, int.MaxValue, Sender.Client, static _ => { });
                return true;
            });
            if (!isKnown || !connection.IsOpen)
            {
                return Restarted;
            }
        }
    }

    private static async Task Send(WebSocket socket, WebSocketConnection connection, ChannelReader<string> heard)
    {
        try
        {
            await foreach (var text in heard.ReadAllAsync())
            {
                await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            }

            var code = connection.CloseCode is { } given and not (NoCode or Lost) ? given : (int)WebSocketCloseStatus.NormalClosure;
            await socket.CloseOutputAsync((WebSocketCloseStatus)code, connection.CloseReason, CancellationToken.None);
        }
        catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The client is gone.
        }
    }
}
