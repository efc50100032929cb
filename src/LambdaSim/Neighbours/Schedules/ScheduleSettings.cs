using LambdaSim.Neighbours.Recurrence;
using NodaTime;

namespace LambdaSim.Neighbours.Schedules;

/// <summary>Everything about a schedule that can be set; a change makes another.</summary>
/// <param name="Expression">When it fires.</param>
/// <param name="Target">What it calls.</param>
internal sealed record ScheduleSettings(ScheduleExpression Expression, ScheduleTarget Target)
{
    public const string Utc = "UTC";

    /// <summary>Name of the zone in which the expression is read.</summary>
    public string ZoneName { get; init; } = Utc;

    /// <summary>The first time it may fire; null: from the beginning.</summary>
    public Instant? Start { get; init; }

    /// <summary>The last time it may fire; null: it does not end.</summary>
    public Instant? End { get; init; }

    /// <summary>How many minutes after its time it may fire; null: no flexible window.</summary>
    public int? WindowMinutes { get; init; }

    public bool IsEnabled { get; init; } = true;

    /// <summary>Whether it goes once it has fired for the last time.</summary>
    public bool DeletesItself { get; init; }

    public string? Description { get; init; }

    /// <summary>Kept and shown: nothing is encrypted.</summary>
    public string? KmsKeyArn { get; init; }

    public DateTimeZone Zone => ScheduleZones.Find(ZoneName)!;
}
