using LambdaSim.Configuration;

namespace LambdaSim.Projections;

/// <summary>What became of everything that arrived, of every environment and of every message of a queue. In a balanced ledger each ended in exactly one way.</summary>
public sealed record LedgerBalance
{
    /// <summary>Requests and events that reached the service.</summary>
    public long Arrived { get; init; }

    /// <summary>Calls whose handler returned.</summary>
    public long Succeeded { get; init; }

    /// <summary>Synchronous calls whose handler returned an error.</summary>
    public long Failed { get; init; }

    /// <summary>Synchronous calls ended by the timeout.</summary>
    public long TimedOut { get; init; }

    /// <summary>Synchronous calls whose runtime process ended.</summary>
    public long Crashed { get; init; }

    /// <summary>Requests refused for good: synchronous ones, and events refused at the front door.</summary>
    public long Throttled { get; init; }

    /// <summary>Refused attempts of events that stayed in the queue. No fate: the event goes on.</summary>
    public long ThrottledAttempts { get; init; }

    /// <summary>Attempts of events that ran without success. No fate: the event is retried or dropped.</summary>
    public long FailedAttempts { get; init; }

    /// <summary>Events that grew older than their maximum age.</summary>
    public long DroppedByAge { get; init; }

    /// <summary>Events of functions whose reserved concurrency is 0.</summary>
    public long DroppedByZeroConcurrency { get; init; }

    /// <summary>Events whose last attempt failed, with no retry left.</summary>
    public long DroppedAfterRetries { get; init; }

    /// <summary>Events whose function, or version, was deleted.</summary>
    public long DroppedByDeletion { get; init; }

    /// <summary>Events and synchronous calls that were stopped as recursive.</summary>
    public long DroppedAsRecursive { get; init; }

    /// <summary>Calls still running when the run ended.</summary>
    public long RunningAtEnd { get; init; }

    /// <summary>Events still queued when the run ended.</summary>
    public long QueuedAtEnd { get; init; }

    /// <summary>Environments created, for whatever cause.</summary>
    public long EnvironmentsCreated { get; init; }

    /// <summary>Environments that went during the run.</summary>
    public long EnvironmentsEnded { get; init; }

    /// <summary>Environments idle when the run ended.</summary>
    public long EnvironmentsIdleAtEnd { get; init; }

    /// <summary>Environments busy when the run ended.</summary>
    public long EnvironmentsBusyAtEnd => RunningAtEnd;

    /// <summary>Messages that queues took. One that went on to a dead-letter queue is one message.</summary>
    public long MessagesSent { get; init; }

    /// <summary>Messages that their consumers deleted.</summary>
    public long MessagesDeleted { get; init; }

    /// <summary>Messages that grew older than their queue keeps them.</summary>
    public long MessagesExpired { get; init; }

    /// <summary>Messages of queues that were purged.</summary>
    public long MessagesPurged { get; init; }

    /// <summary>Messages that were in a queue when it was deleted.</summary>
    public long MessagesGoneWithQueue { get; init; }

    /// <summary>Messages that the filters of a mapping did not let pass.</summary>
    public long MessagesFiltered { get; init; }

    /// <summary>Messages in a queue when the run ended.</summary>
    public long MessagesAtEnd { get; init; }

    /// <summary>Messages that have a fate.</summary>
    public long MessagesWithFate => MessagesDeleted + MessagesFiltered + MessagesExpired + MessagesPurged + MessagesGoneWithQueue + MessagesAtEnd;

    /// <summary>What services beside Lambda had to hand over, each to one target or to nobody.</summary>
    public long NotificationsMade { get; init; }

    /// <summary>Notifications that were handed over.</summary>
    public long NotificationsDelivered { get; init; }

    /// <summary>Notifications that went to a dead-letter queue of the service that sent them.</summary>
    public long NotificationsDeadLettered { get; init; }

    /// <summary>Notifications that went nowhere, those that nobody wanted included.</summary>
    public long NotificationsDropped { get; init; }

    /// <summary>Notifications on their way when the run ended.</summary>
    public long NotificationsAtEnd { get; init; }

    /// <summary>Notifications that have a fate.</summary>
    public long NotificationsWithFate => NotificationsDelivered + NotificationsDeadLettered + NotificationsDropped + NotificationsAtEnd;

    private long Dropped => DroppedByAge + DroppedByZeroConcurrency + DroppedAfterRetries + DroppedByDeletion + DroppedAsRecursive;

    /// <summary>Requests and events that have a fate.</summary>
    public long WithFate => Succeeded + Failed + TimedOut + Crashed + Throttled + Dropped + RunningAtEnd + QueuedAtEnd;

    /// <summary>What is wrong, one sentence each; the first ones only. Empty in a balanced ledger.</summary>
    public IReadOnlyList<string> Violations { get; init; } = [];

    /// <summary>Whether everything is accounted for, once.</summary>
    public bool IsBalanced => Violations.Count == 0;

    /// <summary>The balance on one line, then its violations.</summary>
    public override string ToString() => string.Join('\n', Violations.Prepend(Text.Invariant(
        $"arrived {Arrived} = succeeded {Succeeded} + failed {Failed} + timed out {TimedOut} + crashed {Crashed} + throttled {Throttled} + dropped {Dropped} + running at end {RunningAtEnd} + queued at end {QueuedAtEnd}; environments {EnvironmentsCreated} = ended {EnvironmentsEnded} + idle at end {EnvironmentsIdleAtEnd} + busy at end {EnvironmentsBusyAtEnd}{Messages}{Notifications}")));

    private string Notifications => NotificationsMade == 0 ? "" : Text.Invariant($"; notifications {NotificationsMade} = delivered {NotificationsDelivered} + dead-lettered {NotificationsDeadLettered} + dropped {NotificationsDropped} + on their way at end {NotificationsAtEnd}");

    private string Messages => MessagesSent == 0 ? "" : Text.Invariant($"; messages {MessagesSent} = deleted {MessagesDeleted}{(MessagesFiltered == 0 ? "" : Text.Invariant($" + filtered {MessagesFiltered}"))} + expired {MessagesExpired} + purged {MessagesPurged} + gone with their queue {MessagesGoneWithQueue} + in a queue at end {MessagesAtEnd}");
}
