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
        if ((FrontRoutes.Of(head) ?? FrontRoutes.Domain(head)) is not var (name, path))
        {
            return false;
        }

        var handshake = new SocketHandshake();
        Stream stream;
        try
        {
            var refusal = await _wire.Await<FrontAnswer?>((world, told) =>
            {
                if (world.Front(name) is ISocketFront { TakesSockets: true } front)
                {
                    handshake.Simulation = (Simulation)world;
                    front.Open(FrontRoutes.Request(head, path), outcome =>
                    {
                        handshake.Decide(outcome);
                        told(outcome as FrontAnswer);
                    });
                }
                else
                {
                    told(null);
                }

                return null;
            }, context.RequestAborted);
            if (handshake.Connection is null)
            {
                await (refusal is null ? Task.CompletedTask : Answer.Write(context, FrontRoutes.Answer(refusal)));
                return refusal is not null;
            }

            context.Response.StatusCode = StatusCodes.Status101SwitchingProtocols;
            context.Response.Headers.Connection = "Upgrade";
            context.Response.Headers.Upgrade = "websocket";
            context.Response.Headers.SecWebSocketAccept = AcceptOf(key);
            stream = await upgrade.UpgradeAsync();
        }
        catch (Exception)
        {
            await loop.Ask(_ =>
            {
                handshake.Lose();
                return true;
            });
            throw;
        }

        await using (stream)
        {
            using var socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true });
            await Serve(context, socket, handshake.Simulation!, handshake.Connection, handshake.Heard);
        }

        return true;
    }

    // The protocol wants this very hash; it keeps nothing secret.
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "RFC 6455 prescribes it")]
    private static string AcceptOf(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Accepted)));

    private async Task Serve(HttpContext context, WebSocket socket, Simulation of, WebSocketConnection connection, ChannelReader<string> heard)
    {
        // A server that stops waits for its requests; this one would never end.
        var stopping = context.RequestServices?.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var sending = Send(socket, connection, heard);
        var code = Lost;
        try
        {
            code = await Read(socket, of, connection, over.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            code = stopping.IsCancellationRequested ? GoingAway : Lost;
        }

        try
        {
            await loop.Ask(simulation =>
            {
                if (ReferenceEquals(simulation, of))
                {
                    connection.Api.End(connection, code, "", Sender.Client);
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

    // Until the client closes, or is lost.
    private async Task<int> Read(WebSocket socket, Simulation of, WebSocketConnection connection, CancellationToken over)
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
                // A reset makes another simulation, which knows nothing of the connections of the one before.
                if (!ReferenceEquals(simulation, of))
                {
                    return false;
                }

                connection.Api.Take(connection, text, int.MaxValue, Sender.Client, static _ => { });
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
