using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using System.Threading.Tasks.Dataflow;

namespace LambdaSim.Tests.Libraries;

/// <summary>Libraries that spread work over the thread pool or threads of their own.</summary>
internal static class DataflowScenarios
{
    public static IReadOnlyList<LibraryScenario> All { get; } =
    [
        new("Rx: subscribed on the thread pool, merged", static s => s.Overlap(static async c =>
        {
            var sum = await Observable.Range(1, 5)
                .SelectMany(i => Observable.FromAsync(async () =>
                {
                    await c.Delay(Duration.FromMilliseconds(i % 3));
                    c.Log($"item {i}");
                    return i;
                }))
                .SubscribeOn(ThreadPoolScheduler.Instance)
                .Sum()
                .ToTask();
            c.Log($"sum {sum}");
        })),

        new("Rx: timers of its own", static s => s.Overlap(static async c =>
        {
            c.Log($"{await Observable.Interval(TimeSpan.FromMilliseconds(5)).Take(2).LastAsync()}");
        }, 1), typeof(OutsideWorkException)) { Note = "real timers: use an `IScheduler` on `context.Time`" },

        new("Rx: an event loop of its own", static s => s.Overlap(static async c =>
        {
            using var scheduler = new EventLoopScheduler();
            c.Log($"{await Observable.Range(1, 3).ObserveOn(scheduler).Sum()}");
        }, 1), typeof(OutsideWorkException)) { Note = "a thread of its own" },

        new("Dataflow: two linked blocks, two at a time", static s => s.Overlap(static async c =>
        {
            var squares = new TransformBlock<int, int>(async i =>
            {
                await c.Delay(Duration.FromMilliseconds(i % 3));
                return i * i;
            }, new() { MaxDegreeOfParallelism = 2 });
            var log = new ActionBlock<int>(i => c.Log($"square {i}"));
            squares.LinkTo(log, new() { PropagateCompletion = true });
            for (var i = 0; i < 6; i++)
            {
                await squares.SendAsync(i);
            }

            squares.Complete();
            await log.Completion;
        })),

        new("PLINQ: ordered query on four threads", static s => s.Overlap(static c =>
        {
            var squares = Enumerable.Range(0, 64).AsParallel().AsOrdered().WithDegreeOfParallelism(4).Select(static i => i * i).ToArray();
            c.Log($"{squares.Length} squares, sum {squares.Sum()}");
            return Task.CompletedTask;
        }, 2)) { Note = "what comes out; how it divides the work among threads is .NET's business" },

        new("Task.WaitAll of 8, Parallel.Invoke, CountdownEvent", static s => s.Overlap(static c =>
        {
            var tasks = Enumerable.Range(0, 8).Select(static i => Task.Run(() => i * i)).ToArray();
            Task.WaitAll(tasks);
            c.Log($"sum {tasks.Sum(static t => t.Result)}");
            var count = 0;
            Parallel.Invoke([.. Enumerable.Repeat<Action>(() => Interlocked.Increment(ref count), 4)]);
            using var countdown = new CountdownEvent(2);
            ThreadPool.QueueUserWorkItem(_ => countdown.Signal());
            ThreadPool.QueueUserWorkItem(_ => countdown.Signal());
            countdown.Wait();
            c.Log($"invoked {count}");
            return Task.CompletedTask;
        }, 1)) { Note = "each wait lends the baton" },
    ];
}
