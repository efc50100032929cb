using System.Threading.Channels;

namespace LambdaSim.Tests.Runtime;

/// <summary>Ways in which ordinary C# leaves its thread. Each is twelve overlapping invocations, ties included, unless it says otherwise.</summary>
internal static class Scenarios
{
    internal static readonly IReadOnlyDictionary<string, Action<MiniLoop>> All = new Dictionary<string, Action<MiniLoop>>
    {
        ["Task.Yield"] = loop => Many(loop, async (log, p) =>
        {
            for (var i = 0; i < 3; i++)
            {
                await Task.Yield();
                log($"y{i}");
            }

            await loop.Delay(p % 3);
        }),
        ["Task.Run fan-out of two levels"] = loop => Many(loop, async (log, p) =>
        {
            var all = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => Task.Run(async () =>
            {
                log($"outer{i}");
                await Task.WhenAll(Enumerable.Range(0, 2).Select(j => Task.Run(() => log($"inner{i}{j}"))));
                await loop.Delay((p + i) % 3);
                log($"end{i}");
                return i;
            })));
            log($"sum{all.Sum()}");
        }),
        ["A task run by the one who waits for it"] = loop => Many(loop, async (log, p) =>
        {
            var r = await Task.Run(() => Task.Run(() => 1).Result);
            log($"r{r}");
            await loop.Delay(p % 3);
        }),
        ["Parallel.For inside Task.Run"] = loop => Many(loop, async (log, p) =>
        {
            var sum = 0;
            await Task.Run(() => Parallel.For(0, 8, i => Interlocked.Add(ref sum, i)));
            log($"sum{sum}");
            await loop.Delay(p % 3);
        }, 6),
        ["SemaphoreSlim"] = loop => Many(loop, async (log, p) =>
        {
            var gate = new SemaphoreSlim(2);
            await Task.WhenAll(Enumerable.Range(0, 6).Select(async i =>
            {
                await gate.WaitAsync().ConfigureAwait(p % 2 == 0);
                try
                {
                    log($"in{i}");
                    await loop.Delay(((i * 3) + p) % 4);
                }
                finally
                {
                    gate.Release();
                }
            }));
        }),
        ["Bounded channel"] = loop => Many(loop, async (log, p) =>
        {
            var channel = Channel.CreateBounded<int>(2);
            var producer = Produce();
            await foreach (var x in channel.Reader.ReadAllAsync())
            {
                log($"got{x}");
                await loop.Delay(x % 2);
            }

            await producer;

            async Task Produce()
            {
                for (var i = 0; i < 6; i++)
                {
                    await channel.Writer.WriteAsync(i).ConfigureAwait(false);
                    log($"put{i}");
                }

                channel.Writer.Complete();
            }
        }),
        ["Parallel.ForEachAsync"] = loop => Many(loop, async (log, p) =>
            await Parallel.ForEachAsync(Enumerable.Range(0, 6), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (i, _) =>
            {
                log($"p{i}");
                await loop.Delay(((i + p) % 3) + 1);
            }), 6),
        ["CancelAsync"] = loop => Many(loop, async (log, p) =>
        {
            using var source = new CancellationTokenSource();
            source.Token.Register(() => log("registered"));
            var delay = Task.Delay(TimeSpan.FromMilliseconds(50), loop.Time, source.Token);
            await loop.Delay(p % 3);
            await source.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delay);
            log("canceled");
            await loop.Delay(1);
        }),
        ["ContinueWith"] = loop => Many(loop, async (log, p) =>
        {
            await loop.Delay(p % 3).ContinueWith(_ => log("cw"), TaskScheduler.Default);
            log("after");
            await loop.Delay(1);
        }),
        ["QueueUserWorkItem"] = loop => Many(loop, async (log, p) =>
        {
            var done = new TaskCompletionSource<int>();
            ThreadPool.QueueUserWorkItem(_ =>
            {
                log("qu");
                done.SetResult(p);
            });
            await done.Task;
            log("after");
            await loop.Delay(1);
        }),
        ["Pool items without a context"] = loop => Many(loop, async (log, p) =>
        {
            Task task;
            using (ExecutionContext.SuppressFlow())
            {
                task = Task.Run(() => p * p);
            }

            await task;
            log("x");
            ThreadPool.UnsafeQueueUserWorkItem(_ => loop.Log($"unsafe{p}"), null);
            await loop.Delay(1);
        }),
        ["An empty context inside an item"] = loop => Many(loop, async (log, p) =>
        {
            var done = new TaskCompletionSource();
            ThreadPool.UnsafeQueueUserWorkItem(_ =>
            {
                ExecutionContext.Run(LambdaSim.Runtime.RootContext.Value, _ => loop.Log($"empty{p}"), null);
                loop.Log($"still{p}");
                done.SetResult();
            }, null);
            ThreadPool.QueueUserWorkItem(_ =>
            {
                ExecutionContext.Run(LambdaSim.Runtime.RootContext.Value, _ => loop.Log($"empty{p}"), null);
                log("still");
            });
            await done.Task;
            await loop.Delay(1);
        }),
        ["RunContinuationsAsynchronously"] = loop => Many(loop, async (log, p) =>
        {
            var source = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            Kick();
            await source.Task;
            log("woke");
            await loop.Delay(1);

            async void Kick()
            {
                await loop.Delay(p % 4);
                source.SetResult(p);
                log("set");
            }
        }),
        ["Timers of all kinds"] = loop => Many(loop, async (log, p) =>
        {
            using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds((p % 6) + 1), loop.Time);
            using var periodic = new PeriodicTimer(TimeSpan.FromMilliseconds(2), loop.Time);
            try
            {
                while (await periodic.WaitForNextTickAsync(source.Token))
                {
                    log("tick");
                }
            }
            catch (OperationCanceledException)
            {
                log("cut");
            }

            try
            {
                await loop.Delay(p % 8).WaitAsync(TimeSpan.FromMilliseconds(4), loop.Time);
                log("in time");
            }
            catch (TimeoutException)
            {
                log("timeout");
            }
        }),
        ["Pooled delays"] = loop => Many(loop, async (log, p) =>
        {
            var sandbox = LambdaSim.Runtime.Sandbox.Current;
            using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds((p % 3) + 1), loop.Time);
            for (var i = 0; i < 3; i++)
            {
                await loop.Delays.Delay(1_000_000 * (p % 2), sandbox);
                log($"d{i}");
            }

            try
            {
                await loop.Delays.Delay(2_000_000, sandbox, source.Token);
                log("done");
            }
            catch (OperationCanceledException)
            {
                log("cancelled");
            }
        }),
        ["An orphan that escapes after its death"] = loop => Many(loop, async (log, p) =>
        {
            var mine = LambdaSim.Runtime.Sandbox.Current!;
            loop.At((loop.Now / 1e6) + 3, () => mine.Dead = true);
            _ = Task.Run(async () =>
            {
                log("before");
                await loop.Delay(2);
                await Task.Yield();
                log("late");
                await loop.Delay(2);
                log("never");
            });
            await Task.Yield();
        }),
    };

    /// <summary>Handlers that block. Their traces are the same, too, but the loop's thread is lent away from meanwhile.</summary>
    internal static readonly IReadOnlyDictionary<string, Action<MiniLoop>> Blocking = new Dictionary<string, Action<MiniLoop>>
    {
        [".Result on pool work"] = loop => Many(loop, (log, p) =>
        {
            var r = Task.Run(() => p * p).Result;
            log($"r{r}");
            return Task.CompletedTask;
        }, 3),
        [".Result on pool work that yields"] = loop => Many(loop, (log, p) =>
        {
            var r = Task.Run(async () =>
            {
                await Task.Yield();
                log("a");
                await Task.Yield();
                log("b");
                return p;
            }).Result;
            log($"r{r}");
            return Task.CompletedTask;
        }, 3),
        ["A pool item that blocks on one that yields"] = loop => Many(loop, async (log, p) =>
        {
            var r = await Task.Run(() => Task.Run(async () =>
            {
                await Task.Yield();
                log("inner");
                return p;
            }).Result);
            log($"r{r}");
        }, 3),
        ["Parallel.For"] = loop => Many(loop, (log, p) =>
        {
            var sum = 0;
            Parallel.For(0, 8, i => Interlocked.Add(ref sum, i));
            log($"sum{sum}");
            return Task.CompletedTask;
        }, 3),
    };

    internal static MiniLoop Run(Action<MiniLoop> build)
    {
        var loop = new MiniLoop();
        build(loop);
        return loop.Run();
    }

    private static void Many(MiniLoop loop, Func<Action<string>, int, Task> handler, int count = 12)
    {
        for (var i = 0; i < count; i++)
        {
            var p = i;
            loop.Invoke(i % 4 * 1.5, $"f{i}", () => handler(loop.Log, p));
        }
    }
}
