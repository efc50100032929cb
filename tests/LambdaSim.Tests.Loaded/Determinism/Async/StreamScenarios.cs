using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace LambdaSim.Tests.Determinism.Async;

/// <summary>Channels, pipes and asynchronous streams.</summary>
internal static class StreamScenarios
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("15 bounded channel", static s => s.Overlap(static async (c, n) =>
        {
            var channel = Channel.CreateBounded<int>(2);
            var producer = Produce(c, channel.Writer, captured: true);
            await foreach (var item in channel.Reader.ReadAllAsync())
            {
                c.Step("got", item);
                await c.Ms(item % 2);
            }

            await producer;
            return n;
        }), Verdict.Deterministic),

        new("16 bounded channel, ConfigureAwait(false)", static s => s.Overlap(static async (c, n) =>
        {
            var channel = Channel.CreateBounded<int>(2);
            var producer = Produce(c, channel.Writer, captured: false);
            await foreach (var item in channel.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                c.Step("got", item);
                await c.Ms(item % 2).ConfigureAwait(false);
            }

            await producer.ConfigureAwait(false);
            return n;
        }), Verdict.Deterministic),

        new("32 System.IO.Pipelines", static s => s.Overlap(static async (c, _) =>
        {
            var pipe = new Pipe();
            var writer = Write();
            var total = 0;
            while (true)
            {
                var read = await pipe.Reader.ReadAsync();
                total += (int)read.Buffer.Length;
                c.Step("read", read.Buffer.Length);
                pipe.Reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                {
                    break;
                }
            }

            await writer;
            return total;

            async Task Write()
            {
                for (var i = 0; i < 3; i++)
                {
                    await c.Ms(2);
                    await pipe.Writer.WriteAsync(new byte[10 + i]);
                    c.Log("wrote");
                }

                await pipe.Writer.CompleteAsync();
            }
        }), Verdict.Deterministic),

        new("60 bidirectional stream, as gRPC's", static s => s.Overlap(static async (c, n) =>
        {
            var requests = Channel.CreateUnbounded<int>();
            var responses = Channel.CreateUnbounded<int>();
            var server = Serve();
            var receiver = Receive();
            for (var i = 0; i < 4; i++)
            {
                await requests.Writer.WriteAsync(i);
                await c.Ms((i + n) % 3);
            }

            requests.Writer.Complete();
            await Task.WhenAll(server, receiver);
            return n;

            async Task Serve()
            {
                await foreach (var request in requests.Reader.ReadAllAsync())
                {
                    c.Step("request", request);
                    await c.Ms(1);
                    await responses.Writer.WriteAsync(request * 2);
                }

                responses.Writer.Complete();
            }

            async Task Receive()
            {
                await foreach (var response in responses.Reader.ReadAllAsync())
                {
                    c.Step("response", response);
                }
            }
        }, 8), Verdict.Deterministic),

        new("61 pipeline of three channel stages", static s => s.Overlap(static async (c, n) =>
        {
            var raw = Channel.CreateBounded<int>(1);
            var doubled = Channel.CreateBounded<int>(1);
            var stage = Task.Run(async () =>
            {
                await foreach (var item in raw.Reader.ReadAllAsync())
                {
                    await doubled.Writer.WriteAsync(item * 2);
                }

                doubled.Writer.Complete();
            });
            var source = Produce(c, raw.Writer, captured: true);
            var sum = 0;
            await foreach (var item in doubled.Reader.ReadAllAsync())
            {
                c.Step("out", sum += item);
            }

            await Task.WhenAll(source, stage);
            await c.Ms(n % 2);
            return sum;
        }, 6), Verdict.Deterministic),

        new("62 IAsyncEnumerable into Channel and back", static s => s.Overlap(static async (c, n) =>
        {
            var channel = Channel.CreateUnbounded<int>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
            var feed = Feed();
            await foreach (var item in channel.Reader.ReadAllAsync())
            {
                c.Step("item", item);
            }

            await feed;
            return n;

            async Task Feed()
            {
                await foreach (var item in Numbers(c, 4))
                {
                    await channel.Writer.WriteAsync(item);
                }

                channel.Writer.Complete();
            }
        }, 8), Verdict.Deterministic),

        new("63 async LINQ", static s => s.Overlap(static async (c, n) =>
        {
            var evens = Numbers(c, 6)
                .Where(static i => i % 2 == 0)
                .Select(async (int i, CancellationToken _) =>
                {
                    await c.Ms(1);
                    c.Step("selected", i);
                    return i * n;
                });
            var list = await evens.ToListAsync();
            c.Step("sum", list.Sum());
            return list.Count;
        }, 8), Verdict.Deterministic),
    ];

    private static async Task Produce(LambdaContext c, ChannelWriter<int> writer, bool captured)
    {
        for (var i = 0; i < 6; i++)
        {
            await writer.WriteAsync(i).ConfigureAwait(captured);
            c.Step("put", i);
        }

        writer.Complete();
    }

    private static async IAsyncEnumerable<int> Numbers(LambdaContext c, int count, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var i = 0; i < count; i++)
        {
            await c.Delay(Duration.FromMilliseconds(2), cancellation);
            yield return i;
        }
    }
}
