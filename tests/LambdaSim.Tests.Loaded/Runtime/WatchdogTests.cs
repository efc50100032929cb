namespace LambdaSim.Tests.Runtime;

public class WatchdogTests
{
    [Fact]
    public void A_handler_that_blocks_on_virtual_time_is_interrupted()
    {
        var loop = new MiniLoop { PatienceMs = 50 };
        loop.Invoke(0, "f", () =>
        {
            loop.Delay(5).Wait();
            return Task.CompletedTask;
        });

        Assert.Equal("0 f -> ThreadInterruptedException", loop.Run().Trace);
        Assert.NotEqual(0, loop.Interruptions);
    }

    [Fact]
    public void A_pool_item_that_blocks_on_virtual_time_is_interrupted()
    {
        var loop = new MiniLoop { PatienceMs = 50 };
        loop.Invoke(0, "f", () => Task.Run(() => loop.Delay(5).Wait()));

        Assert.EndsWith("f -> ThreadInterruptedException", loop.Run().Trace, StringComparison.Ordinal);
    }

    [Fact]
    public void A_handler_that_sleeps_shorter_than_the_patience_is_left_alone()
    {
        var loop = new MiniLoop();
        loop.Invoke(0, "f", () =>
        {
            Thread.Sleep(30);
            return Task.CompletedTask;
        });

        Assert.Equal("0 f -> ok", loop.Run().Trace);
        Assert.Equal(0, loop.Interruptions);
    }

    [Fact]
    public void The_loop_goes_on_after_an_interruption()
    {
        var loop = new MiniLoop { PatienceMs = 50 };
        loop.Invoke(0, "blocked", () =>
        {
            loop.Delay(5).Wait();
            return Task.CompletedTask;
        });
        loop.Invoke(1, "next", async () =>
        {
            await Task.Yield();
            await loop.Delay(1);
        });

        Assert.EndsWith("2 next -> ok", loop.Run().Trace, StringComparison.Ordinal);
    }
}
