namespace LambdaSim.Projections;

/// <summary>A quantity that varies within a bin.</summary>
/// <param name="Mean">Time-weighted mean.</param>
/// <param name="Max">Largest value at any instant.</param>
public readonly record struct Gauge(double Mean, long Max);

/// <summary>One stretch of a run: how many environments did what, and what happened. Times are nanoseconds since the run's start.</summary>
public sealed record ConcurrencyBin
{
    /// <summary>Start, inclusive.</summary>
    public required long From { get; init; }

    /// <summary>End, exclusive; of the last bin, the run's end.</summary>
    public required long To { get; init; }

    /// <summary>Requests in flight: from the start of INIT (cold) or of the call (warm) to its end.</summary>
    public required Gauge Running { get; init; }

    /// <summary>Environments that are initialised and idle, provisioned ones included.</summary>
    public required Gauge Warm { get; init; }

    /// <summary>Provisioned environments that are ready, busy or not.</summary>
    public required Gauge Provisioned { get; init; }

    /// <summary>Requests in flight on provisioned concurrency.</summary>
    public required Gauge ProvisionedBusy { get; init; }

    /// <summary>
    /// Claimed account concurrency (rule ADM-CLAIMED): reserved, plus provisioned of functions without reserved, plus unreserved requests in flight.
    /// What is configured counts from the run's start, what is put over the API from then on; all accounts and regions together.
    /// </summary>
    public required Gauge Claimed { get; init; }

    /// <summary>Requests and events that reached the service.</summary>
    public required long Arrivals { get; init; }

    /// <summary>Calls for which an environment was created, at that moment.</summary>
    public required long ColdStarts { get; init; }

    /// <summary>Calls that got an environment, cold, warm or after a reset.</summary>
    public required long Starts { get; init; }

    /// <summary>Calls that ended with a handler error or a crash.</summary>
    public required long Errors { get; init; }

    /// <summary>Calls ended by the function's timeout.</summary>
    public required long Timeouts { get; init; }

    /// <summary>Events that ended without having run to success.</summary>
    public required long Dropped { get; init; }

    /// <summary>Environments created, for whatever cause.</summary>
    public required long EnvironmentsCreated { get; init; }

    /// <summary>Environments ended, for whatever cause.</summary>
    public required long EnvironmentsEnded { get; init; }

    /// <summary>Refused attempts, at the index <c>(int)ThrottleCause</c>.</summary>
    public required IReadOnlyList<long> ThrottlesByCause { get; init; }

    /// <summary>Refused attempts, all causes.</summary>
    public long Throttles => ThrottlesByCause.Sum();

    /// <summary>Refused attempts of one cause.</summary>
    public long ThrottledBy(ThrottleCause cause) => ThrottlesByCause[(int)cause];
}
