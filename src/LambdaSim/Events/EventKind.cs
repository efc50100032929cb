namespace LambdaSim.Events;

/// <summary>What a <see cref="SimEvent"/> records. The numbers are part of the fingerprint and never change meaning.</summary>
public enum EventKind : byte
{
    /// <summary>A request or event reached the service. <c>Value</c>: payload bytes; <see cref="SimEvent.InvocationType"/> tells how it was sent.</summary>
    Arrived = 1,

    /// <summary>Admission refused it: <see cref="SimEvent.ThrottleCause"/>. Final for a synchronous call, one attempt of a queued event. <c>Value</c>: attempts so far.</summary>
    Throttled = 2,

    /// <summary>An event waits in the asynchronous queue, because it was refused or an attempt of it failed. <c>Value</c>: nanoseconds until it is tried again.</summary>
    Queued = 3,

    /// <summary>An event left the asynchronous queue to run. <c>Value</c>: its age in nanoseconds; <see cref="SimEvent.ExtraRequests"/>: payload chunks billed on top.</summary>
    Dispatched = 4,

    /// <summary>An event ended without success, or a synchronous call was stopped: <see cref="SimEvent.DropCause"/>. <c>Value</c>: its age in nanoseconds.</summary>
    Dropped = 5,

    /// <summary>An environment was created: <see cref="SimEvent.CreationCause"/>. For a cold start, <c>Invocation</c> is the one it was created for. <c>Value</c>: nanoseconds until INIT begins.</summary>
    EnvironmentCreated = 6,

    /// <summary>An init phase ended: <see cref="SimEvent.InitOutcome"/>. <c>Value</c>: its length in nanoseconds.</summary>
    InitCompleted = 7,

    /// <summary>A handler call began in an environment. <c>Value</c>: nanoseconds the environment had been idle (0 when cold).</summary>
    Started = 8,

    /// <summary>A handler call ended: <see cref="SimEvent.Outcome"/>, <see cref="SimEvent.DurationNs"/>, <see cref="SimEvent.InitNs"/>. Of an event that did not succeed: one attempt, no fate.</summary>
    Completed = 9,

    /// <summary>An idle environment went: <see cref="SimEvent.EndCause"/>. <c>Value</c>: nanoseconds of its last idle period.</summary>
    EnvironmentEnded = 10,

    /// <summary>Provisioned concurrency became ready, or another. <c>Value</c>: number of environments of the version; 0: it is gone.</summary>
    ProvisionedReady = 11,

    /// <summary>The run ended while this call ran. Carries the same figures as <see cref="Completed"/>: of a modelled call, those it would have had.</summary>
    RunningAtEnd = 12,

    /// <summary>The run ended while this event was queued. <c>Value</c>: its age in nanoseconds.</summary>
    QueuedAtEnd = 13,

    /// <summary>The run ended while this environment was idle. <c>Value</c>: nanoseconds of its last idle period.</summary>
    IdleAtEnd = 14,

    /// <summary>What became of an event was sent on, or could not be: <see cref="SimEvent.DeliveryCause"/>. <c>Value</c>: number of the event that it became for another function, plus 1; 0 when it went to a queue, or nowhere.</summary>
    Delivered = 15,

    /// <summary>A line a function wrote to its log: <see cref="SimEvent.LogLevel"/>. <c>Value</c>: number of its text.</summary>
    LogLine = 16,

    /// <summary>An error left a handler or an init phase; the end of the call or of INIT follows: <see cref="SimEvent.Outcome"/>. <c>Value</c>: number of the text of its type, and, from bit 32, of its message.</summary>
    Error = 17,

    /// <summary>Memory in use at the end of a call, as the handler declared. <c>Value</c>: the process's high-water mark in MB.</summary>
    Memory = 18,

    /// <summary>An init phase that a call repeated ended, inside the call; only code writes it: <see cref="SimEvent.InitOutcome"/>. <c>Value</c>: its length in nanoseconds.</summary>
    InitRepeated = 19,

    /// <summary>A call of the service's API ended, about no invocation: control plane. <c>Value</c>: number of the text that tells it.</summary>
    ApiCalled = 20,

    /// <summary>An invocation came through an alias, which chose the version. <c>Value</c>: number of the text that is the alias.</summary>
    Routed = 21,

    /// <summary>What a function sets aside of its account's concurrency is another, over the API: <see cref="SimEvent.ClaimCause"/>. <c>Function</c>: one of its versions, for all. <c>Value</c>: so much, and, from bit 32, its calls that run on demand.</summary>
    Claimed = 22,

    /// <summary>What a call of code answered; its end follows. From version 2 of the rules on, and not for an empty answer. <c>Value</c>: <see cref="SimEvent.AnswerHash"/>.</summary>
    Answered = 23,

    /// <summary>Two or more waiting events of a function that were due together were refused together: <see cref="SimEvent.ThrottleCause"/>. From version 2 of the rules on. <c>Invocation</c>: the oldest. <c>Value</c>: how many, and, from bit 32, how often each was refused since it last ran. They wait again, those without fate.</summary>
    ThrottledTogether = 24,

    /// <summary>The call that begins here runs as it did in the log it was read from, and that log tells what it was billed. <c>Value</c>: Billed Duration in milliseconds.</summary>
    Reported = 25,

