using NodaTime;

namespace LambdaSim.Neighbours.Schedules;

/// <summary>Settings of a schedule beside when it fires and what it calls, with AWS's defaults. Immutable.</summary>
public sealed record ScheduleConfig
{
    /// <summary>What the target gets, with keywords such as <c>&lt;aws.scheduler.scheduled-time&gt;</c>; null: a notification of the schedule's own. JSON for a function.</summary>
    public string? Input { get; init; }

    /// <summary>It fires at a moment drawn from the seed, up to so long after its time: whole minutes, 1 to 1,440; null: at its time.</summary>
    public TimeLength? FlexibleWindow { get; init; }

    /// <summary>The first time it may fire; null: at once. A rate counts from it.</summary>
    public Instant? StartDate { get; init; }

    /// <summary>The last time it may fire; null: it does not end.</summary>
    public Instant? EndDate { get; init; }

    /// <summary>How often it tries again when the target is throttled or fails, 0 to 185.</summary>
    public int MaximumRetryAttempts { get; init; } = ScheduleTarget.MostAttempts;

    /// <summary>How long it tries, 60 s to 24 h.</summary>
    public TimeLength MaximumEventAge { get; init; } = Duration.FromSeconds(ScheduleTarget.LongestAge);

    /// <summary>A standard queue for what cannot be handed over; null: it is dropped.</summary>
    public Destination? DeadLetterQueue { get; init; }

    /// <summary>Group of the message in a FIFO queue.</summary>
    public string? MessageGroupId { get; init; }

    /// <summary>Detail type of the event for a bus.</summary>
    public string? DetailType { get; init; }

    /// <summary>Source of the event for a bus.</summary>
    public string? Source { get; init; }

    /// <summary>Group of the schedule; made where there is none of this name.</summary>
    public string GroupName { get; init; } = ScheduleGroup.Default;

    /// <summary>Whether it is deleted once it has fired for the last time.</summary>
    public bool DeleteAfterCompletion { get; init; }

    /// <summary>Whether it fires.</summary>
    public bool Enabled { get; init; } = true;
}
