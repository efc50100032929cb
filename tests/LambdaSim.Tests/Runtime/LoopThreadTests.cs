using LambdaSim.Runtime;

namespace LambdaSim.Tests.Runtime;

/// <summary>Parked threads.</summary>
public class LoopThreadTests
{
    [Fact]
    public void A_bodys_exception_comes_out_of_the_call() =>
        Assert.Equal("boom", Assert.Throws<InvalidDataException>(() => LoopThreads.Run(() => throw new InvalidDataException("boom"), null)).Message);

    [Fact]
    public void A_body_runs_on_a_background_thread_of_its_own_in_the_given_context()
    {
        var local = new AsyncLocal<string?> { Value = "x" };
        var caller = Thread.CurrentThread;
        (string?, bool, bool)? seen = null;

        LoopThreads.Run(() => seen = (local.Value, Thread.CurrentThread == caller, Thread.CurrentThread.IsBackground), ExecutionContext.Capture());

        Assert.Equal(("x", false, true), seen);
    }

    [Fact]
    public void Without_a_context_nothing_of_the_callers_flows_in()
    {
        var local = new AsyncLocal<string?> { Value = "x" };
        var seen = "";

        LoopThreads.Run(() => seen = local.Value, null);

        Assert.Null(seen);
    }

    [Fact]
    public void Idle_threads_beyond_sixteen_retire()
    {
        using var barrier = new Barrier(24);
        var callers = Enumerable.Range(0, 24).Select(_ => new Thread(() => LoopThreads.Run(() => barrier.SignalAndWait(), null))).ToList();
        callers.ForEach(t => t.Start());
        callers.ForEach(t => t.Join());

        Assert.InRange(LoopThreads.Idle, 0, 16);
    }

    [Fact]
    public void Deep_stacks_are_as_deep_on_every_caller()
    {
        var depth = 0;
        LoopThreads.Run(() => depth = Deep(40_000), null);

        Assert.Equal(40_000, depth);
    }

    private static int Deep(int n) => n == 0 ? 0 : 1 + Deep(n - 1);
}
