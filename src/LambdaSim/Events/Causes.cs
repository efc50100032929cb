namespace LambdaSim.Events;

/// <summary>Why an accepted event ended without having run to success: AWS's <c>condition</c>.</summary>
public enum DropCause : byte
{
    /// <summary>Its next attempt would have started after its maximum age (rule ASY-AGE).</summary>
    EventAgeExceeded = 1,

    /// <summary>The function's reserved concurrency is 0 (rule ASY-ZERO).</summary>
    ZeroReservedConcurrency = 2,

    /// <summary>Its last attempt failed and no retry was left (rule ASY-EXHAUSTED).</summary>
    RetriesExhausted = 3,

    /// <summary>Its function, or the version it is for, was deleted (rule ASY-DELETED).</summary>
    FunctionDeleted = 4,

    /// <summary>Its chain of requests had reached the function too often: the metric <c>RecursiveInvocationsDropped</c> (rule REC-LIMIT). Of synchronous calls too.</summary>
    RecursiveInvocation = 5,
}

/// <summary>Where the outcome of an event was sent, and whether it arrived.</summary>
public enum DeliveryCause : byte
{
    /// <summary>The event went to the function's dead-letter queue.</summary>
    DeadLetterQueue = 0,

    /// <summary>A record went to the destination on success.</summary>
    OnSuccess = 1,

    /// <summary>A record went to the destination on failure.</summary>
    OnFailure = 2,

    /// <summary>The dead-letter queue did not take the event: AWS's <c>DeadLetterErrors</c>.</summary>
    DeadLetterQueueFailed = 3,

    /// <summary>The destination on success did not take the record: AWS's <c>DestinationDeliveryFailures</c>.</summary>
    OnSuccessFailed = 4,

    /// <summary>The destination on failure did not take the record: AWS's <c>DestinationDeliveryFailures</c>.</summary>
    OnFailureFailed = 5,
}

/// <summary>What an environment was created for.</summary>
public enum CreationCause : byte
{
    /// <summary>A request found no idle environment.</summary>
    ColdStart = 0,

    /// <summary>Provisioned concurrency was allocated.</summary>
    Provisioned = 1,

    /// <summary>The keep-alive policy expects a request soon.</summary>
    Prewarm = 2,
}

/// <summary>What a function sets aside of its account's concurrency (rule ADM-CLAIMED).</summary>
public enum ClaimCause : byte
{
    /// <summary>It reserves none: what is provisioned of its versions.</summary>
    Provisioned = 0,

    /// <summary>Its reserved concurrency.</summary>
    Reserved = 1,
}

/// <summary>How an init phase ended.</summary>
public enum InitOutcome : byte
{
    /// <summary>In time.</summary>
    Succeeded = 0,

    /// <summary>It hit the limit of 10 s and is repeated inside the first invocation (rule INIT-LIMIT).</summary>
    TimedOut = 1,

    /// <summary>The code of the init phase threw or ended the process; it is repeated inside the first invocation (rule INIT-SUPPRESSED).</summary>
    Failed = 2,
}

/// <summary>The level of a line in a function's log, by the names AWS's .NET runtime writes.</summary>
public enum LogLevelCode : byte
{
    /// <summary>None: the line is what the function wrote, unchanged.</summary>
    Raw = 0,

    /// <summary>Trace.</summary>
    Trce = 1,

    /// <summary>Debug.</summary>
    Dbug = 2,

    /// <summary>Information.</summary>
    Info = 3,

    /// <summary>Warning.</summary>
    Warn = 4,

    /// <summary>Error.</summary>
    Fail = 5,

    /// <summary>Critical.</summary>
    Crit = 6,
}

/// <summary>Why an environment went.</summary>
public enum EndCause : byte
{
    /// <summary>Idle for as long as the keep-alive policy allows.</summary>
    KeepAlive = 0,

    /// <summary>Older than the lifetime of an environment (rule ENV-LIFETIME).</summary>
    Recycled = 1,

    /// <summary>Its function was updated or deleted (rule ENV-UPDATED).</summary>
    Updated = 2,

    /// <summary>The provisioned concurrency it belonged to was lowered or deleted, or could not be initialised.</summary>
    Deprovisioned = 3,

