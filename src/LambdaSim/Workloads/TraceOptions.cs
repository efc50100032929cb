using LambdaSim.Configuration;

namespace LambdaSim.Workloads;

/// <summary>How trace files are read.</summary>
public sealed record TraceOptions
{
    /// <summary>Layout of all files; <see cref="TraceFormat.Auto"/>: each file's own first bytes tell.</summary>
    public TraceFormat Format { get; init; }

    /// <summary>
    /// Which columns of a foreign CSV or JSON Lines file mean what, as <c>timestamp=start_s,function=fn,duration=duration_s</c>;
    /// null: the files use the project's own names. Columns that are not named are ignored.
    /// </summary>
    public string? Columns { get; init; }

    /// <summary>The function of rows that name none: a name, or a log group <c>/aws/lambda/NAME</c>.</summary>
    public string? Function { get; init; }

    /// <summary>Seed of what a trace leaves open: the instant within a minute, a duration out of percentiles.</summary>
    public ulong Seed { get; init; } = SimulationConfig.DefaultSeed;

    /// <summary>Where in its minute a counted call happens.</summary>
    public MinuteSpread Spread { get; init; }

    /// <summary>
    /// How far back from the latest time seen a row may reach; what reaches further is an error. Null: 2 h for the formats that
    /// are ordered by end time, no limit for logs, 0 (rows must be in order) for the others.
    /// </summary>
    public TimeLength? ReorderWindow { get; init; }

    /// <summary>The most rows held for reordering. Beyond it the earliest are let go before the window has passed.</summary>
    public int ReorderRows { get; init; } = 2_000_000;

    /// <summary>Leave malformed rows out and count them, instead of stopping at the first.</summary>
    public bool SkipMalformedRows { get; init; }

    /// <summary>
    /// Compute the Billed Duration of calls read from a log by the price list. By default a log's own figure counts wherever a call runs as it
    /// did there.
    /// </summary>
    public bool RecomputeBilled { get; init; }

    /// <summary>First size of the read buffer in bytes; it grows to the longest row.</summary>
    internal int BufferSize { get; init; } = 1 << 18;
}
