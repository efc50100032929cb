using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Faults;
using static LambdaSim.Events.InvocationStage;

namespace LambdaSim.Events;

/// <summary>
/// The kinds of records, one row each: names and form in JSON Lines, words, step in the ledger, line in docs/event-log.md. Writer, reader, text, ledger and
/// document read it; a new kind is a row here and whoever writes its records.
/// </summary>
internal static class RecordSchema
{
    private const string Receives = "receives";

    public static readonly EnumNames StartTypes = EnumNames.Of<StartType>();
    public static readonly EnumNames InvocationTypes = EnumNames.Of<InvocationType>();

    private static readonly EnumNames ThrottleCauses = EnumNames.Of<ThrottleCause>();
    private static readonly EnumNames InitOutcomes = EnumNames.Of<InitOutcome>();
    private static readonly EnumNames Outcomes = EnumNames.Of<Outcome>();
    private static readonly EnumNames SendCauses = EnumNames.Of<SendCause>();
    private static readonly EnumNames HandoverCauses = EnumNames.Of<HandoverCause>();

    /// <summary>The rows, by number.</summary>
    public static IReadOnlyList<RecordKind> All { get; } =
    [
        new(EventKind.Arrived)
        {
            Value = "payload", HasType = true,
            Words = static (in e, _) => Text.Invariant($"{e.Value} bytes"),
            Step = new() { IsArrival = true },
            About = "payload in bytes",
        },
        new(EventKind.Throttled)
        {
            Causes = ThrottleCauses, Value = "attempts",
            Words = static (in e, _) => Text.Invariant($"attempts {e.Value}"),
            Step = new() { From = Waiting, To = Waiting, Ends = static e => e.IsFinal },
            About = "attempts before this one, refused ones and failed ones; `final` when the caller was told",
        },
        new(EventKind.Queued)
        {
            Value = "wait",
            Words = static (in e, _) => "again after " + TimeText.Length(e.Value),
            Step = new() { From = Waiting | Failed, To = Waiting },
            About = "nanoseconds until the next attempt",
        },
        new(EventKind.Dispatched)
        {
            Value = "age", HasExtra = true,
            Words = static (in e, _) => Text.Invariant($"age {TimeText.Length(e.Value)}, {e.ExtraRequests} extra requests"),
            Step = new() { From = Waiting, To = Waiting },
            About = "age in nanoseconds; detail: requests billed on top for the payload's size",
        },
        new(EventKind.Dropped)
        {
            Causes = EnumNames.Of<DropCause>(), Value = "age", Words = Age,
            Step = new() { From = Waiting | Failed, To = Ended },
            About = "age in nanoseconds",
        },
        new(EventKind.EnvironmentCreated)
        {
            Causes = EnumNames.Of<CreationCause>(), Value = "delay",
            Words = static (in e, _) => "creation delay " + TimeText.Length(e.Value),
            Step = new() { Environment = EnvironmentStep.Created },
            About = "nanoseconds until INIT begins",
        },
        new(EventKind.InitCompleted)
        {
            Causes = InitOutcomes, Cause = "outcome", Value = "init", Words = Init,
            Step = new() { Environment = EnvironmentStep.Known },
            About = "length of INIT in nanoseconds",
        },
        new(EventKind.Started)
        {
            Value = "idle", HasStart = true, HasRepeat = true, Words = IdleFor,
            Step = new() { From = Waiting | Starting, To = Running, Environment = EnvironmentStep.Taken },
            About = "nanoseconds the environment had been idle",
        },
        new(EventKind.Completed)
        {
            Causes = Outcomes, Cause = "outcome", Form = ValueForm.Call, Value = "duration", Second = "init", HasStart = true, Words = CallTimes,
            Step = new() { From = Running, To = Failed, Ends = static e => (e.Outcome == Outcome.Succeeded && !e.IsCopy) || e.InvocationType != InvocationType.Event, Environment = EnvironmentStep.Freed },
            About = "bits 0 to 39 Duration, bits 40 to 63 and the detail's figure INIT, in nanoseconds",
        },
        new(EventKind.EnvironmentEnded)
        {
            Causes = EnumNames.Of<EndCause>(), Value = "idle", Words = IdleFor,
            Step = new() { Environment = EnvironmentStep.Ended },
            About = "nanoseconds of its last idle period",
        },
        new(EventKind.ProvisionedReady)
        {
            Value = "environments",
            Words = static (in e, _) => Text.Invariant($"{e.Value} environments"),
            About = "number of environments that the version has now; 0: they are gone",
        },
        new(EventKind.RunningAtEnd)
        {
            Causes = Outcomes, Cause = "outcome", Form = ValueForm.Call, Value = "duration", Second = "init", HasStart = true, Words = CallTimes,
            Step = new() { From = Running | Starting, To = Ended, Environment = EnvironmentStep.Cut },
            About = "as `Completed`: the figures the call would have had",
        },
        new(EventKind.QueuedAtEnd)
        {
            Value = "age", Words = Age,
            Step = new() { From = Waiting, To = Ended },
            About = "age in nanoseconds",
        },
        new(EventKind.IdleAtEnd)
        {
            Value = "idle", Words = IdleFor,
            Step = new() { Environment = EnvironmentStep.Ended },
            About = "nanoseconds of its last idle period",
        },
        new(EventKind.Delivered)
        {
            Causes = EnumNames.Of<DeliveryCause>(),
            Words = static (in e, _) => Text.Invariant($"value {e.Value}"),
            Step = new() { From = Ended, To = Ended },
            About = "number of the event that it became for another function, plus 1; 0 when it went to a queue, or nowhere",
        },
        new(EventKind.LogLine)
        {
            Causes = EnumNames.Of<LogLevelCode>(), Cause = "level", Form = ValueForm.Text, Value = "text", Words = OneText,
            Step = RecordStep.Mention,
            About = "number of its text",
        },
        new(EventKind.Error)
        {
            Causes = Outcomes, Cause = "outcome", Form = ValueForm.TextPair, Value = "error", Second = "message",
            Words = static (in e, names) => $"{names.Quoted(e.TextNumber)}, {names.Quoted(e.MessageNumber)}",
            Step = RecordStep.Mention,
            About = "bits 0 to 31 number of the text of the error's type, bits 32 to 63 of its message; the end of the call or of INIT follows",
        },
        new(EventKind.Memory)
        {
            Value = "megabytes",
            Words = static (in e, _) => Text.Invariant($"{e.Value} MB"),
            Step = RecordStep.Mention,
            About = "high-water mark of the process in MB, as the handler declared",
        },
        new(EventKind.InitRepeated)
        {
            Causes = InitOutcomes, Cause = "outcome", Value = "init", Words = Init,
            Step = RecordStep.Mention,
            About = "length of an INIT that a call repeated, in nanoseconds; inside the call's Duration",
        },
        new(EventKind.ApiCalled)
        {
            Form = ValueForm.Text, Value = "text", HasFunction = false, Words = OneText,
            About = "number of its text: operation, account and region, what it was about, and `-> status code: message` if it was refused; no function",
        },
        new(EventKind.Routed)
        {
            Form = ValueForm.Text, Value = "text", Words = OneText,
            Step = RecordStep.Mention,
            About = "number of the text that is the ARN of the alias; the function is the version that it chose",
        },
        new(EventKind.Claimed)
        {
            Causes = EnumNames.Of<ClaimCause>(), Form = ValueForm.Pair, Value = "claimed", Second = "running",
            Words = static (in e, _) => Text.Invariant($"{e.ClaimedConcurrency} set aside, {e.ClaimRunning} running on demand"),
            About = "bits 0 to 31 what the function sets aside of its account's concurrency from now on, bits 32 to 63 its calls that run on demand",
        },
        new(EventKind.Answered)
        {
            Form = ValueForm.Hash, Value = "answer",
            Words = static (in e, _) => Text.Invariant($"answer {e.AnswerHash:x16}"),
            Step = RecordStep.Mention,
            About = "XXH3 hash (64 bits, seed 0) of what a call of code answered; its `Completed` follows. Not written for an empty answer, nor for a call that failed. From version 2 of the rules on",
        },
        new(EventKind.ThrottledTogether)
        {
            Causes = ThrottleCauses, Form = ValueForm.Pair, Value = "events", Second = "refusals",
            Words = static (in e, _) => Text.Invariant($"{e.ThrottledCount} events, each refused {e.RefusalsBefore} times before"),
            Step = new() { From = Waiting, To = Waiting },
            About = "bits 0 to 31 how many waiting events of the function were refused at this instant, two or more, bits 32 to 63 how often each had been refused since it last ran; the invocation is the oldest of them. From version 2 of the rules on",
        },
        new(EventKind.Reported)
        {
            Value = "billed",
            Words = static (in e, _) => Text.Invariant($"billed {e.Value} ms in its log"),
            Step = RecordStep.Mention,
            About = "Billed Duration in milliseconds that the log a call was read from tells; only of a call that begins here and runs as it did there",
        },
        OfMessage(EventKind.MessageSent, SendCauses, MessageStep.Sent, "bytes", static (in e, _) => Text.Invariant($"message {e.Message}, {e.MessageBytes} bytes"),
            "bits 0 to 31 the message, numbered from 0 in order of sending, bits 32 to 63 body and attributes in bytes; function and invocation are those that sent it, if any. From version 3 of the rules on, as all that follow"),
        OfMessage(EventKind.MessageDuplicated, SendCauses, MessageStep.Known, Receives, MessageReceives,
            "the message that a FIFO queue has had and did not take again, and its receives"),
        OfMessage(EventKind.MessageReceived, null, MessageStep.Held, Receives, MessageReceives,
            "bits 0 to 31 the message, bits 32 to 63 how often it was received"),
        OfMessage(EventKind.MessageReturned, EnumNames.Of<ReturnCause>(), MessageStep.Held, Receives, MessageReceives,
            "message and receives. What ran out is noticed, and recorded, when the queue is used next"),
        OfMessage(EventKind.MessageMoved, EnumNames.Of<MoveCause>(), MessageStep.Moved, "to", static (in e, names) => Text.Invariant($"message {e.Message} to {names.Resource(e.MovedTo)}"),
            "message, and the index of the queue that it went to"),
        OfMessage(EventKind.MessageEnded, EnumNames.Of<MessageFate>(), MessageStep.Ended, Receives, MessageReceives,
            "message and receives. What expired is noticed, and recorded, when the queue is used next, at the latest at the end"),
        OfMessage(EventKind.MessageAtEnd, EnumNames.Of<MessageState>(), MessageStep.Ended, Receives, MessageReceives,
            "message and receives"),
        OfNotification(EventKind.NotificationMade, SendCauses, NotificationStep.Made, "bytes", static (in e, _) => Text.Invariant($"notification {e.Notification}, {e.MessageBytes} bytes"),
            "bits 0 to 31 the notification, numbered from 0 in order of making, bits 32 to 63 its bytes: what a service hands over to one target by itself, or what nobody wanted; function and invocation are those whose call led to it, if any"),
        OfNotification(EventKind.NotificationRetried, HandoverCauses, NotificationStep.Known, "attempts", NotificationAttempts, "notification and attempts so far"),
        OfNotification(EventKind.NotificationDelivered, EnumNames.Of<HandoverForm>(), NotificationStep.Ended, "became",
            static (in e, _) => Text.Invariant($"notification {e.Notification}{(e.Became == SimEvent.None ? "" : Text.Invariant($", became {(e.HandoverForm == HandoverForm.Message ? "message" : "invocation")} {e.Became}"))}"),
            "notification, and the number of the invocation or message that it became, plus 1; 0: neither"),
        OfNotification(EventKind.NotificationDeadLettered, HandoverCauses, NotificationStep.Ended, "became",
            static (in e, _) => Text.Invariant($"notification {e.Notification}, became message {e.Became}"),
            "notification, and the number of the message in the dead-letter queue, plus 1"),
        OfNotification(EventKind.NotificationDropped, HandoverCauses, NotificationStep.Ended, "attempts", NotificationAttempts, "notification and attempts"),
        OfNotification(EventKind.NotificationAtEnd, null, NotificationStep.Ended, "attempts", NotificationAttempts, "notification and attempts so far"),
        OfMapping(EventKind.MappingChanged, EnumNames.Of<MappingState>(), RecordStep.None, "value", "", static (in e, _) => $"{e.MappingState}", "0"),
        OfMessage(EventKind.MessageBatched, null, MessageStep.Held, "batch", static (in e, _) => Text.Invariant($"message {e.Message} in batch {e.Batch}"),
            "bits 0 to 31 the message, bits 32 to 63 the batch, numbered from 0 in order of sending"),
        OfMapping(EventKind.BatchSent, null, RecordStep.Mention, "batch", "messages", static (in e, _) => Text.Invariant($"batch {e.Batch}, {e.BatchMessages} messages"),
            "bits 0 to 31 the batch, bits 32 to 63 its messages; function and invocation are those that it was sent to, one record an attempt"),
        OfMapping(EventKind.BatchEnded, EnumNames.Of<BatchEnd>(), RecordStep.None, "batch", "deleted", static (in e, _) => Text.Invariant($"batch {e.Batch}, {e.BatchMessages} messages deleted"),
            "the batch, and how many of its messages were deleted or, of a stream, how many of its records were done with"),
        OfRecords(EventKind.RecordsRead, null, ShardStep.Read, "bits 0 to 31 the position of the first record in its shard, from 0, bits 32 to 63 how many"),
        OfRecords(EventKind.RecordsEnded, EnumNames.Of<RecordFate>(), ShardStep.Ended, "position and count; the mapping's checkpoint is behind them"),
        OfRecords(EventKind.RecordsAtEnd, null, ShardStep.Ended, "position and count of records that were read"),
        new(EventKind.SystemError)
        {
            Value = "attempts",
            Words = static (in e, _) => Text.Invariant($"attempts {e.Value}"),
            Step = new() { From = Waiting, To = Waiting },
            About = "attempts before this one, refused ones and failed ones. From version 3 of the rules on",
        },
        new(EventKind.FaultStruck)
        {
            Causes = EnumNames.Of<FaultSite>(), Cause = "site", Form = ValueForm.Pair, Value = "fault", Second = "struck", HasFunction = false, HasResource = true, MayLackResource = true,
            Words = static (in e, _) => Text.Invariant($"fault {e.Fault}{(e.Struck == SimEvent.None ? "" : Text.Invariant($", number {e.Struck}"))}"),
            About = "bits 0 to 31 the fault's number in the plan, bits 32 to 63 the number of the message, environment or batch that it struck, plus 1; 0: neither. Only of a run with a fault plan",
        },
        OfMapping(EventKind.TableChanged, EnumNames.Of<TableChange>(), RecordStep.None, "items", "", static (in e, _) => Text.Invariant($"{e.TableChange}, {e.Value} items"), "items that it has"),
        OfMapping(EventKind.ItemsAsked, EnumNames.Of<ItemOutcome>(), RecordStep.None, "items", "", static (in e, _) => Text.Invariant($"{e.ItemOutcome}, {e.Value} items"),
            "items that a request read or wrote, or would have; function and invocation are those whose call asked, if any"),
    ];

