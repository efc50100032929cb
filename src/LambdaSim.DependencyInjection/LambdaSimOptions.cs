using LambdaSim.Configuration;
using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.DependencyInjection;

/// <summary>The options of the simulation in a service collection; what they mean stands at <see cref="SimulationOptions"/>. Checked when the host starts, or with the first use.</summary>
public sealed class LambdaSimOptions
{
    /// <summary>Seed of all draws; null: that of <see cref="World"/>.</summary>
    public ulong? Seed { get; set; }

    /// <summary>Account limits, keep-alive, defaults of functions, start, prices.</summary>
    public SimulationConfig World { get; set; } = new();

    /// <summary>What becomes of the log.</summary>
    public EventLogLevel Log { get; set; } = EventLogLevel.Kept;

    /// <summary>The version of the log's rules.</summary>
    public LogSemantics Semantics { get; set; } = LogSemantics.Current;

    /// <summary>Projections to feed.</summary>
    public IList<IEventObserver> Observers { get; } = [];

    /// <summary>What happens to work that handlers put on the thread pool.</summary>
    public Escapes Escapes { get; set; } = Escapes.Adopt;

    /// <summary>What happens to real I/O, real timers and raw threads that nobody declared.</summary>
    public OutsideWork OutsideWork { get; set; } = OutsideWork.Reject;

    /// <summary>How long, in real time, a handler may block the simulation's thread.</summary>
    public TimeSpan BlockingPatience { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long, in real time, declared external work may take.</summary>
    public TimeSpan ExternalPatience { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>To how many calls one request or event from outside may lead.</summary>
    public int MaximumCausedInvocations { get; set; } = new SimulationOptions().MaximumCausedInvocations;

    /// <summary>How many timers and delays of the test's own may ring within one verb of time.</summary>
    public int MaximumTimerRings { get; set; } = new SimulationOptions().MaximumTimerRings;

    /// <summary>Records the answers of declared external work to a file, or replays them from it; null: neither.</summary>
    public ExternalAnswers? ExternalAnswers { get; set; }

    /// <summary>How long before its timeout an invocation's cancellation token fires.</summary>
    public TimeLength CancellationLead { get; set; } = Duration.FromMilliseconds(500);

    /// <summary>Whether an exception that nobody can catch crashes the environment it came from; .NET allows one such handler in a process.</summary>
    public bool CrashOnUnhandledExceptions { get; set; }

    /// <summary>Where function logs and the simulator's notes are written, such as a test's output; null: nowhere.</summary>
    public TextWriter? Output { get; set; }

    /// <summary>Account id in ARNs: twelve digits.</summary>
    public string AccountId { get; set; } = "123456789012";

    /// <summary>Region in ARNs.</summary>
    public string Region { get; set; } = "us-east-1";

    internal SimulationOptions ToSimulationOptions(params IEnumerable<IEventObserver> more) => new()
    {
        Seed = Seed,
        World = World,
        Log = Log,
        Semantics = Semantics,
        MaximumCausedInvocations = MaximumCausedInvocations,
        MaximumTimerRings = MaximumTimerRings,
        Observers = [.. Observers, .. more],
        Escapes = Escapes,
        OutsideWork = OutsideWork,
        BlockingPatience = BlockingPatience,
        ExternalPatience = ExternalPatience,
        ExternalAnswers = ExternalAnswers,
        CancellationLead = CancellationLead,
        CrashOnUnhandledExceptions = CrashOnUnhandledExceptions,
        Output = Output,
        AccountId = AccountId,
        Region = Region,
    };
}
