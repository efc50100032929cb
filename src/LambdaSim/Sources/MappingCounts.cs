namespace LambdaSim.Sources;

/// <summary>What a mapping did so far, by the names of AWS's metrics (rule ESM-METRICS).</summary>
internal sealed class MappingCounts
{
    /// <summary>Events read.</summary>
    public long Polled { get; set; }

    /// <summary>Events that its filters let not pass.</summary>
    public long FilteredOut { get; set; }

    /// <summary>Events sent to the function, once for each attempt.</summary>
    public long Invoked { get; set; }

    /// <summary>Events of invocations that failed, and of those that reported one failure or more.</summary>
    public long FailedInvoke { get; set; }

    /// <summary>Events deleted after success.</summary>
    public long Deleted { get; set; }

    /// <summary>What AWS publishes, by its names.</summary>
    public SortedDictionary<string, long> ByName => new(StringComparer.Ordinal)
    {
        ["DeletedEventCount"] = Deleted,
        ["FailedInvokeEventCount"] = FailedInvoke,
        ["FilteredOutEventCount"] = FilteredOut,
        ["InvokedEventCount"] = Invoked,
        ["PolledEventCount"] = Polled,
    };

    /// <summary>Batches sent.</summary>
    public long Batches { get; set; }

    /// <summary>Attempts that Lambda refused.</summary>
    public long Refusals { get; set; }

    /// <summary>The most batches that were under way at a time.</summary>
    public int MostAtOnce { get; set; }
}
