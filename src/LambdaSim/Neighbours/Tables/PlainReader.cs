using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables;

/// <summary>Objects of C# as items, by the bytes of their JSON: no document is made between (rule DDB-PLAIN).</summary>
internal sealed class PlainReader
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    // Items of one type share their names: a table of a million keeps them once.
    private readonly Dictionary<Type, string[]> _names = [];

    /// <exception cref="ArgumentException">It has no members.</exception>
    /// <exception cref="AwsServiceException">DynamoDB has no such value.</exception>
    [RequiresUnreferencedCode("Writes JSON by reflection.")]
    [RequiresDynamicCode("Writes JSON by reflection.")]
    public Item Read(object value)
    {
        _bytes.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(_bytes))
        {
            JsonSerializer.Serialize(writer, value, value.GetType(), PayloadJson.Options);
        }

        var reader = new Utf8JsonReader(_bytes.WrittenSpan);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new ArgumentException($"an item, or values by name, are an object with members, and not {value.GetType().Name}", nameof(value));
        }

        var known = _names.GetValueOrDefault(value.GetType(), []);
        var item = Members(ref reader, known, out var names);
        if (!ReferenceEquals(names, known) && value is not System.Collections.IEnumerable)
        {
            _names[value.GetType()] = names;
        }

        return item.Depth <= Item.MaxDepth ? item : throw ValueReader.NestedTooDeep();
    }

    private static Item Members(ref Utf8JsonReader reader, string[] known, out string[] used)
    {
        List<string> names = new(known.Length);
        List<AttributeValue> values = new(known.Length);
        var isKnown = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isNext = names.Count < known.Length && reader.ValueTextEquals(known[names.Count]);
            var name = isNext ? known[names.Count] : reader.GetString()!;
            isKnown &= isNext;
            reader.Read();
            var value = Value(ref reader);

            // A dictionary that writes a name twice means the last.
            if (!isKnown && names.IndexOf(name) is >= 0 and var at)
            {
                values[at] = value;
                continue;
            }

            names.Add(name);
            values.Add(value);
        }

        used = isKnown && names.Count == known.Length ? known : [.. names];
        return new Item(used, [.. values]);
    }

    private static AttributeValue Value(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return AttributeValue.Of(reader.GetString()!);
            case JsonTokenType.Number:
                return reader.TryGetInt64(out var whole) ? AttributeValue.Of(whole) : PlainValues.Number(Encoding.UTF8.GetString(reader.ValueSpan));
            case JsonTokenType.True or JsonTokenType.False:
                return AttributeValue.Of(reader.GetBoolean());
            case JsonTokenType.StartObject:
                return new MapValue(Members(ref reader, [], out _));
            case JsonTokenType.StartArray:
                List<AttributeValue> items = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Value(ref reader));
                }

                return new ListValue([.. items]);
            default:
                return AttributeValue.Null;
        }
    }
}
