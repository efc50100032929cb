namespace LambdaSim.Events;

/// <summary>Where an invocation stands between its arrival and its fate.</summary>
[Flags]
internal enum InvocationStage : byte
{
    None = 0,
    Waiting = 1,
    Starting = 2,
    Running = 4,

    // An attempt of an event: a retry or its drop follows.
    Failed = 8,
    Ended = 16,
}

/// <summary>What a record does to the environment that it names.</summary>
internal enum EnvironmentStep : byte
{
    None,

    /// <summary>It exists.</summary>
    Known,

    /// <summary>It begins to exist, for the invocation of a cold start or for nobody yet.</summary>
    Created,

    /// <summary>It works for the invocation from now on.</summary>
    Taken,

    /// <summary>It has nothing to do any more.</summary>
    Freed,

    /// <summary>It goes with the invocation that it works for.</summary>
    Cut,

    /// <summary>It goes while it has nothing to do.</summary>
    Ended,
}

/// <summary>What a record does to the message that it names.</summary>
internal enum MessageStep : byte
{
    None,

    /// <summary>The next one comes to a queue.</summary>
    Sent,

    /// <summary>It came once, and may be gone.</summary>
    Known,

    /// <summary>It is in the queue.</summary>
    Held,

    /// <summary>It leaves the queue for another.</summary>
    Moved,

    /// <summary>It has its fate.</summary>
    Ended,
}

/// <summary>What a record does to the notification that it names.</summary>
internal enum NotificationStep : byte
{
    None,

    /// <summary>The next one is made.</summary>
    Made,

    /// <summary>It goes on.</summary>
    Known,

    /// <summary>It has its fate.</summary>
    Ended,
}

/// <summary>What a record does to the records of a shard that it names.</summary>
internal enum ShardStep : byte
{
    None,

    /// <summary>They are read.</summary>
    Read,

    /// <summary>They have their fate.</summary>
    Ended,
}

/// <summary>The step that a kind of record is in the lives of the invocation, the environment and the message that it names.</summary>
internal sealed record RecordStep
{
    /// <summary>It changes nobody's life.</summary>
    public static readonly RecordStep None = new();

    /// <summary>It tells of an invocation or an environment and changes neither.</summary>
    public static readonly RecordStep Mention = new() { IsMention = true };

    public bool IsMention { get; private init; }

    /// <summary>The next invocation arrives.</summary>
    public bool IsArrival { get; init; }

    /// <summary>Stages that the invocation may be in before; none: the invocation does not step.</summary>
    public InvocationStage From { get; init; }

    /// <summary>The stage after.</summary>
    public InvocationStage To { get; init; }

    /// <summary>Whether a record of the kind is a fate although <see cref="To"/> is none; null: never.</summary>
    public Func<SimEvent, bool>? Ends { get; init; }

    public EnvironmentStep Environment { get; init; }

    public MessageStep Message { get; init; }

    public NotificationStep Notification { get; init; }

    public ShardStep Shard { get; init; }

    /// <summary>The stage after a record.</summary>
    public InvocationStage After(in SimEvent e) => Ends is { } ends && ends(e) ? InvocationStage.Ended : To;

    /// <summary>Whether a record is the fate of its invocation.</summary>
    public bool IsFate(in SimEvent e) => From != InvocationStage.None && (From & InvocationStage.Ended) == 0 && After(e) == InvocationStage.Ended;
}
