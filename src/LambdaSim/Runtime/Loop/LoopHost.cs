using LambdaSim.Admission;
using LambdaSim.Engine;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Runtime;

/// <summary>
/// Runs user code on the engine's clock: alarms, calls, environments. Everything here happens on the thread that has the baton,
/// and what code does comes back to the engine as queue entries.
/// </summary>
internal sealed partial class LoopHost : HandlerHost, IAlarmClock
{
    private readonly Engine.Engine _engine;
    private readonly LoopAlarms _alarms;
    private readonly DelayPool _delays;

    public LoopHost(Engine.Engine engine, SimulationOptions options, ulong seed, Baton baton)
    {
        _engine = engine;
        _alarms = new LoopAlarms(engine);
        _delays = new DelayPool(this);
        Options = options;
        Seed = seed;
        Baton = baton;
        Start = options.World.Start;
        Home = new FunctionSite(options.AccountId, options.Region, null);
        Time = new VirtualTimeProvider(this, baton);
        Clock = new VirtualClock(this);
        Client = new LoopClient(this);
        Externals = new ExternalWork(baton, this, options.ExternalAnswers?.Open());
        Paced = new PacedWork(baton, this, Externals);
        Unattended = new Unattended(seed, () => engine.Now, () => IsEndpoint is not null || Externals.IsInterruptible);
        engine.Attach(this);
        _client = engine.Register(new Requests(this, passesFrontDoor: true, isTold: true));
        _lambda = engine.Register(new Requests(this, passesFrontDoor: false, isTold: false));
        _service = engine.Register(new Requests(this, passesFrontDoor: false, isTold: true));
    }

    /// <summary>The run is over: nothing rings any more.</summary>
    public bool HasEnded { get; private set; }

    public Unattended Unattended { get; }

    public SimulationOptions Options { get; }

    /// <summary>The simulation's own account and region.</summary>
    public FunctionSite Home { get; }

    /// <summary>What names stand for: the control plane knows, and throws AWS's errors.</summary>
    public Func<string, string?, (LiveFunction Function, CallTarget? Target)> Resolver { get; set; } = static (name, _) => throw new ResourceNotFoundException($"Function not found: {name}");

    public ulong Seed { get; }

    public Baton Baton { get; }

    /// <summary>What code of the simulation can reach by name.</summary>
    public ResourceDirectory Directory { get; init; } = new();

    /// <summary>Finds recursive loops.</summary>
    public RecursionGuard Guard { get; init; } = RecursionGuard.Off;

    public Instant Start { get; }

    public TimeProvider Time { get; }

    public IClock Clock { get; }

    public LambdaClient Client { get; }

    /// <summary>What answers HTTP clients of code whose network is the simulation's; null: the world has no wire.</summary>
    public Func<HttpMessageHandler>? Network { get; set; }

    public ExternalWork Externals { get; }

    public PacedWork Paced { get; }

    /// <summary>The context of the running verb's caller: test output and activities flow to the right test.</summary>
    public ExecutionContext? CallerContext { get; set; }

    /// <summary>The end of what an invocation wrote to its log.</summary>
    public required Func<int, string> Tail { get; init; }

    /// <summary>Where to note who asked for it; null: everybody's is kept.</summary>
    public HashSet<int>? Tailed { get; init; }

    /// <summary>What is told of answers.</summary>
    public required AnswerRecords Answers { get; init; }

    /// <summary>Whose code runs now, for messages.</summary>
    public Sandbox? Working
    {
        get;
        private set
        {
            field = value;
            _lastAtWork = value ?? _lastAtWork;
        }
    }

    private Sandbox? _lastAtWork;

    /// <summary>Looks at the run after each step; null: nobody does.</summary>
    public Action? AfterStep { get; set; }

