using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim.Projections;

// Sums as lengths of time, and the view of one function.
public sealed partial class Metrics
{
    /// <summary>Mean latency of a call; zero when none ran.</summary>
    public Duration MeanLatency => Latency.Count == 0 ? Duration.Zero : Length(LatencyNs / Latency.Count);

    /// <summary>Longest latency of a call.</summary>
    public Duration MaxLatency => Length(MaxLatencyNs);

    /// <summary>Sum of latencies.</summary>
    public Duration TotalLatency => Length(LatencyNs);

    /// <summary>Sum of Durations, as the REPORT lines give them.</summary>
    public Duration TotalDuration => Length(DurationNs);

    /// <summary>Sum of the INIT phases that calls waited for.</summary>
    public Duration TotalInit => Length(InitNs);

    /// <summary>Sum of Duration and INIT, each call rounded up to whole milliseconds and at least 1: billed time as AWS counts it since 2025-08-01.</summary>
    public Duration BilledDuration => Length((Int128)BilledMs * NodaConstants.NanosecondsPerMillisecond);

    /// <summary>Sum of Durations without INIT, each call rounded up to whole milliseconds and at least 1.</summary>
    public Duration BilledDurationWithoutInit => Length((Int128)BilledMsWithoutInit * NodaConstants.NanosecondsPerMillisecond);

    /// <summary>Billed time times memory, in gigabytes and seconds.</summary>
    public decimal BilledGbSeconds => (decimal)BilledMbMs / (1_024m * 1_000m);

    /// <summary>Sum of the events' ages when they reached the function.</summary>
    public Duration TotalEventAge => Length(AsyncAgeNs);

    /// <summary>Mean age of events when they reached the function: AWS's <c>AsyncEventAge</c>; zero when none did.</summary>
    public Duration MeanAsyncEventAge => Dispatched == 0 ? Duration.Zero : Length(AsyncAgeNs / Dispatched);

    /// <summary>Highest age of an event when it reached the function: the maximum of AWS's <c>AsyncEventAge</c>.</summary>
    public Duration MaxAsyncEventAge => Length(MaxAsyncAgeNs);

    /// <summary>Finished idle time of on-demand environments: warm, unused and unpaid.</summary>
    public Duration IdleTime => Length(IdleNs);

    /// <summary>Idle time of on-demand environments that was unfinished at the end of the run.</summary>
    public Duration IdleTimeAtEnd => Length(IdleAtEndNs);

    /// <summary>How often this limit refused, attempts of queued events included.</summary>
    public long ThrottledBy(ThrottleCause cause) => _throttles[(int)cause];

    /// <summary>How many calls ended so. Cut ones are not in it, nor are refusals: see <see cref="Throttles"/>.</summary>
    public long EndedAs(Outcome outcome) => _outcomes[(int)outcome];

    /// <summary>The same figures of one function, as of now.</summary>
    /// <param name="function">Name: all versions together; or <c>name:version</c>.</param>
    /// <exception cref="InvalidOperationException">The run's log is not kept, or these are figures of one function already.</exception>
    /// <exception cref="ResourceNotFoundException">There is no such function.</exception>
    /// <example>
    /// <code>
    /// Assert.Equal(1, simulation.Metrics.Of("checkout").Cold);
    /// Assert.Equal(200.Milliseconds, simulation.Metrics.Of("checkout").MeanLatency);
    /// </code>
    /// </example>
    public Metrics Of(string function)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(function);
        return (ByFunction ?? throw new InvalidOperationException("these are the figures of one function already; ask those of the run"))(function);
    }

    /// <summary>Folds the log for one function; null: these are of one.</summary>
    internal Func<string, Metrics>? ByFunction { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Text.Invariant(
        $"{Arrivals} arrivals: {Warm} warm, {Cold} cold, {Reinit} after a reset, {Throttles} throttled; {EndedAs(Outcome.Succeeded)} ok, {EndedAs(Outcome.Failed)} failed, {EndedAs(Outcome.TimedOut)} timed out, {EndedAs(Outcome.Crashed)} crashed; mean latency {MeanLatency.TotalMilliseconds:0.###} ms");

    // Millions of functions may be idle for longer than NodaTime counts.
    private static Duration Length(Int128 nanoseconds) =>
        nanoseconds <= _longest ? Duration.FromNanoseconds((System.Numerics.BigInteger)nanoseconds) : Duration.MaxValue;

    private static readonly Int128 _longest = (Int128)(decimal)Duration.MaxValue.TotalSeconds * NodaConstants.NanosecondsPerSecond;
}
