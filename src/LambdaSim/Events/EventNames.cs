using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LambdaSim.Events;

/// <summary>The names of an enum's values, ready as UTF-8.</summary>
internal sealed class EnumNames
{
    private readonly byte[]?[] _names;

    private EnumNames(byte[]?[] names) => _names = names;

    public static EnumNames Of<T>()
        where T : struct, Enum
    {
        var names = new List<byte[]?>();
        foreach (var value in Enum.GetValues<T>())
        {
            var number = Convert.ToInt32(value, CultureInfo.InvariantCulture);
            while (names.Count <= number)
            {
                names.Add(null);
            }

            names[number] = Encoding.UTF8.GetBytes(value.ToString());
        }

        return new EnumNames([.. names]);
    }

    /// <summary>The name of a value; empty when it has none.</summary>
    public ReadOnlySpan<byte> this[int value] => value < _names.Length ? _names[value] : default;

    /// <summary>The value whose name is the reader's current string; -1 when there is none.</summary>
    public int Find(ref Utf8JsonReader reader)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            if (_names[i] is { } name && reader.ValueTextEquals(name))
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>What the fields of a record are called in JSON Lines, by kind.</summary>
internal static class EventNames
{
    public static readonly EnumNames Kinds = EnumNames.Of<EventKind>();
    public static readonly EnumNames StartTypes = EnumNames.Of<StartType>();
    public static readonly EnumNames InvocationTypes = EnumNames.Of<InvocationType>();

    private static readonly EnumNames ThrottleCauses = EnumNames.Of<ThrottleCause>();
    private static readonly EnumNames DropCauses = EnumNames.Of<DropCause>();
    private static readonly EnumNames CreationCauses = EnumNames.Of<CreationCause>();
    private static readonly EnumNames InitOutcomes = EnumNames.Of<InitOutcome>();
    private static readonly EnumNames Outcomes = EnumNames.Of<Outcome>();
    private static readonly EnumNames EndCauses = EnumNames.Of<EndCause>();
    private static readonly EnumNames LogLevels = EnumNames.Of<LogLevelCode>();
    private static readonly EnumNames ClaimCauses = EnumNames.Of<ClaimCause>();
    private static readonly EnumNames DeliveryCauses = EnumNames.Of<DeliveryCause>();

    /// <summary>The names of <see cref="SimEvent.Cause"/>; null when the kind has no cause.</summary>
    public static EnumNames? Causes(EventKind kind) => kind switch
    {
        EventKind.Throttled or EventKind.ThrottledTogether => ThrottleCauses,
        EventKind.Dropped => DropCauses,
        EventKind.EnvironmentCreated => CreationCauses,
        EventKind.InitCompleted or EventKind.InitRepeated => InitOutcomes,
        EventKind.Completed or EventKind.RunningAtEnd or EventKind.Error => Outcomes,
        EventKind.EnvironmentEnded => EndCauses,
        EventKind.LogLine => LogLevels,
        EventKind.Delivered => DeliveryCauses,
        EventKind.Claimed => ClaimCauses,
        _ => null,
    };

    /// <summary>The field that holds <see cref="SimEvent.Cause"/>.</summary>
    public static ReadOnlySpan<byte> Cause(EventKind kind) => kind is EventKind.InitCompleted or EventKind.InitRepeated or EventKind.Error || IsCall(kind) ? "outcome"u8 : kind is EventKind.LogLine ? "level"u8 : "cause"u8;

    /// <summary>The field that holds <see cref="SimEvent.Value"/>.</summary>
    public static ReadOnlySpan<byte> Value(EventKind kind) => kind switch
    {
        EventKind.Arrived => "payload"u8,
        EventKind.Throttled => "attempts"u8,
        EventKind.Queued => "wait"u8,
        EventKind.Dispatched or EventKind.Dropped or EventKind.QueuedAtEnd => "age"u8,
        EventKind.InitCompleted or EventKind.InitRepeated => "init"u8,
        EventKind.Started or EventKind.EnvironmentEnded or EventKind.IdleAtEnd => "idle"u8,
        EventKind.ProvisionedReady => "environments"u8,
        EventKind.Completed or EventKind.RunningAtEnd => "duration"u8,
        EventKind.EnvironmentCreated => "delay"u8,
        EventKind.LogLine or EventKind.ApiCalled or EventKind.Routed => "text"u8,
        EventKind.Error => "error"u8,
        EventKind.Memory => "megabytes"u8,
        EventKind.Claimed => "claimed"u8,
        EventKind.Answered => "answer"u8,
        EventKind.ThrottledTogether => "events"u8,
        EventKind.Reported => "billed"u8,
        _ => "value"u8,
    };

    /// <summary>Kinds whose value is a duration and an init.</summary>
    public static bool IsCall(EventKind kind) => kind is EventKind.Completed or EventKind.RunningAtEnd;

    /// <summary>Kinds whose value is two numbers.</summary>
    public static bool IsPair(EventKind kind) => kind is EventKind.Error or EventKind.Claimed or EventKind.ThrottledTogether;

    /// <summary>The field that holds the second of them.</summary>
    public static ReadOnlySpan<byte> Second(EventKind kind) => kind switch
    {
        EventKind.Error => "message"u8,
        EventKind.ThrottledTogether => "refusals"u8,
        _ => "running"u8,
    };

    /// <summary>Kinds whose value is the number of a text.</summary>
    public static bool IsText(EventKind kind) => kind is EventKind.LogLine or EventKind.ApiCalled or EventKind.Routed;

    /// <summary>Kinds whose value is a hash: 16 hexadecimal digits, since readers of JSON keep 53 bits of a number.</summary>
    public static bool IsHash(EventKind kind) => kind is EventKind.Answered;

    /// <summary>Kinds that have a <see cref="StartType"/>.</summary>
    public static bool HasStart(EventKind kind) => kind is EventKind.Started || IsCall(kind);

    /// <summary>Kinds that tell whether INIT is repeated.</summary>
    public static bool HasRepeat(EventKind kind) => kind is EventKind.Started;

    /// <summary>The ten low bits of <see cref="SimEvent.Detail"/> have a name of their own.</summary>
    public static bool HasExtra(EventKind kind) => kind is EventKind.Dispatched;
}
