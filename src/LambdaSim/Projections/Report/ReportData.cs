using LambdaSim.Events;
using LambdaSim.Projections.Scenes;
using NodaTime;

namespace LambdaSim.Projections.Report;

/// <summary>Everything the report page shows. Times are nanoseconds since the run's start unless their name says otherwise.</summary>
public sealed record ReportData
{
    /// <summary>Which run this is.</summary>
    public required ReportIdentity Identity { get; init; }

    /// <summary>The figures of the whole run.</summary>
    public required ReportFigures Figures { get; init; }

    /// <summary>Concurrency over time, earliest first, without gaps.</summary>
    public required IReadOnlyList<ConcurrencyBin> Concurrency { get; init; }

    /// <summary>Concurrent executions the account allows.</summary>
    public required long ConcurrencyLimit { get; init; }

    /// <summary>How many calls took how long, shortest first; empty ranges may be missing.</summary>
    public required IReadOnlyList<ReportLatency> Latency { get; init; }

    /// <summary>The bill.</summary>
    public required ReportCost Cost { get; init; }

    /// <summary>A row each function version; where there are very many, those with the most calls.</summary>
    public required IReadOnlyList<ReportFunction> Functions { get; init; }

    /// <summary>Function versions that have no row, and their calls.</summary>
    public (int Count, long Calls) FunctionsLeftOut { get; init; }

    /// <summary>Functions that their reserved concurrency throttled, the most throttled first; a few of them.</summary>
    public IReadOnlyList<ReservationUse> Reservations { get; init; } = [];

    /// <summary>Stretches of the run in detail, in order of time; null: not recorded.</summary>
    public IReadOnlyList<Scene>? Scenes { get; init; }

    /// <summary>Names of functions, at the index that scenes name them by.</summary>
    public IReadOnlyList<string> FunctionNames { get; init; } = [];

    /// <summary>Where the stretch begins that was asked for; null: the report chose.</summary>
    public long? AskedFrom { get; init; }

    /// <summary>What the run was configured or given and did not simulate, in words.</summary>
    public required IReadOnlyList<string> Unsimulated { get; init; }
}

/// <summary>Which run a report is about.</summary>
/// <param name="Workloads">Names of the workloads, without paths.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Fingerprint">The event log's fingerprint, or <c>none</c>.</param>
/// <param name="Start">The instant of virtual time 0.</param>
/// <param name="End">How and when the run ended.</param>
/// <param name="Settings">Further settings to name, in order.</param>
public sealed record ReportIdentity(
    IReadOnlyList<string> Workloads,
    ulong Seed,
    string Fingerprint,
    Instant Start,
    RunEnd End,
    IReadOnlyList<KeyValuePair<string, string>> Settings)
{
    /// <summary>The run goes on: <see cref="End"/> is now.</summary>
    public bool GoesOn { get; init; }
}

/// <summary>The figures of a whole run.</summary>
public sealed record ReportFigures
{
    /// <summary>Requests and events that reached the service.</summary>
    public required long Arrivals { get; init; }

    /// <summary>Calls that got an environment.</summary>
    public required long Invocations { get; init; }

    /// <summary>Of those: an environment was created for them.</summary>
    public required long ColdStarts { get; init; }

    /// <summary>Of those: they found an environment whose process was gone.</summary>
    public required long Reinits { get; init; }

    /// <summary>Of those: they ran on provisioned concurrency.</summary>
    public required long Provisioned { get; init; }

    /// <summary>Of those: the version has provisioned concurrency, but they ran on demand.</summary>
    public required long Spillover { get; init; }

    /// <summary>Refused attempts, at the index <c>(int)ThrottleCause</c>.</summary>
    public required IReadOnlyList<long> ThrottlesByCause { get; init; }

    /// <summary>Calls that ended with a handler error or a crash.</summary>
    public required long Errors { get; init; }

    /// <summary>Calls ended by the function's timeout.</summary>
    public required long Timeouts { get; init; }

    /// <summary>Events that ended without having run to success.</summary>
    public required long Dropped { get; init; }

    /// <summary>What was sent on of asynchronous invocations; index is <see cref="DeliveryCause"/>.</summary>
    public required IReadOnlyList<long> Deliveries { get; init; }

    /// <summary>Calls still running when the run ended.</summary>
    public required long RunningAtEnd { get; init; }

    /// <summary>Events still queued when the run ended.</summary>
    public required long QueuedAtEnd { get; init; }

    /// <summary>Most requests in flight at once.</summary>
    public required long PeakRunning { get; init; }

    /// <summary>Environments created.</summary>
    public required long EnvironmentsCreated { get; init; }

    /// <summary>Environments that ended before the run did.</summary>
    public required long EnvironmentsEnded { get; init; }

    /// <summary>Time on-demand environments were idle: warm, unused and unpaid.</summary>
    public required Int128 IdleNs { get; init; }

    /// <summary>Mean latency in microseconds.</summary>
    public required long MeanUs { get; init; }

    /// <summary>Longest latency in microseconds.</summary>
    public required long MaxUs { get; init; }

    /// <summary>Percentiles of latency: per mille and microseconds, ascending.</summary>
    public required IReadOnlyList<(int Permille, long Us)> Percentiles { get; init; }

    /// <summary>Largest relative error of a percentile.</summary>
    public required double PercentileError { get; init; }

    /// <summary>Requests and events refused for good; an event may have been refused before and run later.</summary>
    public required long FinalThrottles { get; init; }

    /// <summary>Refused attempts, all causes.</summary>
    public long Throttles => ThrottlesByCause.Sum();
}

/// <summary>Calls whose latency lies in a range.</summary>
/// <param name="FromUs">From, inclusive, in microseconds; a round number.</param>
/// <param name="ToUs">To, exclusive, in microseconds; the next round number, some 12 % more.</param>
/// <param name="Count">How many.</param>
public readonly record struct ReportLatency(long FromUs, long ToUs, long Count);

/// <summary>A bill, in US dollars.</summary>
/// <param name="Prices">Which price list, in words.</param>
/// <param name="Lines">Charges and deductions, in order.</param>
/// <param name="Total">The sum.</param>
/// <param name="BeforeFreeTier">The sum without deductions.</param>
/// <param name="BilledMilliseconds">Billed duration.</param>
/// <param name="GbSeconds">Billed duration times memory.</param>
public sealed record ReportCost(string Prices, IReadOnlyList<ReportCostLine> Lines, decimal Total, decimal BeforeFreeTier, long BilledMilliseconds, decimal GbSeconds);

/// <summary>A line of a bill.</summary>
/// <param name="Item">What for.</param>
/// <param name="Quantity">How much, with its unit.</param>
/// <param name="UnitPrice">Price of a unit; empty where there is none.</param>
/// <param name="Amount">US dollars; negative for a deduction.</param>
public sealed record ReportCostLine(string Item, string Quantity, string UnitPrice, decimal Amount);

/// <summary>A function's row.</summary>
/// <param name="Row">What happened to it.</param>
/// <param name="GbSeconds">Billed duration times memory.</param>
/// <param name="Cost">Its share of the charges in US dollars, before deductions.</param>
public sealed record ReportFunction(FunctionRow Row, decimal GbSeconds, decimal Cost);
