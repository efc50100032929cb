using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Functions;
using LambdaSim.Units;

namespace LambdaSim.Tests.Sources;

/// <summary>States of a mapping over time, and what happens to batches meanwhile.</summary>
public sealed class MappingStateTests : IDisposable
{
    private readonly MappedWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    [Pins("ESM-STATES")]
    public void The_log_has_the_states_of_a_mapping_in_time()
    {
        _world.Simulation.Services.Dwell = new ServiceDwell { Mapping = 2.Seconds };
        var mapping = _world.Reader().On(_world.Queue());
        _world.Simulation.RunUntilIdle();
        mapping.Disable();
        _world.Simulation.RunUntilIdle();
        mapping.Update(new QueueMappingConfig { BatchSize = 5, Enabled = false });
        _world.Simulation.RunUntilIdle();
        mapping.Enable();
        _world.Simulation.RunUntilIdle();
        mapping.Delete();
        _world.Simulation.RunUntilIdle();

        Assert.Equal(
            "0 Creating, 2 Enabled, 2 Disabling, 4 Disabled, 4 Updating, 6 Disabled, 6 Enabling, 8 Enabled, 8 Deleting, 10 Deleted",
            string.Join(", ", _world.Simulation.Log.Where(static e => e.Kind == EventKind.MappingChanged).Select(static e => $"{e.Time / 1_000_000_000} {e.MappingState}")));
        Assert.Equal(MappingState.Deleted, mapping.State);
    }

    [Fact]
    [Pins("ESM-STATES")]
    public void A_mapping_polls_once_it_is_enabled()
    {
        _world.Simulation.Services.Dwell = new ServiceDwell { Mapping = 2.Seconds };
        var queue = _world.Queue();
        queue.Put("a");
        _world.Reader().On(queue);
        _world.Simulation.RunUntilIdle();

        Assert.Equal(["2 a"], _world.Calls);
    }

    [Fact]
    [Pins("ESM-START")]
    public void A_new_mapping_may_begin_to_poll_a_while_after_it_is_enabled()
    {
        using var world = new MappedWorld(new PollingConfig { StartDelay = 5.Seconds });
        var queue = world.Queue();
        queue.Put("a");
        var mapping = world.Reader().On(queue);
        world.Simulation.RunUntilIdle();
        mapping.Disable();
        mapping.Enable();
        queue.Put("b");
        world.Simulation.RunUntilIdle();

        Assert.Equal(["5 a", "5 b"], world.Calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Pins("ESM-STATES")]
    public void A_batch_under_way_ends_as_it_ends_when_its_mapping_is_disabled_or_deleted(bool isDeleted)
    {
        var queue = _world.Queue();
        var mapping = _world.Reader(takes: 2.Seconds).On(queue);
        queue.Put("a");
        _world.Simulation.AdvanceBy(1.Seconds);
        if (isDeleted)
        {
            mapping.Delete();
        }
        else
        {
            mapping.Disable();
        }

        queue.Put("b");
        _world.Simulation.RunUntilIdle();

        Assert.Equal(["0 a"], _world.Calls);
        Assert.Equal((1, 1), (mapping.Figures.Deleted, queue.Count));
    }

    [Fact]
    [Pins("ESM-STATES")]
    public void A_batch_that_Lambda_refuses_goes_back_when_its_mapping_is_deleted()
    {
        var queue = _world.Queue();
        var mapping = _world.Reader(configure: f => f with { ReservedConcurrency = 0 }).On(queue);
        queue.Put("a");
        _world.Simulation.AdvanceBy(2.Seconds);
        mapping.Delete();
        _world.Simulation.AdvanceBy(60.Seconds);

        Assert.Equal(BatchEnd.Abandoned, Assert.Single(_world.Simulation.Log, static e => e.Kind == EventKind.BatchEnded).BatchEnd);
        Assert.Equal((1, 0, 0), queue.Counts);
    }

    [Fact]
    [Pins("ESM-STATES")]
    public void New_settings_hold_from_the_next_batch_on()
    {
        var queue = _world.Queue();
        var mapping = _world.Reader().On(queue, batch: 1);
        queue.Put("a", "b");
        _world.Simulation.RunUntilIdle();
        mapping.Update(new QueueMappingConfig { BatchSize = 2 });
        queue.Put("c", "d");
        _world.Simulation.RunUntilIdle();

        Assert.Equal(["0 a", "0 b", "0 c d"], _world.Calls);
    }

    [Fact]
    [Pins("ESM-STATES")]
    public void The_same_world_anew_has_its_mappings()
    {
        var first = _world.Simulation.AddQueue("first");
        _world.Simulation.AddFunction("modelled", 1.Seconds).On(first, batch: 3);
        using var simulation = _world.Simulation.Again();
        simulation.Queue("first").Put("a");
        simulation.RunUntilIdle();

        Assert.Equal(1, Assert.Single(simulation.Mappings).Figures.Deleted);
    }
}