    /// <summary>A queue took a message: <see cref="SimEvent.SendCause"/>. <c>Function</c> and <c>Invocation</c>: whose call sent it, if one did. <c>Value</c>: the message, and, from bit 32, its bytes. From version 3 of the rules on, as all kinds that follow.</summary>
    MessageSent = 26,

    /// <summary>A FIFO queue did not take a message because it has had it: <see cref="SimEvent.SendCause"/>. <c>Value</c>: the first message, and, from bit 32, the receives of it.</summary>
    MessageDuplicated = 27,

    /// <summary>A message was received. <c>Value</c>: the message, and, from bit 32, how often it was received.</summary>
    MessageReceived = 28,

    /// <summary>A message that was received can be had again: <see cref="SimEvent.ReturnCause"/>. <c>Value</c>: as of <see cref="MessageReceived"/>.</summary>
    MessageReturned = 29,

    /// <summary>A message went to another queue: <see cref="SimEvent.MoveCause"/>. <c>Value</c>: the message, and, from bit 32, the index of that queue.</summary>
    MessageMoved = 30,

    /// <summary>A message went for good: <see cref="SimEvent.MessageFate"/>. <c>Value</c>: as of <see cref="MessageReceived"/>.</summary>
    MessageEnded = 31,

    /// <summary>The run ended while this message was in a queue: <see cref="SimEvent.MessageState"/>. <c>Value</c>: as of <see cref="MessageReceived"/>.</summary>
    MessageAtEnd = 32,

    /// <summary>A service beside Lambda has something to hand over to one target, or to nobody: <see cref="SimEvent.SendCause"/>. <c>Function</c> and <c>Invocation</c>: whose call led to it, if one did. <c>Value</c>: the notification, and, from bit 32, its bytes.</summary>
    NotificationMade = 33,

    /// <summary>A notification could not be handed over and is tried again: <see cref="SimEvent.HandoverCause"/>. <c>Value</c>: the notification, and, from bit 32, attempts so far.</summary>
    NotificationRetried = 34,

    /// <summary>A notification was handed over: <see cref="SimEvent.HandoverForm"/>. <c>Value</c>: the notification, and, from bit 32, the number of the invocation or message that it became, plus 1.</summary>
    NotificationDelivered = 35,

    /// <summary>A notification went to the dead-letter queue of its subscription, target or schedule: <see cref="SimEvent.HandoverCause"/>. <c>Value</c>: the notification, and, from bit 32, the number of the message, plus 1.</summary>
    NotificationDeadLettered = 36,

    /// <summary>A notification went nowhere: <see cref="SimEvent.HandoverCause"/>. <c>Value</c>: the notification, and, from bit 32, attempts.</summary>
    NotificationDropped = 37,

    /// <summary>The run ended while a notification was on its way. <c>Value</c>: the notification, and, from bit 32, attempts so far.</summary>
    NotificationAtEnd = 38,

    /// <summary>An event source mapping is in another state: <see cref="SimEvent.MappingState"/>. <c>Value</c>: 0.</summary>
    MappingChanged = 39,

    /// <summary>A message that was received is in a batch for a function. <c>Value</c>: the message, and, from bit 32, the batch.</summary>
    MessageBatched = 40,

    /// <summary>A batch was sent to the function, in this invocation. <c>Value</c>: the batch, and, from bit 32, its messages.</summary>
    BatchSent = 41,

    /// <summary>A batch is done with: <see cref="SimEvent.BatchEnd"/>. <c>Value</c>: the batch, and, from bit 32, how many of its messages were deleted or, of a stream, how many of its records were done with.</summary>
    BatchEnded = 42,

    /// <summary>A mapping has read records of a shard, in their order and without a gap. <c>Value</c>: position of the first of them in the shard, and, from bit 32, how many.</summary>
    RecordsRead = 43,

    /// <summary>A mapping is done with records of a shard, in their order and without a gap: <see cref="SimEvent.RecordFate"/>; its checkpoint is behind them. <c>Value</c>: as of <see cref="RecordsRead"/>.</summary>
    RecordsEnded = 44,

    /// <summary>The run ended while a mapping was not done with these records that it had read. <c>Value</c>: as of <see cref="RecordsRead"/>.</summary>
    RecordsAtEnd = 45,

    /// <summary>An attempt of an event ended with an error of Lambda's own before it reached the function (rule ASY-SYSTEM-ERROR). <c>Value</c>: attempts so far.</summary>
    SystemError = 50,

    /// <summary>A fault of the run's plan struck: <see cref="SimEvent.FaultSite"/>; a run without faults has none of these. <c>Function</c> and <c>Invocation</c>: whom, if anybody. <c>Value</c>: the fault's number in the plan, and, from bit 32, the number of the message, environment or batch that it struck, plus 1.</summary>
    FaultStruck = 70,

    /// <summary>A table was made, changed or deleted: <see cref="SimEvent.TableChange"/>. <c>Function</c> and <c>Invocation</c>: whose call asked, if one did. <c>Value</c>: its items.</summary>
    TableChanged = 80,

    /// <summary>A request about items of a table: <see cref="SimEvent.ItemOutcome"/>. <c>Function</c> and <c>Invocation</c>: whose call asked, if one did. <c>Value</c>: how many items it read or wrote.</summary>
    ItemsAsked = 81,
}
