using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Configuration;

namespace LambdaSim.Wire.Codecs;

/// <summary>JSON documents, read and written along a shape. Members that the shape does not know are passed over, as AWS does.</summary>
/// <param name="walk">Through this document.</param>
/// <param name="isRest">Whether members have their wire names, and those that stand outside the body are left out.</param>
internal readonly struct JsonBody(WireWalk walk, bool isRest)
{
    private static readonly JsonWriterOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a document; null: it is <c>null</c>.</summary>
    /// <exception cref="WireFormatException">It is none of this shape.</exception>
    public JsonNode? Read(WireShape shape, ReadOnlySpan<byte> utf8)
    {
        Utf8Text.Check(utf8, walk);
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = walk.MaxDepth + 1 });
        try
        {
            reader.Read();
            var value = Value(ref reader, shape);
            reader.Read();
            return value;
        }
        catch (JsonException e)
        {
            throw walk.Fail("is no JSON, or is nested too deep", DocumentPlace.Line((e.LineNumber ?? 0) + 1, (e.BytePositionInLine ?? 0) + 1));
        }
    }

    public byte[] Write(WireShape shape, JsonNode? value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, _plain))
        {
            Write(writer, shape, value);
        }

        return buffer.WrittenSpan.ToArray();
    }

    public void Write(Utf8JsonWriter writer, WireShape shape, JsonNode? value)
    {
        switch (shape.Kind)
        {
            case WireKind.Structure:
                writer.WriteStartObject();
                WriteMembers(writer, shape, Documents.Object(value, walk));
                writer.WriteEndObject();
                break;
            case WireKind.Map:
                writer.WriteStartObject();
                foreach (var (key, item) in Documents.Object(value, walk))
                {
                    walk.Enter(Scalars.Whole(key, walk));
                    writer.WritePropertyName(key);
                    Write(writer, shape.Item!.Shape, item);
                    walk.Leave();
                }

                writer.WriteEndObject();
                break;
            case WireKind.List:
                writer.WriteStartArray();
                var list = Documents.Array(value, walk);
                for (var i = 0; i < list.Count; i++)
                {
                    walk.Enter(i);
                    Write(writer, shape.Item!.Shape, list[i]);
                    walk.Leave();
                }

                writer.WriteEndArray();
                break;
            case WireKind.Integer or WireKind.Long:
                writer.WriteNumberValue(Scalars.Integer(shape.Kind, value, walk));
                break;
            case WireKind.Double:
                WriteDouble(writer, Scalars.Double(value, walk));
                break;
            case WireKind.Boolean:
                writer.WriteBooleanValue(Scalars.Flag(value, walk));
                break;
            case WireKind.Timestamp when (shape.Format ?? TimestampFormat.EpochSeconds) == TimestampFormat.EpochSeconds:
                Scalars.Node(Scalars.Seconds(value, walk)).WriteTo(writer);
                break;
            case WireKind.Document:
                WriteAny(writer, value);
                break;
            default:
                writer.WriteStringValue(Scalars.ToText(shape, value, TimestampFormat.EpochSeconds, walk));
                break;
        }
    }

    public void WriteMembers(Utf8JsonWriter writer, WireShape shape, JsonObject members)
    {
        foreach (var (name, value) in members)
        {
            var member = Documents.Member(shape, name, walk);
            if (value is null || (isRest && member.Location != MemberLocation.Body))
            {
                continue;
            }

            walk.Enter(name);
            writer.WritePropertyName(isRest ? member.WireName : name);
            Write(writer, member.Shape, value);
            walk.Leave();
        }
    }

    private static DocumentPlace Place(ref Utf8JsonReader reader) => DocumentPlace.Byte(reader.TokenStartIndex);

    private static void WriteDouble(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            Scalars.Node(value).WriteTo(writer);
        }
    }

    private JsonNode? Value(ref Utf8JsonReader reader, WireShape shape)
    {
        walk.See(Place(ref reader));
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        switch (shape.Kind)
        {
            case WireKind.Structure:
                return Object(ref reader, shape);
            case WireKind.Map:
                return Object(ref reader, shape);
            case WireKind.List:
                return List(ref reader, shape.Item!.Shape);
            case WireKind.Integer or WireKind.Long:
                return Is(ref reader, JsonTokenType.Number) && reader.TryGetInt64(out var whole)
                    ? Scalars.Node(shape.Kind, Scalars.InRange(shape.Kind, whole, walk, Place(ref reader))) : throw walk.Fail("must be a whole number", Place(ref reader));
            case WireKind.Double:
                return Double(ref reader);
            case WireKind.Boolean:
                return reader.TokenType is JsonTokenType.True or JsonTokenType.False ? JsonValue.Create(reader.GetBoolean()) : throw walk.Fail("must be true or false", Place(ref reader));
            case WireKind.Timestamp when (shape.Format ?? TimestampFormat.EpochSeconds) == TimestampFormat.EpochSeconds:
                return Seconds(ref reader);
            case WireKind.Document:
                return Any(ref reader);
            default:
                return Scalars.FromText(shape, Text(ref reader), TimestampFormat.EpochSeconds, walk, Place(ref reader));
        }
    }

    private static bool Is(ref Utf8JsonReader reader, JsonTokenType type) => reader.TokenType == type;

    private string Text(ref Utf8JsonReader reader) =>
        reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) ? throw walk.Fail("must be a text", Place(ref reader))
        : reader.ValueIsEscaped && !JsonText.IsUnicode(reader.ValueSpan) ? throw walk.Fail("has half a surrogate pair, which is no Unicode", Place(ref reader))
        : reader.GetString()!;

    private JsonNode Double(ref Utf8JsonReader reader) =>
        Is(ref reader, JsonTokenType.Number) && reader.TryGetDouble(out var number) && double.IsFinite(number) ? JsonValue.Create(number)
        : Is(ref reader, JsonTokenType.String) && Scalars.Special(Text(ref reader)) is { } special ? Scalars.Node(special)
        : throw walk.Fail("must be a number", Place(ref reader));

    private JsonNode Seconds(ref Utf8JsonReader reader) =>
        !Is(ref reader, JsonTokenType.Number) ? throw walk.Fail("must be a timestamp in seconds", Place(ref reader))
        : reader.TryGetDecimal(out var exact) ? Scalars.Node(Scalars.Seconds(exact, walk, Place(ref reader)))
        : throw walk.Fail("must be a timestamp in seconds", Place(ref reader));

    // A structure, a map, or (no shape) any object.
    private JsonObject Object(ref Utf8JsonReader reader, WireShape? shape)
    {
        if (!Is(ref reader, JsonTokenType.StartObject))
        {
            throw walk.Fail(shape!.Kind == WireKind.Map ? "must be a map" : "must be a structure", Place(ref reader));
        }

        var found = new JsonObject();
        HashSet<string>? unknown = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var place = Place(ref reader);
            var wireName = Text(ref reader);
            var member = shape?.Kind == WireKind.Structure ? Member(shape, wireName) : null;
            var name = member?.Name ?? wireName;
            walk.Enter(name, place);
            reader.Read();
            if (shape?.Kind == WireKind.Structure && member is null)
            {
                if (!(unknown ??= new HashSet<string>(StringComparer.Ordinal)).Add(name))
                {
                    throw walk.Fail("stands twice", place);
                }

                Skip(ref reader);
            }
            else
            {
                var value = shape is null ? Any(ref reader) : Value(ref reader, member?.Shape ?? shape.Item!.Shape);
                if (value is null && shape?.Kind == WireKind.Map)
                {
                    throw walk.Fail("must not be null", place);
                }

                if (!found.TryAdd(name, value))
                {
                    throw walk.Fail("stands twice", place);
                }
            }

            walk.Leave();
        }

        if (shape?.Kind == WireKind.Structure)
        {
            Documents.DropNulls(found);
        }

        return found;
    }

    private WireMember? Member(WireShape shape, string wireName) => isRest ? shape.Called(wireName) : shape.Named(wireName);

    // No item: any list.
    private JsonArray List(ref Utf8JsonReader reader, WireShape? item)
    {
        if (!Is(ref reader, JsonTokenType.StartArray))
        {
            throw walk.Fail("must be a list", Place(ref reader));
        }

        var found = new JsonArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            walk.Enter(found.Count, Place(ref reader));
            found.Add(item is null ? Any(ref reader) : Value(ref reader, item) ?? throw walk.Fail("must not be null", Place(ref reader)));
            walk.Leave();
        }

        return found;
    }

    private JsonNode? Any(ref Utf8JsonReader reader)
    {
        walk.See(Place(ref reader));
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => Object(ref reader, null),
            JsonTokenType.StartArray => List(ref reader, null),
            JsonTokenType.String => JsonValue.Create(Text(ref reader)),
            JsonTokenType.Number => Scalars.Number(ref reader) ?? throw walk.Fail("is a number out of range", Place(ref reader)),
            JsonTokenType.True => JsonValue.Create(true),
            JsonTokenType.False => JsonValue.Create(false),
            _ => null,
        };
    }

    private void WriteAny(Utf8JsonWriter writer, JsonNode? value)
    {
        walk.See();
        switch (value)
        {
            case JsonObject members:
                writer.WriteStartObject();
                foreach (var (name, item) in members)
                {
                    walk.Enter(Scalars.Whole(name, walk));
                    writer.WritePropertyName(name);
                    WriteAny(writer, item);
                    walk.Leave();
                }

                writer.WriteEndObject();
                break;
            case JsonArray items:
                writer.WriteStartArray();
                for (var i = 0; i < items.Count; i++)
                {
                    walk.Enter(i);
                    WriteAny(writer, items[i]);
                    walk.Leave();
                }

                writer.WriteEndArray();
                break;
            case JsonValue text when text.TryGetValue<string>(out var content):
                writer.WriteStringValue(Scalars.Whole(content, walk));
                break;
            case JsonValue number when number.TryGetValue<double>(out var floating) && !double.IsFinite(floating):
                throw walk.Fail("is a number that JSON cannot write");
            case null:
                writer.WriteNullValue();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private void Skip(ref Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth;
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return;
        }

        while (reader.Read() && reader.CurrentDepth > depth)
        {
            walk.See(Place(ref reader));
        }
    }
}
