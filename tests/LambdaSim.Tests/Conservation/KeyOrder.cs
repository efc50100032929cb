using System.Text.Json;

namespace LambdaSim.Tests.Conservation;

/// <summary>What a function that reads a stream sees of each key (rule STM-PARALLEL): its records in their order, one batch at a time, none again that it succeeded with.</summary>
internal sealed class KeyOrder
{
    private readonly Dictionary<string, Key> _keys = new(StringComparer.Ordinal);

    /// <summary>The first thing that did not hold; null: all did.</summary>
    public string? Fault { get; private set; }

    /// <summary>Records that were seen, those that came again too.</summary>
    public int Seen { get; private set; }

    /// <summary>The function has a batch.</summary>
    /// <returns>What it has, to be given back when it is done with it.</returns>
    public IReadOnlyList<(string Key, string Number)> Begin(JsonElement batch)
    {
        List<(string Key, string Number)> records = [.. batch.GetProperty("Records").EnumerateArray().Select(Read)];
        foreach (var (name, number) in records)
        {
            Seen++;
            if (!_keys.TryGetValue(name, out var key))
            {
                _keys.Add(name, key = new Key());
            }

            Fault ??= IsAfter(key.Done, number) ? $"record {number} of key {name} came again: the function had succeeded with {key.Done}"
                : key.IsHad && key.Batch != records ? $"record {number} of key {name} came while another batch had the key"
                : key.Batch == records && IsAfter(key.Last, number) ? $"record {number} of key {name} came behind {key.Last}"
                : null;
            (key.IsHad, key.Batch, key.Last) = (true, records, number);
        }

        return records;
    }

    /// <summary>The function is done with a batch.</summary>
    public void End(IReadOnlyList<(string Key, string Number)> records, bool isSuccess)
    {
        foreach (var (name, number) in records)
        {
            var key = _keys[name];
            (key.IsHad, key.Done) = (false, isSuccess ? number : key.Done);
        }
    }

    // Numbers of one key grow, also from a parent shard to its child.
    private static bool IsAfter(string? done, string number) => done is not null && (done.Length, number.Length) is var (a, b) && (a > b || (a == b && string.CompareOrdinal(done, number) >= 0));

    private static (string Key, string Number) Read(JsonElement record) => record.TryGetProperty("kinesis", out var kinesis)
        ? (kinesis.GetProperty("partitionKey").GetString()!, kinesis.GetProperty("sequenceNumber").GetString()!)
        : (record.GetProperty("dynamodb").GetProperty("Keys").GetProperty("id").GetProperty("S").GetString()!, record.GetProperty("dynamodb").GetProperty("SequenceNumber").GetString()!);

    private sealed class Key
    {
        public bool IsHad { get; set; }

        public object? Batch { get; set; }

        public string? Last { get; set; }

        public string? Done { get; set; }
    }
}
