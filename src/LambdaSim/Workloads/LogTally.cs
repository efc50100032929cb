using System.Text;
using LambdaSim.Configuration;

namespace LambdaSim.Workloads;

/// <summary>Counts what a log holds beside calls, so that nothing is passed over in silence.</summary>
internal sealed class LogTally
{
    private const int MostKinds = 40;

    // Platform lines of the text format by how they begin, and what a count of them is called.
    private static readonly (byte[] Beginning, string Name)[] Lines =
    [
        ("START RequestId: "u8.ToArray(), "START"), ("END RequestId: "u8.ToArray(), "END"), ("INIT_START "u8.ToArray(), "INIT_START"),
        ("INIT_REPORT "u8.ToArray(), "INIT_REPORT"), ("RESTORE_START "u8.ToArray(), "RESTORE_START"), ("RESTORE_REPORT "u8.ToArray(), "RESTORE_REPORT"),
        ("EXTENSION\t"u8.ToArray(), "EXTENSION"), ("TELEMETRY\t"u8.ToArray(), "TELEMETRY"), ("LOGS\t"u8.ToArray(), "LOGS"), ("XRAY TraceId: "u8.ToArray(), "XRAY"),
    ];

    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>Counts a message that is no call.</summary>
    public void Message(ReadOnlySpan<byte> message)
    {
        foreach (var (beginning, name) in Lines)
        {
            if (message.StartsWith(beginning))
            {
                Add(name);
                return;
            }
        }

        Add("of the function's own");
    }

    /// <summary>Counts a record of the JSON format.</summary>
    public void Record(ReadOnlySpan<byte> type) => Add(type.StartsWith("platform."u8) && type.Length < 60 && _counts.Count < MostKinds ? Encoding.UTF8.GetString(type) : "of the function's own");

    /// <summary>Counts something else.</summary>
    public void Add(string kind) => _counts[kind] = _counts.GetValueOrDefault(kind) + 1;

    public long this[string kind] => _counts.GetValueOrDefault(kind);

    /// <summary>All of it, such as "3 START, 3 END, 12 of the function's own"; empty when there is nothing.</summary>
    public override string ToString() => string.Join(", ", _counts.OrderBy(static c => c.Key, StringComparer.Ordinal).Select(static c => Text.Invariant($"{c.Value} {c.Key}")));

    public long Total => _counts.Values.Sum();
}
