using System.Formats.Cbor;
using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.Wire.Codecs;
using CborReader = System.Formats.Cbor.CborReader;
using CborWriter = System.Formats.Cbor.CborWriter;

namespace LambdaSim.Tests.Wire.Codecs;

/// <summary>CBOR, compared with the framework's own reader and writer.</summary>
public sealed class CborTests
{
    private static readonly WireShape _shape = WireShape.Recursive("Reading", static self =>
    [
        new("Text", WireShape.String), new("Count", WireShape.Integer), new("Total", WireShape.Long), new("Ratio", WireShape.Double), new("On", WireShape.Boolean), new("Data", WireShape.Blob),
        new("At", WireShape.Timestamp), new("Tags", WireShape.ListOf(WireShape.String)), new("Sums", WireShape.MapOf(WireShape.Long)), new("Next", self),
    ]);

    private static readonly WireOperation _operation = new("Put", _shape, _shape);
    private static readonly CborCodec _codec = new(CodecCase.Service);

    [Fact]
    public void A_document_is_CBOR_that_another_reader_reads()
    {
        var request = _codec.WriteRequest(_operation, new JsonObject { ["Text"] = "é", ["Total"] = long.MinValue, ["Ratio"] = 0.5, ["On"] = true, ["Data"] = "AAEC", ["At"] = 1_700_000_000L, ["Tags"] = new JsonArray("a") });

        var reader = new CborReader(request.Body, CborConformanceMode.Canonical, allowMultipleRootLevelValues: false);
        var canonical = Assert.Throws<CborContentException>(() => ReadAll(reader));
        Assert.Contains("sorted", canonical.Message, StringComparison.Ordinal);

        reader = new CborReader(request.Body, CborConformanceMode.Strict);
        Assert.Equal(7, reader.ReadStartMap());
        Assert.Equal(("Text", "é"), (reader.ReadTextString(), reader.ReadTextString()));
        Assert.Equal(("Total", long.MinValue), (reader.ReadTextString(), reader.ReadInt64()));
        Assert.Equal(("Ratio", 0.5), (reader.ReadTextString(), reader.ReadDouble()));
        Assert.Equal(("On", true), (reader.ReadTextString(), reader.ReadBoolean()));
        Assert.Equal("Data", reader.ReadTextString());
        Assert.Equal([0, 1, 2], reader.ReadByteString());
        Assert.Equal(("At", DateTimeOffset.FromUnixTimeSeconds(1_700_000_000)), (reader.ReadTextString(), reader.ReadUnixTimeSeconds()));
        Assert.Equal(("Tags", 1), (reader.ReadTextString(), reader.ReadStartArray()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Documents_of_another_writer_are_read(bool isIndefinite)
    {
        var writer = new CborWriter(CborConformanceMode.Lax, convertIndefiniteLengthEncodings: !isIndefinite);
        writer.WriteStartMap(null);
        writer.WriteTextString("Unknown");
        writer.WriteStartArray(null);
        writer.WriteTag(CborTag.UnixTimeSeconds);
        writer.WriteDouble(1.5);
        writer.WriteStartMap(null);
        writer.WriteInt32(1);
        writer.WriteNull();
        writer.WriteEndMap();
        writer.WriteEndArray();
        writer.WriteTextString("Text");
        writer.WriteStartIndefiniteLengthTextString();
        writer.WriteTextString("a");
        writer.WriteTextString("b");
        writer.WriteEndIndefiniteLengthTextString();
        writer.WriteTextString("Data");
        writer.WriteStartIndefiniteLengthByteString();
        writer.WriteByteString([0]);
        writer.WriteByteString([1, 2]);
        writer.WriteEndIndefiniteLengthByteString();
        writer.WriteTextString("At");
        writer.WriteTag(CborTag.UnixTimeSeconds);
        writer.WriteDouble(1.25);
        writer.WriteTextString("Tags");
        writer.WriteStartArray(null);
        writer.WriteTextString("x");
        writer.WriteEndArray();
        writer.WriteTextString("Count");
        writer.WriteNull();
        writer.WriteEndMap();

        Assert.Equal("""{"Text":"ab","Data":"AAEC","At":1.25,"Tags":["x"]}""", Read(writer.Encode()).ToJsonString());
    }

    [Fact]
    public void Numbers_of_every_width_are_the_numbers_that_another_reader_sees()
    {
        var random = new Random(1);
        for (var i = 0; i < 2_000; i++)
        {
            var number = random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
            var writer = new CborWriter();
            writer.WriteStartMap(1);
            writer.WriteTextString("Total");
            writer.WriteInt64(number);
            writer.WriteEndMap();
            var document = new JsonObject { ["Total"] = number };

            Assert.Equal(number, (long)Read(writer.Encode())["Total"]!);
            Assert.Equal(writer.Encode(), _codec.WriteRequest(_operation, document).Body.ToArray());
        }
    }

    [Fact]
    public void Every_half_is_the_number_that_another_reader_sees()
    {
        for (var bits = 0; bits <= ushort.MaxValue; bits++)
        {
            byte[] half = [0xf9, (byte)(bits >> 8), (byte)bits];
            var number = Scalars.Double(Read([0xa1, 0x65, .. "Ratio"u8, .. half])["Ratio"], new WireWalk());

            Assert.Equal((double)new CborReader(half).ReadHalf(), number);
        }
    }

    [Theory]
    [InlineData("", "{}")]
    [InlineData("a0", "{}")]
    [InlineData("a1 65 526174696f fa 3fc00000", """{"Ratio":1.5}""")]
    [InlineData("a1 65 526174696f 03", """{"Ratio":3}""")]
    [InlineData("a1 65 526174696f f97e00", """{"Ratio":"NaN"}""")]
    [InlineData("a1 62 4174 c1 20", """{"At":-1}""")]
    [InlineData("a1 6455 6e6b6e 9f9fffff", "{}")]
    [InlineData("a1 6454657874 61", null)]
    public void A_document_by_hand(string hex, string? expected)
    {
        var bytes = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        if (expected is null)
        {
            Assert.Throws<WireFormatException>(() => Read(bytes));
        }
        else
        {
            Assert.Equal(expected, Read(bytes).ToJsonString());
        }
    }

    [Theory]
    [InlineData("a1 64 54657874 7b 7fffffffffffffff", "Text", "claims 9223372036854775807 bytes, and the document ends before", "byte 6")]
    [InlineData("a1 64 54616773 9b 0000000100000000", "Tags", "claims 4294967296 items, and the document ends before", "byte 6")]
    [InlineData("bb 0000000000001000", "", "claims 4096 items, and the document ends before", "byte 0")]
    [InlineData("a1 65 436f756e74 1b 0000000100000000", "Count", "must be a whole number of 32 bits", "byte 7")]
    [InlineData("a1 65 546f74616c 1b ffffffffffffffff", "Total", "is a number out of range", "byte 7")]
    [InlineData("a1 64 54657874 41 41", "Text", "must be a text", "byte 6")]
    [InlineData("a1 64 54657874 61 ff", "Text", "is no UTF-8", "byte 6")]
    [InlineData("a1 64 54657874 7f 61 c3 61 a9 ff", "Text", "is no UTF-8", "byte 7")]
    [InlineData("a1 62 4174 01", "At", "must have a tag", "byte 4")]
    [InlineData("a1 62 4174 c0 01", "At", "must have the tag of a timestamp", "byte 4")]
    [InlineData("a2 62 4f6e f5 62 4f6e f5", "On", "stands twice", "byte 5")]
    [InlineData("a2 61 78 f5 61 78 f5", "x", "stands twice", "byte 4")]
    [InlineData("a1 64 54616773 81 f6", "Tags[0]", "must not be null", "byte 7")]
    [InlineData("a1 64 54657874", "Text", "is cut off", "byte 6")]
    [InlineData("a1 64 54657874 1c", "Text", "must be a text", "byte 6")]
    [InlineData("a1 61 78 fc", "x", "has a length that CBOR does not know", "byte 3")]
    [InlineData("a0 00", "", "goes on behind its end", "byte 1")]
    public void What_is_none_is_refused_with_the_place(string hex, string path, string what, string place)
    {
        var error = Assert.Throws<WireFormatException>(() => Read(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal))));

        Assert.Equal((path, what, place), (error.Path, error.What, error.Place));
    }

    [Theory]
    [InlineData("Next")]
    [InlineData("Unknown")]
    public void Depth_is_bounded(string member)
    {
        byte[] step = [0xa1, (byte)(0x60 + member.Length), .. Encoding.ASCII.GetBytes(member)];
        byte[] Nested(int levels) => [.. Enumerable.Repeat(step, levels).SelectMany(static s => s), 0xa0];

        Read(Nested(60));
        var error = Assert.Throws<WireFormatException>(() => Read(Nested(100_000)));

        Assert.Equal("is nested deeper than 64 levels", error.What);
    }

    private static JsonObject Read(byte[] body) => _codec.ReadRequest(_operation, new RequestParts("POST", "/") { Body = body });

    private static void ReadAll(CborReader reader)
    {
        reader.ReadStartMap();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            reader.ReadTextString();
            reader.SkipValue();
        }
    }
}
