using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Faults;
using NodaTime;

namespace LambdaSim;

/// <summary>How a simulation behaves towards the code it runs. Immutable; the world itself is <see cref="World"/>.</summary>
public sealed record SimulationOptions
{
    /// <summary>Seed of all draws. Null: that of <see cref="World"/>, which the environment variable <c>LAMBDASIM_SEED</c> replaces when it is the default.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Account limits, keep-alive, defaults of functions, start, prices.</summary>
    public SimulationConfig World { get; init; } = new();

    /// <summary>What goes wrong on purpose, beside what <see cref="World"/> says.</summary>
    public FaultPlan Faults { get; init; } = FaultPlan.None;

    /// <summary>What becomes of the log: kept by default, so that it can be read and asserted on.</summary>
    public EventLogLevel Log { get; init; } = EventLogLevel.Kept;

    /// <summary>The version of the log's rules: an earlier one gives the log, and the fingerprint, that an earlier release gave.</summary>
    public LogSemantics Semantics { get; init; } = LogSemantics.Current;

    /// <summary>Projections to feed beside the metrics.</summary>
    public IReadOnlyList<IEventObserver> Observers { get; init; } = [];

    /// <summary>What happens to work that handlers put on the thread pool.</summary>
    public Escapes Escapes { get; init; } = Escapes.Adopt;

    /// <summary>What happens to real I/O, real timers and raw threads that nobody declared.</summary>
    public OutsideWork OutsideWork { get; init; } = OutsideWork.Reject;

    /// <summary>
    /// How long, in real time, a handler may block the simulation's thread: then the run ends with a <see cref="BlockedException"/>. Code that computes
    /// may take ten times as long: then, or when it does not let itself be interrupted, the simulation is given up with a <see cref="StuckException"/>.
    /// </summary>
    public TimeSpan BlockingPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long, in real time, declared external work may take.</summary>
    public TimeSpan ExternalPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// To how many calls one request or event from outside may lead, through functions that call functions and through destinations, before the verb of time ends
    /// with an <see cref="EndlessRunException"/>; 1 or more. An endpoint has no such bound.
    /// </summary>
    public int MaximumCausedInvocations { get; init; } = 500_000;

    /// <summary>
    /// How many timers and delays of the test's own may ring, and requests of its own leave and be answered, within one verb of time, before it ends with an
    /// <see cref="EndlessRunException"/>; 1 or more. For a verb that ends at a moment (<c>AdvanceBy</c>, <c>AdvanceTo</c>) it holds for each instant. An endpoint
    /// has no such bound.
    /// </summary>
    public int MaximumTimerRings { get; init; } = 10_000_000;

    /// <summary>
    /// How long after its time a schedule without a flexible window may fire, 0 to 60 s: each time a moment drawn from the seed. AWS promises the minute;
    /// here it is at once, unless this says otherwise.
    /// </summary>
    public TimeLength SchedulePrecision { get; init; } = Duration.Zero;

    /// <summary>From where a message is published to a topic to where SNS first hands it over, 0 s to 1 min (rule SNS-LATENCY). Default 30 ms: AWS publishes none.</summary>
    public TimeLength TopicLatency { get; init; } = Duration.FromMilliseconds(30);

    /// <summary>How long a stream that a client makes, changes or deletes is <c>CREATING</c>, <c>UPDATING</c> or <c>DELETING</c>, 0 s to 1 hour (rule KIN-STATES). Default 0: AWS publishes none.</summary>
    public TimeLength StreamDwell { get; init; } = Duration.Zero;

    /// <summary>Records the answers of declared external work to a file, or replays them from it; null: neither.</summary>
    public ExternalAnswers? ExternalAnswers { get; init; }

    /// <summary>How long before its timeout an invocation's cancellation token fires, at most half the timeout. AWS has no such token.</summary>
    public TimeLength CancellationLead { get; init; } = Duration.FromMilliseconds(500);

    /// <summary>
    /// Whether an exception that nobody can catch (an <c>async void</c>'s) crashes the environment it came from, as on Lambda, rather than the
    /// test's process. .NET allows one such handler in a process, so this is for a process of one's own choosing.
    /// </summary>
    public bool CrashOnUnhandledExceptions { get; init; }

    /// <summary>Where function logs and the simulator's own notes are written as they come; null: nowhere.</summary>
    public TextWriter? Output { get; init; }

    /// <summary>Whether the ends of logs that calls ask for are kept apart, so that they need no kept log.</summary>
    internal bool KeepTails { get; init; }

    /// <summary>Whether what the report page needs is recorded from the start, so that it can be written at any moment without a kept log.</summary>
    internal bool KeepReport { get; init; }

    /// <summary>Whether queues keep what they ever got, for <see cref="Neighbours.Queues.Queue.Messages"/>; otherwise only what is in them.</summary>
    internal bool KeepQueueHistory { get; init; } = true;

    /// <summary>Account id in ARNs.</summary>
    public string AccountId { get; init; } = "123456789012";

    /// <summary>Region in ARNs.</summary>
    public string Region { get; init; } = "us-east-1";
}
