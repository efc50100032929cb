using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Tests.Wire.Codecs;

/// <summary>What every codec promises, on random shapes and documents.</summary>
public sealed class CodecPropertyTests
{
    private const int Runs = 400;

    private static readonly byte[][] _bad =
    [
        [0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0], [0x1f], [0x9f], [0xbf], [0x5f], [0x7f, 0x61], [0xc1], [0xf7], [0x9b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], [0xbb, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        .. new[]
        {
            "\\ud800", "\"", "\\", ",", "{", "}", "[", "]", ":", "null", "1e999", "-1", "<", ">", "</", "&", "&lt;", "&x;", "<!DOCTYPE a [<!ENTITY x 'y'>]>", "<![CDATA[", "]]>", "<a>", "<?", " xmlns='a'", "%", "%zz", "%ff", "+", ".", "..", "=", "&a=1",
            "member", "entry", "99999999999", "2030-01-31T12:00:00Z", new string('[', 100), string.Concat(Enumerable.Repeat("<a>", 100)), string.Concat(Enumerable.Repeat("a.", 100)),
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public static TheoryData<string> Codecs => [.. CodecCase.Names];

    [Theory]
    [MemberData(nameof(Codecs))]
    public void A_request_is_read_as_it_was_written(string name)
    {
        var random = new Random(1);
        for (var i = 0; i < Runs; i++)
        {
            var (codec, operation, input, _) = CodecCase.Random(name, random);

            AssertSame(input, codec.ReadRequest(operation, codec.WriteRequest(operation, input)));
        }
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void An_answer_is_read_as_it_was_written(string name)
    {
        var random = new Random(2);
        for (var i = 0; i < Runs; i++)
        {
            var (codec, operation, _, output) = CodecCase.Random(name, random);

            AssertSame(output, codec.ReadResponse(operation, codec.WriteResponse(operation, output, "id")));
        }
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Changed_bytes_are_read_or_refused_with_the_one_error(string name)
    {
        var random = new Random(3);
        for (var i = 0; i < Runs; i++)
        {
            var (codec, operation, input, output) = CodecCase.Random(name, random);
            var request = codec.WriteRequest(operation, input);
            var response = codec.WriteResponse(operation, output, "id");
            for (var j = 0; j < 10; j++)
            {
                Try(() => codec.ReadRequest(operation, Changed(request, random)));
                Try(() => codec.ReadResponse(operation, response with { Headers = Changed(response.Headers, random), Body = Changed(response.Body, random) }));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void A_request_cut_off_anywhere_is_read_or_refused_with_the_one_error(string name)
    {
        var random = new Random(4);
        for (var i = 0; i < 20; i++)
        {
            var (codec, operation, input, _) = CodecCase.Random(name, random);
            var request = codec.WriteRequest(operation, input);
            for (var length = 0; length < request.Body.Length; length++)
            {
                Try(() => codec.ReadRequest(operation, request with { Body = request.Body[..length] }));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Twice_the_items_are_twice_the_work(string name)
    {
        var shape = WireShape.Structure("Many", new WireMember("Items", WireShape.ListOf(WireShape.Structure("One", new WireMember("A", WireShape.String), new WireMember("B", WireShape.MapOf(WireShape.Long))))));
        var operation = new WireOperation("Do", shape, shape);

        var (few, many) = (Work(100), Work(200));

        Assert.InRange(many, few + 1, few * 2);

        int Work(int count)
        {
            var codec = CodecCase.Of(name);
            var input = new JsonObject { ["Items"] = new JsonArray([.. Enumerable.Range(0, count).Select(static i => new JsonObject { ["A"] = "a", ["B"] = new JsonObject { ["x"] = i, ["y"] = i } })]) };
            var walk = new WireWalk();
            codec.ReadRequest(operation, codec.WriteRequest(operation, input), walk);
            return walk.Values;
        }
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void More_values_than_allowed_are_refused(string name)
    {
        var shape = WireShape.Structure("Many", new WireMember("Items", WireShape.ListOf(WireShape.Integer)));
        var operation = new WireOperation("Do", shape, shape);
        var request = CodecCase.Of(name).WriteRequest(operation, new JsonObject { ["Items"] = new JsonArray([.. Enumerable.Range(0, 1_000).Select(static i => JsonValue.Create(i))]) });

        var error = Assert.Throws<WireFormatException>(() => CodecCase.Of(name).ReadRequest(operation, request, new WireWalk(maxValues: 999)));

        Assert.Equal("has more names and values than any request needs", error.What);
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Half_a_surrogate_pair_is_never_written(string name)
    {
        var shape = WireShape.Structure("One", new WireMember("A", WireShape.String));
        var operation = new WireOperation("Do", shape, shape);

        var error = Assert.Throws<WireFormatException>(() => CodecCase.Of(name).WriteResponse(operation, new JsonObject { ["A"] = "x\ud800" }, "id"));

        Assert.Equal(("A", "has half a surrogate pair, which is no Unicode"), (error.Path, error.What));
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void A_member_that_the_shape_does_not_have_is_never_written(string name)
    {
        var shape = WireShape.Structure("One", new WireMember("A", WireShape.String));

        Assert.Throws<WireFormatException>(() => CodecCase.Of(name).WriteResponse(new WireOperation("Do", shape, shape), new JsonObject { ["Aa"] = "x" }, "id"));
    }

    private static void Try(Func<JsonObject> read)
    {
        try
        {
            read();
        }
        catch (WireFormatException e)
        {
            Assert.NotEmpty(e.What);
        }
    }

    private static void AssertSame(JsonObject expected, JsonObject actual) =>
        Assert.True(JsonNode.DeepEquals(expected, actual), $"expected {expected.ToJsonString()}\nactual   {actual.ToJsonString()}");

    private static RequestParts Changed(RequestParts request, Random random) => random.Next(4) switch
    {
        0 => request with { Path = Changed(request.Path, random) },
        1 => request with { Query = Changed(request.Query, random) },
        2 => request with { Headers = Changed(request.Headers, random) },
        _ => request with { Body = Changed(request.Body, random) },
    };

    private static List<(string Name, string Value)> Changed(IReadOnlyList<(string Name, string Value)> headers, Random random) =>
        [.. headers.Select(h => random.Next(3) == 0 ? (h.Name, Changed(h.Value, random)) : h)];

    private static string Changed(string text, Random random) => Encoding.Latin1.GetString(Changed(Encoding.UTF8.GetBytes(text), random).Span);

    private static ReadOnlyMemory<byte> Changed(ReadOnlyMemory<byte> body, Random random)
    {
        var bytes = body.ToArray().ToList();
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(4))
            {
                case 0:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 8), bytes.Count - at));
                    break;
                case 1 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.Skip(random.Next(bytes.Count + 1)).Take(random.Next(12)).ToList());
                    break;
                default:
                    bytes.InsertRange(at, _bad[random.Next(_bad.Length)]);
                    break;
            }
        }

        return bytes.ToArray();
    }
}
