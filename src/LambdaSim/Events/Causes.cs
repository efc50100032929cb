namespace LambdaSim.Events;

/// <summary>How a request was sent: AWS's <c>InvocationType</c>.</summary>
public enum InvocationType : byte
{
    /// <summary>Synchronous: the caller waits, a throttle is its answer.</summary>
    RequestResponse = 0,

    /// <summary>Asynchronous: accepted, queued when throttled.</summary>
    Event = 1,
}

/// <summary>Why admission refused a request. <c>ThrottleReason</c> gives AWS's word for it.</summary>
public enum ThrottleCause : byte
{
    /// <summary>Not refused.</summary>
    None = 0,

    /// <summary>The account's unreserved pool is used up (rule ADM-ACCOUNT).</summary>
    AccountConcurrency = 1,

    /// <summary>The function's reserved concurrency is used up, or is 0 (rule ADM-RESERVED).</summary>
    ReservedConcurrency = 2,

    /// <summary>A new environment was needed faster than the scaling rate allows (rule ADM-SCALING).</summary>
    ScalingRate = 3,

    /// <summary>More than ten requests a second per unit of account concurrency (rule ADM-RPS).</summary>
    AccountRequestRate = 4,

    /// <summary>More than ten requests a second per unit of reserved concurrency (rule ADM-RPS).</summary>
    ReservedRequestRate = 5,
}

/// <summary>Why an accepted event ended without having run to success: AWS's <c>condition</c>.</summary>
public enum DropCause : byte
{
    /// <summary>Its next attempt would have started after its maximum age (rule ASY-AGE).</summary>
    EventAgeExceeded = 1,

    /// <summary>The function's reserved concurrency is 0 (rule ASY-ZERO).</summary>
    ZeroReservedConcurrency = 2,

    /// <summary>Its last attempt failed and no retry was left (rule ASY-EXHAUSTED).</summary>
    RetriesExhausted = 3,
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

/// <summary>The state in which a call found its environment.</summary>
public enum StartType : byte
{
    /// <summary>Initialised and idle.</summary>
    Warm = 0,

    /// <summary>Created for this call: INIT precedes it.</summary>
    Cold = 1,

    /// <summary>Reset after a timeout, a crash or a failed init: a suppressed init runs inside Duration (rule INIT-SUPPRESSED).</summary>
    Reinit = 2,
}

/// <summary>How a handler call ended.</summary>
public enum Outcome : byte
{
    /// <summary>The handler returned.</summary>
    Succeeded = 0,

    /// <summary>The handler returned an error.</summary>
    Failed = 1,

    /// <summary>The function's timeout ended it (rule INV-TIMEOUT).</summary>
    TimedOut = 2,

    /// <summary>The runtime process ended: the environment is reset.</summary>
    Crashed = 3,

    /// <summary>Admission refused it: of an answer, never of a record.</summary>
    Throttled = 4,
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
}
