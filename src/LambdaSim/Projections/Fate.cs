namespace LambdaSim.Projections;

/// <summary>What became of an async invocation or a message that AWS accepted: exactly one of these, once it has one.</summary>
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

    /// <summary>A message that was in a queue when the run ended.</summary>
    InQueueAtEnd,
}
