using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using System.Threading.Tasks.Sources;

namespace LambdaSim.Tests.Determinism.Async;

/// <summary>Semaphores, channels, pipes, streams: who runs when somebody lets go.</summary>
internal static class CoordinationScenarios
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("13 SemaphoreSlim as a throttle", static s => s.Overlap(static async (c, n) =>
        {
            using var gate = new SemaphoreSlim(2);
            await Task.WhenAll(Enumerable.Range(0, 6).Select(async i =>
            {
                await gate.WaitAsync();
                c.Step("in", i);
                await c.Ms(((i * 3) + n) % 4);
                gate.Release();
            }));
            return n;
        }), Verdict.Deterministic),

        new("14 SemaphoreSlim, ConfigureAwait(false)", static s => s.Overlap(static async (c, n) =>
        {
            using var gate = new SemaphoreSlim(2);
            await Task.WhenAll(Enumerable.Range(0, 6).Select(async i =>
            {
                await gate.WaitAsync().ConfigureAwait(false);
                c.Step("in", i);
                await c.Ms(((i * 3) + n) % 4).ConfigureAwait(false);
                gate.Release();
            })).ConfigureAwait(false);
            return n;
        }), Verdict.Deterministic),

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

        new("64 await using", static s => s.Overlap(static async (c, n) =>
        {
            await using (new Lease(c))
            {
                await c.Ms(n % 3);
                c.Log("inside");
            }

            c.Log("outside");
            return n;
        }), Verdict.Deterministic),

        new("65 Lazy<Task> of one environment", static s => s.Staggered(static async (c, n) =>
        {
            if (!c.Process.TryGetValue("lazy", out var made))
            {
                c.Process["lazy"] = made = new Lazy<Task<int>>(() => Load(c));
            }

            var lazy = (Lazy<Task<int>>)made!;
            var both = await Task.WhenAll(lazy.Value, lazy.Value);
            c.Step("loaded", both.Sum());
            return n;
        }, 6, 4), Verdict.Deterministic),

        new("66 chain of completion sources", static s => s.Overlap(static async (c, n) =>
        {
            var links = Enumerable.Range(0, 10).Select(static i => new TaskCompletionSource<int>(i % 2 == 0 ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously)).ToList();
            var chain = links.Zip(links.Skip(1)).Select(async pair =>
            {
                var value = await pair.First.Task;
                c.Step("link", value);
                pair.Second.SetResult(value + 1);
            }).ToList();
            await c.Ms(n % 3);
            links[0].SetResult(0);
            await Task.WhenAll(chain);
            return await links[^1].Task;
        }, 6), Verdict.Deterministic),

        new("67 Task.WhenEach", static s => s.Overlap(static async (c, n) =>
        {
            var tasks = Enumerable.Range(0, 5).Select(async i =>
            {
                await c.Ms(((i * 3) + n) % 5);
                return i;
            });
            await foreach (var done in Task.WhenEach(tasks))
            {
                c.Step("done", await done);
            }

            return n;
        }), Verdict.Deterministic),

        new("68 a value task source of one's own", static s => s.Overlap(static async (c, n) =>
        {
            var bell = new Bell();
            var ring = Ring();
            for (var i = 0; i < 3; i++)
            {
                c.Step("rang", await bell.WaitAsync());
            }

            await ring;
            return n;

            async Task Ring()
            {
                for (var i = 0; i < 3; i++)
                {
                    await c.Ms(n % 3);
                    bell.Ring(i);
                }
            }
        }, 8), Verdict.Deterministic),

        new("69 a storm of cancellations", static s => s.Overlap(static async (c, n) =>
        {
            using var root = new CancellationTokenSource();
            var waits = Enumerable.Range(0, 8).Select(async i =>
            {
                using var linked = CancellationTokenSource.CreateLinkedTokenSource(root.Token);
                using var _ = linked.Token.Register(() => c.Step("told", i));
                try
                {
                    await (i % 2 == 0 ? c.TaskMs(20 + i, linked.Token) : c.Delay(Duration.FromMilliseconds(20 + i), linked.Token).AsTask());
                }
                catch (OperationCanceledException)
                {
                    c.Step("cancelled", i);
                }
            }).ToList();
            await c.Ms((n % 4) + 1);
            root.Cancel();
            await Task.WhenAll(waits);
            return n;
        }, 6), Verdict.Deterministic),
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

    private static async Task<int> Load(LambdaContext c)
    {
        c.Log("loading");
        await c.Ms(2);
        return 21;
    }

    private sealed class Lease(LambdaContext context) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await context.Ms(2);
            context.Log("released");
        }
    }

    private sealed class Bell : IValueTaskSource<int>
    {
        private ManualResetValueTaskSourceCore<int> _core = new() { RunContinuationsAsynchronously = true };
        private readonly Queue<int> _rings = new();
        private bool _waiting;

        public ValueTask<int> WaitAsync()
        {
            if (_rings.TryDequeue(out var ring))
            {
                return new(ring);
            }

            _core.Reset();
            _waiting = true;
            return new(this, _core.Version);
        }

        public void Ring(int number)
        {
            if (_waiting)
            {
                _waiting = false;
                _core.SetResult(number);
            }
            else
            {
                _rings.Enqueue(number);
            }
        }

        public int GetResult(short token) => _core.GetResult(token);

        public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) => _core.OnCompleted(continuation, state, token, flags);
    }
}
