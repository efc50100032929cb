using LambdaSim.Configuration;
using LambdaSim.Deployment;
using LambdaSim.Events;
using LambdaSim.Neighbours.LogGroups;
using LambdaSim.Projections;
using LambdaSim.Runtime;
using LambdaSim.Worlds;
using NodaTime;

namespace LambdaSim;

/// <summary>
/// AWS Lambda on a virtual clock: functions, their environments, and the time they live in. One thread at a time; make one for
/// each test. The same code, seed and options give the same event log, byte for byte.
/// </summary>
public sealed partial class Simulation : IDisposable
{
    private readonly World _world;
    private readonly Engine.Engine _engine;
    private readonly LoopHost _host;
    private readonly Loop _loop;
    private RunEnd? _end;

    /// <summary>A new world at virtual time 0, without functions.</summary>
    /// <param name="options">Seed, limits, what handlers may do.</param>
    /// <exception cref="SimulationConfigException">A setting is out of range, or a recording cannot be read.</exception>
    /// <exception cref="LambdaServiceException">AWS would refuse a setting.</exception>
    /// <exception cref="InvalidOperationException">Unhandled exceptions are to be routed, and the process has another handler for them.</exception>
    /// <example>
    /// <code>
    /// using var simulation = new Simulation();
    /// var greet = simulation.AddFunction("greet", (string guest) => $"Welcome, {guest}!");
    ///
    /// Assert.Equal("Welcome, Ada!", greet.Invoke("Ada").Value&lt;string&gt;());
    /// </code>
    /// </example>
    public Simulation(SimulationOptions? options = null)
        : this(WorldPlan.Of(options))
    {
    }

    /// <summary>The world of a plan, at virtual time 0.</summary>
    internal Simulation(WorldPlan plan)
    {
        RunSeed.Use(plan.Seed);
        (Options, Seed) = (plan.Options, plan.Seed);

        // Told outside the simulation: they ask for the baton only once the run goes.
        Events = new EventStream(Outside, () => _host!.Baton.IsMine, () => _host!.KnownTexts);
        _world = new World(plan.Bare, Door(), MetricsOf);
        _engine = _world.Engine;
        _world.Log?.Known = KnownFunctions;
        if (Options.CrashOnUnhandledExceptions)
        {
            UnhandledExceptions.Install();
        }

        var baton = new Baton { Policy = Options.Escapes, OutsidePolicy = Options.OutsideWork };
        _host = new LoopHost(_engine, Options, Seed, baton) { Directory = Directory, Remarks = _world.Log?.Remarks, Tail = TailOf, Tailed = _tails is null ? null : _tailed, Answers = AnswersOf(Options, Events), Guard = _world.Async.Guard };
        _loop = new Loop(_host, _engine);
        _world.Neighbours.Alarms = (delay, action, keepsAlive) => WakeUp.After(_host, _host.WorldNow, delay, action, keepsAlive);
        _world.Neighbours.Senders = SenderNow;
        _world.Neighbours.Requests = _host;
        _host.Network = CreateHttpHandler;
        _world.Topics.Planned = Remember;
        _services = new ServiceBook(_host, Directory, Layers, _world.Async) { Sources = _world.Mappings, Callbacks = () => Callbacks, TailRead = ReleaseTail };
        _world.Async.Guard.ControlPlane = _services.AllowsLoops;
        _world.Async.Contents = new CallContents(_host, _services.RouteOf);
        _world.SendOn(_services.DeadLetterQueueOf);
        var logs = Directory.Book<LogBook>();
        (logs.Tap, _host.CallEnded) = (Hear, logs.CallEnded);
        Fill(plan);
        _host.SubnetsOf = _services.SubnetsOf;
        _host.ArmFaults();
    }

    /// <summary>A new world at virtual time 0 with a seed, without functions.</summary>
    /// <param name="seed">Seed of all draws: another one is another run.</param>
    /// <param name="options">Limits, what handlers may do; its seed is replaced.</param>
    /// <exception cref="SimulationConfigException">A setting is out of range, or a recording cannot be read.</exception>
    /// <exception cref="LambdaServiceException">AWS would refuse a setting.</exception>
    public Simulation(ulong seed, SimulationOptions? options = null)
        : this((options ?? new SimulationOptions()) with { Seed = seed })
    {
    }

    /// <summary>How it behaves towards the code it runs.</summary>
    public SimulationOptions Options { get; }

    /// <summary>Seed of all draws; with the same code it repeats the run.</summary>
    public ulong Seed { get; }

    /// <summary>Virtual time since the start.</summary>
    public Duration Elapsed => Duration.FromNanoseconds(_engine.Now);

    /// <summary>Virtual time as an instant.</summary>
    public Instant Now => Options.World.Start + Elapsed;

    /// <summary>The virtual clock, for code outside handlers: timers, delays, timeouts.</summary>
    public TimeProvider Time => _host.Time;

    /// <summary>The virtual clock as NodaTime's.</summary>
    public IClock Clock => _host.Clock;

