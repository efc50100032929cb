using System.Threading.Channels;

namespace LambdaSim.Tests.Runtime;

/// <summary>Work that the simulation puts on the pool may run in any context: its end is seen all the same.</summary>
[Collection(Determinism.Async.LoadedCollection.Name)]
public class ItemEndTests
{
    private static readonly AsyncLocal<string?> _silent = new();

    [Fact]
    public void A_consumer_that_began_outside_is_resumed_in_its_own_context_and_starts_more_work_in_it()
    {
        var channel = Channel.CreateUnbounded<int>();
        var got = 0;
        Outside(async () =>
        {
            _silent.Value = "a context of its own";
            var read = await channel.Reader.ReadAsync();
            await Task.Run(() => got = read);
        });

        Ends(async context =>
        {
            await channel.Writer.WriteAsync(7);
            await context.Delay(Duration.FromMilliseconds(1));
            Assert.Equal(7, got);
        });
    }

    [Fact]
    public void Work_that_is_queued_in_somebody_elses_context()
    {
        var other = Outside(static () =>
        {
            _silent.Value = "another";
            return ExecutionContext.Capture()!;
        });
        var ran = 0;

        Ends(async context =>
        {
            ExecutionContext.Run(other, _ => ThreadPool.QueueUserWorkItem(_ => ran++), null);
            await context.Delay(Duration.FromMilliseconds(1));
            ExecutionContext.Run(other, _ => Task.Run(() => ran++), null);
            await context.Delay(Duration.FromMilliseconds(1));
            Assert.Equal(2, ran);
        });
    }

    [Fact]
    public void A_consumer_that_began_outside_without_a_context()
    {
        using var gate = new SemaphoreSlim(0);
        var got = false;
        Outside(async () =>
        {
            await gate.WaitAsync();
            got = true;
        });

        Ends(async context =>
        {
            gate.Release();
            await context.Delay(Duration.FromMilliseconds(1));
            Assert.True(got);
        });
    }

    [Fact]
    public void An_item_without_a_context_that_queues_another_with_one() => Ends(static async context =>
    {
        var over = false;
        ThreadPool.UnsafeQueueUserWorkItem(_ => ThreadPool.QueueUserWorkItem(_ => over = true), null);
        await context.Delay(Duration.FromMilliseconds(1));
        Assert.True(over);
    });

    [Fact]
    public void An_item_without_a_context_that_starts_async_work() => Ends(static async context =>
    {
        var over = false;
        ThreadPool.UnsafeQueueUserWorkItem(async void (_) =>
        {
            _silent.Value = "set inside";
            await Task.Yield();
            over = true;
        }, null);
        await context.Delay(Duration.FromMilliseconds(1));
        Assert.True(over);
    });

    [Fact]
    public void An_item_that_runs_code_in_the_empty_context()
    {
        var empty = Outside(static () => ExecutionContext.Capture()!);

        Ends(async context =>
        {
            _ = Task.Run(() => ExecutionContext.Run(empty, static _ => { }, null));
            ThreadPool.UnsafeQueueUserWorkItem(_ => ExecutionContext.Run(empty, static _ => { }, null), null);
            await context.Delay(Duration.FromMilliseconds(1));
        });
    }

    [Fact]
    public void An_item_that_replaces_its_context()
    {
        var other = Outside(static () =>
        {
            _silent.Value = "another";
            return ExecutionContext.Capture()!;
        });

        Ends(async context =>
        {
            _ = Task.Run(() => ExecutionContext.Restore(other));
            ThreadPool.UnsafeQueueUserWorkItem(_ => ExecutionContext.Restore(other), null);
            await context.Delay(Duration.FromMilliseconds(1));
        });
    }

    [Fact]
    public void A_thread_of_one_simulation_that_resumes_code_of_another()
    {
        var first = new MiniLoop();
        var second = new MiniLoop { OutsidePatienceMs = 20_000 };
        second.Baton.OutsidePolicy = OutsideWork.Accept;
        var shared = new TaskCompletionSource();
        using var waits = new ManualResetEventSlim();
        second.Invoke(0, "waiting", async () =>
        {
            waits.Set();
            await shared.Task;
            second.Log("resumed");
        });
        first.Invoke(0, "resuming", async () =>
        {
            await Task.Run(shared.SetResult);
            await first.Delay(1);
        });

        Bounded(() =>
        {
            var other = new Thread(() => second.Run()) { IsBackground = true };
            other.Start();
            waits.Wait();
            first.Run();
            other.Join();
        });

        Assert.Equal("1 resuming -> ok", first.Trace);
        Assert.Equal("0 waiting resumed\n0 waiting -> ok", second.Trace);
    }

    // Nothing else comes to the pool's threads: where an end is not seen, nothing would make up for it.
    private static void Ends(Func<LambdaContext, Task> handler)
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", handler);
        Bounded(() => f.Invoke().ThrowIfError());
    }

    private static T Outside<T>(Func<T> work)
    {
        T? result = default;
        var thread = new Thread(() => result = work());
        thread.UnsafeStart();
        thread.Join();
        return result!;
    }

    private static void Bounded(Action action)
    {
        Exception? error = null;
        var thread = new Thread(() =>
        {
            try
            {
                action();
            }
            catch (Exception e)
            {
                error = e;
            }
        })
        {
            IsBackground = true,
        };
        thread.Start();
        Assert.True(thread.Join(TimeSpan.FromSeconds(20)), "it still runs");
        Assert.Null(error);
    }
}
