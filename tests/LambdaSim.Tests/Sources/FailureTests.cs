using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Units;

namespace LambdaSim.Tests.Sources;

/// <summary>What happens to the messages of a batch that did not succeed.</summary>
public sealed class FailureTests : IDisposable
{
    private readonly MappedWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    [Pins("ESM-FAILED")]
    public void A_failed_batch_comes_again_when_its_visibility_timeout_ends_and_not_before()
    {
        var queue = _world.Queue("orders", ("VisibilityTimeout", "10"));
        _world.Reader(static b => b.Receives == 1 ? throw new FormatException("not now") : null).On(queue);
        queue.Put("a");
        _world.Simulation.RunUntilIdle();

        Assert.Equal(["0 a", "10 a (receive 2)"], _world.Calls);
    }

    [Fact]
    [Pins("ESM-FAILED")]
    public void A_call_that_times_out_deletes_nothing()
    {
        var queue = _world.Queue("orders", ("VisibilityTimeout", "10"));
        var isFirst = true;
        _world.Simulation.AddFunction("import", async (System.Text.Json.JsonElement _, LambdaContext context) =>
        {
            await context.Delay(isFirst ? 60.Seconds : 1.Seconds);
        }).On(queue);
        queue.Put("a");
        _world.Simulation.AdvanceBy(9.Seconds);
        isFirst = false;
        _world.Simulation.RunUntilIdle();

        Assert.Equal([(3, BatchEnd.TimedOut), (11, BatchEnd.Succeeded)], Ends());
    }

    [Fact]
    [Pins("ESM-FAILED")]
    public void After_maxReceiveCount_receives_a_message_goes_to_the_dead_letter_queue()
    {
        var dead = _world.Queue("dead");
        var queue = _world.Queue("orders", ("VisibilityTimeout", "5"), ("RedrivePolicy", $$"""{"deadLetterTargetArn":"{{dead.Arn}}","maxReceiveCount":2}"""));
        _world.Reader(static _ => throw new FormatException("never")).On(queue);
        queue.Put("a");
        _world.Simulation.RunUntilIdle();

        Assert.Equal(["0 a", "5 a (receive 2)"], _world.Calls);
        Assert.Equal("a", Assert.Single(dead.Messages).Body);
        Assert.Equal(10.Seconds, _world.Simulation.Elapsed);
    }

    [Fact]
    [Pins("ESM-FAILED")]
    public void One_message_that_makes_the_call_fail_takes_its_whole_batch_along()
    {
        var dead = _world.Queue("dead");
        var queue = _world.Queue("orders", ("VisibilityTimeout", "5"), ("RedrivePolicy", $$"""{"deadLetterTargetArn":"{{dead.Arn}}","maxReceiveCount":1}"""));
        _world.Reader(static b => b.Bodies.Contains("bad") ? throw new FormatException("bad") : null).On(queue);
        queue.Put("a", "bad", "b");
        _world.Simulation.RunUntilIdle();

        Assert.Equal(["a", "bad", "b"], dead.Messages.Select(static m => m.Body));
    }

    [Fact]
    [Pins("ESM-FAILED")]
    public void A_failed_batch_of_a_FIFO_queue_holds_up_its_groups_and_no_others()
    {
        var queue = _world.Queue("orders.fifo", ("VisibilityTimeout", "10"));
        _world.Reader(static b => b.Bodies.Contains("a/1") && b.Receives == 1 ? throw new FormatException("not now") : null).On(queue, batch: 1);
        queue.PutInGroups("a/1", "a/2", "b/1", "b/2");
        _world.Simulation.RunUntilIdle();

        Assert.Equal(["0 a/1", "0 b/1", "0 b/2", "10 a/1 (receive 2)", "10 a/2"], _world.Calls);
    }

    [Fact]
    [Pins("ESM-THROTTLE")]
    public void A_batch_that_Lambda_refuses_is_tried_again_until_its_messages_are_visible_again()
    {
        var queue = _world.Queue();
        var mapping = _world.Reader(configure: f => f with { ReservedConcurrency = 0 }).On(queue);
        queue.Put("a");
        _world.Simulation.AdvanceBy(40.Seconds);

        Assert.Equal([0, 1, 3, 7, 15, 30, 31, 33, 37], _world.Simulation.Log.Where(static e => e.Kind == EventKind.Throttled).Select(static e => e.Time / 1_000_000_000));
        Assert.Equal(2, _world.Simulation.Log.Last(static e => e.Kind == EventKind.MessageReceived).MessageReceives);
        Assert.Equal([(30, BatchEnd.VisibilityEnded)], Ends());
        Assert.Equal((9, 9), (mapping.Figures.Refusals, mapping.Figures.Invoked));
    }

