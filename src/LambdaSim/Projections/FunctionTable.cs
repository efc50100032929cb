using LambdaSim.Events;

namespace LambdaSim.Projections;

/// <summary>What happened to one function version, updates included. Times are nanoseconds.</summary>
public sealed record FunctionRow
{
    /// <summary>The function; of one that was updated, as it is at last.</summary>
    public required FunctionDefinition Function { get; init; }

    /// <summary>Requests and events that reached the service.</summary>
    public required long Arrivals { get; init; }

    /// <summary>Calls that got an environment.</summary>
    public required long Invocations { get; init; }

    /// <summary>Calls for which an environment was created.</summary>
    public required long ColdStarts { get; init; }

    /// <summary>Refused attempts.</summary>
    public required long Throttles { get; init; }

    /// <summary>Calls that ended with a handler error or a crash.</summary>
    public required long Errors { get; init; }

    /// <summary>Calls ended by the function's timeout.</summary>
    public required long Timeouts { get; init; }

    /// <summary>Events that ended without having run to success.</summary>
    public required long Dropped { get; init; }

    /// <summary>Mean latency: creation of the environment, INIT and Duration. Calls cut by the run's end count with the figures they would have had.</summary>
    public required long MeanNs { get; init; }

    /// <summary>Median latency, within 1/16.</summary>
    public required long P50Ns { get; init; }

    /// <summary>99th percentile of latency, within 1/16.</summary>
    public required long P99Ns { get; init; }

    /// <summary>Longest latency, exact.</summary>
    public required long MaxNs { get; init; }

    /// <summary>Time its on-demand environments were initialised but idle, until a call, their end or the run's end: warm, unused and unpaid.</summary>
    public required Int128 IdleNs { get; init; }

    /// <summary>Share of calls that were cold, 0 to 1.</summary>
    public double ColdStartRate => Invocations == 0 ? 0 : (double)ColdStarts / Invocations;
}

/// <summary>Counts, latency and idle time for each function. Costs some 300 bytes to 2 kB a function, so it is attached only for reports.</summary>
public sealed class FunctionTable : IEventObserver
{
    /// <summary>All definitions, those before updates too.</summary>
    internal List<FunctionDefinition> Definitions { get; } = [];

    // By function index. What is updated gets another index, and keeps its row.
    private readonly List<Row> _rows = [];
    private readonly Dictionary<string, Row> _byName = new(StringComparer.Ordinal);
    private readonly List<Row> _shown = [];

    /// <inheritdoc/>
    public void OnFunction(FunctionDefinition function)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (_byName.TryGetValue(function.DisplayName, out var row))
        {
            row.Update(function);
        }
        else
        {
            _byName.Add(function.DisplayName, row = new Row(function));
            _shown.Add(row);
        }

        _rows.Add(row);
        Definitions.Add(function);
    }

    /// <inheritdoc/>
    public void OnEvents(ReadOnlySpan<SimEvent> events)
    {
        foreach (ref readonly var e in events)
        {
            // A call of the API is no function's.
            if (e.Function != SimEvent.None)
            {
                _rows[e.Function].Add(e);
            }
        }
    }

    /// <inheritdoc/>
    public void OnEnd(RunEnd end)
    {
    }

    /// <summary>One row a function version, in order of first appearance: what was updated stands in one row. Of a run that goes on, as of now.</summary>
    public IReadOnlyList<FunctionRow> ToRows() => [.. _shown.Select(row => row.ToRow())];

    /// <summary>Rows of the functions with the most calls, the most first; of the others how many there are, and their calls.</summary>
    internal (IReadOnlyList<FunctionRow> Rows, int Others, long OthersCalls) Busiest(int most)
    {
        var shown = _shown.OrderByDescending(static row => row.Calls).ThenByDescending(static row => row.Arrivals).ThenBy(static row => row.Index).Take(most).ToList();
        return ([.. shown.Select(static row => row.ToRow())], _shown.Count - shown.Count, _shown.Sum(static row => row.Calls) - shown.Sum(static row => row.Calls));
    }

    private sealed class Row(FunctionDefinition function)
    {
        public long Calls => _invocations;

        public long Arrivals => _arrivals;

        public int Index => _function.Index;

        private FunctionDefinition _function = function;
        private long _creationNs = function.Config.CreationDelay.ToInt64Nanoseconds();
        private FunctionTableHistogram? _latency;
        private long _arrivals, _invocations, _cold, _throttles, _errors, _timeouts, _dropped, _maxNs;
        private Int128 _latencyNs, _idleNs;

        public void Update(FunctionDefinition function)
        {
            _function = function;
            _creationNs = function.Config.CreationDelay.ToInt64Nanoseconds();
        }

        public void Add(in SimEvent e)
        {
            switch (e.Kind)
            {
                case EventKind.Arrived:
                    _arrivals++;
                    break;
                case EventKind.Throttled or EventKind.ThrottledTogether:
                    _throttles += e.ThrottledCount;
                    break;
                case EventKind.Dropped:
                    _dropped++;
                    break;
                case EventKind.EnvironmentCreated when e.Invocation != SimEvent.None:
                    _cold++;
                    _invocations++;
                    break;
                case EventKind.Started when e.StartType != StartType.Cold:
                    _invocations++;
                    _idleNs += e.IsProvisioned ? 0 : e.Value;
                    break;
                case EventKind.Completed:
                    CountOutcome(e.Outcome);
                    AddLatency(e);
                    break;
                case EventKind.RunningAtEnd:
                    AddLatency(e);
                    break;
                case EventKind.EnvironmentEnded when !e.IsProvisioned:
                case EventKind.IdleAtEnd when !e.IsProvisioned:
                    _idleNs += e.Value;
                    break;
            }
        }

        public FunctionRow ToRow() => new()
        {
            Function = _function,
            Arrivals = _arrivals,
            Invocations = _invocations,
            ColdStarts = _cold,
            Throttles = _throttles,
            Errors = _errors,
            Timeouts = _timeouts,
            Dropped = _dropped,
            MeanNs = _latency is null ? 0 : (long)(_latencyNs / _latency.Count),
            P50Ns = Quantile(500),
            P99Ns = Quantile(990),
            MaxNs = _maxNs,
            IdleNs = _idleNs,
        };

        private void CountOutcome(Outcome outcome)
        {
            switch (outcome)
            {
                case Outcome.Failed or Outcome.Crashed:
                    _errors++;
                    break;
                case Outcome.TimedOut:
                    _timeouts++;
                    break;
            }
        }

        private void AddLatency(in SimEvent e)
        {
            var latency = e.InitNs + e.DurationNs + (e.StartType == StartType.Cold ? _creationNs : 0);
            _latencyNs += latency;
            _maxNs = Math.Max(_maxNs, latency);
            (_latency ??= new FunctionTableHistogram()).Add(latency);
        }

        // The middle of the largest sample's bucket may lie beyond that sample.
        private long Quantile(int permille) => _latency is null ? 0 : Math.Min(_maxNs, _latency.Quantile(permille));
    }
}
