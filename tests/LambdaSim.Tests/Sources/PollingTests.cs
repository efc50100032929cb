using LambdaSim.Configuration;
using LambdaSim.Projections;
using LambdaSim.Units;

namespace LambdaSim.Tests.Sources;

/// <summary>When a function gets what is in its queue.</summary>
public sealed class PollingTests : IDisposable
{
    private readonly MappedWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    [Pins("ESM-POLL")]
    public void A_function_gets_the_messages_of_its_queue_and_they_are_deleted_when_it_has_succeeded()
    {
        var queue = _world.Queue();
        var mapping = _world.Reader(takes: 1.Seconds).On(queue);
        queue.Put("a", "b");
        _world.Simulation.RunUntilIdle();

        Assert.Equal(["0 a b"], _world.Calls);
        Assert.Equal((2, 2, 0), (mapping.Figures.Polled, mapping.Figures.Deleted, queue.Count));
        Assert.Equal(2, _world.Simulation.Ledger.Count(Fate.Deleted));
    }

    [Fact]
    [Pins("ESM-POLL")]
    public void Polling_an_empty_queue_keeps_no_run_alive()
    {
        _world.Reader().On(_world.Queue());
        _world.Simulation.RunUntilIdle();

        Assert.Equal(Duration.Zero, _world.Simulation.Elapsed);
    }

    [Fact]
    [Pins("ESM-POLL")]
    public void A_message_that_will_be_visible_keeps_a_run_alive_until_it_is_read()
    {
        var queue = _world.Queue("orders", ("DelaySeconds", "10"));
        _world.Reader().On(queue);
        queue.Put("late");
        _world.Simulation.RunUntilIdle();

        Assert.Equal(["10 late"], _world.Calls);
        Assert.Equal(10.Seconds, _world.Simulation.Elapsed);
    }

    [Fact]
    [Pins("ESM-POLL")]
    public void A_run_does_not_wait_for_the_visibility_timeout_of_what_was_deleted()
    {
        var queue = _world.Queue();
        _world.Reader(takes: 2.Seconds).On(queue);
        queue.Put("a");
        _world.Simulation.RunUntilIdle();

        Assert.Equal(2.Seconds, _world.Simulation.Elapsed);
    }

    [Fact]
    [Pins("ESM-POLL")]
    public void A_queue_without_a_mapping_that_polls_keeps_no_run_alive()
    {
        var queue = _world.Queue("orders", ("DelaySeconds", "10"));
        _world.Reader().On(queue, new QueueMappingConfig { Enabled = false });
        queue.Put("late");
        _world.Simulation.RunUntilIdle();

        Assert.Equal(Duration.Zero, _world.Simulation.Elapsed);
        Assert.Empty(_world.Calls);
    }

    [Fact]
    [Pins("ESM-POLL")]
    public void Several_mappings_of_one_queue_share_its_messages()
    {
        var queue = _world.Queue();
        _world.Reader(name: "left").On(queue, batch: 1);
        _world.Reader(name: "right").On(queue, batch: 1);
        _world.Simulation.Run(async () =>
        {
            foreach (var body in "abcd")
            {
                queue.Put(body.ToString());
                await _world.Simulation.Delay(1.Seconds);
            }
        });

        Assert.Equal(["0 a", "1 b", "2 c", "3 d"], _world.Calls);
        Assert.All(_world.Simulation.Mappings, static m => Assert.Equal(2, m.Figures.Deleted));
    }

    [Fact]
    [Pins("ESM-POLL")]
    public void What_a_handler_sends_to_the_queue_of_another_function_is_read_by_that()
    {
        var queue = _world.Queue("second");
        _world.Reader(name: "import").On(queue);
        var first = _world.Simulation.AddFunction("first", (string text, LambdaContext context) => context.Queue("second").Put(text));
        first.Send("on");
        _world.Simulation.RunUntilIdle();

        Assert.Equal(["0 on"], _world.Calls);
    }
}
