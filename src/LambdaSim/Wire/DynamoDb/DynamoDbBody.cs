using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Configuration;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.DynamoDb;

/// <summary>Reads a request along the shape of its operation, and refuses what is of another type in DynamoDB's words (rule DDB-TYPES). Members that the shape does not know are passed over.</summary>
internal static class DynamoDbBody
{
    // Items nest 32 levels, each of which has two of JSON; deeper ones are refused in other words.
    private const int MostLevels = 512;

    /// <exception cref="DynamoDbFaultException">It is no JSON, or of another type.</exception>
    public static JsonObject Read(WireShape shape, ReadOnlySpan<byte> utf8)
    {
        RequireJson(utf8);
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MostLevels });
        reader.Read();
        return Value(ref reader, shape) as JsonObject ?? throw Fail("Unexpected value type in payload");
    }

    // What is no JSON at the end is refused before what is of another type at the beginning.
    private static void RequireJson(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MostLevels });
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped && !JsonText.IsUnicode(reader.ValueSpan))
                {
                    throw Fail(null);
                }
            }
        }
        catch (JsonException)
        {
            throw Fail(null);
        }
    }

    private static JsonNode? Value(ref Utf8JsonReader reader, WireShape shape) => reader.TokenType == JsonTokenType.Null ? null : shape.Kind switch
    {
        WireKind.Structure => Structure(ref reader, shape),
        WireKind.Map => Map(ref reader, shape),
        WireKind.List => List(ref reader, shape),
        WireKind.Boolean => Flag(ref reader),
        WireKind.Integer => JsonValue.Create((int)Math.Clamp(Whole(ref reader, "Integer"), int.MinValue, int.MaxValue)),
        WireKind.Long => JsonValue.Create(Whole(ref reader, "Long")),
        WireKind.Double or WireKind.Timestamp => Number(ref reader),
        WireKind.Blob => Blob(ref reader),
        WireKind.Document => JsonNode.Parse(ref reader),
        _ => Letters(ref reader),
    };

    private static JsonObject Structure(ref Utf8JsonReader reader, WireShape shape)
    {
        RequireObject(ref reader, shape.Name);
        var found = new JsonObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = shape.Named(reader.GetString()!);
            reader.Read();
            if (member is null)
            {
                reader.Skip();
            }
            else if (Value(ref reader, member.Shape) is { } value)
            {
                found[member.Name] = value;
            }
        }

        return found;
    }

    private static JsonObject Map(ref Utf8JsonReader reader, WireShape shape)
    {
        RequireObject(ref reader, "java.util.Map");
        var found = new JsonObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            found[name] = Value(ref reader, shape.Item!.Shape);
        }

        return found;
    }

    private static JsonArray List(ref Utf8JsonReader reader, WireShape shape)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw Fail(reader.TokenType == JsonTokenType.StartObject ? "Start of structure or map found where not expected" : "Unexpected field type");
        }

        var found = new JsonArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            found.Add(Value(ref reader, shape.Item!.Shape));
        }

        return found;
    }

    private static void RequireObject(ref Utf8JsonReader reader, string type)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Fail(reader.TokenType == JsonTokenType.StartArray ? $"Unrecognized collection type class {type}" : "Unexpected value type in payload");
        }
    }

    private static JsonValue Letters(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String ? JsonValue.Create(reader.GetString())! : throw NotA("String", ref reader);

    private static JsonValue Flag(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => JsonValue.Create(true),
        JsonTokenType.False => JsonValue.Create(false),
        JsonTokenType.String => reader.GetString()!.ToLowerInvariant() switch
        {
            "true" or "1" or "yes" => JsonValue.Create(true),
            "false" or "0" or "no" => JsonValue.Create(false),
            _ => throw Fail("Unexpected token received from parser"),
        },
        _ => throw NotA("Boolean", ref reader),
    };

    // What stands behind the point is cut off.
    private static long Whole(ref Utf8JsonReader reader, string type) =>
        reader.TokenType != JsonTokenType.Number ? throw NotA(type, ref reader)
        : reader.TryGetInt64(out var whole) ? whole
        : reader.TryGetDecimal(out var number) && decimal.Abs(number) < long.MaxValue ? (long)number : reader.ValueSpan[0] == (byte)'-' ? long.MinValue : long.MaxValue;

    private static JsonValue Number(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var number) ? JsonValue.Create(number) : throw NotA("Double", ref reader);

    private static JsonValue Blob(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? NotA("java.nio.ByteBuffer", ref reader) : Fail("only base-64-encoded strings are convertible to bytes");
        }

        var text = reader.GetString()!;
        if (text.Length % 4 != 0)
        {
            throw Fail(Text.Invariant($"Base64 encoded length is expected a multiple of 4 bytes but found: {text.Length}"));
        }

        return System.Buffers.Text.Base64.IsValid(text) ? JsonValue.Create(text) : throw Fail("Invalid last non-pad Base64 character dectected");
    }

    private static DynamoDbFaultException NotA(string type, ref Utf8JsonReader reader) => Fail(reader.TokenType switch
    {
        JsonTokenType.StartObject => "Start of structure or map found where not expected",
        JsonTokenType.StartArray => $"Unrecognized collection type class java.lang.{type}",
        JsonTokenType.True => $"TRUE_VALUE cannot be converted to {type}",
        JsonTokenType.False => $"FALSE_VALUE cannot be converted to {type}",
        JsonTokenType.Number => $"{(reader.ValueSpan.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0 ? "NUMBER_VALUE" : "DECIMAL_VALUE")} cannot be converted to {type}",
        _ => $"STRING_VALUE cannot be converted to {type}",
    });

    private static DynamoDbFaultException Fail(string? message) => new(DynamoDbFault.Serialization(message));
}
