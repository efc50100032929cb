using LambdaSim.Runtime;

namespace LambdaSim.Tests.Runtime;

/// <summary>Foreign threads stop at the door.</summary>
public class OutsideTests
{
    [Fact]
    public void A_thread_that_enters_a_sandbox_is_recorded_and_runs_nothing_before_the_end()
    {
        var loop = new MiniLoop();
        using var ran = new ManualResetEventSlim();
        var during = true;
        loop.Invoke(0, "f", () => Foreign(() =>
        {
            during = loop.Baton.IsOpen;
            ran.Set();
        }));

        loop.Run();

        Assert.Equal("f", loop.Baton.OutsideArrival?.Name);
        Assert.True(ran.Wait(10_000, TestContext.Current.CancellationToken));
        Assert.False(during);
    }

    [Fact]
    public void Accepted_threads_come_in_with_the_baton()
    {
        var loop = new MiniLoop();
        loop.Baton.OutsidePolicy = OutsideWork.Accept;
        loop.Invoke(0, "f", async () =>
        {
            await Foreign(() => loop.Log("inside"));
            loop.Log("after");
        });

        Assert.Equal("0 f inside\n0 f after\n0 f -> ok", loop.Run().Trace);
        Assert.Equal(0, loop.OffBaton);
        Assert.Equal(1, loop.Baton.External);
    }

    [Fact]
    public void A_real_delay_is_outside_work()
    {
        var loop = new MiniLoop();
        loop.Invoke(0, "f", () => Task.Delay(500, TestContext.Current.CancellationToken));

        loop.Run();

        Assert.Equal("f", loop.Baton.OutsideArrival?.Name);
    }

    [Fact]
    public void Nothing_comes_when_no_one_is_outside()
    {
        var loop = new MiniLoop { OutsidePatienceMs = 20 };
        loop.Invoke(0, "f", () => new TaskCompletionSource().Task);

        Assert.Equal("", loop.Run().Trace);
        Assert.Null(loop.Baton.OutsideArrival);
    }

    [Fact]
    public void The_threads_of_a_dead_sandbox_are_not_let_in()
    {
        var loop = new MiniLoop { OutsidePatienceMs = 100 };
        loop.Baton.OutsidePolicy = OutsideWork.Accept;
        loop.Invoke(0, "f", () =>
        {
            Sandbox.Current!.Dead = true;
            return Foreign(() => loop.Log("never"));
        });

        Assert.DoesNotContain("never", loop.Run().Trace, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_run_outside_has_no_sandbox_and_no_baton()
    {
        var loop = new MiniLoop();
        loop.Invoke(0, "f", () =>
        {
            loop.Baton.Outside(() => Assert.True(Sandbox.Current is null && !loop.Baton.IsMine));
            Assert.True(loop.Baton.IsMine);
            return Task.CompletedTask;
        });

        Assert.Equal("0 f -> ok", loop.Run().Trace);
    }

    [Fact]
    public void What_is_started_outside_is_not_held_at_a_door()
    {
        var loop = new MiniLoop();
        loop.Invoke(0, "f", () =>
        {
            loop.Baton.Outside(() => Assert.True(Task.Run(() => 1).Wait(10_000)));
            return Task.CompletedTask;
        });

        Assert.Equal("0 f -> ok", loop.Run().Trace);
        Assert.Equal(0, loop.Baton.Adopted + loop.Baton.Lent);
    }

    private static Task Foreign(Action action)
    {
        var done = new TaskCompletionSource();
        new Thread(() =>
        {
            action();
            done.SetResult();
        })
        { IsBackground = true }.Start();
        return done.Task;
    }
}
