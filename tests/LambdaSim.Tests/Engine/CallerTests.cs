using LambdaSim.Async;
using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Events;

namespace LambdaSim.Tests.Engine;

/// <summary>Who waits for an invocation is told one thing of it, once, in every world: tried in many made at random (from fixed seeds).</summary>
public class CallerTests
{
    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, 100).Select(i => (ulong)i)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_caller_is_told_once_what_became_of_each_arrival(ulong seed)
    {
        var (config, arrivals) = InvariantTests.RandomWorld(seed);
        var log = new EventLog(seed);
        var engine = new LambdaSim.Engine.Engine(config, [log]);
        _ = new AsyncInvocations(engine, config);
        var caller = new Told();
        var number = engine.Register(caller);

        using var source = new ListSource([.. arrivals.Select(a => (a.Item1, a.Item2 with { Caller = number }))]);
        engine.Replay(source, null, TestContext.Current.CancellationToken);

        Assert.Equal(Recorded(log).Order(StringComparer.Ordinal), caller.Lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Of_a_trace_nobody_is_told()
    {
        var world = new World().Call("f", 0, 100).Send("f", 0, 100);
        var engine = new LambdaSim.Engine.Engine(world.Config, []);
        _ = new AsyncInvocations(engine, world.Config);
        var caller = new Told();
        engine.Register(caller);

        using var source = world.Source();
        engine.Replay(source, null, TestContext.Current.CancellationToken);

        Assert.Empty(caller.Lines);
    }

    // An attempt of an event is the queue's affair; a call that still runs at the end is nobody's yet.
    private static IEnumerable<string> Recorded(EventLog log)
    {
        var refused = log.Where(static e => e is { Kind: EventKind.Throttled, IsFinal: true }).ToDictionary(static e => e.Invocation, static e => e.ThrottleCause);
        var ended = log.Where(static e => e is { Kind: EventKind.Completed, InvocationType: InvocationType.RequestResponse }).ToDictionary(static e => e.Invocation);
        foreach (var arrival in log.Where(static e => e.Kind == EventKind.Arrived))
        {
            if (refused.TryGetValue(arrival.Invocation, out var cause))
            {
                yield return Text.Invariant($"{arrival.Invocation} refused {cause}");
            }
            else if (arrival.InvocationType == InvocationType.Event)
            {
                yield return Text.Invariant($"{arrival.Invocation} accepted");
            }
            else if (ended.TryGetValue(arrival.Invocation, out var end))
            {
                yield return Text.Invariant($"{arrival.Invocation} {end.Outcome} {end.DurationNs}");
            }
        }
    }

    private sealed class Told : Caller
    {
        public List<string> Lines { get; } = [];

        public override void Answered(in InvocationEnd end) => Lines.Add(Text.Invariant($"{end.Invocation} {end.Outcome} {end.Duration}"));

        public override void Accepted(int invocation) => Lines.Add(Text.Invariant($"{invocation} accepted"));

        public override void Refused(int invocation, ThrottleCause cause) => Lines.Add(Text.Invariant($"{invocation} refused {cause}"));
    }
}
