namespace LambdaSim.Engine;

/// <summary>
/// Order of entries that fall on one instant. Ties are settled by meaning, then by sequence; never by chance.
/// </summary>
internal enum EntryPhase : byte
{
    /// <summary>Configuration and provisioned readiness come first: what happens at an instant sees the settings of that instant.
    /// So do log lines of code that spent time up to an instant: whatever ends then ends after them.</summary>
    Control = 0,

    /// <summary>An environment that is ready at an instant serves at that instant.</summary>
    InitDone = 1,

    /// <summary>A call that ends frees its slot and its environment for a request at the same instant. Sequence: admission number.</summary>
    Complete = 2,

    /// <summary>A keep-alive that ends at an instant is over for a request at it.</summary>
    Expire = 3,

    /// <summary>Timers set earlier are seen before messages and requests.</summary>
    Timer = 4,

    /// <summary>Messages delivered at an instant precede new requests.</summary>
    Deliver = 5,

    /// <summary>Requests that the run itself makes; a workload's arrivals at the same instant precede them.</summary>
    Arrive = 6,

    /// <summary>Timeouts last: a handler that ends exactly at its timeout has succeeded.</summary>
    Deadline = 7,
}

/// <summary>What an entry does when it is due.</summary>
internal enum EntryAction
{
    ProvisionedReady,
    InitDone,
    Complete,
    TimeOut,
    Expire,
    Prewarm,
    Retry,
    LiveInit,
    LiveInitDone,
    LiveComplete,
    LiveDeadline,
    Ring,
    Deprovision,
    RetryBatch,
    SendOn,
    Sent,
    SendAgain,
}
