using System.Text;

namespace LambdaSim.Events;

/// <summary>What the eight bytes of <see cref="SimEvent.Value"/> are.</summary>
internal enum ValueForm : byte
{
    /// <summary>One number.</summary>
    Number,

    /// <summary>Two numbers of 32 bits.</summary>
    Pair,

    /// <summary>The number of a text.</summary>
    Text,

    /// <summary>The numbers of two texts.</summary>
    TextPair,

    /// <summary>A Duration and, with the figure of the detail, an INIT.</summary>
    Call,

    /// <summary>A hash: 16 hexadecimal digits in JSON, since readers of JSON keep 53 bits of a number.</summary>
    Hash,
}

/// <summary>The figures of a record in words.</summary>
internal delegate string RecordWords(in SimEvent e, LogNames names);

/// <summary>All that sets one kind of record apart: one row of <see cref="RecordSchema"/>.</summary>
internal sealed class RecordKind
{
    private readonly string _value = "value";
    private readonly string _second = "";
    private readonly string _cause = "cause";

    public RecordKind(EventKind kind)
    {
        Kind = kind;
        NameJson = Encoding.UTF8.GetBytes(kind.ToString());
    }

    public EventKind Kind { get; }

    /// <summary>The names of <see cref="SimEvent.Cause"/>; null: the kind has no cause.</summary>
    public EnumNames? Causes { get; init; }

    /// <summary>What the cause is called: a field in JSON Lines.</summary>
    public string Cause
    {
        get => _cause;
        init => (_cause, CauseJson) = (value, Encoding.UTF8.GetBytes(value));
    }

    public ValueForm Form { get; init; }

    /// <summary>What the value is called: a field in JSON Lines.</summary>
    public string Value
    {
        get => _value;
        init => (_value, ValueJson) = (value, Encoding.UTF8.GetBytes(value));
    }

    /// <summary>What the value's upper half is called: a field in JSON Lines, if the <see cref="Form"/> has two.</summary>
    public string Second
    {
        get => _second;
        init => (_second, SecondJson) = (value, Encoding.UTF8.GetBytes(value));
    }

    /// <summary>Its records are always about a function.</summary>
    public bool HasFunction { get; init; } = true;

    /// <summary>Its records are about a resource, which stands where others have their environment.</summary>
    public bool HasResource { get; init; }

    /// <summary>Some of them are about no resource.</summary>
    public bool MayLackResource { get; init; }

    /// <summary>The value's upper half names a resource too.</summary>
    public bool HasSecondResource { get; init; }

    /// <summary>Its records have a <see cref="StartType"/>.</summary>
    public bool HasStart { get; init; }

    /// <summary>Its records always tell how the request was sent.</summary>
    public bool HasType { get; init; }

    /// <summary>Its records tell whether INIT is repeated.</summary>
    public bool HasRepeat { get; init; }

    /// <summary>The ten low bits of <see cref="SimEvent.Detail"/> are a figure with a name of its own.</summary>
    public bool HasExtra { get; init; }

    /// <summary>The value in words, for messages.</summary>
    public required RecordWords Words { get; init; }

    /// <summary>What its records do to who they are about.</summary>
    public RecordStep Step { get; init; } = RecordStep.None;

    /// <summary>What the value is, for docs/event-log.md.</summary>
    public required string About { get; init; }

    public byte[] NameJson { get; }

    public byte[] CauseJson { get; private init; } = "cause"u8.ToArray();

    public byte[] ValueJson { get; private init; } = "value"u8.ToArray();

    public byte[] SecondJson { get; private init; } = [];

    public bool IsPair => Form is ValueForm.Pair or ValueForm.TextPair;

    public bool IsCall => Form == ValueForm.Call;

    public bool NamesTexts => Form is ValueForm.Text or ValueForm.TextPair;
}
