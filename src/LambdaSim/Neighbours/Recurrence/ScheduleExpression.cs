using NodaTime;

namespace LambdaSim.Neighbours.Recurrence;

/// <summary>
/// When something happens again: <c>rate(…)</c>, <c>cron(…)</c> or <c>at(…)</c>, as a service wrote it down (rule SCH-EXPRESSION). Whoever reads one
/// answers with words of its own when it is refused.
/// </summary>
internal abstract class ScheduleExpression
{
    /// <summary>As it was written.</summary>
    public required string Text { get; init; }

    /// <summary>It comes once.</summary>
    public virtual bool IsOnce => false;

    /// <summary>The first time at or after an instant; null: there is none.</summary>
    public abstract Instant? First(Instant from, ScheduleFrame frame);

    /// <summary>Null: the service refuses it.</summary>
    public static ScheduleExpression? Read(string text, ScheduleDialect dialect) =>
        Inner(text, "cron(") is { } fields ? CronExpression.Read(text, fields)
        : Inner(text, "rate(") is { } rate ? RateExpression.Read(text, rate, dialect)
        : dialect == ScheduleDialect.Scheduler && Inner(text, "at(") is { } time ? AtExpression.Read(text, time)
        : null;

    private static string? Inner(string text, string begin) =>
        text.StartsWith(begin, StringComparison.Ordinal) && text.EndsWith(')') ? text[begin.Length..^1] : null;
}

/// <summary>Which service reads an expression.</summary>
internal enum ScheduleDialect
{
    /// <summary>Rules of EventBridge: no <c>at</c>, and a unit agrees with its number.</summary>
    Rules,

    /// <summary>EventBridge Scheduler.</summary>
    Scheduler,
}

/// <summary>Where an expression is read.</summary>
/// <param name="Zone">Of <c>cron</c> and <c>at</c>.</param>
/// <param name="Origin">What <c>rate</c> counts from.</param>
internal readonly record struct ScheduleFrame(DateTimeZone Zone, Instant Origin);
