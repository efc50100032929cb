using LambdaSim.Units;

namespace LambdaSim.Tests.Simulations;

/// <summary>Threads of the real world that come when no verb runs.</summary>
public class BetweenRunsTests
{
    [Fact]
    public void Code_that_goes_on_after_its_run_cannot_touch_the_simulation()
    {
        using var simulation = new Simulation();
        var answer = new TaskCompletionSource();
        var wait = simulation.AddFunction("wait", async (LambdaContext c) =>
        {
            await answer.Task;
            c.Log("late");
            await c.Delay(1.Milliseconds);
        });
        var call = wait.InvokeAsync();
        simulation.AdvanceBy(1.Seconds);
        var records = simulation.Log.Count;

        OnAThread(answer.SetResult);

        Assert.Equal(records, simulation.Log.Count);
        Assert.False(call.IsCompleted);
        Assert.Throws<OutsideWorkException>(() => simulation.AdvanceBy(1.Seconds));
    }

    [Fact]
    public void What_a_late_thread_asks_of_the_simulation_is_refused()
    {
        using var simulation = new Simulation();
        var answer = new TaskCompletionSource();
        List<Exception?> refused = [];
        var wait = simulation.AddFunction("wait", async (LambdaContext c) =>
        {
            await answer.Task;
            refused.Add(Record.Exception(() => c.Spend(1.Milliseconds)));
            refused.Add(Record.Exception(() => { _ = c.Client.InvokeAsync("wait", 1); }));
            refused.Add(Record.Exception(() => c.Time.CreateTimer(static _ => { }, null, TimeSpan.Zero, TimeSpan.Zero)));
        });
        _ = wait.InvokeAsync();
        simulation.AdvanceBy(1.Seconds);

        OnAThread(answer.SetResult);

        Assert.Equal([typeof(EnvironmentGoneException), typeof(EnvironmentGoneException), typeof(InvalidOperationException)], refused.Select(e => e?.GetType()));
        Assert.Contains("the run in which wait started this code is over", refused[0]!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_accepted_arrival_waits_for_the_next_run()
    {
        using var simulation = new Simulation(new SimulationOptions { OutsideWork = OutsideWork.Accept });
        var answer = new TaskCompletionSource();
        var wait = simulation.AddFunction("wait", async () =>
        {
            await answer.Task;
            return 1;
        });
        var call = wait.InvokeAsync();
        simulation.AdvanceBy(1.Seconds);
        var thread = new Thread(answer.SetResult) { IsBackground = true };
        thread.Start();
        SpinWait.SpinUntil(() => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin));

        simulation.AdvanceBy(1.Seconds);

        Assert.Equal("1", call.Result.PayloadText);
    }

    private static void OnAThread(Action action)
    {
        var thread = new Thread(() => action());
        thread.Start();
        thread.Join();
    }
}