    private static readonly RecordKind?[] ByNumber = Numbered();

    /// <summary>The row of a kind.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static RecordKind Of(EventKind kind) => Find(kind) ?? throw new ArgumentException(Text.Invariant($"a record of kind {(int)kind} is in no table of kinds"), nameof(kind));

    /// <summary>The row of a kind; null: there is none.</summary>
    public static RecordKind? Find(EventKind kind) => (int)kind < ByNumber.Length ? ByNumber[(int)kind] : null;

    /// <summary>The row whose name is the reader's current string; null: there is none.</summary>
    public static RecordKind? Find(ref Utf8JsonReader reader)
    {
        foreach (var row in All)
        {
            if (reader.ValueTextEquals(row.NameJson))
            {
                return row;
            }
        }

        return null;
    }

    /// <summary>Whether a record is the fate of its invocation.</summary>
    public static bool IsFate(in SimEvent e) => Of(e.Kind).Step.IsFate(e);

    private static string MessageReceives(in SimEvent e, LogNames names) => Text.Invariant($"message {e.Message}, received {e.MessageReceives} times");

    private static RecordKind OfMessage(EventKind kind, EnumNames? causes, MessageStep step, string second, RecordWords words, string about) => new(kind)
    {
        Causes = causes, Form = ValueForm.Pair, Value = "message", Second = second, HasFunction = false,
        HasResource = true, HasSecondResource = step == MessageStep.Moved,
        Words = words,
        Step = new() { Message = step },
        About = about,
    };

