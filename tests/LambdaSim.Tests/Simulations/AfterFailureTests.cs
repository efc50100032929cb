using System.Diagnostics;
using LambdaSim.Assertions;
using LambdaSim.Units;

namespace LambdaSim.Tests.Simulations;

/// <summary>What a verb failed with is that verb's: the world goes on.</summary>
public class AfterFailureTests
{
    [Fact]
    public void After_outside_work_other_functions_are_answered()
    {
        using var simulation = new Simulation();
        var poll = simulation.AddFunction("poll", async () => await Task.Delay(100));
        var add = simulation.AddFunction("add", (int x) => x + 1);
        Assert.Throws<OutsideWorkException>(() => poll.Invoke());

        Assert.Equal("2", add.Invoke(1).PayloadText);
        Assert.Equal("3", add.Invoke(2).PayloadText);
    }

    [Fact]
    public void A_refused_call_ends_at_its_timeout_and_its_function_can_be_called_again()
    {
        using var simulation = new Simulation();
        var real = true;
        var poll = simulation.AddFunction("poll", async () =>
        {
            if (real)
            {
                await Task.Delay(100);
            }

            return 1;
        });
        Assert.Throws<OutsideWorkException>(() => poll.Invoke());

        simulation.RunUntilIdle();
        real = false;

        Assert.Equal("1", poll.Invoke().PayloadText);
        simulation.Log.Of("poll").ShouldBe(Row.At(3.Seconds, "poll timed out"), Row.At(3.Seconds, "poll ok"));
    }

    [Fact]
    public void Threads_of_a_refused_call_that_come_later_fail_no_other_verb()
    {
        using var simulation = new Simulation();
        var later = new TaskCompletionSource();
        var wait = simulation.AddFunction("wait", async () =>
        {
            await Task.Delay(50);
            await later.Task;
        });
        var add = simulation.AddFunction("add", (int x) => x + 1);
        Assert.Throws<OutsideWorkException>(() => wait.Invoke());

        OnAThread(later.SetResult);

        Assert.All(Enumerable.Range(0, 20), i => Assert.Equal(i + 1, add.Invoke(i).Value<int>()));
        simulation.RunUntilIdle();
    }

    [Fact]
    public void After_work_in_the_background_of_an_idle_environment_it_starts_anew()
    {
        using var simulation = new Simulation();
        var later = new TaskCompletionSource();
        var calls = 0;
        var leave = simulation.AddFunction("leave", () =>
        {
            if (calls++ == 0)
            {
                _ = Later();
            }

            return 1;
        });
        leave.Invoke();
        OnAThread(later.SetResult);
        Assert.Throws<OutsideWorkException>(() => simulation.AdvanceBy(1.Milliseconds));

        Assert.Equal("1", leave.Invoke().PayloadText);

        async Task Later() => await later.Task;
    }

    [Fact]
    public void After_work_that_takes_too_long_later_verbs_neither_wait_nor_fail()
    {
        using var simulation = new Simulation(new SimulationOptions { ExternalPatience = TimeSpan.FromSeconds(1) });
        var fetch = simulation.AddFunction("fetch", async (LambdaContext context) => await context.External(() => new TaskCompletionSource<int>().Task));
        var add = simulation.AddFunction("add", (int x) => x + 1);
        var failed = Assert.Throws<ExternalWorkException>(() => fetch.Invoke());
        Assert.Contains("external work (fetch)", failed.Message, StringComparison.Ordinal);

        var since = Stopwatch.GetTimestamp();
        Assert.Equal("2", add.Invoke(1).PayloadText);
        Assert.True(Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(1));
        simulation.RunUntilIdle();
        simulation.Log.Of("fetch").ShouldBe(Row.At(3.Seconds, "fetch timed out"));
    }

    [Fact]
    public void After_an_answer_that_the_recording_lacks_other_functions_are_answered()
    {
        var file = Path.GetTempFileName();
        using var simulation = new Simulation(new SimulationOptions { ExternalAnswers = ExternalAnswers.Replay(file) });
        var fetch = simulation.AddFunction("fetch", async (LambdaContext context) => await context.External(() => Task.FromResult(1), name: "rates"));
        var add = simulation.AddFunction("add", (int x) => x + 1);
        Assert.Throws<ExternalWorkException>(() => fetch.Invoke());

        Assert.Equal("2", add.Invoke(1).PayloadText);
        File.Delete(file);
    }

    [Fact]
    public void After_a_rejected_escape_other_functions_are_answered()
    {
        using var simulation = new Simulation(new SimulationOptions { Escapes = Escapes.Reject });
        var escape = simulation.AddFunction("escape", async () => await Task.Run(() => 1));
        var add = simulation.AddFunction("add", (int x) => x + 1);
        Assert.Throws<EscapeException>(() => escape.Invoke());

        Assert.Equal("2", add.Invoke(1).PayloadText);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(86_401)]
    [InlineData(9_000_000_000)]
    public void Declared_work_takes_between_nothing_and_a_day(long seconds)
    {
        using var simulation = new Simulation();
        var fetch = simulation.AddFunction("fetch", async (LambdaContext context) => await context.External(() => Task.FromResult(1), took: Duration.FromSeconds(seconds)));
        var spend = simulation.AddFunction("spend", (LambdaContext context) => context.Spend(Duration.FromSeconds(seconds)));

        var refused = fetch.Invoke();

        Assert.Equal(nameof(ArgumentOutOfRangeException), refused.Error?.Type);
        Assert.Equal(spend.Invoke().Error?.Message.Replace("duration", "took", StringComparison.Ordinal), refused.Error?.Message);
    }

    private static void OnAThread(Action action)
    {
        var thread = new Thread(() => action()) { IsBackground = true };
        thread.UnsafeStart();
        thread.Join();
    }
}
