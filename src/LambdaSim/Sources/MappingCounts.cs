namespace LambdaSim.Sources;

/// <summary>What a mapping did so far, by the names of AWS's metrics (rules ESM-METRICS and STM-METRICS).</summary>
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

    /// <summary>Events that were given up and no destination was told of.</summary>
    public long Dropped { get; set; }

    /// <summary>Events that were given up and a destination was told of.</summary>
    public long SentToDestination { get; set; }

    /// <summary>Records of failures that no destination took.</summary>
    public long DestinationFailures { get; set; }

    /// <summary>How old the last record of the last batch was when it was sent, in nanoseconds, and the most that it ever was.</summary>
    public long IteratorAge { get; set; }

    public long LongestIteratorAge { get; set; }

    /// <summary>What AWS publishes of queues, by its names.</summary>
    public SortedDictionary<string, long> OfQueue => new(Common, StringComparer.Ordinal) { ["DeletedEventCount"] = Deleted };

    /// <summary>What AWS publishes of streams, by its names.</summary>
    public SortedDictionary<string, long> OfStream => new(Common, StringComparer.Ordinal) { ["DroppedEventCount"] = Dropped, ["OnFailureDestinationDeliveredEventCount"] = SentToDestination };

    private SortedDictionary<string, long> Common => new(StringComparer.Ordinal)
    {
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
