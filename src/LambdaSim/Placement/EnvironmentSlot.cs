namespace LambdaSim.Placement;

/// <summary>What an environment is doing.</summary>
internal enum EnvironmentState : byte
{
    Free,
    Init,
    Busy,
    Idle,
}

/// <summary>One execution environment. Times are nanoseconds since the run's start.</summary>
internal struct EnvironmentSlot
{
    public const int Nil = -1;
    public const long NotArmed = long.MaxValue;

    /// <summary>A time to recycle: it goes because its process did.</summary>
    public const long Abandoned = -1;

    // What a warm call touches comes first and fills one cache line; what only creation and expiry need follows.

    /// <summary>Idle: since when. Busy: when the handler call began. In INIT: when that began.</summary>
    public long Since;

    /// <summary>When its armed expiry is due; at most one is armed, and it may fire early.</summary>
    public long ArmedAt;

    /// <summary>Length of the INIT phase the running call waited for.</summary>
    public long Init;

    /// <summary>Index of its function version.</summary>
    public int Version;

    /// <summary>Number of its creation: the name of this environment in the log.</summary>
    public int Serial;

    /// <summary>Next less recently used idle environment of the version; when free, the next free slot.</summary>
    public int Below;

    /// <summary>Next more recently used one.</summary>
    public int Above;

    /// <summary>The running call.</summary>
    public int Invocation;

    /// <summary>Admission number of the running call: settles ties.</summary>
    public int Admission;

    /// <summary>Flags of the running call, as its records carry them.</summary>
    public ushort Flags;

    public EnvironmentState State;

    /// <summary>How the running call will end.</summary>
    public byte Outcome;

    /// <summary>The process is gone: the next call pays a suppressed init (rule INIT-SUPPRESSED).</summary>
    public bool NeedsInit;

    /// <summary>Belongs to provisioned concurrency.</summary>
    public bool IsProvisioned;

    /// <summary>Provisioned, and somebody waits until its INIT is over.</summary>
    public bool IsAwaited;

    /// <summary>What the caller of the running call knows it by.</summary>
    public int Item;

    /// <summary>Who waits for the running call; 0: nobody.</summary>
    public short Caller;

    private readonly short _toTheEndOfTheLine;

    /// <summary>In INIT: the planned length of the handler call that waits for it.</summary>
    public long Planned;

    /// <summary>How long it is kept when idle.</summary>
    public long KeepAlive;

    /// <summary>From when on it goes as soon as it is idle.</summary>
    public long RecycleAt;
}
