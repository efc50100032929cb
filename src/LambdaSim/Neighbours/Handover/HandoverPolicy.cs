using NodaTime;

namespace LambdaSim.Neighbours.Handover;

/// <summary>How a service hands over what it sends by itself.</summary>
/// <param name="Latency">From where it was accepted to the first attempt.</param>
/// <param name="Retries">How often it tries again after a failure that may pass; 0: never.</param>
/// <param name="MaximumAge">How long it tries, from where it was accepted.</param>
/// <param name="DelayBefore">How long it waits before a retry, counted from 1.</param>
internal sealed record HandoverPolicy(Duration Latency, int Retries, Duration MaximumAge, Func<int, Duration> DelayBefore)
{
    private const int MostDoublings = 30;

    private static readonly Duration _longest = Duration.FromMinutes(5);

    /// <summary>One attempt.</summary>
    public static HandoverPolicy Once(Duration latency) => new(latency, 0, Duration.MaxValue, static _ => Duration.Zero);

    /// <summary>Waits that double from 1 s to 5 min: AWS publishes no curve.</summary>
    /// <param name="latency">See <see cref="Latency"/>.</param>
    /// <param name="retries">See <see cref="Retries"/>.</param>
    /// <param name="maximumAge">See <see cref="MaximumAge"/>.</param>
    public static HandoverPolicy Doubling(Duration latency, int retries, Duration maximumAge) => new(latency, retries, maximumAge, static retry => Doubled(retry, _longest));

    /// <summary>The wait before a retry, counted from 1: 1 s, 2 s, 4 s and so on.</summary>
    /// <param name="retry">Which.</param>
    /// <param name="longest">No wait is longer.</param>
    public static Duration Doubled(int retry, Duration longest) => Duration.Min(longest, Duration.FromSeconds(1L << Math.Min(retry - 1, MostDoublings)));
}
