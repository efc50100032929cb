using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Projections;
using LambdaSim.Units;

namespace LambdaSim.Tests.Sources;

/// <summary>What a mapping counts, and what the log says of its batches.</summary>
public sealed class MappingMetricsTests : IDisposable
{
    private readonly MappedWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    [Pins("ESM-METRICS")]
    public void Metrics_count_events_and_not_batches()
    {
        var queue = _world.Queue("orders", ("VisibilityTimeout", "10"));
        var mapping = _world.Reader(static b => b.Receives == 1 ? b.Failed("b") : b.Failed())
            .On(queue, new QueueMappingConfig { ReportBatchItemFailures = true, CountsEvents = true });
        queue.Put("a", "b", "c");
        _world.Simulation.RunUntilIdle();

        Assert.Equal(
            ["DeletedEventCount 3", "FailedInvokeEventCount 3", "FilteredOutEventCount 0", "InvokedEventCount 4", "PolledEventCount 4"],
            mapping.Metrics.Select(static m => Text.Invariant($"{m.Key} {m.Value}")));
    }

    [Fact]
    [Pins("ESM-METRICS")]
    public void A_mapping_publishes_no_metrics_unless_it_is_told_to()
    {
        var queue = _world.Queue();
        var mapping = _world.Reader().On(queue);
        queue.Put("a");
        _world.Simulation.RunUntilIdle();

        Assert.Empty(mapping.Metrics);
        Assert.Equal(1, mapping.Figures.Deleted);
    }

    [Fact]
    [Pins("ESM-LOGGED")]
    public void The_log_ties_messages_to_batches_and_batches_to_invocations()
    {
        var queue = _world.Queue();
        _world.Reader().On(queue, batch: 2);
        queue.Put("a", "b", "c");
        _world.Simulation.RunUntilIdle();
        var log = _world.Simulation.Log;

        Assert.Equal([(0, 0), (1, 0), (2, 1)], log.Where(static e => e.Kind == EventKind.MessageBatched).Select(static e => (e.Message, e.Batch)));
        Assert.Equal([(0, 2, 0), (1, 1, 1)], log.Where(static e => e.Kind == EventKind.BatchSent).Select(static e => (e.Batch, e.BatchMessages, e.Invocation)));
        Assert.Equal([(0, 2), (1, 1)], log.Where(static e => e.Kind == EventKind.BatchEnded).Select(static e => (e.Batch, e.BatchMessages)));
        Assert.Equal("mapping orders to import", log.Resources[log.First(static e => e.Kind == EventKind.BatchSent).Resource].ToString());
        _world.Simulation.End();
        Assert.Empty(_world.Simulation.Ledger.Open);
    }

    [Fact]
    [Pins("ESM-LOGGED")]
    public void What_is_under_way_when_the_run_ends_is_told()
    {
        var queue = _world.Queue();
        _world.Reader(takes: 2.Seconds).On(queue);
        queue.Put("a");
        _world.Simulation.AdvanceBy(1.Seconds);
        _world.Simulation.End();

        Assert.Equal(BatchEnd.RunEnded, Assert.Single(_world.Simulation.Log, static e => e.Kind == EventKind.BatchEnded).BatchEnd);
        Assert.Equal(1, _world.Simulation.Ledger.Count(Fate.InQueueAtEnd));
    }

    [Fact]
    [Pins("ESM-LOGGED")]
    public void An_explanation_says_why_a_message_was_seen_twice()
    {
        var queue = _world.Queue("orders", ("VisibilityTimeout", "10"));
        _world.Reader(static b => b.Receives == 1 ? throw new FormatException("not now") : null).On(queue);
        queue.Put("a");
        _world.Simulation.RunUntilIdle();

        Assert.Equal("""
            sent to queue orders by a client, 1 bytes
            message 0 was received from queue orders, 1 time so far
            message 0 is in batch 0
            batch 0 of mapping orders to import went to import as invocation 0, 1 message
            batch 0 failed: nothing is deleted, its messages can be had again when their visibility timeout ends (rule ESM-FAILED)
            message 0 can be had again from queue orders: its visibility timeout ran out (rule SQS-VISIBILITY)
            message 0 was received from queue orders, 2 times so far
            message 0 is in batch 1
            batch 1 of mapping orders to import went to import as invocation 1, 1 message
            message 0 was deleted from queue orders
            batch 1 succeeded: 1 message deleted
            """.ReplaceLineEndings("\n"), string.Join('\n', Explanation.Of(_world.Simulation.Log, "message:0", _world.Simulation.Options.World.Start).Lines.Select(static l => l.Text)));
    }
}
