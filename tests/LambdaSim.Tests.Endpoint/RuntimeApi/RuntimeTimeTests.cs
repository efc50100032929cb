using LambdaSim.Events;

namespace LambdaSim.Tests.RuntimeApi;

/// <summary>Virtual time beside processes that work (rule CTL-RUNTIME-TIME).</summary>
public sealed class RuntimeTimeTests
{
    [Fact]
    [Pins("CTL-RUNTIME-TIME")]
    public async Task Calls_of_two_functions_overlap_and_each_is_answered_when_it_is_over()
    {
        using var world = new RuntimeWorld(1, "orders", "mails");
        using var orders = await world.Polling("orders");
        using var mails = await world.Polling("mails");

        var slow = world.Invoke("1", "orders");
        var held = await orders.Polled;
        var quick = world.Invoke("2", "mails");
        await mails.Serve(e => e);
        var answered = await quick;
        var stillOut = slow.IsCompleted;
        await orders.Respond(held.Id, "3");

        Assert.False(stillOut);
        Assert.Equal(("2", "3"), (RuntimeWorld.Text(answered), RuntimeWorld.Text(await slow)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_process_may_call_a_function_of_the_simulation_and_wait_for_it(double pace)
    {
        using var world = new RuntimeWorld(pace, "orders", "mails");
        using var orders = await world.Polling("orders");
        using var mails = await world.Polling("mails");

        var called = world.Invoke("1", "orders");
        var polled = await orders.Polled;
        var inner = world.Invoke("2", "mails");
        await mails.Serve(e => e);
        await orders.Respond(polled.Id, RuntimeWorld.Text(await inner));

        Assert.Equal("2", RuntimeWorld.Text(await called));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    [Pins("CTL-RUNTIME-TIME")]
    public async Task A_process_that_does_not_answer_in_time_is_timed_out_and_usable_when_it_polls_again(double pace)
    {
        using var world = new RuntimeWorld(pace, "orders");
        await world.Ask(s => s.Lambda.UpdateFunctionConfiguration(new LambdaSim.Functions.Model.UpdateFunctionConfigurationRequest { FunctionName = "orders", Timeout = 1 }));
        using var process = await world.Polling();

        var answer = await world.Invoke();
        var polled = await process.Polled;
        var late = await process.Respond(polled.Id, "1");
        process.Poll();
        await RuntimeWorld.Until(async () => (await world.At("orders").Count()).Free == 1);

        Assert.Contains("Task timed out after 1.00 seconds", RuntimeWorld.Text(answer), StringComparison.Ordinal);
        Assert.Equal((400, polled.Id), (late.Status, answer.RequestId));
        Assert.Equal(Duration.FromSeconds(1), Duration.FromNanoseconds(await world.Ask(s => s.Log.Single(e => e.Kind == EventKind.Completed).DurationNs)));
        Assert.Equal(1, await world.Ask(s => s.Log.Count(e => e is { Kind: EventKind.EnvironmentEnded, EndCause: EndCause.ProcessLost })));
    }

    [Fact]
    [Pins("CTL-RUNTIME-TIME")]
    public async Task Time_stands_still_at_pace_0()
    {
        using var world = new RuntimeWorld(0, "orders");
        using var process = await world.Polling();
        await ServeFirst(world, process);

        var called = world.Invoke();
        await process.Serve(e => e);
        await called;

        Assert.Equal(0, await world.Ask(s => s.Log.Last(e => e.Kind == EventKind.Completed).DurationNs));
    }

    [Fact]
    public async Task A_call_takes_the_real_time_of_its_process_times_the_pace()
    {
        using var world = new RuntimeWorld(1, "orders");
        using var process = await world.Polling();
        await ServeFirst(world, process);
        var watch = System.Diagnostics.Stopwatch.StartNew();

        var called = world.Invoke();
        await process.Serve(e => e);
        await called;

        Assert.InRange(Duration.FromNanoseconds(await world.Ask(s => s.Log.Last(e => e.Kind == EventKind.Completed).DurationNs)), Duration.FromTicks(1), Duration.FromTimeSpan(watch.Elapsed));
    }

    // The first call of a process takes longer, by its runtime.
    private static async Task ServeFirst(RuntimeWorld world, PollingProcess process)
    {
        var first = world.Invoke();
        await process.Serve(e => e);
        await first;
        process.Poll();
    }
}
