using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Projections.Scenes;
using NodaTime;

namespace LambdaSim.Projections.Report;

/// <summary>The projections a report is made of: attach <see cref="Observers"/> to a replay, then ask for <see cref="ToData"/>.</summary>
public sealed class ReportSource
{
    private const int MostReservations = 4;

    private static readonly int[] Permilles = [500, 750, 900, 950, 990, 999];

    private readonly SimulationConfig _config;
    private readonly ConcurrencySeries _series = new();
    private readonly FunctionTable _functions = new();
    private readonly ReservationSeries _reservations = new();
    private readonly SceneRecorder _scenes;
    private readonly SceneSettings _settings;
    private readonly long? _askedFrom;

    /// <summary>Prepares to record.</summary>
    /// <param name="config">The configuration of the run.</param>
    /// <param name="timeline">Which part of the run to draw in detail.</param>
    /// <exception cref="SimulationConfigException">A timeline option is out of range.</exception>
    public ReportSource(SimulationConfig config, TimelineOptions? timeline = null)
    {
        _config = config;
        var options = (timeline ?? new TimelineOptions()).Validate();
        _settings = new SceneSettings(config.Start, config.Account, (in call, function) =>
            config.Prices.BilledMilliseconds(call.DurationNs, !call.IsProvisioned && config.Prices.BillsInit(function.Config) ? call.InitNs : 0))
        {
            MaxLanes = options.MaxLanes,
            MaxSegments = options.MaxSegments,
        };
        ScenePlan? given = null;
        if (options.From is not null || options.Length is not null)
        {
            var from = options.From?.ToInt64Nanoseconds() ?? 0;
            var to = from + (options.Length?.ToInt64Nanoseconds() ?? TimelineWindow.LeastLength);
            given = new ScenePlan(SceneReason.Given, from, SimEvent.None, from, to, 0, to);
            _askedFrom = from;
        }

        _scenes = new SceneRecorder(_settings, given);
        Observers = [_series, _functions, _reservations, _scenes];
    }

    /// <summary>What was noticed of calls beside the log.</summary>
    internal Remarks? Remarks
    {
        set => _settings.Remarks = value;
    }

    /// <summary>What must see the log.</summary>
    public IReadOnlyList<IEventObserver> Observers { get; }

    /// <summary>What the page shows. Ask after the run's end.</summary>
    /// <param name="workloads">Names of the workloads, without paths.</param>
    /// <param name="fingerprint">The log's fingerprint, or <c>none</c>.</param>
    /// <param name="start">The instant of virtual time 0.</param>
    /// <param name="end">How and when the run ended.</param>
    /// <param name="metrics">The run's metrics.</param>
    /// <param name="bill">The run's bill.</param>
    /// <param name="unsimulated">What was not simulated, in words.</param>
    public ReportData ToData(IReadOnlyList<string> workloads, string fingerprint, Instant start, RunEnd end, Metrics metrics, Bill bill, IReadOnlyList<string> unsimulated) =>
        Data(_series.ToBins(), _scenes, new ReportIdentity(workloads, _config.Seed, fingerprint, start, end, Settings(_config)), metrics, bill, unsimulated);

    /// <summary>What the page shows of a run that goes on, and of which this goes on recording.</summary>
    internal ReportData SoFar(IReadOnlyList<string> workloads, ulong seed, Instant start, RunEnd now, Metrics metrics, Bill bill, IReadOnlyList<string> unsimulated) =>
        Data(_series.At(now.Time).ToBins(), _scenes.At(now.Time), new ReportIdentity(workloads, seed, "none", start, now, Settings(_config)) { GoesOn = true }, metrics, bill, unsimulated);

    private ReportData Data(IReadOnlyList<ConcurrencyBin> bins, SceneRecorder scenes, ReportIdentity identity, Metrics metrics, Bill bill, IReadOnlyList<string> unsimulated)
    {
        var busiest = _functions.Busiest(FunctionSection.MaxRows);
        return new()
        {
            Identity = identity,
            Figures = Figures(metrics),
            Concurrency = bins,
            Reservations = _reservations.ToUses(bins, MostReservations),
            ConcurrencyLimit = _config.Account.ConcurrencyLimit,
            Latency = LogScale.Bars(metrics.Latency),
            Cost = Cost(bill),
            Functions = Functions(bill, busiest.Rows),
            FunctionsLeftOut = (busiest.Others, busiest.OthersCalls),
            Scenes = scenes.Scenes,
            FunctionNames = [.. scenes.Functions.Select(f => f.DisplayName)],
            AskedFrom = _askedFrom,
            Unsimulated = unsimulated,
        };
    }

