using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Tests.Projections;

/// <summary>An event log written by hand: what an engine would have recorded, without one. Times are milliseconds.</summary>
internal sealed class HandMadeLog
{
    public const long Ms = 1_000_000;

    private readonly List<SimEvent> _events = [];
    private readonly List<FunctionDefinition> _functions = [];
    private readonly Dictionary<int, (int Function, long Created, long IdleSince)> _environments = [];
    private readonly Dictionary<int, (int Environment, StartType Start, ushort Flags, long Started, long Init)> _calls = [];
    private int _arrivals;
    private int _created;

    public IReadOnlyList<SimEvent> Events => _events;

    public IReadOnlyList<FunctionDefinition> Functions => _functions;

    public int Function(string name, FunctionConfig? config = null)
    {
        _functions.Add(new FunctionDefinition(_functions.Count, name, FunctionDefinition.Latest, config ?? FunctionConfig.Default));
        return _functions.Count - 1;
    }

    public int Arrive(long ms, int function)
    {
        Add(ms, EventKind.Arrived, 0, 0, function, _arrivals, SimEvent.None, 0);
        return _arrivals++;
    }

    public void Throttle(long ms, int function, int invocation, ThrottleCause cause) =>
        Add(ms, EventKind.Throttled, (byte)cause, 0, function, invocation, SimEvent.None, 1);

    public void Drop(long ms, int function, int invocation, DropCause cause) =>
        Add(ms, EventKind.Dropped, (byte)cause, RunFlags.AsyncBit, function, invocation, SimEvent.None, 0);

    /// <summary>A cold start: created, initialised and started. Returns the environment.</summary>
    public int Cold(long ms, int function, int invocation, long initMs)
    {
        var environment = Create(ms, function, invocation, CreationCause.ColdStart, 0);
        Add(ms + initMs, EventKind.InitCompleted, (byte)InitOutcome.Succeeded, 0, function, invocation, environment, initMs * Ms);
        Start(ms + initMs, environment, invocation, StartType.Cold, 0, initMs);
        return environment;
    }

    public int CreateAhead(long ms, int function, CreationCause cause, long initMs)
    {
        var flags = cause == CreationCause.Provisioned ? RunFlags.ProvisionedBit : (ushort)0;
        var environment = Create(ms, function, SimEvent.None, cause, flags);
        Add(ms + initMs, EventKind.InitCompleted, (byte)InitOutcome.Succeeded, flags, function, SimEvent.None, environment, initMs * Ms);
        _environments[environment] = (function, ms, ms + initMs);
        return environment;
    }

    public void ProvisionedReady(long ms, int function, int count) =>
        Add(ms, EventKind.ProvisionedReady, 0, RunFlags.ProvisionedBit, function, SimEvent.None, SimEvent.None, count);

    public void Warm(long ms, int environment, int invocation, StartType start = StartType.Warm, bool provisioned = false) =>
        Start(ms, environment, invocation, start, provisioned ? RunFlags.ProvisionedBit : (ushort)0, 0);

    public void Complete(long ms, int invocation, Outcome outcome = Outcome.Succeeded)
    {
        var (environment, start, flags, started, init) = _calls[invocation];
        _calls.Remove(invocation);
        var function = _environments[environment].Function;
        _events.Add(SimEvent.OfCall(ms * Ms, EventKind.Completed, outcome, (ushort)(flags | ((ushort)start << 10)), function, invocation, environment, (ms - started) * Ms, init * Ms));
        _environments[environment] = _environments[environment] with { IdleSince = ms };
    }

    public void End(long ms, int environment, EndCause cause = EndCause.KeepAlive)
    {
        var (function, _, idleSince) = _environments[environment];
        Add(ms, EventKind.EnvironmentEnded, (byte)cause, 0, function, SimEvent.None, environment, (ms - idleSince) * Ms);
    }

    public void IdleAtEnd(long ms, int environment)
    {
        var (function, _, idleSince) = _environments[environment];
        Add(ms, EventKind.IdleAtEnd, 0, 0, function, SimEvent.None, environment, (ms - idleSince) * Ms);
    }

    /// <summary>Feeds the log, sorted by time, in batches of a size.</summary>
    public T Into<T>(T observer, long endMs, int batch = 1_000)
        where T : IEventObserver
    {
        foreach (var function in _functions)
        {
            observer.OnFunction(function);
        }

        foreach (var chunk in _events.OrderBy(e => e.Time).Chunk(batch))
        {
            observer.OnEvents(chunk);
        }

        observer.OnEnd(new RunEnd(endMs * Ms, 0, Partial: false));
        return observer;
    }

    private int Create(long ms, int function, int invocation, CreationCause cause, ushort flags)
    {
        var environment = _created++;
        _environments[environment] = (function, ms, ms);
        Add(ms, EventKind.EnvironmentCreated, (byte)cause, flags, function, invocation, environment, 0);
        return environment;
    }

    private void Start(long ms, int environment, int invocation, StartType start, ushort flags, long initMs)
    {
        var (function, _, idleSince) = _environments[environment];
        _calls[invocation] = (environment, start, flags, ms, initMs);
        Add(ms, EventKind.Started, 0, (ushort)(flags | ((ushort)start << 10)), function, invocation, environment, start == StartType.Cold ? 0 : (ms - idleSince) * Ms);
    }

    private void Add(long ms, EventKind kind, byte cause, ushort detail, int function, int invocation, int environment, long value) =>
        _events.Add(new SimEvent(ms * Ms, kind, cause, detail, function, invocation, environment, value));
}
