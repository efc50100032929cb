using System.Text.Json.Nodes;

namespace LambdaSim.Wire.Codecs;

/// <summary>What a CBOR document counts times in.</summary>
internal enum CborTime
{
    Seconds,
    Milliseconds,
}

/// <summary>CBOR documents, read and written along a shape. Members that the shape does not know are passed over.</summary>
/// <param name="walk">Through this document.</param>
/// <param name="time">What its times count.</param>
internal readonly struct CborBody(WireWalk walk, CborTime time = CborTime.Seconds)
{
    private const ulong TimestampTag = 1;
    private const decimal MillisecondsOfSecond = 1_000m;

    /// <exception cref="WireFormatException">It is none of this shape.</exception>
    public JsonObject Read(WireShape shape, ReadOnlySpan<byte> data)
    {
        var reader = new CborReader(data, walk);
        var found = Members(ref reader, shape);
        return reader.IsAtEnd ? found : throw walk.Fail("goes on behind its end", reader.Place);
    }

    public byte[] Write(WireShape shape, JsonObject value)
    {
        var writer = new CborWriter();
        Write(writer, shape, value);
        return writer.ToArray();
    }

    public void WriteMembers(CborWriter writer, WireShape shape, JsonObject members)
    {
        foreach (var (name, value) in members)
        {
            var member = Documents.Member(shape, name, walk);
            if (value is not null)
            {
                walk.Enter(name);
                writer.Text(name);
                Write(writer, member.Shape, value);
                walk.Leave();
            }
        }
    }

    public static ulong Count(JsonObject members) => (ulong)members.Count(static m => m.Value is not null);

    private void Write(CborWriter writer, WireShape shape, JsonNode? value)
    {
        switch (shape.Kind)
        {
            case WireKind.Structure:
                var members = Documents.Object(value, walk);
                writer.Head(CborKind.Map, Count(members));
                WriteMembers(writer, shape, members);
                break;
            case WireKind.Map:
                var map = Documents.Object(value, walk);
                writer.Head(CborKind.Map, (ulong)map.Count);
                foreach (var (key, item) in map)
                {
                    walk.Enter(key);
                    writer.Text(Scalars.Whole(key, walk));
                    Write(writer, shape.Item!.Shape, item);
                    walk.Leave();
                }

                break;
            case WireKind.List:
                var list = Documents.Array(value, walk);
                writer.Head(CborKind.Array, (ulong)list.Count);
                for (var i = 0; i < list.Count; i++)
                {
                    walk.Enter(i);
                    Write(writer, shape.Item!.Shape, list[i]);
                    walk.Leave();
                }

                break;
            case WireKind.String:
                writer.Text(Scalars.Text(value, walk));
                break;
            case WireKind.Integer or WireKind.Long:
                writer.Integer(Scalars.Integer(shape.Kind, value, walk));
                break;
            case WireKind.Double:
                writer.Number(Scalars.Double(value, walk));
                break;
            case WireKind.Boolean:
                writer.Boolean(Scalars.Flag(value, walk));
                break;
            case WireKind.Blob:
                writer.Bytes(Scalars.Bytes(value, walk));
                break;
            case WireKind.Timestamp:
                WriteTime(writer, Scalars.Seconds(value, walk));
                break;
            default:
                throw walk.Fail("is a Document, which this protocol cannot have here");
        }
    }

    private void WriteTime(CborWriter writer, decimal seconds)
    {
        writer.Head(CborKind.Tag, TimestampTag);
        if (time == CborTime.Milliseconds)
        {
            writer.Integer((long)(seconds * MillisecondsOfSecond));
        }
        else if (seconds == decimal.Truncate(seconds))
        {
            writer.Integer((long)seconds);
        }
        else
        {
            writer.Number((double)seconds);
        }
    }

    private JsonNode? Value(ref CborReader reader, WireShape shape)
    {
        walk.See(reader.Place);
        if (reader.IsNull)
        {
            reader.ReadNull();
            return null;
        }

        switch (shape.Kind)
        {
            case WireKind.Structure:
                return Members(ref reader, shape);
            case WireKind.Map:
                return Map(ref reader, shape.Item!.Shape);
            case WireKind.List:
                return List(ref reader, shape.Item!.Shape);
            case WireKind.String:
                return JsonValue.Create(reader.ReadText());
            case WireKind.Integer or WireKind.Long:
                var place = reader.Place;
                return Scalars.Node(shape.Kind, Scalars.InRange(shape.Kind, reader.ReadInteger(), walk, place));
            case WireKind.Double:
                return Scalars.Node(reader.ReadDouble());
            case WireKind.Boolean:
                return JsonValue.Create(reader.ReadBoolean());
            case WireKind.Blob:
                return JsonValue.Create(Convert.ToBase64String(reader.ReadBytes()));
            case WireKind.Timestamp:
                return Time(ref reader);
            default:
                throw walk.Fail("is a Document, which this protocol cannot have here", reader.Place);
        }
    }

    private JsonNode Time(ref CborReader reader)
    {
        var place = reader.Place;
        if (reader.ReadTag() != TimestampTag)
        {
            throw walk.Fail("must have the tag of a timestamp", place);
        }

        return time == CborTime.Milliseconds && reader.Kind is CborKind.Unsigned or CborKind.Negative ? Scalars.Node(Scalars.Seconds(reader.ReadInteger() / MillisecondsOfSecond, walk, place))
            : time == CborTime.Milliseconds ? Scalars.Node(Scalars.Seconds(reader.ReadDouble() / (double)MillisecondsOfSecond, walk, place))
            : reader.Kind is CborKind.Unsigned or CborKind.Negative ? Scalars.Node(Scalars.Seconds((decimal)reader.ReadInteger(), walk, place)) : Scalars.Node(Scalars.Seconds(reader.ReadDouble(), walk, place));
    }

    private JsonObject Members(ref CborReader reader, WireShape shape)
    {
        var found = new JsonObject();
        HashSet<string>? unknown = null;
        var count = reader.ReadStart(CborKind.Map);
        for (var i = 0L; reader.Next(count, i); i++)
        {
            var place = reader.Place;
            var name = reader.ReadText();
            walk.Enter(name, place);
            var isNew = true;
            if (shape.Named(name) is { } member)
            {
                var value = Value(ref reader, member.Shape);
                isNew = found.TryAdd(name, value);
            }
            else
            {
                isNew = (unknown ??= new HashSet<string>(StringComparer.Ordinal)).Add(name);
                reader.Skip();
            }

            if (!isNew)
            {
                throw walk.Fail("stands twice", place);
            }

            walk.Leave();
        }

        Documents.DropNulls(found);
        return found;
    }

    private JsonObject Map(ref CborReader reader, WireShape item)
    {
        var found = new JsonObject();
        var count = reader.ReadStart(CborKind.Map);
        for (var i = 0L; reader.Next(count, i); i++)
        {
            var place = reader.Place;
            var name = reader.ReadText();
            walk.Enter(name, place);
            Documents.Add(found, name, Value(ref reader, item) ?? throw walk.Fail("must not be null", place), walk, place);
            walk.Leave();
        }

        return found;
    }

    private JsonArray List(ref CborReader reader, WireShape item)
    {
        var found = new JsonArray();
        var count = reader.ReadStart(CborKind.Array);
        for (var i = 0L; reader.Next(count, i); i++)
        {
            var place = reader.Place;
            walk.Enter(found.Count, place);
            found.Add((JsonNode?)(Value(ref reader, item) ?? throw walk.Fail("must not be null", place)));
            walk.Leave();
        }

        return found;
    }
}
