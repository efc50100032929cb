namespace LambdaSim.Tests.Determinism.Async;

/// <summary>Work that goes to the thread pool, and code that blocks on it.</summary>
internal static class PoolScenarios
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("06 Task.Run of CPU work", static s => s.Overlap(static async (c, _) =>
        {
            var result = await Task.Run(Stage.Crunch);
            c.Log("ran");
            await c.Ms(1);
            return result;
        }), Verdict.Deterministic),

        new("07 Task.Run with a virtual delay inside", static s => s.Overlap(static async (c, n) =>
        {
            await Task.Run(async () =>
            {
                c.Log("in");
                await c.Ms((n % 4) + 1);
                c.Log("out");
            });
            c.Log("ran");
            return n;
        }), Verdict.Deterministic),

        new("29 Parallel.ForEachAsync", static s => s.Overlap(static async (c, n) =>
        {
            await Parallel.ForEachAsync(Enumerable.Range(0, 6), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (i, _) =>
            {
                c.Step("body", i);
                await c.Ms(((i + n) % 3) + 1);
            });
            return n;
        }, 6), Verdict.Deterministic),

        new("30 ContinueWith", static s => s.Overlap(static async (c, n) =>
        {
            var result = await c.Ms(n % 3).ContinueWith(_ =>
            {
                c.Log("continuation");
                return n;
            }, TaskScheduler.Default);
            c.Log("after");
            await c.Ms(1);
            return result;
        }), Verdict.Deterministic),

        new("31 CancelAsync", static s => s.Overlap(static async (c, n) =>
        {
            using var stop = new CancellationTokenSource();
            stop.Token.Register(() => c.Log("registered"));
            var delay = c.TaskMs(50, stop.Token);
            await c.Ms(n % 3);
            await stop.CancelAsync();
            try
            {
                await delay;
            }
            catch (OperationCanceledException)
            {
                c.Log("cancelled");
            }

            await c.Ms(1);
            return n;
        }), Verdict.Deterministic),

        new("41 QueueUserWorkItem", static s => s.Overlap(static async (c, n) =>
        {
            var source = new TaskCompletionSource<int>();
            ThreadPool.QueueUserWorkItem(_ =>
            {
                c.Log("on the pool");
                source.SetResult(n);
            });
            var result = await source.Task;
            c.Log("after");
            await c.Ms(1);
            return result;
        }), Verdict.Deterministic),

        new("42 SuppressFlow and unsafe pool items", static s => s.Overlap(static async (c, n) =>
        {
            Task<int> task;
            using (ExecutionContext.SuppressFlow())
            {
                task = Task.Run(Stage.Crunch);
            }

            await task;
            c.Log("ran");
            ThreadPool.UnsafeQueueUserWorkItem(_ => c.Log("unsafe"), null);
            await c.Ms(1);
            return n;
        }), Verdict.Deterministic),

        new("44 Task.Run(...).Result", static s => s.Staggered(static (c, _) =>
        {
            var result = Task.Run(Stage.Crunch).Result;
            c.Log("result");
            return Task.FromResult(result);
        }, 2, 1), Verdict.Deterministic) { Note = "the blocked handler lends the baton" },

        new("45 Wait() on virtual time", static s => s.Staggered(static (c, n) =>
        {
            c.TaskMs(5).Wait();
            return Task.FromResult(n);
        }, 1, 1), Verdict.Refused<BlockedException>()) { Options = new() { BlockingPatience = TimeSpan.FromMilliseconds(250) }, Note = "interrupted after `BlockingPatience`" },

        new("49 .Result on an async chain of the pool", static s => s.Staggered(static (c, n) =>
        {
            var result = Task.Run(async () =>
            {
                await Task.Yield();
                c.Log("first");
                await Task.Yield();
                c.Log("second");
                return n;
            }).GetAwaiter().GetResult();
            c.Step("result", result);
            return Task.FromResult(result);
        }, 3, 1), Verdict.Deterministic) { Note = "the blocked handler lends the baton" },

        new("50 Parallel.ForAsync", static s => s.Overlap(static async (c, n) =>
        {
            await Parallel.ForAsync(0, 6, new ParallelOptions { MaxDegreeOfParallelism = 3 }, async (i, cancellation) =>
            {
                c.Step("begin", i);
                await c.Delay(Duration.FromMilliseconds(((i * 2) + n) % 4), cancellation);
                c.Step("end", i);
            });
            return n;
        }, 6), Verdict.Deterministic),

        new("51 Parallel.For inside Task.Run", static s => s.Overlap(static async (c, n) =>
        {
            var sum = 0;
            await Task.Run(() => Parallel.For(0, 50, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i => Interlocked.Add(ref sum, i)));
            c.Step("sum", sum);
            await c.Ms(1);
            return n;
        }, 4), Verdict.Deterministic) { Note = "its sum; how it divides the range among threads is .NET's business" },

        new("52 Task.Run(() => Task.Run(...).Result)", static s => s.Overlap(static async (c, n) =>
        {
            var one = await Task.Run(static () => Task.Run(static () => 1).Result);
            c.Step("inner", one);
            await c.Ms(1);
            return n;
        }, 6), Verdict.Deterministic) { Note = "the inner task is popped and run inline, never dequeued" },

        new("53 two levels of Task.Run fan-out", static s => s.Overlap(static async (c, n) =>
        {
            await Task.WhenAll(Enumerable.Range(0, 3).Select(i => Task.Run(() => Task.WhenAll(Enumerable.Range(0, 2).Select(j => Task.Run(async () =>
            {
                c.Step("leaf", (i * 10) + j);
                await c.Ms(j);
            }))))));
            return n;
        }, 4), Verdict.Deterministic),

        new("54 Interlocked counter shared by pool work", static s =>
        {
            var tickets = 0;
            s.Overlap(async (c, n) =>
            {
                await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => c.Step("ticket", Interlocked.Increment(ref tickets)))));
                await c.Ms(1);
                return n;
            }, 8);
        }, Verdict.Deterministic),

        new("55 BlockingCollection between two pool tasks", static s => s.Staggered(static async (c, n) =>
        {
            using var queue = new System.Collections.Concurrent.BlockingCollection<int>();
            var consumer = Task.Run(() =>
            {
                foreach (var item in queue.GetConsumingEnumerable())
                {
                    c.Step("took", item);
                }
            });
            var producer = Task.Run(() =>
            {
                for (var i = 0; i < 4; i++)
                {
                    queue.Add(i);
                }

                queue.CompleteAdding();
            });
            await Task.WhenAll(consumer, producer);
            c.Log("drained");
            return n;
        }, 2, 1), Verdict.Deterministic) { Note = "one side writes; what two blocked threads write at the same time has no order" },

        new("56 ReaderWriterLockSlim in pool work", static s =>
        {
            var gate = new ReaderWriterLockSlim();
            var value = 0;
            s.Overlap(async (c, n) =>
            {
                await Task.Run(() =>
                {
                    gate.EnterWriteLock();
                    value += n;
                    gate.ExitWriteLock();
                });
                await c.Ms(n % 2);
                gate.EnterReadLock();
                c.Step("value", value);
                gate.ExitReadLock();
                return n;
            }, 8);
        }, Verdict.Deterministic),

        new("57 ConcurrentExclusiveSchedulerPair", static s => s.Overlap(static async (c, n) =>
        {
            var pair = new ConcurrentExclusiveSchedulerPair();
            var exclusive = Enumerable.Range(0, 3).Select(i => Task.Factory.StartNew(() => c.Step("exclusive", i), CancellationToken.None, TaskCreationOptions.None, pair.ExclusiveScheduler));
            var concurrent = Enumerable.Range(0, 2).Select(i => Task.Factory.StartNew(() => c.Step("concurrent", i), CancellationToken.None, TaskCreationOptions.None, pair.ConcurrentScheduler));
            await Task.WhenAll([.. exclusive, .. concurrent]);
            await c.Ms(1);
            return n;
        }, 6), Verdict.Deterministic),

        new("58 Task.Factory.StartNew, LongRunning", static s => s.Staggered(static async (c, n) =>
        {
            var result = await Task.Factory.StartNew(Stage.Crunch, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            c.Log("ran");
            return result;
        }, 2, 1), Verdict.Refused<OutsideWorkException>()) { Note = "a thread of its own: use Task.Run" },

        new("59 Escapes.Reject", static s => s.Overlap(static async (c, n) =>
        {
            await Task.Run(() => c.Log("never mind"));
            return n;
        }, 2), Verdict.Refused<EscapeException>()) { Options = new() { Escapes = Escapes.Reject }, Note = "strict mode: with the stack of the escape" },
    ];
}
