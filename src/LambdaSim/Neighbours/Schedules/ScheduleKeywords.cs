using LambdaSim.Configuration;
using NodaTime;
using NodaTime.Text;

namespace LambdaSim.Neighbours.Schedules;

/// <summary>What stands in an input for something of the firing, replaced at each attempt (rule SCH-KEYWORDS).</summary>
internal static class ScheduleKeywords
{
    private const string Prefix = "<aws.scheduler.";

    private static readonly InstantPattern _time = InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss'Z'");

    public static string Replace(string input, Attempt attempt) => !input.Contains(Prefix, StringComparison.Ordinal) ? input : input
        .Replace($"{Prefix}schedule-arn>", attempt.ScheduleArn, StringComparison.Ordinal)
        .Replace($"{Prefix}scheduled-time>", TimeOf(attempt.ScheduledAt), StringComparison.Ordinal)
        .Replace($"{Prefix}execution-id>", attempt.ExecutionId, StringComparison.Ordinal)
        .Replace($"{Prefix}attempt-number>", Text.Of(attempt.Number), StringComparison.Ordinal);

    /// <summary>Seconds, as AWS writes them.</summary>
    public static string TimeOf(Instant instant) => _time.Format(instant);
}

/// <summary>One attempt of a firing.</summary>
/// <param name="ScheduleArn">Of the schedule.</param>
/// <param name="ScheduledAt">The time that its expression says.</param>
/// <param name="ExecutionId">Sixteen hexadecimal digits.</param>
/// <param name="Number">From 1 on.</param>
internal readonly record struct Attempt(string ScheduleArn, Instant ScheduledAt, string ExecutionId, int Number)
{
    /// <summary>One of no firing, to see what form an input has.</summary>
    public static Attempt Sample { get; } = new("arn", Instant.FromUnixTimeSeconds(0), "0", 1);
}
