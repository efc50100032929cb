using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LambdaSim.Faults;

namespace LambdaSim.Events;

/// <summary>
/// One record of the event log: 32 bytes, the same on every machine. Everything anyone reads about a run is a fold over these.
/// Times are nanoseconds since the run's start. <see cref="Value"/> and <see cref="Detail"/> depend on <see cref="Kind"/>;
/// read them through the named accessors.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 32)]
public readonly struct SimEvent : IEquatable<SimEvent>
{
    // A call's Duration is at most 900 s (AWS's own limit) < 2^40 ns and its INIT at most 10 s < 2^34 ns,
    // so both fit exactly into Value and the low ten bits of Detail; the upper six bits of Detail are flags.
    private const int DurationBits = 40;
    private const long DurationMask = (1L << DurationBits) - 1;
    private const int InitLowBits = 64 - DurationBits;
    private const int InitHighBits = 10;
    private const ushort InitHighMask = (1 << InitHighBits) - 1;

    /// <summary>The bits of <see cref="Detail"/> that hold a figure, not a flag.</summary>
    internal const ushort LowDetail = InitHighMask;

    /// <summary>The longest Duration a record can hold, in nanoseconds.</summary>
    internal const long MaxDurationNs = DurationMask;

    /// <summary>The longest INIT of a call a record can hold, in nanoseconds.</summary>
    internal const long MaxInitNs = (1L << (InitLowBits + InitHighBits)) - 1;

    /// <summary>Stands for "no environment" and "no invocation".</summary>
    public const int None = -1;

    // Four words, so that the compiler keeps a record in registers from its making to its place in the batch.
    // On little-endian machines their bytes are the record's canonical bytes (see Fingerprint.Write).
    private readonly long _time;
    private readonly long _value;
    private readonly ulong _who;
    private readonly ulong _what;

    /// <summary>Makes a record from its raw fields, as the readers do; of a record about a message, the queue stands in place of the environment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SimEvent(long time, EventKind kind, byte cause, ushort detail, int function, int invocation, int environment, long value)
    {
        _time = time;
        _value = value;
        _who = (uint)function | ((ulong)(uint)invocation << 32);
        _what = (uint)environment | ((ulong)kind << 32) | ((ulong)cause << 40) | ((ulong)detail << 48);
    }

    /// <summary>Nanoseconds since the run's start.</summary>
    public long Time => _time;

    /// <summary>A figure whose meaning depends on <see cref="Kind"/>.</summary>
    public long Value => _value;

    /// <summary>Index of the function version (see <see cref="FunctionDefinition"/>).</summary>
    public int Function => (int)_who;

    /// <summary>Number of the arrival, from 0, in order of arrival; <see cref="None"/> when the record is about an environment alone.</summary>
    public int Invocation => (int)(_who >> 32);

    /// <summary>Number of the environment, from 0, in order of creation; <see cref="None"/> when there is none.</summary>
    public int Environment => NamesResource ? None : (int)_what;

    /// <summary>Index of the queue, topic, bus or other resource that a record of a message or notification is about (see <see cref="ResourceDefinition"/>); <see cref="None"/> when there is none.</summary>
    public int Resource => NamesResource ? (int)_what : None;

    /// <summary>Raw: the environment or the resource.</summary>
    internal int Place => (int)_what;

    private bool NamesResource => Kind is (>= EventKind.MessageSent and <= EventKind.RecordsAtEnd) or EventKind.FaultStruck;

    private bool NamesMessage => Kind is (>= EventKind.MessageSent and <= EventKind.MessageAtEnd) or EventKind.MessageBatched;

    /// <summary>What happened.</summary>
    public EventKind Kind => (EventKind)(byte)(_what >> 32);

    /// <summary>Raw cause; read it through the accessor for the kind.</summary>
    public byte Cause => (byte)(_what >> 40);

    /// <summary>Raw flags and small figures; read them through the accessors.</summary>
    public ushort Detail => (ushort)(_what >> 48);

    /// <summary>Of <see cref="EventKind.Throttled"/> and <see cref="EventKind.ThrottledTogether"/>.</summary>
    public ThrottleCause ThrottleCause => (ThrottleCause)Cause;

    /// <summary>Of <see cref="EventKind.Dropped"/>.</summary>
    public DropCause DropCause => (DropCause)Cause;

    /// <summary>Of <see cref="EventKind.Delivered"/>.</summary>
    public DeliveryCause DeliveryCause => (DeliveryCause)Cause;

    /// <summary>Of <see cref="EventKind.EnvironmentCreated"/>.</summary>
    public CreationCause CreationCause => (CreationCause)Cause;

    /// <summary>Of <see cref="EventKind.InitCompleted"/> and <see cref="EventKind.InitRepeated"/>.</summary>
    public InitOutcome InitOutcome => (InitOutcome)Cause;

    /// <summary>Of <see cref="EventKind.Completed"/> and <see cref="EventKind.RunningAtEnd"/>; of <see cref="EventKind.Error"/>: what it makes of the call.</summary>
    public Outcome Outcome => (Outcome)Cause;

    /// <summary>Of <see cref="EventKind.EnvironmentEnded"/>.</summary>
    public EndCause EndCause => (EndCause)Cause;

    /// <summary>Of <see cref="EventKind.Claimed"/>.</summary>
    public ClaimCause ClaimCause => (ClaimCause)Cause;

    /// <summary>Of <see cref="EventKind.MessageSent"/>, <see cref="EventKind.MessageDuplicated"/> and <see cref="EventKind.NotificationMade"/>.</summary>
    public SendCause SendCause => (SendCause)Cause;

    /// <summary>Of <see cref="EventKind.MessageReturned"/>.</summary>
    public ReturnCause ReturnCause => (ReturnCause)Cause;

    /// <summary>Of <see cref="EventKind.MessageMoved"/>.</summary>
    public MoveCause MoveCause => (MoveCause)Cause;

    /// <summary>Of <see cref="EventKind.MessageEnded"/>.</summary>
    public MessageFate MessageFate => (MessageFate)Cause;

    /// <summary>Of <see cref="EventKind.MessageAtEnd"/>.</summary>
    public MessageState MessageState => (MessageState)Cause;

    /// <summary>Number of the message that a record is about, from 0, in order of sending; <see cref="None"/> when it is about none.</summary>
    public int Message => NamesMessage ? (int)Value : None;

    /// <summary>Number of the notification that a record is about, from 0, in order of making; <see cref="None"/> when it is about none.</summary>
    public int Notification => Kind is >= EventKind.NotificationMade and <= EventKind.NotificationAtEnd ? (int)Value : None;

    /// <summary>Of records about a notification that could not be handed over.</summary>
    public HandoverCause HandoverCause => (HandoverCause)Cause;

    /// <summary>Of <see cref="EventKind.NotificationDelivered"/>.</summary>
    public HandoverForm HandoverForm => (HandoverForm)Cause;

    /// <summary>Of <see cref="EventKind.NotificationDelivered"/> and <see cref="EventKind.NotificationDeadLettered"/>: the invocation or message that it became; <see cref="None"/> when it became neither.</summary>
    public int Became => (int)(Value >> 32) - 1;

    /// <summary>Of records about a message other than <see cref="EventKind.MessageSent"/> and <see cref="EventKind.MessageMoved"/>: how often it was received.</summary>
    public int MessageReceives => (int)(Value >> 32);

    /// <summary>Of <see cref="EventKind.MessageSent"/>: body and attributes together, in bytes.</summary>
    public int MessageBytes => (int)(Value >> 32);

    /// <summary>Of <see cref="EventKind.MessageMoved"/>: index of the queue that it went to.</summary>
    public int MovedTo => (int)(Value >> 32);

    /// <summary>Of <see cref="EventKind.MappingChanged"/>.</summary>
    public MappingState MappingState => (MappingState)Cause;

    /// <summary>Of <see cref="EventKind.TableChanged"/>.</summary>
    public TableChange TableChange => (TableChange)Cause;

    /// <summary>Of <see cref="EventKind.ItemsAsked"/>.</summary>
    public ItemOutcome ItemOutcome => (ItemOutcome)Cause;

    /// <summary>Of <see cref="EventKind.BatchEnded"/>.</summary>
    public BatchEnd BatchEnd => (BatchEnd)Cause;

    /// <summary>Number of the batch that a record is about, from 0, in order of sending; <see cref="None"/> when it is about none.</summary>
    public int Batch => Kind switch
    {
        EventKind.MessageBatched => (int)(Value >> 32),
        EventKind.BatchSent or EventKind.BatchEnded => (int)Value,
        _ => None,
    };

    /// <summary>Of <see cref="EventKind.BatchSent"/>: messages in it; of <see cref="EventKind.BatchEnded"/>: those of them that were deleted.</summary>
    public int BatchMessages => (int)(Value >> 32);

    /// <summary>Of <see cref="EventKind.FaultStruck"/>.</summary>
    public FaultSite FaultSite => (FaultSite)Cause;

    /// <summary>Of <see cref="EventKind.FaultStruck"/>: the fault's number in the plan, from 0.</summary>
    public int Fault => (int)Value;

    /// <summary>Of <see cref="EventKind.FaultStruck"/>: number of the message, environment or batch that it struck; <see cref="None"/> when it is none of these.</summary>
    public int Struck => (int)(Value >> 32) - 1;

    /// <summary>Of <see cref="EventKind.RecordsEnded"/>.</summary>
    public RecordFate RecordFate => (RecordFate)Cause;

    /// <summary>Of records about records of a shard: the position of the first of them.</summary>
    public int RecordPosition => (int)Value;

    /// <summary>Of records about records of a shard: how many.</summary>
    public int RecordCount => (int)(Value >> 32);

    /// <summary>Of <see cref="EventKind.LogLine"/>.</summary>
    public LogLevelCode LogLevel => (LogLevelCode)Cause;

    /// <summary>Of <see cref="EventKind.LogLine"/>, <see cref="EventKind.ApiCalled"/> and <see cref="EventKind.Routed"/>: number of the text; of <see cref="EventKind.Error"/>: of the error's type.</summary>
    public int TextNumber => (int)Value;

    /// <summary>Of <see cref="EventKind.Claimed"/>: concurrency that is set aside.</summary>
    internal int ClaimedConcurrency => (int)Value;

    /// <summary>Of <see cref="EventKind.Claimed"/>: calls of the function that run on demand.</summary>
    internal int ClaimRunning => (int)(Value >> 32);

    /// <summary>Attempts that a record refused: of <see cref="EventKind.Throttled"/> 1, of <see cref="EventKind.ThrottledTogether"/> as many as there were events, of others 0.</summary>
    public int ThrottledCount => Kind == EventKind.Throttled ? 1 : Kind == EventKind.ThrottledTogether ? (int)Value : 0;

    /// <summary>Of <see cref="EventKind.ThrottledTogether"/>: how often each of the events had been refused since it last ran.</summary>
    internal int RefusalsBefore => (int)(Value >> 32);

    /// <summary>Of <see cref="EventKind.Answered"/>: XXH3 (64 bits, seed 0) of the answer's bytes.</summary>
    public ulong AnswerHash => (ulong)Value;

    /// <summary>Of <see cref="EventKind.Error"/>: number of the text of its message.</summary>
    public int MessageNumber => (int)(Value >> 32);

    /// <summary>Of <see cref="EventKind.Started"/>, <see cref="EventKind.Completed"/> and <see cref="EventKind.RunningAtEnd"/>.</summary>
    public StartType StartType => (StartType)((Detail >> InitHighBits) & 3);

    /// <summary>The call runs, or ran, on provisioned concurrency; or the environment belongs to it.</summary>
    public bool IsProvisioned => (Detail & RunFlags.ProvisionedBit) != 0;

    /// <summary>The version has provisioned concurrency ready, but the call runs on demand.</summary>
    public bool IsSpillover => (Detail & RunFlags.SpilloverBit) != 0;

    /// <summary>Of <see cref="EventKind.Started"/>: the call's code repeats INIT first, and an <see cref="EventKind.InitRepeated"/> tells how that ended.</summary>
    public bool RepeatsInit => Kind == EventKind.Started && (Detail & RunFlags.RepeatsInitBit) != 0;

    /// <summary>How the request was sent.</summary>
    public InvocationType InvocationType => (Detail & RunFlags.AsyncBit) != 0 ? InvocationType.Event : InvocationType.RequestResponse;

    /// <summary>Of <see cref="EventKind.Throttled"/>: the caller was told; otherwise one attempt of a queued event.</summary>
    public bool IsFinal => !IsCopy && (Detail & RunFlags.FinalBit) != 0;

    /// <summary>Of <see cref="EventKind.Started"/>, <see cref="EventKind.Completed"/> and <see cref="EventKind.RunningAtEnd"/>: the run of an event that was delivered twice, before the one that counts (rule ASY-DUPLICATE).</summary>
    public bool IsCopy => Kind is EventKind.Started or EventKind.Completed or EventKind.RunningAtEnd && (Detail & RunFlags.CopyBit) != 0;

    /// <summary>Of <see cref="EventKind.Dispatched"/>: requests billed beyond the first because of the payload's size.</summary>
    public int ExtraRequests => Detail & InitHighMask;

    /// <summary>Of <see cref="EventKind.Completed"/> and <see cref="EventKind.RunningAtEnd"/>: the REPORT line's Duration, suppressed init included.</summary>
    public long DurationNs => Value & DurationMask;

    /// <summary>Of <see cref="EventKind.Completed"/> and <see cref="EventKind.RunningAtEnd"/>: the length of the INIT phase this call waited for; 0 when warm.</summary>
    public long InitNs => (long)((ulong)Value >> DurationBits) | ((long)(Detail & InitHighMask) << InitLowBits);

    /// <summary>A record about a handler call that ended (or was cut): duration and init in one value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SimEvent OfCall(long time, EventKind kind, Outcome outcome, ushort flags, int function, int invocation, int environment, long durationNs, long initNs) =>
        new(time, kind, (byte)outcome, (ushort)(flags | (ushort)(initNs >> InitLowBits)), function, invocation, environment, durationNs | (initNs << DurationBits));

    /// <summary>The value of an <see cref="EventKind.Error"/> or of an <see cref="EventKind.Claimed"/>.</summary>
    internal static long PairValue(int first, int second) => (uint)first | ((long)second << 32);

    /// <inheritdoc/>
    public bool Equals(SimEvent other) => _time == other._time && _value == other._value && _who == other._who && _what == other._what;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SimEvent other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Time ^ (int)(Time >> 32) ^ Invocation ^ (Place << 8) ^ ((int)Kind << 24);

    /// <summary>Everything it says on one line; functions and texts stand as numbers: <see cref="EventLog.Describe"/> knows their names.</summary>
    public override string ToString() => RecordText.Of(this, []);

    /// <summary>Same record.</summary>
    public static bool operator ==(SimEvent left, SimEvent right) => left.Equals(right);

    /// <summary>Different record.</summary>
    public static bool operator !=(SimEvent left, SimEvent right) => !left.Equals(right);
}

/// <summary>The six flag bits in <see cref="SimEvent.Detail"/>, and one of the figure's.</summary>
internal static class RunFlags
{
    /// <summary>Of <see cref="EventKind.Started"/>, whose figure is otherwise 0.</summary>
    public const ushort RepeatsInitBit = 1;

    public const ushort Warm = (ushort)StartType.Warm << 10;
    public const ushort Cold = (ushort)StartType.Cold << 10;
    public const ushort Reinit = (ushort)StartType.Reinit << 10;
    public const ushort StartMask = 3 << 10;
    public const ushort ProvisionedBit = 1 << 12;
    public const ushort SpilloverBit = 1 << 13;
    public const ushort AsyncBit = 1 << 14;
    public const ushort FinalBit = 1 << 15;

    /// <summary>Of <see cref="EventKind.Started"/> and <see cref="EventKind.Completed"/>, which are never final.</summary>
    public const ushort CopyBit = FinalBit;
}
