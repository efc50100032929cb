using System.Text.Json.Nodes;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Tests.Wire.Codecs;

/// <summary>Shapes, and documents of them, from a seed.</summary>
/// <param name="random">Where they come from.</param>
/// <param name="hasEmpty">Whether a list or map may be empty: XML and forms cannot always tell an empty one from none.</param>
/// <param name="hasDocuments">Whether the protocol has values without a shape.</param>
internal sealed class RandomShapes(Random random, bool hasEmpty, bool hasDocuments)
{
    private static readonly string[] _pieces = ["a", "B7", "é", "😀", "<", "&amp;", "\"", " ", "\n", "\r", "\t", "]]>", "%41", "+", ".", "=", "\\", "/", ",", "\u4e2d"];

    private static readonly string[] _plain = ["a", "B7", "<", "&", "\"", ",", "\\", "=", "x y"];

    private static readonly double[] _doubles = [0, -0.5, 1.5, 1e300, -1e-300, 5, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon];

    private int _names;

    public WireShape Structure(int depth) => WireShape.Structure($"S{_names++}", Enumerable.Range(0, random.Next(1, 6)).Select(_ => Member(Shape(depth, isItem: false))).ToList());

    /// <summary>A structure whose members stand all over a request.</summary>
    public (WireShape Shape, UriTemplate Path) Bound(bool isInput, bool hasPayload)
    {
        List<WireMember> members = [.. Enumerable.Range(0, random.Next(4)).Select(_ => At(MemberLocation.Header, random.Next(3) == 0 ? WireShape.ListOf(Scalar()) : Scalar()))];
        members.Add(new WireMember("Meta", WireShape.MapOf(WireShape.String)) { WireName = "x-amz-meta-", Location = MemberLocation.PrefixHeaders });
        var path = "/";
        if (isInput)
        {
            var (label, greedy) = (At(MemberLocation.Label, Scalar()), At(MemberLocation.Label, WireShape.String));
            path = $"/things/{{{label.WireName}}}/{{{greedy.WireName}+}}?part";
            members.AddRange([label, greedy, .. Enumerable.Range(0, random.Next(4)).Select(_ => At(MemberLocation.Query, random.Next(3) == 0 ? WireShape.ListOf(Scalar()) : Scalar()))]);
            members.Add(new WireMember("Others", WireShape.MapOf(random.Next(2) == 0 ? WireShape.String : WireShape.ListOf(WireShape.String))) { Location = MemberLocation.QueryParameters });
        }
        else if (random.Next(2) == 0)
        {
            members.Add(new WireMember("Code", WireShape.Integer) { Location = MemberLocation.Status });
        }

        members.AddRange(hasPayload
            ? [new WireMember("Payload", random.Next(3) switch { 0 => WireShape.Blob, 1 => WireShape.String, _ => Structure(2) }) { Location = MemberLocation.Payload }]
            : Structure(2).Members);
        return (WireShape.Structure($"S{_names++}", members), UriTemplate.Of(path));
    }

    /// <summary>A document in which every member stands that a structure needs.</summary>
    public JsonObject Document(WireShape shape)
    {
        var document = new JsonObject();
        foreach (var member in shape.Members)
        {
            var isNeeded = member.Location is MemberLocation.Label or MemberLocation.Payload or MemberLocation.Status;
            if (isNeeded || random.Next(3) > 0)
            {
                document[member.Name] = member.Location switch
                {
                    MemberLocation.Status => 200 + random.Next(100),
                    MemberLocation.PrefixHeaders => new JsonObject { [$"k{random.Next(9)}"] = Text(isPlain: true) },
                    MemberLocation.Header => Value(member.Shape, isFull: true, isHeader: true),
                    MemberLocation.Query or MemberLocation.QueryParameters or MemberLocation.Label => Value(member.Shape, isFull: true),
                    _ => Value(member.Shape, isFull: !hasEmpty),
                };
            }
        }

        return document.Count > 0 || hasEmpty ? document : Document(shape);
    }

