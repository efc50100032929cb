using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Projections;
using LambdaSim.Units;
using LambdaSim.Workloads;

namespace LambdaSim.Tests.Async;

/// <summary>A run that ends within an instant: what was sent on at it is recorded, accepted, and not tried any more.</summary>
public sealed class CutWithinAnInstantTests
{
    private const string Expected = "Delivered OnSuccess 0 as 1, Arrived 1, QueuedAtEnd 1";

    [Theory]
    [InlineData(true, 1)]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    [InlineData(false, 2)]
    public void A_record_for_a_function_arrives_with_code_and_without(bool hasCode, int checks)
    {
        var strict = new Ledger(strict: true);
        using var simulation = new Simulation(new SimulationOptions { Observers = [strict] });
        var audit = hasCode ? simulation.AddFunction("audit", () => throw new InvalidOperationException("the run is over")) : simulation.AddFunction("audit", 5.Milliseconds);
        simulation.AddFunction("orders", 10.Milliseconds, f => f with { OnSuccess = Destination.To(audit) }).Send();

        // The first check that sees the end, or the one after what was sent on.
        simulation.RunUntil(() => simulation.Log.Any(static e => e.Kind == EventKind.Completed) && --checks <= 0);
        simulation.End();

        Assert.Equal(Expected, Rows(simulation.Log));
        Assert.Empty(strict.Balance().Violations);
        Assert.Empty(simulation.Ledger.Open);
    }

    [Fact]
    public void A_record_of_a_replay_that_is_cut_at_its_last_arrival_arrives_too()
    {
        var strict = new Ledger(strict: true);
        using var workload = Arrivals.Constant("orders", 10.Milliseconds, new ArrivalOptions { Count = 2, Type = InvocationType.Event });
        var result = Simulation.Replay(
            workload,
            ConfigJson.Read("""{"until": "last-arrival", "functions": {"orders": {"duration": "10ms", "onSuccess": "function audit"}, "audit": {"duration": "5ms"}}}"""),
            new ReplayOptions { Log = EventLogLevel.Kept, Observers = [strict] });

        Assert.Contains("Delivered OnSuccess 0 as 2, Arrived 2", Rows(result.Log!), StringComparison.Ordinal);
        Assert.Empty(strict.Balance().Violations);
    }

    [Fact]
    public void A_record_of_a_replay_that_is_cancelled_arrives_too()
    {
        var strict = new Ledger(strict: true);
        using var cancelled = new CancellationTokenSource();
        using var workload = Arrivals.Constant("orders", 10.Milliseconds, new ArrivalOptions { Count = 2, Type = InvocationType.Event });
        var result = Simulation.Replay(
            workload,
            ConfigJson.Read("""{"functions": {"orders": {"duration": "10ms", "onSuccess": "function audit"}, "audit": {"duration": "5ms"}}}"""),
            new ReplayOptions { Log = EventLogLevel.Kept, Observers = [strict], Progress = _ => cancelled.Cancel() },
            cancelled.Token);

        Assert.True(result.End.Partial);
        Assert.Contains("Delivered OnSuccess 0 as 2, Arrived 2", Rows(result.Log!), StringComparison.Ordinal);
        Assert.Empty(strict.Balance().Violations);
    }

    private static string Rows(EventLog log) => string.Join(", ", log.Select(static e => e.Kind switch
    {
        EventKind.Delivered => Text.Invariant($"Delivered {e.DeliveryCause} {e.Invocation} as {e.Value - 1}"),
        EventKind.Arrived when e.Invocation > 0 => Text.Invariant($"Arrived {e.Invocation}"),
        EventKind.QueuedAtEnd => Text.Invariant($"QueuedAtEnd {e.Invocation}"),
        _ => "",
    }).Where(static row => row.Length > 0));
}