    /// <summary>The invocation whose code was at work last; <see cref="Events.SimEvent.None"/>: other code was, or none.</summary>
    public int LastAtWork => _lastAtWork?.Owner is LiveProcess { Environment: var env } && _engine.Pool[env.Slot] is var slot && slot.Serial == env.Serial ? slot.Invocation : Events.SimEvent.None;

    public override int Foreground => _alarms.Foreground;

    /// <summary>Time as the running code sees it: the world's, or later while it spends time.</summary>
    public long Now => LocalNow(Sandbox.Current);

    /// <summary>A live call has ended; null: nobody asks.</summary>
    public Action? CallEnded { get; set; }

    /// <summary>Observers of the log are at work, not a function.</summary>
    public bool IsTelling => _engine.IsTelling;

    /// <summary>The world's time.</summary>
    public long WorldNow => _engine.Now;

    public long LocalNow(Sandbox? sandbox) => sandbox is { Baton: var baton } && baton == Baton ? Math.Max(_engine.Now, sandbox.BusyUntil) : _engine.Now;

    public void Set(Alarm alarm, long time)
    {
        if (!Baton.IsTrespassed)
        {
            _alarms.Arm(alarm, Math.Max(time, _engine.Now), EntryPhase.Timer);
        }
    }

    public void Disarm(Alarm alarm)
    {
        if (!Baton.IsTrespassed)
        {
            _alarms.Disarm(alarm);
        }
    }

    public ValueTask Delay(long ns, Sandbox? sandbox, CancellationToken cancellation) => cancellation.CanBeCanceled ? _delays.Delay(ns, sandbox, cancellation) : _delays.Delay(ns, sandbox);

    public Task<T> External<T>(Func<Task<T>> work, Duration took, string name) => Externals.Start(work, took.ToInt64Nanoseconds(), name);

    public override void Dispatch(in QueueEntry entry)
    {
        switch (entry.Action)
        {
            case EntryAction.LiveComplete:
                EndCall(_environments[entry.Target]!);
                break;
            case EntryAction.LiveInitDone:
                EndInit(_environments[entry.Target]!);
                break;
            case EntryAction.LiveDeadline:
                ReachDeadline(_environments[entry.Target]);
                break;
        }
    }

    public override void Ring(in QueueEntry entry)
    {
        if (_alarms.Take(entry) is not { } alarm)
        {
            return;
        }

        var sandbox = alarm.Sandbox;
        if (sandbox is null or { IsBody: true })
        {
            CountRing(alarm);
        }

        if (sandbox is null)
        {
            _alarms.Disarm(alarm);
            alarm.Ring();
            return;
        }

        // Invariant: no code of a dead process runs, and none of a frozen one until it thaws.
        if (sandbox.Dead)
        {
            _alarms.Disarm(alarm);
            return;
        }

        if (!alarm.IsBound)
        {
            _alarms.Disarm(alarm);
            alarm.Ring();
            return;
        }

        if (sandbox.Frozen)
        {
            _alarms.Release(alarm);
            sandbox.Park(alarm);
            return;
        }

        // One thread's worth of work at a time: what comes due while the process is busy waits until it is not.
        if (sandbox.BusyUntil > _engine.Now)
        {
            Set(alarm, sandbox.BusyUntil);
            return;
        }

        _alarms.Disarm(alarm);
        var before = Working;
        Working = sandbox;
        sandbox.Meter?.Begin();
        try
        {
            alarm.Ring();
        }
        catch (Exception e) when (e is not ThreadInterruptedException && sandbox.Owner is LiveProcess)
        {
            sandbox.Crash(e);
        }
        finally
        {
            Working = before;
            EndWork(sandbox);
        }

        if (sandbox.CrashedBy is not null)
        {
            Crash(sandbox);
        }
    }

    private sealed class VirtualClock(LoopHost host) : IClock
    {
        public Instant GetCurrentInstant() => host.Start + Duration.FromNanoseconds(host.Now + (host.Caller?.Skew ?? 0));
    }
}
