using System.Collections.Concurrent;

namespace LambdaSim.Tests.Runtime;

/// <summary>Work that leaves the loop's thread comes back in the order in which it left.</summary>
public class EscapeTests
{
    public static TheoryData<string> Names => [.. Scenarios.All.Keys];

    public static TheoryData<string> BlockingNames => [.. Scenarios.Blocking.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Escaped_work_runs_in_the_same_order_on_a_busy_machine(string scenario)
    {
        using var load = new BusyMachine();
        var traces = new ConcurrentBag<string>();
        InParallel(20, () =>
        {
            var loop = Scenarios.Run(Scenarios.All[scenario]);
            traces.Add($"{loop.Failure}{loop.OffBaton} off\n{loop.Trace}");
        });

        Assert.Equal(20, traces.Count);
        Assert.StartsWith("0 off\n", Assert.Single(traces.Distinct()));
    }

    [Theory, MemberData(nameof(BlockingNames))]
    public void A_handler_that_blocks_on_pool_work_gets_it(string scenario)
    {
        var loop = Scenarios.Run(Scenarios.Blocking[scenario]);

        Assert.Null(loop.Failure);
        Assert.Equal(0, loop.Interruptions);
        Assert.NotEqual(0, loop.Baton.Lent);
        Assert.Equal(3, loop.Trace.Split('\n').Count(l => l.EndsWith("-> ok", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_an_event_lets_escape_runs_before_the_next_event()
    {
        var loop = new MiniLoop();
        foreach (var name in (string[])["a", "b"])
        {
            loop.Invoke(0, name, async () =>
            {
                loop.Log("1");
                await Task.Yield();
                loop.Log("2");
                await Task.Yield();
                loop.Log("3");
            });
        }

        Assert.Equal("0 a 1\n0 a 2\n0 a 3\n0 b 1\n0 b 2\n0 b 3\n0 a -> ok\n0 b -> ok", loop.Run().Trace);
        Assert.Equal(4, loop.Baton.Adopted);
    }

    [Fact]
    public void A_task_run_by_its_waiter_is_no_item_any_more()
    {
        var loop = new MiniLoop();
        loop.Invoke(0, "f", async () => loop.Log(FormattableString.Invariant($"{await Task.Run(() => Task.Run(() => 1).Result)}")));

        loop.Run();

        Assert.Null(loop.Failure);
        Assert.Equal("0 f 1\n0 f -> ok", loop.Trace);

        // Two when another thread of the pool was quicker than the waiter: then it was an item after all.
        Assert.InRange(loop.Baton.Adopted + loop.Baton.Lent, 1, 2);
    }

    [Fact]
    public void A_rejected_escape_is_reported_with_the_stack_that_made_it()
    {
        var loop = new MiniLoop();
        loop.Baton.Policy = Escapes.Reject;
        loop.Invoke(0, "f", EscapingHandler);

        loop.Run();

        Assert.Contains(nameof(EscapingHandler), loop.Baton.RejectedEscape, StringComparison.Ordinal);
    }

    [Fact]
    public void Async_locals_reach_escaped_work_but_no_other_invocation()
    {
        var loop = new MiniLoop();
        var tenant = new AsyncLocal<string?>();
        var sandbox = loop.NewSandbox("env");
        foreach (var name in (string[])["a", "b"])
        {
            loop.Invoke(name == "a" ? 0 : 1, name, async () =>
            {
                loop.Log($"{name} before: {tenant.Value}");
                tenant.Value = name;
                await Task.Run(() => loop.Log($"{name} in the pool: {tenant.Value}"));
            }, sandbox);
        }

        Assert.Equal("0 env a before: \n0 env a in the pool: a\n0 a -> ok\n1 env b before: \n1 env b in the pool: b\n1 b -> ok", loop.Run().Trace);
    }

    [Fact]
    public void The_callers_async_locals_reach_a_sandbox_built_on_its_context()
    {
        var output = new AsyncLocal<string?> { Value = "the test's" };
        var loop = new MiniLoop();
        var sandbox = loop.NewSandbox("env", ExecutionContext.Capture());
        loop.Invoke(0, "f", () =>
        {
            loop.Log(output.Value ?? "none");
            return Task.CompletedTask;
        }, sandbox);

        Assert.StartsWith("0 env the test's", loop.Run().Trace, StringComparison.Ordinal);
        Assert.Null(LambdaSim.Runtime.Sandbox.Current);
    }

    private static async Task EscapingHandler() => await Task.Run(() => { });

    private static void InParallel(int count, Action body)
    {
        var next = 0;
        var threads = Enumerable.Range(0, 8).Select(_ => new Thread(() =>
        {
            while (Interlocked.Increment(ref next) <= count)
            {
                body();
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
    }
}
