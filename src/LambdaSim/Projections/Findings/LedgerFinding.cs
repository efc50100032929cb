using LambdaSim.Configuration;
using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Projections;

/// <summary>What went wrong with something that was accepted.</summary>
public enum FindingKind
{
    /// <summary>An async invocation ended without success, and its function has nothing that keeps such invocations.</summary>
    InvocationDropped,

    /// <summary>An async invocation ended without success, and what was to keep it did not take it.</summary>
    InvocationNotTaken,

    /// <summary>A message was older than its queue keeps messages.</summary>
    MessageExpired,

    /// <summary>A message was in a queue that was purged.</summary>
    MessagePurged,

    /// <summary>A message was in a queue that was deleted.</summary>
    MessageGoneWithQueue,

    /// <summary>A message went to a dead-letter queue although no function had been given it: its mapping received it, and Lambda refused the batch.</summary>
    DeadLetteredUnseen,

    /// <summary>A notification could not be handed over, and nothing keeps what its sender cannot hand over.</summary>
    NotificationDropped,

    /// <summary>A notification that nobody wanted: no subscription, rule or filter matched. It is told, and is no loss.</summary>
    NotificationUnmatched,

    /// <summary>A message was given to a function again while the first call still worked on it. It is told, and is no loss.</summary>
    ProcessedTwice,

    /// <summary>A record of a stream was given up by its mapping, by retries or age, and nothing was told of it.</summary>
    RecordGivenUp,

    /// <summary>A record of a stream expired before its mapping was done with it.</summary>
    RecordExpired,

    /// <summary>A record of a stream was in a batch that failed and was halved, and was given to the function again. It is told, and is no loss.</summary>
    RecordGivenAgain,
}

/// <summary>Something that went wrong, as often as it did: the hop, the cause, and the setting that would have kept what was lost.</summary>
/// <param name="Kind">What went wrong.</param>
/// <param name="Place">The hop: the name of a function, or such as <c>queue orders</c>.</param>
/// <param name="Cause">Why.</param>
/// <param name="Advice">What to set.</param>
public sealed record LedgerFinding(FindingKind Kind, string Place, string Cause, string Advice)
{
    /// <summary>How often.</summary>
    public int Count { get; internal set; }

    /// <summary>Whether what was accepted is lost.</summary>
    public bool IsLoss => Kind is not (FindingKind.NotificationUnmatched or FindingKind.ProcessedTwice or FindingKind.RecordGivenAgain);

    /// <summary>The first that it happened to: a number of the log, and for an invocation its request id.</summary>
    public required string Example { get; init; }

    /// <summary>When it happened to that: virtual time since the run's start.</summary>
    public required Duration At { get; init; }

    /// <summary>All of it on one line.</summary>
    public override string ToString() =>
        $"{Words(Kind, Count)}: {Place}: {Cause}; {Advice} ({(Count == 1 ? "" : "first: ")}{Example}, at +{TimeText.Moment(At.ToInt64Nanoseconds())})";

    private static string Words(FindingKind kind, int count) => kind switch
    {
        FindingKind.InvocationDropped or FindingKind.InvocationNotTaken => Of(count, "async invocation lost", "async invocations lost"),
        FindingKind.NotificationDropped => Of(count, "notification lost", "notifications lost"),
        FindingKind.NotificationUnmatched => Of(count, "notification that nobody wanted", "notifications that nobody wanted"),
        FindingKind.DeadLetteredUnseen => Of(count, "message in a dead-letter queue that no function saw", "messages in a dead-letter queue that no function saw"),
        FindingKind.ProcessedTwice => Of(count, "message processed twice", "messages processed twice"),
        FindingKind.RecordGivenUp or FindingKind.RecordExpired => Of(count, "record of a stream lost", "records of a stream lost"),
        FindingKind.RecordGivenAgain => Of(count, "record of a stream given again", "records of a stream given again"),
        _ => Of(count, "message lost", "messages lost"),
    };

    private static string Of(int count, string one, string many) => Text.Invariant($"{count} {(count == 1 ? one : many)}");
}
