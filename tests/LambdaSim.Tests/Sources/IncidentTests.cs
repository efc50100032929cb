using LambdaSim.Events;
using LambdaSim.Projections;
using LambdaSim.Units;

namespace LambdaSim.Tests.Sources;

/// <summary>Incidents that teams have had with queues and Lambda, and the setting that would have kept each from happening.</summary>
public sealed class IncidentTests : IDisposable
{
    private readonly MappedWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData(null, true)]
    [InlineData(2, false)]
    [Pins("ESM-THROTTLE", "ESM-FAILED")]
    public void With_one_receive_allowed_a_throttled_mapping_sends_orders_to_the_dead_letter_queue_that_no_handler_saw(int? maximumConcurrency, bool losesSome)
    {
        var dead = _world.Queue("dead");
        var orders = _world.Queue("orders", ("RedrivePolicy", $$"""{"deadLetterTargetArn":"{{dead.Arn}}","maxReceiveCount":1}"""));
        _world.Reader(takes: 4.Seconds, configure: f => f with { ReservedConcurrency = 2, Timeout = 20.Seconds }).On(orders, batch: 1, maximumConcurrency: maximumConcurrency);
        orders.Put([.. Enumerable.Range(0, 40).Select(static i => $"{i}")]);
        _world.Simulation.RunUntilIdle();
        _world.Simulation.End();

        var unseen = dead.Count;
        Assert.Equal((losesSome, 40), (unseen > 0, _world.Calls.Count + unseen));
        Assert.All(dead.Messages, letter => Assert.DoesNotContain(_world.Calls, c => c.EndsWith($" {letter.Body}", StringComparison.Ordinal)));
        Assert.Equal(unseen, _world.Simulation.Log.Count(static e => e.Kind == EventKind.BatchEnded && e.BatchEnd == BatchEnd.VisibilityEnded));
        Assert.Equal(unseen, _world.Simulation.Ledger.Findings.Where(static f => f.Kind == FindingKind.DeadLetteredUnseen).Sum(static f => f.Count));
        Assert.Equal((40 - unseen, unseen), (_world.Simulation.Ledger.Count(Fate.Deleted), _world.Simulation.Ledger.Count(Fate.InQueueAtEnd)));
    }

    [Theory]
    [InlineData("5", 2)]
    [InlineData("60", 1)]
    [Pins("ESM-VISIBILITY")]
    public void A_visibility_timeout_shorter_than_the_work_processes_an_order_twice(string visibility, int times)
    {
        var orders = _world.Queue();
        var isFirst = true;
        _world.Simulation.AddFunction("import", async (System.Text.Json.JsonElement _, LambdaContext context) =>
        {
            var takes = isFirst ? 8.Seconds : 2.Seconds;
            isFirst = false;
            _world.Calls.Add("an order");
            await context.Delay(takes);
        }, f => f with { Timeout = 10.Seconds }).On(orders);

        // AWS checks it when the mapping is made, not when the queue is changed.
        orders.Set(new Dictionary<string, string> { ["VisibilityTimeout"] = visibility });
        orders.Put("a");
        _world.Simulation.RunUntilIdle();

        Assert.Equal(times, _world.Calls.Count);
        Assert.Equal(times - 1, _world.Simulation.Ledger.Findings.Where(static f => f.Kind == FindingKind.ProcessedTwice).Sum(static f => f.Count));
        Assert.Equal(0, orders.Count);
    }
}
