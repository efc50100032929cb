using LambdaSim.Events;
using LambdaSim.Functions.Model;
using LambdaSim.Units;

namespace LambdaSim.Tests.Sources;

/// <summary>Which function a batch goes to.</summary>
public sealed class TargetTests : IDisposable
{
    private readonly MappedWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    [Pins("ESM-TARGET")]
    public void An_alias_with_weights_chooses_a_version_for_each_batch()
    {
        var queue = _world.Queue();
        var first = _world.Simulation.AddFunction("import:1", 1.Milliseconds);
        var second = _world.Simulation.AddFunction("import:2", 1.Milliseconds);
        _world.Simulation.Lambda.CreateAlias(new()
        {
            FunctionName = "import", Name = "live", FunctionVersion = "1",
            RoutingConfig = new() { AdditionalVersionWeights = new Dictionary<string, double> { ["2"] = 0.25 } },
        });
        Map("import:live", queue.Arn, new() { BatchSize = 1 });
        queue.Put([.. Enumerable.Range(0, 1_000).Select(static i => $"{i}")]);
        _world.Simulation.RunUntilIdle();

        Assert.Equal(1_000, CallsOf(first) + CallsOf(second));
        Assert.InRange(CallsOf(second), 200, 300);
    }

    [Fact]
    [Pins("ESM-TARGET")]
    public void A_mapping_to_a_version_stays_with_that_version()
    {
        var queue = _world.Queue();
        var first = _world.Simulation.AddFunction("import:1", 1.Milliseconds);
        var second = _world.Simulation.AddFunction("import:2", 1.Milliseconds);
        first.On(queue);
        queue.Put("a");
        _world.Simulation.RunUntilIdle();

        Assert.Equal((1, 0), (CallsOf(first), CallsOf(second)));
    }

    [Fact]
    [Pins("ESM-TARGET")]
    public void A_queue_may_belong_to_another_account()
    {
        var queue = _world.Simulation.QueuesAt("210987654321", "us-east-1").Create("orders", new Dictionary<string, string>(), new Dictionary<string, string>());
        var mapping = _world.Reader().On(queue);
        queue.Put("a");
        _world.Simulation.RunUntilIdle();

        Assert.Equal(["0 a"], _world.Calls);
        Assert.Equal(1, mapping.Figures.Deleted);
    }

    [Fact]
    [Pins("ESM-TARGET")]
    public void A_mapping_made_over_the_API_acts_as_one_made_in_process()
    {
        var queue = _world.Queue();
        _world.Reader();
        Map("import", queue.Arn, new() { MetricsConfig = new() { Metrics = ["EventCount"] } });
        queue.Put("a");
        _world.Simulation.RunUntilIdle();

        Assert.Equal(["0 a"], _world.Calls);
        Assert.Equal(1, Assert.Single(_world.Simulation.Mappings).Metrics["DeletedEventCount"]);
    }

    [Fact]
    [Pins("ESM-TARGET")]
    public void A_queue_that_is_made_anew_is_read_by_the_mapping_of_its_ARN()
    {
        var service = _world.Simulation.QueuesAt(_world.Simulation.Options.AccountId, _world.Simulation.Options.Region);
        service.EnforcesPauses = false;
        _world.Reader().On(_world.Queue());
        service.Delete("orders");
        _world.Simulation.RunUntilIdle();
        var queue = _world.Queue();
        queue.Put("a");
        _world.Simulation.RunUntilIdle();

        Assert.Equal(["0 a"], _world.Calls);
    }

    [Fact]
    [Pins("ESM-TARGET", "ESM-SCALE")]
    public void Batches_of_a_queue_that_is_made_anew_keep_their_place_and_have_their_fate()
    {
        var queue = Remade(() => _world.Reader(takes: 2.Seconds).On(_world.Queue(), batch: 1, maximumConcurrency: 2), "a", "b");
        queue.Put("c", "d", "e");
        _world.Simulation.AdvanceBy(3.Seconds);
        _world.Simulation.End();

        Assert.Equal(["0 a", "0 b", "2 c", "2 d"], _world.Calls);
        Assert.Equal(2, Assert.Single(_world.Simulation.Mappings).Figures.MostAtOnce);
        Assert.Equal(4, _world.Simulation.Log.Count(static e => e.Kind == EventKind.BatchEnded));
    }

    [Fact]
    [Pins("ESM-TARGET", "ESM-STATES")]
    public void A_queue_that_is_made_anew_starts_no_mapping_that_does_not_poll()
    {
        var queue = Remade(() =>
        {
            var mapping = _world.Reader().On(_world.Queue());
            mapping.Disable();
            return mapping;
        });
        queue.Put("a");
        _world.Simulation.AdvanceBy(1.Minutes);

        Assert.Empty(_world.Calls);
    }

    private LambdaSim.Neighbours.Queues.Queue Remade(Func<EventSourceMapping> map, params string[] bodies)
    {
        var service = _world.Simulation.QueuesAt(_world.Simulation.Options.AccountId, _world.Simulation.Options.Region);
        service.EnforcesPauses = false;
        map();
        _world.Simulation.AdvanceBy(TimeLength.Zero);
        service.Get("orders").Put(bodies);
        _world.Simulation.AdvanceBy(1.Milliseconds);
        service.Delete("orders");
        return _world.Queue();
    }

    private void Map(string function, string queueArn, CreateEventSourceMappingRequest request) =>
        _world.Simulation.Lambda.CreateEventSourceMapping(request with { FunctionName = function, EventSourceArn = queueArn });

    private int CallsOf(Function function) => _world.Simulation.Log.Count(e => e.Kind == EventKind.Arrived && e.Function == function.Index);
}