    /// <summary>The process outside that it was is gone, or was given up by a timeout (rule ENV-RUNTIME).</summary>
    ProcessLost = 4,
}

/// <summary>Who sent a message to a queue.</summary>
public enum SendCause : byte
{
    /// <summary>A client, over the API of SQS.</summary>
    Client = 0,

    /// <summary>The code of a function.</summary>
    Handler = 1,

    /// <summary>Lambda, for an event without success: the queue is the function's dead-letter queue.</summary>
    DeadLetterQueue = 2,

    /// <summary>Lambda, for an event that succeeded: the queue is the function's destination on success.</summary>
    OnSuccess = 3,

    /// <summary>Lambda, for an event without success: the queue is the function's destination on failure.</summary>
    OnFailure = 4,

    /// <summary>A service beside Lambda, by itself: a topic's notification, a rule's event, a schedule's firing, or what it could not hand over.</summary>
    Service = 5,
}

/// <summary>What a notification became where it was handed over.</summary>
public enum HandoverForm : byte
{
    /// <summary>An asynchronous invocation of a function.</summary>
    Invocation = 0,

    /// <summary>A message of a queue.</summary>
    Message = 1,

    /// <summary>Something else: a notification of another topic or bus, an object.</summary>
    Other = 2,
}

/// <summary>Why a service could not hand something over, or tried again.</summary>
public enum HandoverCause : byte
{
    /// <summary>Nobody wanted it: no subscription, rule or filter matched.</summary>
    Unmatched = 0,

    /// <summary>What it was to go to does not exist.</summary>
    NoTarget = 1,

    /// <summary>The target does not allow the service to send to it.</summary>
    AccessDenied = 2,

    /// <summary>The target refused it for good: too large, of a form that it does not take.</summary>
    Refused = 3,

    /// <summary>Lambda refused the request for now.</summary>
    TargetThrottled = 4,

    /// <summary>The target failed.</summary>
    ServiceError = 5,

    /// <summary>It would have gone in a circle.</summary>
    Loop = 6,

    /// <summary>The service does not simulate this kind of target; the run lists it.</summary>
    Unsimulated = 7,

    /// <summary>What sends it was disabled or deleted while it waited to be sent.</summary>
    Withdrawn = 8,
}

/// <summary>Why a message that was received can be had again.</summary>
public enum ReturnCause : byte
{
    /// <summary>Its visibility timeout ran out (rule SQS-VISIBILITY).</summary>
    VisibilityTimeout = 0,

    /// <summary>Its consumer set its visibility timeout to 0.</summary>
    VisibilityChanged = 1,
}

/// <summary>Why a message went from one queue to another.</summary>
public enum MoveCause : byte
{
    /// <summary>It was received as often as the queue's redrive policy allows (rule SQS-REDRIVE).</summary>
    DeadLettered = 0,

    /// <summary>A task moved it back from a dead-letter queue (rule SQS-MOVE-TASK).</summary>
    Redriven = 1,
}

/// <summary>What became of a message.</summary>
public enum MessageFate : byte
{
    /// <summary>Its consumer deleted it.</summary>
    Deleted = 0,

    /// <summary>It was older than the queue keeps messages (rule SQS-RETENTION).</summary>
    Expired = 1,

    /// <summary>The queue was purged (rule SQS-PURGE).</summary>
    Purged = 2,

    /// <summary>The queue was deleted.</summary>
    QueueDeleted = 3,

    /// <summary>The filters of a mapping did not let it pass (rule ESM-FILTERED).</summary>
    Filtered = 4,
}

/// <summary>The state of an event source mapping (rule ESM-STATES).</summary>
public enum MappingState : byte
{
    /// <summary>There is none yet.</summary>
    None = 0,

    /// <summary>It was made, and does not poll yet.</summary>
    Creating = 1,

    /// <summary>It is about to poll again.</summary>
    Enabling = 2,

    /// <summary>It polls.</summary>
    Enabled = 3,

    /// <summary>It is about to poll no longer.</summary>
    Disabling = 4,

    /// <summary>It does not poll.</summary>
    Disabled = 5,

    /// <summary>Its settings change.</summary>
    Updating = 6,

    /// <summary>It is about to go.</summary>
    Deleting = 7,