    [Fact]
    [Pins("ESM-THROTTLE")]
    public void A_batch_that_is_taken_at_last_counts_one_receive()
    {
        var queue = _world.Queue();
        _world.Reader(takes: 2.Seconds, configure: f => f with { ReservedConcurrency = 1 }).On(queue, batch: 1);
        queue.Put("a", "b");
        _world.Simulation.RunUntilIdle();

        Assert.Equal(["0 a", "3 b"], _world.Calls);
    }

    [Fact]
    [Pins("ESM-THROTTLE")]
    public void The_back_off_is_a_setting()
    {
        using var world = new MappedWorld(new PollingConfig { FirstBackoff = 4.Seconds, LongestBackoff = 10.Seconds });
        var queue = world.Queue();
        world.Reader(configure: f => f with { ReservedConcurrency = 0 }).On(queue);
        queue.Put("a");
        world.Simulation.AdvanceBy(29.Seconds);

        Assert.Equal([0, 4, 12, 22], world.Simulation.Log.Where(static e => e.Kind == EventKind.Throttled).Select(static e => e.Time / 1_000_000_000));
    }

    [Fact]
    [Pins("ESM-THROTTLE")]
    public void A_maximum_concurrency_leaves_messages_in_the_queue_where_throttles_would_count_receives()
    {
        var queue = _world.Queue();
        var mapping = _world.Reader(takes: 3.Seconds, configure: f => f with { ReservedConcurrency = 2, Timeout = 5.Seconds }).On(queue, batch: 1, maximumConcurrency: 2);
        queue.Put("a", "b", "c", "d");
        _world.Simulation.RunUntilIdle();

        Assert.Equal(["0 a", "0 b", "3 c", "3 d"], _world.Calls);
        Assert.Equal((0, 2), (mapping.Figures.Refusals, mapping.Figures.MostAtOnce));
    }

    [Fact]
    [Pins("ESM-VISIBILITY")]
    public void Work_that_takes_longer_than_the_visibility_timeout_is_done_twice()
    {
        var queue = _world.Queue("orders", ("VisibilityTimeout", "10"));
        var mapping = _world.Reader(takes: 7.Seconds, configure: f => f with { Timeout = 8.Seconds }).On(queue);
        queue.Set(new Dictionary<string, string> { ["VisibilityTimeout"] = "5" });
        queue.Put("a");
        _world.Simulation.AdvanceBy(6.Seconds);

        Assert.Equal(["0 a", "5 a (receive 2)"], _world.Calls);
        Assert.Equal(0, mapping.Figures.Deleted);
    }

    [Fact]
    [Pins("ESM-VISIBILITY")]
    public void A_window_that_leaves_too_little_time_makes_a_receive_hide_messages_for_longer()
    {
        var queue = _world.Queue("orders", ("VisibilityTimeout", "10"));
        _world.Reader(static b => b.Receives == 1 ? throw new FormatException("not now") : null, configure: f => f with { Timeout = 6.Seconds }).On(queue, window: 5.Seconds);
        queue.Put("a");
        _world.Simulation.RunUntilIdle();

        // 5 s of window, 6 s of timeout and 30 s from the receive on; then another window.
        Assert.Equal(["5 a", "46 a (receive 2)"], _world.Calls);
    }

    [Fact]
    [Pins("ESM-TARGET")]
    public void A_mapping_outlives_its_function_and_serves_the_next_one_of_its_name()
    {
        var queue = _world.Queue();
        var lambda = _world.Simulation.Lambda;
        var mapping = _world.Reader().On(queue);
        lambda.DeleteFunction(new() { FunctionName = "import" });
        queue.Put("a");
        _world.Simulation.AdvanceBy(5.Seconds);

        Assert.Equal((MappingState.Enabled, 3), (mapping.State, mapping.Figures.Refusals));
        _world.Reader();
        _world.Simulation.RunUntilIdle();
        Assert.Equal(["7 a"], _world.Calls);
    }

    private (long At, BatchEnd End)[] Ends() => [.. _world.Simulation.Log.Where(static e => e.Kind == EventKind.BatchEnded).Select(static e => (e.Time / 1_000_000_000, e.BatchEnd))];
}
