using System.Text.Json;
using System.Text.Unicode;

namespace LambdaSim.Workloads;

/// <summary>What a property or column of an exported log says.</summary>
internal enum LogField : byte
{
    None = 0,
    Time,
    Stream,
    Group,
    Message,
    Type,
    RequestId,
    Duration,
    Billed,
    Init,
    Restore,
    BilledRestore,
    Memory,
    MemoryMb,
    Status,
    ErrorType,
}

/// <summary>One exported log event: the texts of the fields it has.</summary>
internal sealed class LogRow
{
    private const int Fields = (int)LogField.ErrorType + 1;

    private static readonly (string Name, LogField Field)[] Names =
    [
        ("timestamp", LogField.Time), ("@timestamp", LogField.Time), ("time", LogField.Time),
        ("message", LogField.Message), ("@message", LogField.Message),
        ("logStreamName", LogField.Stream), ("logStream", LogField.Stream), ("@logStream", LogField.Stream), ("log stream name", LogField.Stream), ("log stream", LogField.Stream),
        ("logGroupName", LogField.Group), ("logGroup", LogField.Group), ("@log", LogField.Group), ("@logGroup", LogField.Group), ("log group", LogField.Group),
        ("logGroupIdentifier", LogField.Group),
        ("@type", LogField.Type), ("type", LogField.Type),
        ("@requestId", LogField.RequestId), ("requestId", LogField.RequestId), ("record.requestId", LogField.RequestId),
        ("@duration", LogField.Duration), ("record.metrics.durationMs", LogField.Duration),
        ("@billedDuration", LogField.Billed), ("record.metrics.billedDurationMs", LogField.Billed),
        ("@initDuration", LogField.Init), ("record.metrics.initDurationMs", LogField.Init),
        ("@restoreDuration", LogField.Restore), ("record.metrics.restoreDurationMs", LogField.Restore),
        ("@billedRestoreDuration", LogField.BilledRestore), ("record.metrics.billedRestoreDurationMs", LogField.BilledRestore),
        ("@memorySize", LogField.Memory), ("record.metrics.memorySizeMB", LogField.MemoryMb),
        ("@status", LogField.Status), ("record.status", LogField.Status),
        ("@errorType", LogField.ErrorType), ("record.errorType", LogField.ErrorType),
    ];

    private static readonly byte[][] Utf8Names = [.. Names.Select(static n => System.Text.Encoding.UTF8.GetBytes(n.Name))];

    private readonly byte[][] _texts = [.. Enumerable.Range(0, Fields).Select(static _ => Array.Empty<byte>())];
    private readonly int[] _lengths = new int[Fields];

    /// <summary>The text of a field; empty when the event does not have it.</summary>
    public ReadOnlySpan<byte> this[LogField field] => _texts[(int)field].AsSpan(0, _lengths[(int)field]);

    /// <summary>What a name stands for.</summary>
    public static LogField FieldOf(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < Utf8Names.Length; i++)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(name, Utf8Names[i]))
            {
                return Names[i].Field;
            }
        }

        return LogField.None;
    }

    /// <summary>Forgets all fields.</summary>
    public void Clear() => Array.Clear(_lengths);

    /// <summary>Takes the text of a field.</summary>
    public void Set(LogField field, ReadOnlySpan<byte> text) => text.CopyTo(Room(field, text.Length));

    /// <summary>Takes the text of a field from a JSON string.</summary>
    public void Set(LogField field, ref Utf8JsonReader text)
    {
        if (!text.ValueIsEscaped && Utf8.IsValid(text.ValueSpan))
        {
            Set(field, text.ValueSpan);
        }
        else if (!BrokenText.IsIn(text.ValueSpan))
        {
            _lengths[(int)field] = text.CopyString(Room(field, text.ValueSpan.Length));
        }
        else
        {
            Set(field, BrokenText.Mended(text.ValueSpan));
        }
    }

    private Span<byte> Room(LogField field, int length)
    {
        ref var text = ref _texts[(int)field];
        if (text.Length < length)
        {
            text = new byte[Math.Max(64, length * 2)];
        }

        _lengths[(int)field] = length;
        return text.AsSpan(0, length);
    }
}