    /// <summary>It is gone.</summary>
    Deleted = 8,
}

/// <summary>What became of a batch.</summary>
public enum BatchEnd : byte
{
    /// <summary>The function succeeded: its messages were deleted.</summary>
    Succeeded = 0,

    /// <summary>The function succeeded and named messages that failed: the others were deleted (rule ESM-PARTIAL).</summary>
    PartlyFailed = 1,

    /// <summary>The function failed (rule ESM-FAILED).</summary>
    Failed = 2,

    /// <summary>The function timed out (rule ESM-FAILED).</summary>
    TimedOut = 3,

    /// <summary>The function's answer cannot be what it is to be: the whole batch failed (rule ESM-PARTIAL).</summary>
    AnswerUnusable = 4,

    /// <summary>Lambda refused it until its messages were visible again (rule ESM-THROTTLE).</summary>
    VisibilityEnded = 5,

    /// <summary>Lambda refused it, and its mapping was disabled or deleted meanwhile.</summary>
    Abandoned = 6,

    /// <summary>It was under way when the run ended.</summary>
    RunEnded = 7,

    /// <summary>Of a stream: the function failed, and the batch was halved (rule STM-BISECT).</summary>
    Halved = 8,

    /// <summary>Of a stream: the function failed as often as the mapping allows (rule STM-RETRY).</summary>
    RetriesExhausted = 9,

    /// <summary>Of a stream: all its records became older than the mapping allows, or than the stream keeps them (rule STM-AGE).</summary>
    TooOld = 10,
}

/// <summary>What became of a record of a stream for one mapping (rule STM-FATE): exactly one of these.</summary>
public enum RecordFate : byte
{
    /// <summary>The function succeeded with it.</summary>
    Processed = 0,

    /// <summary>The filters of the mapping did not let it pass (rule STM-FILTER).</summary>
    Filtered = 1,

    /// <summary>The function failed as often as the mapping allows, and nothing took the record of it (rule STM-RETRY).</summary>
    RetriesExhausted = 2,

    /// <summary>The function failed as often as the mapping allows; the mapping's destination was told (rule STM-DESTINATION).</summary>
    RetriesExhaustedTold = 3,

    /// <summary>It became older than the mapping allows, and nothing took the record of it (rule STM-AGE).</summary>
    AgeExceeded = 4,

    /// <summary>It became older than the mapping allows; the mapping's destination was told (rule STM-DESTINATION).</summary>
    AgeExceededTold = 5,

    /// <summary>Its stream keeps it no longer.</summary>
    Expired = 6,

    /// <summary>Its stream was deleted, or the consumer that the mapping reads by, before the mapping was done with it.</summary>
    StreamDeleted = 7,

    /// <summary>The mapping was deleted before it was done with it.</summary>
    MappingDeleted = 8,

    /// <summary>It is larger than an event may be, and its source's mappings drop such (rules AMQ-BATCH, DOC-BATCH).</summary>
    Oversized = 9,
}

/// <summary>What a message in a queue is at the moment.</summary>
public enum MessageState : byte
{
    /// <summary>To be had.</summary>
    Ready = 0,

    /// <summary>Not to be had yet, because of its delay.</summary>
    Delayed = 1,

    /// <summary>Received and not deleted.</summary>
    InFlight = 2,
}

/// <summary>What happened to a table, as the event log tells it.</summary>
public enum TableChange : byte
{
    /// <summary>It was made.</summary>
    Created = 1,

    /// <summary>UpdateTable changed it.</summary>
    Updated = 2,

    /// <summary>It was deleted, with all that was in it.</summary>
    Deleted = 3,
}

/// <summary>What became of a request about items of a table.</summary>
public enum ItemOutcome : byte
{
    /// <summary>It read them.</summary>
    Read = 1,

    /// <summary>It wrote them.</summary>
    Written = 2,

    /// <summary>There was nothing to delete.</summary>
    Unchanged = 3,

    /// <summary>The condition of the write, or another of its transaction, did not hold.</summary>
    ConditionFailed = 4,

    /// <summary>There were no read or write units for it (rule DDB-THROUGHPUT).</summary>
    OutOfUnits = 5,

    /// <summary>Their time was over: the service deleted them (rule DDB-TTL).</summary>
    Expired = 6,
}
