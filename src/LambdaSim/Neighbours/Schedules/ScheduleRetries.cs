using LambdaSim.Neighbours.Handover;
using NodaTime;

namespace LambdaSim.Neighbours.Schedules;

/// <summary>How a schedule tries again: AWS publishes no curve, here waits double from 1 s to 5 min (rule SCH-RETRY).</summary>
internal static class ScheduleRetries
{
    public static HandoverPolicy Of(ScheduleTarget target) => HandoverPolicy.Doubling(Duration.Zero, target.MaximumRetryAttempts, Duration.FromSeconds(target.MaximumEventAge));
}