    private static string NotificationAttempts(in SimEvent e, LogNames names) => Text.Invariant($"notification {e.Notification}, {e.MessageReceives} attempts");

    private static RecordKind OfNotification(EventKind kind, EnumNames? causes, NotificationStep step, string second, RecordWords words, string about) => new(kind)
    {
        Causes = causes, Form = ValueForm.Pair, Value = "notification", Second = second, HasFunction = false,
        HasResource = true,
        Words = words,
        Step = new() { Notification = step },
        About = about,
    };

    private static RecordKind OfMapping(EventKind kind, EnumNames? causes, RecordStep step, string value, string second, RecordWords words, string about) => new(kind)
    {
        Causes = causes, Form = second.Length > 0 ? ValueForm.Pair : ValueForm.Number, Value = value, Second = second, HasFunction = false,
        HasResource = true,
        Words = words,
        Step = step,
        About = about,
    };

    private static RecordKind OfRecords(EventKind kind, EnumNames? causes, ShardStep step, string about) =>
        OfMapping(kind, causes, new() { Shard = step }, "position", "records", static (in e, _) => Text.Invariant($"{e.RecordCount} records from position {e.RecordPosition}"), about);

    private static string Age(in SimEvent e, LogNames names) => "age " + TimeText.Length(e.Value);

    private static string Init(in SimEvent e, LogNames names) => "INIT " + TimeText.Length(e.Value);

    private static string IdleFor(in SimEvent e, LogNames names) => "idle for " + TimeText.Length(e.Value);

    private static string CallTimes(in SimEvent e, LogNames names) => $"Duration {TimeText.Length(e.DurationNs)}, INIT {TimeText.Length(e.InitNs)}";

    private static string OneText(in SimEvent e, LogNames names) => names.Quoted(e.TextNumber);

    private static RecordKind?[] Numbered()
    {
        var rows = new RecordKind?[All.Max(static r => (int)r.Kind) + 1];
        foreach (var row in All)
        {
            rows[(int)row.Kind] = row;
        }

        return rows;
    }
}
