namespace LambdaSim.Projections;

/// <summary>What became of an async invocation, a message or a notification that AWS accepted: exactly one of these, once it has one.</summary>
public enum Fate
{
    /// <summary>None yet: it is on its way.</summary>
    None = 0,

    /// <summary>An async invocation that ran to success.</summary>
    Succeeded,

    /// <summary>An async invocation that grew older than its maximum age (rule ASY-AGE).</summary>
    EventAgeExceeded,

    /// <summary>An async invocation of a function whose reserved concurrency is 0 (rule ASY-ZERO).</summary>
    ZeroReservedConcurrency,

    /// <summary>An async invocation whose last attempt failed (rule ASY-EXHAUSTED).</summary>
    RetriesExhausted,

    /// <summary>An async invocation whose function, or version, was deleted (rule ASY-DELETED).</summary>
    FunctionDeleted,

    /// <summary>An async invocation whose chain had reached its function too often (rule REC-LIMIT).</summary>
    RecursiveInvocation,

    /// <summary>An async invocation that ran when the run ended.</summary>
    RunningAtEnd,

    /// <summary>An async invocation that waited when the run ended.</summary>
    QueuedAtEnd,

    /// <summary>A message that its consumer deleted.</summary>
    Deleted,

    /// <summary>A message that was older than its queue keeps messages (rule SQS-RETENTION).</summary>
    Expired,

    /// <summary>A message of a queue that was purged (rule SQS-PURGE).</summary>
    Purged,

    /// <summary>A message of a queue that was deleted.</summary>
    QueueDeleted,

    /// <summary>A message that the filters of a mapping did not let pass: it was deleted without a call (rule ESM-FILTERED).</summary>
    Filtered,

    /// <summary>A message that was in a queue when the run ended.</summary>
    InQueueAtEnd,

    /// <summary>A notification that was handed over to its target (rule NBR-HANDOVER).</summary>
    Delivered,

    /// <summary>A notification that could not be handed over and went to its sender's dead-letter queue.</summary>
    DeadLettered,

    /// <summary>A notification that could not be handed over, with no dead-letter queue to take it.</summary>
    Undeliverable,

    /// <summary>A notification that nobody wanted: no subscription, rule or filter matched.</summary>
    Unmatched,

    /// <summary>A notification that was on its way when the run ended.</summary>
    OnItsWayAtEnd,
}
