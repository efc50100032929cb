using LambdaSim.Admission;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Faults;
using LambdaSim.Placement;

namespace LambdaSim.Engine;

/// <summary>
/// The state machine every invocation goes through: Arrive, Admit, Place, Init, Invoke, Complete, Release. One method per
/// transition; each writes what it did to the log and knows nothing of who reads it.
/// </summary>
internal sealed partial class Engine
{
    private static readonly long _arriveOrder = EntryQueue.Order(EntryPhase.Arrive, 0);

    private readonly SimulationConfig _config;
    private readonly EntryQueue _queue = new();
    private readonly EnvironmentPool _pool = new();
    private readonly AccountGate _account;
    private AccountConfig _limits;
    private readonly Versions _versions;
    private readonly RecordBatch _log;
    private readonly KeepAlivePolicy _keepAlive;
    private readonly bool _adapts;
    private readonly LifetimePolicy _lifetime;
    private readonly List<ProvisionedSet> _provisioned = [];
    private long _now;
    private int _admitted;
    // Beyond every admission number, which phases share: no two entries of an instant and a phase have one key.
    private long _sequence = 1L << 32;
    private int _arrivals;
    private int _running;
    private int _preparing;
    private int _defined;

    /// <param name="config">The world.</param>
    /// <param name="observers">Who is told.</param>
    /// <param name="semantics">The rules of the run; null: the current ones.</param>
    public Engine(SimulationConfig config, IReadOnlyList<IEventObserver> observers, LogSemantics? semantics = null)
    {
        Semantics = semantics ?? LogSemantics.Current;
        _config = config.Validate();
        _limits = config.Account;
        _account = new AccountGate(config.Account);
        _keepAlive = KeepAlivePolicy.Of(config.KeepAlive, config.Seed);
        _adapts = _keepAlive.Adapts;
        _lifetime = new LifetimePolicy(config.Lifetime, config.Seed);
        _versions = new Versions(config, _account, _adapts);
        _log = new RecordBatch(observers);
        Faults = new FaultDesk(config.Seed, () => _now, e => _log.Add(e));
        Faults.Use(config.Faults, config.Async.Faults);
        AllocateProvisioned();
    }

    /// <summary>The rules of the run.</summary>
    public LogSemantics Semantics { get; }

    /// <summary>What goes wrong on purpose.</summary>
    public FaultDesk Faults { get; }

    /// <summary>Virtual time in nanoseconds since the run's start.</summary>
    public long Now => _now;

    /// <summary>Time of the last arrival; 0: there was none.</summary>
    public long LastArrival => _lastArrival;

    /// <summary>Arrivals so far.</summary>
    public int Arrivals => _arrivals;

    /// <summary>Function versions so far.</summary>
    public Versions Versions => _versions;

    /// <summary>Calls in INIT or running, async invocations that wait, environments that somebody waits for, and alarms: what keeps a run alive.</summary>
    public int Foreground => _running + (_async?.Waiting ?? 0) + _preparing + (_alarms?.Foreground ?? 0);

    // Nearly always the run's own: one well-predicted branch.
    private AccountGate AccountOf(short account) => account == 0 ? _account : _versions.AccountAt(account);

    private void Dispatch(in QueueEntry entry)
    {
        _now = entry.Time;
        switch (entry.Action)
        {
            case EntryAction.Complete:
            case EntryAction.TimeOut:
                Complete(entry.Target);
                break;
            case EntryAction.InitDone:
                InitDone(entry.Target);
                break;
            case EntryAction.Expire:
                Expire(entry.Target);
                break;
            case EntryAction.Retry:
            case EntryAction.RetryBatch:
            case EntryAction.SendOn:
            case EntryAction.SendAgain:
            case EntryAction.Sent:
                _async!.Dispatch(entry);
                break;
            case EntryAction.ProvisionedReady:
                ProvisionedReady(entry.Target);
                break;
            case EntryAction.Deprovision:
                Deprovision(entry.Target);
                break;
            case EntryAction.Prewarm:
                Prewarm(entry.Target);
                break;
            case EntryAction.LiveInit:
                BeginInit(entry.Target);
                break;
            case EntryAction.Ring:
                _alarms!.Ring(entry);
                break;
            default:
                _handlers!.Dispatch(entry);
                break;
        }
    }

    private void Schedule(long time, EntryPhase phase, EntryAction action, int target) =>
        _queue.Push(time, EntryQueue.Order(phase, _sequence++), action, target);
}
