using LambdaSim.Async;
using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Events;
using LambdaSim.Placement;

namespace LambdaSim.Tests.Engine;

/// <summary>
/// Environments in which code runs live as modelled ones do: they differ only in who says when INIT and calls end. Tried in many worlds made at random (from fixed seeds), with
/// a host that ends both when the model would.
/// </summary>
public class LifeTests
{
    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, 100).Select(i => (ulong)i)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Code_that_takes_what_the_model_takes_leaves_the_same_records(ulong seed)
    {
        var modelled = Run(seed, isLive: false);
        var live = Run(seed, isLive: true);

        Assert.NotEmpty(modelled);
        Assert.Equal(modelled, live);
    }

    private static List<string> Run(ulong seed, bool isLive)
    {
        var (config, arrivals) = InvariantTests.RandomWorld(seed);
        var log = new EventLog(seed);
        var world = config with { Functions = new Dictionary<string, FunctionOverrides>(), Until = ReplayEnd.LastForegroundEvent, UntilTime = null };
        var engine = new LambdaSim.Engine.Engine(world, [log]);
        _ = new AsyncInvocations(engine, world);
        foreach (var name in arrivals.Select(static a => a.Item1).Distinct())
        {
            // Of provisioned concurrency the model says when it is ready; code takes its time.
            var own = config.Functions.GetValueOrDefault(name) ?? FunctionOverrides.None;
            engine.Deploy(name, (own with { Provisioned = null }).Over(config.Defaults.Over(FunctionConfig.Default)), isLive);
        }

        var host = new Punctual(engine, [.. arrivals.Select(static a => a.Item2)]);
        engine.Attach(host);
        using var source = new ListSource(arrivals);
        engine.Replay(source, null, TestContext.Current.CancellationToken);

        Assert.Empty(host.Running());
        Assert.Equal(isLive, host.Calls > 0);
        return [.. log.Select(static e => Text.Invariant($"{e.Time} {e.Kind} {e.Cause} {Detail(e)} {e.Function} {e.Invocation} {e.Environment} {e.Value}"))];
    }

    // Only code tells by itself that it repeats INIT.
    private static int Detail(SimEvent e) => e.Kind == EventKind.Started ? e.Detail & ~RunFlags.RepeatsInitBit : e.Detail;

    /// <summary>Runs no code: INIT and calls end when their lengths are over, or their limits.</summary>
    private sealed class Punctual(LambdaSim.Engine.Engine engine, Arrival[] arrivals) : HandlerHost
    {
        private readonly Dictionary<int, (InitOutcome Init, Outcome Call)> _ends = [];
        private readonly HashSet<int> _running = [];

        public int Calls { get; private set; }

        public override int Foreground => 0;

        public override void Ring(in QueueEntry entry) => Assert.Fail("nobody has set an alarm");

        public override void Dispatch(in QueueEntry entry)
        {
            Assert.True(_running.Remove(entry.Target));
            if (entry.Action == EntryAction.LiveInitDone)
            {
                engine.LiveInitDone(entry.Target, _ends[entry.Target].Init);
            }
            else
            {
                engine.CompleteLive(entry.Target, _ends[entry.Target].Call);
            }
        }

        public override bool HasRoom(int version) => true;

        public override void Promise(int version)
        {
        }

        public override void BeginInit(int environment, long modelled, long limit)
        {
            var outcome = modelled > limit ? InitOutcome.TimedOut : InitOutcome.Succeeded;
            if (modelled == 0)
            {
                engine.LiveInitDone(environment, outcome);
                return;
            }

            _ends[environment] = (outcome, default);
            End(environment, Math.Min(modelled, limit), EntryPhase.InitDone, EntryAction.LiveInitDone);
        }

        public override void BeginCall(int environment, long modelled, long penalty)
        {
            Calls++;
            ref var slot = ref engine.Pool[environment];
            Assert.Equal(EnvironmentState.Busy, slot.State);
            var arrival = arrivals[slot.Invocation];
            var timeout = engine.Versions[slot.Version].Timeout;
            var length = modelled + arrival.Duration + penalty;
            var isCut = length > timeout || arrival.Outcome == Outcome.TimedOut;
            _ends[environment] = (default, isCut ? Outcome.TimedOut : arrival.Outcome);
            End(environment, isCut ? timeout : length, isCut ? EntryPhase.Deadline : EntryPhase.Complete, isCut ? EntryAction.LiveDeadline : EntryAction.LiveComplete);
        }

        public override void Gone(int environment) => Assert.DoesNotContain(environment, _running);

        public override IEnumerable<int> Running() => _running;

        private void End(int environment, long after, EntryPhase phase, EntryAction action)
        {
            Assert.True(_running.Add(environment));
            engine.ScheduleLive(engine.Now + after, phase, action, environment);
        }
    }
}
