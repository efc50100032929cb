using System.Globalization;
using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Events;
using LambdaSim.Projections;

namespace LambdaSim.Tests;

/// <summary>A small world for one test: calls at milliseconds, replayed with the log kept and the ledger asked.</summary>
internal sealed class World
{
    private readonly List<(string Function, Arrival Arrival)> _arrivals = [];
    private readonly Dictionary<string, int> _memory = [];

    /// <summary>A quiet world: no init, keep-alive 10 minutes, no recycling, AWS's limits.</summary>
    public SimulationConfig Config { get; set; } = new()
    {
        KeepAlive = KeepAlive.Fixed(Duration.FromMinutes(10)),
        Lifetime = null,
        Defaults = new FunctionOverrides { Timeout = Duration.FromMinutes(15) },
    };

    public World With(Func<SimulationConfig, SimulationConfig> change)
    {
        Config = change(Config);
        return this;
    }

    public World Limit(int concurrency) => With(c => c with { Account = c.Account with { ConcurrencyLimit = concurrency } });

    public World Function(string name, FunctionOverrides overrides) => With(c => c with
    {
        Functions = new Dictionary<string, FunctionOverrides>(c.Functions, StringComparer.Ordinal) { [name] = overrides },
    });

    public World Call(string function, double atMs, double durationMs, int count = 1, InvocationType type = InvocationType.RequestResponse, Outcome outcome = Outcome.Succeeded, double initMs = -1, int payload = 0)
    {
        for (var i = 0; i < count; i++)
        {
            _arrivals.Add((function, new Arrival
            {
                Time = Ns(atMs),
                Duration = durationMs < 0 ? Arrival.NotGiven : Ns(durationMs),
                Init = initMs < 0 ? Arrival.NotGiven : Ns(initMs),
                Type = type,
                Outcome = outcome,
                PayloadBytes = payload,
            }));
        }

        return this;
    }

    /// <summary>What the workload says of a function's memory.</summary>
    public World TraceMemory(string function, int megabytes)
    {
        _memory[function] = megabytes;
        return this;
    }

    public World Send(string function, double atMs, double durationMs, int count = 1) => Call(function, atMs, durationMs, count, InvocationType.Event);

    /// <summary>The calls, as a workload.</summary>
    public ListSource Source() => new(_arrivals, _memory);

    public WorldRun Run()
    {
        var ledger = new Ledger(strict: true);
        using var source = Source();
        var result = Simulation.Replay(source, Config, new ReplayOptions { Log = EventLogLevel.Kept, Observers = [ledger] }, TestContext.Current.CancellationToken);
        var balance = ledger.Balance();
        Assert.True(balance.IsBalanced, balance.ToString());
        return new WorldRun(result);
    }

    public static long Ns(double milliseconds) => (long)(milliseconds * 1_000_000);
}

/// <summary>A finished run, as rows of text: milliseconds, what happened.</summary>
internal sealed class WorldRun(ReplayResult result)
{
    public ReplayResult Result { get; } = result;

    public Metrics Metrics => Result.Metrics;

    public EventLog Log => Result.Log!;

    /// <summary>Admitted calls.</summary>
    public long Served => Metrics.Admitted;

    public long Throttled(ThrottleCause cause) => Metrics.ThrottlesByCause[(int)cause];

    /// <summary>Rows of the kinds asked for, or of all.</summary>
    public string[] Rows(params EventKind[] kinds) =>
        [.. Log.Where(e => kinds.Length == 0 || kinds.Contains(e.Kind)).Select(Row)];

    private string Row(SimEvent e)
    {
        var name = Result.Functions[e.Function].DisplayName;
        var call = e.Invocation >= 0 ? $"{name}/{Text(e.Invocation)}" : name;
        var environment = e.Environment >= 0 ? $" env {Text(e.Environment)}" : "";
        var what = e.Kind switch
        {
            EventKind.Started => $"{e.StartType}{(e.IsProvisioned ? " provisioned" : e.IsSpillover ? " spill-over" : "")}",
            EventKind.Completed or EventKind.RunningAtEnd => $"{e.Outcome} {Ms(e.DurationNs)}{(e.InitNs > 0 ? $" init {Ms(e.InitNs)}" : "")}",
            EventKind.Throttled => e.ThrottleCause.ToString(),
            EventKind.ThrottledTogether => $"{Text(e.ThrottledCount)} after {Text(e.RefusalsBefore)}",
            EventKind.Dropped => $"{e.DropCause} age {Ms(e.Value)}",
            EventKind.EnvironmentCreated => e.CreationCause.ToString(),
            EventKind.EnvironmentEnded => $"{e.EndCause} idle {Ms(e.Value)}",
            EventKind.InitCompleted => $"{e.InitOutcome} {Ms(e.Value)}",
            EventKind.Queued => $"for {Ms(e.Value)}",
            EventKind.Dispatched or EventKind.QueuedAtEnd => $"age {Ms(e.Value)}",
            EventKind.IdleAtEnd => $"idle {Ms(e.Value)}",
            _ => "",
        };
        return $"{Ms(e.Time)} {e.Kind} {call}{environment} {what}".TrimEnd();
    }

    private static string Ms(long ns) => (ns / 1e6).ToString("0.######", CultureInfo.InvariantCulture);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Arrivals from a list.</summary>
internal sealed class ListSource : ArrivalSource
{
    private readonly IReadOnlyDictionary<string, int> _memory;
    private readonly List<TraceFunction> _functions = [];
    private readonly Arrival[] _arrivals;
    private int _next;

    public ListSource(IEnumerable<(string Function, Arrival Arrival)> arrivals, IReadOnlyDictionary<string, int>? memory = null)
    {
        _memory = memory ?? new Dictionary<string, int>();
        var indices = new Dictionary<string, int>(StringComparer.Ordinal);
        List<Arrival> list = [];
        foreach (var (function, arrival) in arrivals)
        {
            if (!indices.TryGetValue(function, out var index))
            {
                index = _functions.Count;
                indices.Add(function, index);
                _functions.Add(new TraceFunction(function, _memory.TryGetValue(function, out var megabytes) ? megabytes : null));
            }

            list.Add(arrival with { Function = index });
        }

        _arrivals = [.. list];
    }

    public override string Name => "list";

    public override IReadOnlyList<TraceFunction> Functions => _functions;

    public override int Read(Span<Arrival> buffer)
    {
        var count = Math.Min(buffer.Length, _arrivals.Length - _next);
        _arrivals.AsSpan(_next, count).CopyTo(buffer);
        _next += count;
        return count;
    }
}