    /// <summary>Calls functions by name; await it inside <see cref="Run(Func{Task}, CancellationToken)"/>.</summary>
    public LambdaClient Client => _host.Client;

    /// <summary>The functions: those added in process in order of creation, then those created over the API of the simulation's own account and region, by name.</summary>
    public IReadOnlyList<Function> Functions => [.. Added.Where(f => !_host.IsGone(f.Live)), .. _services.IsAsked ? _services.Created().Select(f => new Function(this, f)) : []];

    /// <summary>The functions that were added in process.</summary>
    internal IEnumerable<Function> Added => _host.Added;

    /// <summary>Counts, sums and the latency histogram so far.</summary>
    public Metrics Metrics
    {
        get
        {
            _engine.Flush();
            return _world.Metrics;
        }
    }

    private Metrics MetricsOf(string name)
    {
        var log = Log;
        var hasRecords = log.Functions.Any(f => MetricsOfFunction.IsMeant(f, name));
        return MetricsOfFunction.Fold(log, name, exists: hasRecords || this[name] is not null);
    }

    /// <summary>What the report page needs, where it is recorded.</summary>
    internal RunReport? Recorded { get; private set; }

    /// <summary>The beginnings of what calls answered, where a check compares runs; else null.</summary>
    internal IReadOnlyDictionary<int, string>? Answered => _host.Answers.Words;

    internal bool IsRunning => _loop.IsRunning;

    internal bool HasEnded => _end is not null;

    /// <summary>How the run ended; while it goes on, as if now.</summary>
    internal RunEnd SoFar => _end ?? new RunEnd(_engine.Now, _engine.LastArrival, Partial: false);

    /// <summary>The event log so far.</summary>
    /// <exception cref="InvalidOperationException">The log is not kept.</exception>
    public EventLog Log
    {
        get
        {
            _engine.Flush();
            return _world.Log ?? throw new InvalidOperationException("the log of this simulation is not kept: set Log = EventLogLevel.Kept in its options");
        }
    }

    /// <summary>SHA-256 of the event log in lower-case hex. Asking ends the run: see <see cref="End"/>.</summary>
    public string Fingerprint
    {
        get
        {
            End();
            return _world.FingerprintText;
        }
    }

    // This, as the simulation at work: what is thrown from here on carries its seed.
    private Simulation Here
    {
        get
        {
            RunSeed.Use(Seed);
            return this;
        }
    }

    /// <summary>Where its run is, for messages about one that stands still.</summary>
    internal string Standing => _loop.ToString();

    /// <summary>Ends the run: what still runs or waits gets its fate in the log. Nothing can be called after it.</summary>
    public RunEnd End()
    {
        RefuseWhileRunning(nameof(End));
        if (_end is null)
        {
            _host.NoteWhatNeverLeft();
            _end = _engine.EndLive();
            _host.End();
            if (!_hasFailed)
            {
                _invariants?.End();
            }
        }

        return _end;
    }

    /// <summary>Ends the run and disposes what handlers left behind; that is outside the log.</summary>
    public void Dispose()
    {
        // Whoever disposes of it takes it from its endpoint.
        _host.IsEndpoint = null;
        try
        {
            End();
        }
        catch (Assertions.InvariantException)
        {
            Release();
            throw;
        }

        Release();
    }

    private void Release()
    {
        _host.DisposeProcesses();
        _host.Baton.End();
        _world.Dispose();
    }

    // Who follows the run from outside, or writes it down as it comes.
    private List<IEventObserver> Door()
    {
        List<IEventObserver> observers = [Events, _tap];
        if (Options.Output is { } output)
        {
            observers.Add(new FunctionLogs(Seed, Options.World.Start, Options.World.Prices, output));
            observers.Add(new OutputNotes(output, Seed, Outside));
        }

        if (Options.KeepTails)
        {
            observers.Add(_tails = new FunctionLogs(Seed, Options.World.Start, Options.World.Prices, _tailed));
        }

        if (Options.KeepReport)
        {
            observers.Add(Recorded = new RunReport(Options));
        }

        return observers;
    }

    // What the engine has met, and what the API knows beside it.
    private IEnumerable<KnownFunction> KnownFunctions()
    {
        var met = _world.KnownFunctions().ToList();
        var names = met.Select(static f => f.DisplayName).ToHashSet(StringComparer.Ordinal);
        return met.Concat((_services.IsAsked ? _services.Known() : []).Where(f => !names.Contains(f.DisplayName)));
    }

    // Where nobody can see a record, none is made of answers: that is what a call costs with the log off.
    private static AnswerRecords AnswersOf(SimulationOptions options, EventStream events) => new(
        options.Semantics.RecordsAnswers, options.Log != EventLogLevel.Off || options.Observers.Count > 0 ? static () => true : () => events.IsFollowed)
    {
        Words = Determinism.KeptAnswers,
    };

    /// <summary>How far it is, and its seed.</summary>
    public override string ToString() => Text.Invariant($"simulation at +{Elapsed.TotalSeconds:0.######} s, {Added.Count()} functions added, seed {Seed}{(HasEnded ? ", ended" : "")}");
}
