namespace LambdaSim.Faults;

/// <summary>Where something can go wrong on purpose. The numbers are those of the log and of the draws, and never change meaning.</summary>
public enum FaultSite
{
    /// <summary>None: no fault has it.</summary>
    None = 0,

    /// <summary>An event, a message of a standard queue or a notification is delivered once more (rule FLT-DUPLICATE).</summary>
    DuplicateDelivery = 1,

    /// <summary>An event, a message of a standard queue or a notification comes later (rule FLT-LATE).</summary>
    LateDelivery = 2,

    /// <summary>A message of a standard queue is passed by those behind it (rule FLT-ORDER).</summary>
    OutOfOrder = 3,

    /// <summary>A service refuses a request of a handler because there are too many (rule FLT-THROTTLE).</summary>
    Throttle = 4,

    /// <summary>A service answers a request of a handler with an error of its own (rule FLT-SERVICE-ERROR).</summary>
    ServiceError = 5,

    /// <summary>A service answers a request of a handler late (rule FLT-SLOW).</summary>
    SlowNeighbour = 6,

    /// <summary>The process ends before a request of its handler leaves (rule FLT-CRASH).</summary>
    CrashBefore = 7,

    /// <summary>The process ends while a service carries out a request of its handler (rule FLT-CRASH).</summary>
    CrashDuring = 8,

    /// <summary>The process ends when the answer to a request of its handler is there (rule FLT-CRASH).</summary>
    CrashAfter = 9,

    /// <summary>An attempt of an event meets an error of Lambda's own (rule FLT-SYSTEM-ERROR).</summary>
    SystemError = 10,

    /// <summary>The init phase of an environment fails (rule FLT-INIT).</summary>
    InitFailure = 11,

    /// <summary>An environment goes after its call (rule FLT-RECYCLE).</summary>
    EnvironmentRecycle = 12,

    /// <summary>The clock of an environment is wrong (rule FLT-CLOCK).</summary>
    ClockSkew = 13,

    /// <summary>A message is visible again while its receiver still works on it (rule FLT-VISIBILITY).</summary>
    VisibilityExpiry = 14,

    /// <summary>What a function says has failed of a batch cannot be read (rule FLT-MALFORMED).</summary>
    MalformedAnswer = 15,

    /// <summary>The poller of a mapping pauses (rule FLT-POLLER).</summary>
    PollerPause = 16,

    /// <summary>A dead-letter queue or a destination does not take a delivery (rule FLT-DESTINATION).</summary>
    FailedDestination = 17,

    /// <summary>A function is deployed anew while a batch of it is on its way (rule FLT-DEPLOY).</summary>
    Deployment = 18,

    /// <summary>After an update old code answers beside new code (rule FLT-MIXED).</summary>
    MixedVersions = 19,

    /// <summary>An Availability Zone is lost (rule FLT-ZONE).</summary>
    ZoneLoss = 20,

    /// <summary>A read that is eventually consistent sees an earlier value (rule FLT-STALE).</summary>
    StaleRead = 21,

    /// <summary>A function is in the state Failed (rule FLT-FAILED).</summary>
    FunctionFailed = 22,

    /// <summary>A mapping reads nothing of a shard (rule FLT-SHARD).</summary>
    ShardStall = 23,
}
