using System.Buffers;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaSim.Cli.Serve;

/// <summary>
/// HTTP/1.1 and HTTP/2 at one port without TLS. Clients that speak HTTP/2 there, such as the npm client of Kinesis, begin with a preface that is no request of
/// HTTP/1.1; Kestrel takes one of the two for each listener, so that connections with the preface go to the pipeline of another one, which nobody can reach.
/// </summary>
internal static class PriorKnowledge
{
    // As long as Kestrel keeps a connection on which nothing comes.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(130);

    private static ReadOnlySpan<byte> Preface => "PRI * HTTP/2.0"u8;

    public static void AddNowhere(this IServiceCollection services) => services.AddSingleton<IConnectionListenerFactory, NowhereFactory>();

    public static void ListenToBoth(this KestrelServerOptions kestrel, IPAddress address, int port)
    {
        ConnectionDelegate? second = null;
        kestrel.Listen(address, port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(first => async connection =>
            {
                if (await HasPreface(connection) is { } isSecond)
                {
                    await (isSecond && second is not null ? second : first)(connection);
                }
            });
        });
        kestrel.Listen(new Nowhere(), listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.Use(next => second = next);
        });
    }

    // As many bytes as tell the two apart are looked at, and none is taken. Null: nothing came, and the connection or the server ends.
    private static async Task<bool?> HasPreface(ConnectionContext connection)
    {
        var ending = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? CancellationToken.None;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed, ending);
        patience.CancelAfter(_patience);
        var input = connection.Transport.Input;
        try
        {
            while (true)
            {
                var read = await input.ReadAsync(patience.Token);
                var buffer = read.Buffer;
                var count = (int)Math.Min(buffer.Length, Preface.Length);
                var isLike = Begins(buffer, count);
                var isKnown = !isLike || count == Preface.Length || read.IsCompleted;
                input.AdvanceTo(buffer.Start, isKnown ? buffer.Start : buffer.End);
                if (isKnown)
                {
                    return isLike && count == Preface.Length;
                }
            }
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static bool Begins(in ReadOnlySequence<byte> buffer, int count)
    {
        Span<byte> start = stackalloc byte[count];
        buffer.Slice(0, count).CopyTo(start);
        return start.SequenceEqual(Preface[..count]);
    }

    private sealed class Nowhere : EndPoint
    {
        public override string ToString() => "nowhere";
    }

    private sealed class NowhereFactory : IConnectionListenerFactory, IConnectionListenerFactorySelector
    {
        public bool CanBind(EndPoint endpoint) => endpoint is Nowhere;

        public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) => new(new NowhereListener(endpoint));
    }

    private sealed class NowhereListener(EndPoint endpoint) : IConnectionListener
    {
        private readonly TaskCompletionSource<ConnectionContext?> _nobody = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public EndPoint EndPoint => endpoint;

        public ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) => new(_nobody.Task);

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            _nobody.TrySetResult(null);
            return default;
        }

        public ValueTask DisposeAsync() => UnbindAsync();
    }
}