    private static JsonNode Time(long milliseconds) => Scalars.Node(milliseconds / 1000m);

    private WireMember Member(WireShape shape)
    {
        var name = $"M{_names++}";
        return new WireMember(name, shape)
        {
            WireName = random.Next(3) == 0 ? $"wire{name}" : name,
            IsAttribute = !hasEmpty && random.Next(4) == 0 && shape.Kind == WireKind.Integer,
        };
    }

    private WireMember At(MemberLocation location, WireShape shape) => new($"M{_names++}", shape) { WireName = $"w{_names}", Location = location };

    private WireShape Shape(int depth, bool isItem)
    {
        var isFlattened = !isItem && random.Next(2) == 0;
        return (depth > 0 ? random.Next(6) : 9) switch
        {
            0 => WireShape.ListOf(Shape(depth - 1, isItem: true), random.Next(2) == 0 ? "member" : "item", isFlattened),
            1 => random.Next(2) == 0 ? WireShape.MapOf(Shape(depth - 1, isItem: true), isFlattened: isFlattened) : WireShape.MapOf(Shape(depth - 1, isItem: true), "Name", "Value", isFlattened),
            2 => Structure(depth - 1),
            3 when hasDocuments => WireShape.Document,
            _ => Scalar(),
        };
    }

    private WireShape Scalar() => random.Next(9) switch
    {
        0 => WireShape.Integer,
        1 => WireShape.Long,
        2 => WireShape.Double,
        3 => WireShape.Boolean,
        4 => WireShape.Blob,
        5 => WireShape.Timestamp,
        6 => WireShape.TimestampAs((TimestampFormat)random.Next(3)),
        _ => WireShape.String,
    };

    private JsonNode Value(WireShape shape, bool isFull, bool isHeader = false)
    {
        var count = random.Next(isFull ? 1 : 0, 4);
        switch (shape.Kind)
        {
            case WireKind.Structure:
                return Document(shape);
            case WireKind.List:
                return new JsonArray([.. Enumerable.Range(0, count).Select(_ => Value(shape.Item!.Shape, isFull, isHeader))]);
            case WireKind.Map:
                return new JsonObject(Enumerable.Range(0, count).Select(i => KeyValuePair.Create($"{i}{Text(isPlain: false)}", (JsonNode?)Value(shape.Item!.Shape, isFull))));
            case WireKind.Document:
                return Any(3);
            case WireKind.Integer:
                return random.Next(int.MinValue, int.MaxValue);
            case WireKind.Long:
                return random.NextInt64(long.MinValue, long.MaxValue);
            case WireKind.Double:
                return Scalars.Node(random.Next(2) == 0 ? _doubles[random.Next(_doubles.Length)] : random.NextDouble());
            case WireKind.Boolean:
                return random.Next(2) == 0;
            case WireKind.Blob:
                var bytes = new byte[random.Next(isFull ? 1 : 0, 20)];
                random.NextBytes(bytes);
                return Convert.ToBase64String(bytes);
            case WireKind.Timestamp:
                var seconds = random.NextInt64(-60_000_000_000, 200_000_000_000);
                return Time((seconds * 1000) + (isHeader || shape.Format == TimestampFormat.HttpDate ? 0 : random.Next(1000)));
            default:
                return Text(isHeader);
        }
    }

    private string Text(bool isPlain) => isPlain
        ? _plain[random.Next(_plain.Length)] + _plain[random.Next(_plain.Length)]
        : "t" + string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => _pieces[random.Next(_pieces.Length)]));

    private JsonNode Any(int depth) => (depth > 0 ? random.Next(5) : random.Next(3)) switch
    {
        0 => Text(isPlain: false),
        1 => random.NextInt64(),
        2 => random.Next(2) == 0,
        3 => new JsonArray(Any(depth - 1), null, Any(depth - 1)),
        _ => new JsonObject { ["a"] = Any(depth - 1), ["b"] = null },
    };
}
