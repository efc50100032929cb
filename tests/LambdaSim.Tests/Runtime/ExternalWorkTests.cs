using LambdaSim.Runtime;

namespace LambdaSim.Tests.Runtime;

/// <summary>Declared external work.</summary>
public class ExternalWorkTests
{
    [Fact]
    public void Answers_come_in_the_order_of_declaration_whatever_the_order_of_the_real_ones()
    {
        var loop = new MiniLoop();
        var second = new TaskCompletionSource<int>();
        loop.Invoke(0, "f", async () => await Task.WhenAll(
            Say(async () => await second.Task + 1),
            Say(async () =>
            {
                await Task.Yield();
                second.SetResult(1);
                return 1;
            })));

        Assert.Equal("0 f 2\n0 f 1\n0 f -> ok", loop.Run().Trace);
        Assert.Null(loop.Baton.OutsideArrival);

        async Task Say(Func<Task<int>> work) => loop.Log(FormattableString.Invariant($"{await loop.External.Start(work, 0)}"));
    }

    [Fact]
    public void An_answer_takes_the_virtual_time_it_was_declared_to_take()
    {
        var loop = new MiniLoop();
        loop.Invoke(1, "f", async () => loop.Log($"{await loop.External.Start(() => Task.FromResult(7), 80_000_000)}"));

        Assert.Equal("81 f 7\n81 f -> ok", loop.Run().Trace);
    }

    [Fact]
    public void Virtual_time_stands_still_meanwhile()
    {
        var loop = new MiniLoop();
        loop.Invoke(0, "f", async () =>
        {
            var real = loop.External.Start(async () =>
            {
                await Task.Delay(20);
                return 1;
            }, 0);
            await Task.WhenAny(real, loop.Delay(1));
            loop.Log(real.IsCompleted ? "real first" : "virtual first");
        });

        Assert.StartsWith("0 f real first", loop.Run().Trace, StringComparison.Ordinal);
    }

    [Fact]
    public void Exceptions_pass_on()
    {
        var loop = new MiniLoop();
        loop.Invoke(0, "f", async () => await loop.External.Start<int>(() => throw new InvalidDataException("no"), 0));
        loop.Invoke(0, "g", async () => await loop.External.Start<int>(async () =>
        {
            await Task.Yield();
            throw new TimeoutException("late");
        }, 0));

        Assert.Equal("0 f -> InvalidDataException\n0 g -> TimeoutException", loop.Run().Trace);
    }

    [Fact]
    public void Work_that_outlasts_the_patience_stays_out_and_is_named()
    {
        var loop = new MiniLoop();
        var work = new ExternalWork(loop.Baton, loop);
        work.Start(() => new TaskCompletionSource<int>().Task, 0, "slow");

        Assert.False(work.Wait(TimeSpan.FromMilliseconds(1)));
        Assert.Equal(["slow"], work.Names);
    }
}
