using NodaTime;

namespace LambdaSim.Neighbours.Handover;

/// <summary>How a service hands over what it sends by itself.</summary>
/// <param name="Latency">From where it was accepted to the first attempt.</param>
/// <param name="Retries">How often it tries again after a failure that may pass; 0: never.</param>
/// <param name="MaximumAge">How long it tries, from where it was accepted.</param>
/// <param name="DelayBefore">How long it waits before a retry, counted from 1.</param>
internal sealed record HandoverPolicy(Duration Latency, int Retries, Duration MaximumAge, Func<int, Duration> DelayBefore)
{
    /// <summary>One attempt.</summary>
    public static HandoverPolicy Once(Duration latency) => new(latency, 0, Duration.MaxValue, static _ => Duration.Zero);
}