    private static ReportFigures Figures(Metrics metrics) => new()
    {
        Arrivals = metrics.Arrivals,
        Invocations = metrics.Admitted,
        ColdStarts = metrics.Cold,
        Reinits = metrics.Reinit,
        Provisioned = metrics.ProvisionedInvocations,
        Spillover = metrics.SpilloverInvocations,
        ThrottlesByCause = metrics.ThrottlesByCause,
        FinalThrottles = metrics.FinalThrottlesByCause.Sum(),
        Errors = metrics.Outcomes[(int)Outcome.Failed] + metrics.Outcomes[(int)Outcome.Crashed],
        Timeouts = metrics.Outcomes[(int)Outcome.TimedOut],
        Dropped = metrics.Drops.Sum(),
        Deliveries = metrics.Deliveries,
        RunningAtEnd = metrics.RunningAtEnd,
        QueuedAtEnd = metrics.QueuedAtEnd,
        PeakRunning = metrics.PeakRunning,
        EnvironmentsCreated = metrics.EnvironmentsCreated,
        EnvironmentsEnded = metrics.EnvironmentsEnded,
        IdleNs = metrics.IdleNs + metrics.IdleAtEndNs,
        MeanUs = metrics.Latency.Count == 0 ? 0 : (long)(metrics.LatencyNs / metrics.Latency.Count / 1_000),
        MaxUs = metrics.MaxLatencyNs / 1_000,
        Percentiles = [.. Permilles.Select(permille => (permille, metrics.Latency.Quantile(permille, 1_000)))],
        PercentileError = LatencyHistogram.RelativeError,
    };

    private static ReportCost Cost(Bill bill) => new(
        Text.Invariant($"{bill.Prices.Region}, prices of {bill.Prices.Date.Year:0000}-{bill.Prices.Date.Month:00}-{bill.Prices.Date.Day:00}"),
        [.. bill.Lines.Select(line => new ReportCostLine(Item(line), Quantity(line), UnitPrice(line), line.Amount.Usd))],
        bill.Total.Usd,
        bill.Subtotal.Usd,
        bill.BilledMilliseconds,
        bill.GbSeconds);

    private static string Item(BillLine line)
    {
        var item = line.Item switch
        {
            BillItem.Requests => "Requests",
            BillItem.Duration => "Duration",
            BillItem.ProvisionedRequests => "Requests on provisioned concurrency",
            BillItem.ProvisionedConcurrency => "Provisioned concurrency",
            BillItem.ProvisionedDuration => "Duration on provisioned concurrency",
            BillItem.EphemeralStorage => "Ephemeral storage",
            BillItem.FreeRequests => "Free tier: requests",
            BillItem.FreeDuration => "Free tier: duration",
            _ => line.Item.ToString(),
        };
        var architecture = line.Architecture switch { Architecture.X86_64 => ", x86_64", Architecture.Arm64 => ", arm64", _ => "" };
        return Text.Invariant($"{item}{architecture}{(line.Tier > 1 ? $", tier {Text.Of(line.Tier)}" : "")}");
    }

    private static bool CountsRequests(BillItem item) => item is BillItem.Requests or BillItem.ProvisionedRequests or BillItem.FreeRequests;

    private static string Quantity(BillLine line) =>
        CountsRequests(line.Item) ? Text.Invariant($"{line.Quantity:#,##0}") : Text.Invariant($"{ReportText.Quantity(line.Quantity)} GB-s");

    private static string UnitPrice(BillLine line) => line.UnitPrice is not { } price ? ""
        : CountsRequests(line.Item) ? Text.Invariant($"${price:0.00########} per million")
        : Text.Invariant($"${price:0.00########} per GB-s");

    private List<ReportFunction> Functions(Bill bill, IReadOnlyList<FunctionRow> rows)
    {
        // What was updated was billed by the memory it had.
        var charges = rows.ToDictionary(static row => row.Function.DisplayName, static _ => (GbSeconds: 0m, Cost: 0m), StringComparer.Ordinal);
        foreach (var definition in _functions.Definitions)
        {
            ref var charged = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrNullRef(charges, definition.DisplayName);
            if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref charged))
            {
                var charge = bill.Functions[definition.Index];
                charged.GbSeconds += charge.BilledMilliseconds * definition.Config.MemoryMb / 1_024_000m;
                charged.Cost += charge.Cost.Usd;
            }
        }

        return [.. rows.Select(row => new ReportFunction(row, charges[row.Function.DisplayName].GbSeconds, charges[row.Function.DisplayName].Cost))];
    }

    private static List<KeyValuePair<string, string>> Settings(SimulationConfig config) =>
    [
        new("Account concurrency", ReportText.Count(config.Account.ConcurrencyLimit)),
        new("Quotas", config.Account.Quotas.Name + (config.Account.LimitScalingRate ? "" : ", no scaling rate") + (config.Account.LimitRequestRate ? "" : ", no request rate")),
        new("Keep-alive", KeepAliveText(config.KeepAlive)),
        new("Lifetime", config.Lifetime is { } lifetime ? Text.Invariant($"{Of(lifetime.Mean)} ± {lifetime.SpreadPercent} %") : "any age"),
    ];

    private static string KeepAliveText(KeepAlive policy) => policy switch
    {
        FixedKeepAlive p => Of(p.Time),
        UniformKeepAlive p => Text.Invariant($"{Of(p.Min)} to {Of(p.Max)}, drawn per environment"),
        HybridKeepAlive p => Text.Invariant($"hybrid histogram over {Of(p.Range)}"),
        _ => policy.GetType().Name,
    };

    private static string Of(TimeLength duration) => ReportText.Duration(duration.ToInt64Nanoseconds());
}
