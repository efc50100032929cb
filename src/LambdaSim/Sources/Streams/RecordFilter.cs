using System.Buffers;
using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Filters;
using LambdaSim.Neighbours.Shards;

namespace LambdaSim.Sources.Streams;

/// <summary>
/// The filters of a mapping on a stream (rules STM-FILTER, STM-FILTER-FORMAT). A pattern for the data of a Kinesis record means data that is JSON; one without looks at
/// everything else. Records of DynamoDB are matched as they are delivered.
/// </summary>
internal sealed class RecordFilter
{
    private const string Data = "data";

    private readonly ShardedStreamKind _kind;
    private readonly IReadOnlyList<(EventPattern Pattern, bool MeansData)> _patterns;
    private readonly PayloadFilter? _payload;
    private readonly ArrayBufferWriter<byte> _document = new();

    private RecordFilter(ShardedStreamKind kind, IReadOnlyList<(EventPattern Pattern, bool MeansData)> patterns, PayloadFilter? payload) =>
        (_kind, _patterns, _payload) = (kind, patterns, payload);

    /// <param name="kind">Of the stream.</param>
    /// <param name="patterns">As the control plane has checked them.</param>
    /// <returns>Null: everything passes.</returns>
    public static RecordFilter? Of(ShardedStreamKind kind, IReadOnlyList<string> patterns) =>
        patterns.Count == 0 ? null : new RecordFilter(kind, [.. patterns.Select(static p => (EventPattern.Parse(p, PatternDialect.Mapping), MeansData(p)))], PayloadFilter.Of(kind, patterns));

    /// <summary>Whether a record goes to the function.</summary>
    public bool Passes(StreamEvent stream, IShard shard, long position, long arrived)
    {
        if (_payload is not null)
        {
            return _payload.Passes(shard.Data(position).Span, shard.PayloadOf(position));
        }

        var hasJson = _kind == ShardedStreamKind.Kinesis && IsJson(shard.Data(position).Span);
        _document.ResetWrittenCount();
        if (_kind == ShardedStreamKind.Kinesis)
        {
            stream.WriteForFilter(_document, position, arrived, hasJson);
        }
        else
        {
            stream.Write(_document, position, arrived);
        }

        foreach (var (pattern, meansData) in _patterns)
        {
            if ((_kind == ShardedStreamKind.DynamoDb || !meansData || hasJson) && pattern.Matches(_document.WrittenSpan))
            {
                return true;
            }
        }

        return false;
    }

    // A text that happens to be a number or a word of JSON is a text still, as for queues.
    private static bool IsJson(ReadOnlySpan<byte> data) => data.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..] && JsonText.ProblemOf(data) is null;

    private static bool MeansData(string pattern)
    {
        using var json = JsonDocument.Parse(pattern, new JsonDocumentOptions { MaxDepth = JsonText.MaxDepth });
        return MeansData(json.RootElement);
    }

    private static bool MeansData(JsonElement pattern) => pattern.EnumerateObject().Any(static field =>
        field.Name == Data
        || field.Name.StartsWith(Data + ".", StringComparison.Ordinal)
        || (field.Name == "$or" && field.Value.ValueKind == JsonValueKind.Array && field.Value.EnumerateArray().Any(static o => o.ValueKind == JsonValueKind.Object && MeansData(o))));
}
