using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Configuration;
using LambdaSim.Filters;
using LambdaSim.Neighbours.Shards;

namespace LambdaSim.Sources.Streams;

/// <summary>
/// Filters of sources whose records carry bytes: key and value of Kafka, data of brokers (rule KFK-FILTER). A part that is not of the form that a pattern means, JSON or text,
/// does not count for that pattern.
/// </summary>
internal sealed class PayloadFilter
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _key;
    private readonly string _value;
    private readonly IReadOnlyList<Variants> _patterns;

    private PayloadFilter(string key, string value, IReadOnlyList<string> patterns) =>
        (_key, _value, _patterns) = (key, value, [.. patterns.Select(p => new Variants(p, key, value))]);

    /// <returns>Null: everything passes, or the kind has filters of its own.</returns>
    public static PayloadFilter? Of(ShardedStreamKind kind, IReadOnlyList<string> patterns) => patterns.Count == 0 ? null : kind switch
    {
        ShardedStreamKind.Kafka => new PayloadFilter("key", "value", patterns),
        ShardedStreamKind.Broker => new PayloadFilter("key", "data", patterns),
        _ => null,
    };

    /// <param name="record">As the event has it.</param>
    /// <param name="payload">Its parts.</param>
    public bool Passes(ReadOnlySpan<byte> record, RecordPayload payload)
    {
        var document = JsonNode.Parse(record)!.AsObject();
        var key = Put(document, _key, payload.Key);
        var value = Put(document, _value, payload.Value);
        var bytes = Encoding.UTF8.GetBytes(document.ToJsonString());
        return _patterns.Any(p => p.Matches(bytes, key, value));
    }

    private static Form Put(JsonObject document, string member, ReadOnlyMemory<byte>? payload)
    {
        if (payload is not { } bytes)
        {
            return Form.Absent;
        }

        string text;
        try
        {
            text = _strict.GetString(bytes.Span);
        }
        catch (DecoderFallbackException)
        {
            return Form.Bytes;
        }

        var isJson = bytes.Span.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..] && JsonText.ProblemOf(bytes.Span) is null;
        document[member] = isJson ? JsonNode.Parse(bytes.Span, null, new JsonDocumentOptions { MaxDepth = JsonText.MaxDepth }) : JsonValue.Create(text);
        return isJson ? Form.Json : Form.Text;
    }

    private enum Form
    {
        Absent,
        Json,
        Text,
        Bytes,
    }

    // A pattern with and without what it says of key and value.
    private sealed class Variants
    {
        private readonly EventPattern?[] _patterns = new EventPattern?[4];
        private readonly Form _key;
        private readonly Form _value;

        public Variants(string pattern, string key, string value)
        {
            var whole = JsonNode.Parse(pattern, null, new JsonDocumentOptions { MaxDepth = JsonText.MaxDepth })!.AsObject();
            (_key, _value) = (MeantBy(whole[key]), MeantBy(whole[value]));
            for (var left = 0; left < _patterns.Length; left++)
            {
                var part = whole.DeepClone().AsObject();
                _ = (left & 1) != 0 && part.Remove(key);
                _ = (left & 2) != 0 && part.Remove(value);
                _patterns[left] = part.Count == 0 ? null : EventPattern.Parse(part.ToJsonString(), PatternDialect.Mapping);
            }
        }

        public bool Matches(byte[] document, Form key, Form value) =>
            _patterns[(DoesNotCount(_key, key) ? 1 : 0) | (DoesNotCount(_value, value) ? 2 : 0)] is not { } pattern || pattern.Matches(document);

        private static Form MeantBy(JsonNode? said) => said switch
        {
            null => Form.Absent,
            JsonObject => Form.Json,
            _ => Form.Text,
        };

        private static bool DoesNotCount(Form meant, Form given) => meant != Form.Absent && given != Form.Absent && meant != given;
    }
}
