using LambdaSim.Neighbours.Handover;
using NodaTime;

namespace LambdaSim.Neighbours.Schedules;

/// <summary>How a schedule tries again: AWS publishes no curve, here waits double from 1 s to 5 min (rule SCH-RETRY).</summary>
internal static class ScheduleRetries
{
    private const int Doublings = 9;

    private static readonly Duration _longest = Duration.FromMinutes(5);

    public static HandoverPolicy Of(ScheduleTarget target) =>
        new(Duration.Zero, target.MaximumRetryAttempts, Duration.FromSeconds(target.MaximumEventAge), Before);

    private static Duration Before(int retry) => Duration.Min(_longest, Duration.FromSeconds(1 << Math.Min(retry - 1, Doublings)));
}
