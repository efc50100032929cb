using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Tests.Wire.Codecs;

/// <summary>JSON 1.0 and 1.1, on a library that lends books.</summary>
public sealed class AwsJsonTests
{
    private static readonly WireShape _shape = WireShape.Recursive("Loan", static self =>
    [
        new("Title", WireShape.String) { WireName = "title" }, new("Days", WireShape.Integer), new("Pages", WireShape.Long), new("Weight", WireShape.Double), new("IsLate", WireShape.Boolean), new("Cover", WireShape.Blob),
        new("Due", WireShape.Timestamp), new("Printed", WireShape.TimestampAs(TimestampFormat.Iso8601)), new("Authors", WireShape.ListOf(WireShape.String)), new("Shelves", WireShape.MapOf(WireShape.Integer)),
        new("Next", self), new("Notes", WireShape.Document),
    ]);

    private static readonly WireOperation _lend = new("Lend", _shape, _shape);
    private static readonly AwsJsonCodec _codec = new(new WireService("Library_20300131", "2030-01-31"), "1.1");

    [Fact]
    public void A_request_names_its_operation_in_a_header()
    {
        var request = _codec.WriteRequest(_lend, new JsonObject { ["Title"] = "Æsop", ["Days"] = 7, ["Cover"] = "AAEC", ["Due"] = 1.5m, ["Printed"] = 0 });

        Assert.Equal(("POST", "/", "Library_20300131.Lend", "application/x-amz-json-1.1"), (request.Method, request.Path, request.Header("x-amz-target"), request.Header("content-type")));
        Assert.Equal("""{"Title":"Æsop","Days":7,"Cover":"AAEC","Due":1.5,"Printed":"1970-01-01T00:00:00Z"}""", Encoding.UTF8.GetString(request.Body.Span));
    }

    [Theory]
    [InlineData("", "{}")]
    [InlineData("{}", "{}")]
    [InlineData("""{"Unknown":[{"a":1}],"Days":7}""", """{"Days":7}""")]
    [InlineData("""{"Days":null,"Title":"a"}""", """{"Title":"a"}""")]
    [InlineData("""{"Due":1.7e9}""", """{"Due":1700000000}""")]
    [InlineData("""{"Due":1700000000.1239}""", """{"Due":1700000000.124}""")]
    [InlineData("""{"Printed":"2030-01-31T13:00:00.250+01:00"}""", """{"Printed":1896091200.25}""")]
    [InlineData("""{"Weight":"NaN","Next":{"Weight":2}}""", """{"Weight":"NaN","Next":{"Weight":2}}""")]
    [InlineData("""{"Notes":{"a":[1,null,{"b":1.50}],"c":null}}""", """{"Notes":{"a":[1,null,{"b":1.50}],"c":null}}""")]
    [InlineData("""{"Shelves":{"":1,"é":2}}""", """{"Shelves":{"":1,"\u00E9":2}}""")]
    public void A_document_is_read_along_its_shape(string json, string expected) => Assert.Equal(expected, Read(json).ToJsonString());

    [Theory]
    [InlineData("[]", "", "must be a structure")]
    [InlineData("null", "", "must be a structure")]
    [InlineData("""{"Title":7}""", "Title", "must be a text")]
    [InlineData("""{"Days":1.5}""", "Days", "must be a whole number")]
    [InlineData("""{"Days":"7"}""", "Days", "must be a whole number")]
    [InlineData("""{"Days":2147483648}""", "Days", "must be a whole number of 32 bits")]
    [InlineData("""{"Pages":9223372036854775808}""", "Pages", "must be a whole number")]
    [InlineData("""{"Weight":1e999}""", "Weight", "must be a number")]
    [InlineData("""{"Weight":"heavy"}""", "Weight", "must be a number")]
    [InlineData("""{"IsLate":"true"}""", "IsLate", "must be true or false")]
    [InlineData("""{"Cover":"?"}""", "Cover", "is no base64")]
    [InlineData("""{"Due":1e18}""", "Due", "must be a timestamp in seconds of the years 1 to 9999")]
    [InlineData("""{"Printed":"31 January"}""", "Printed", "must be a timestamp such as 2030-01-31T12:00:00Z")]
    [InlineData("""{"Authors":["a",7]}""", "Authors[1]", "must be a text")]
    [InlineData("""{"Authors":[null]}""", "Authors[0]", "must not be null")]
    [InlineData("""{"Next":{"Next":{"Shelves":{"a":"b"}}}}""", "Next.Next.Shelves.a", "must be a whole number")]
    [InlineData("""{"Days":1,"Days":2}""", "Days", "stands twice")]
    [InlineData("""{"Days":1,"D\u0061ys":2}""", "Days", "stands twice")]
    [InlineData("""{"x":1,"x":2}""", "x", "stands twice")]
    [InlineData("""{"Notes":{"a":1,"a":2}}""", "Notes.a", "stands twice")]
    [InlineData("""{"Title":"\ud800"}""", "Title", "has half a surrogate pair, which is no Unicode")]
    [InlineData("""{"Title":"a""", "Title", "is no JSON, or is nested too deep")]
    [InlineData("{} {}", "", "is no JSON, or is nested too deep")]
    public void What_is_none_is_refused_with_the_place(string json, string path, string what)
    {
        var error = Assert.Throws<WireFormatException>(() => Read(json));

        Assert.Equal((path, what), (error.Path, error.What));
        Assert.True(json is "null" or "[]" || error.Place.Length > 0, error.Message);
    }

    [Theory]
    [InlineData("Next")]
    [InlineData("Notes")]
    [InlineData("Unknown")]
    public void Depth_is_bounded(string member)
    {
        string Nested(int levels) => string.Concat(Enumerable.Repeat($"{{\"{member}\":", levels)) + "{}" + new string('}', levels);

        Read(Nested(60));
        Assert.Throws<WireFormatException>(() => Read(Nested(70)));
        Assert.Throws<WireFormatException>(() => Read(Nested(100_000)));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused_with_their_place()
    {
        var error = Assert.Throws<WireFormatException>(() => _codec.ReadRequest(_lend, new RequestParts("POST", "/") { Body = (byte[])[.. "{\"Title\":\"é"u8, 0xff, .. "\"}"u8] }));

        Assert.Equal(("is no UTF-8", "byte 12"), (error.What, error.Place));
    }

    [Fact]
    public void An_error_has_its_type_and_its_members()
    {
        var late = new WireError("LoanIsLate", 409) { Shape = WireShape.Structure("LoanIsLate", new WireMember("Days", WireShape.Integer)) };
        var answer = _codec.WriteError(new WireFault(late, "Too late.") { Members = new JsonObject { ["Days"] = 3 } }, "r");

        Assert.Equal((409, "r", null), (answer.Status, answer.Header("x-amzn-requestid"), answer.Header("x-amzn-query-error")));
        Assert.Equal("""{"__type":"LoanIsLate","message":"Too late.","Days":3}""", Encoding.UTF8.GetString(answer.Body.Span));
    }

    [Fact]
    public void An_operation_without_an_output_answers_without_a_body() =>
        Assert.True(_codec.WriteResponse(new WireOperation("Forget", _shape, null), [], "r").Body.IsEmpty);

    private static JsonObject Read(string json) => _codec.ReadRequest(_lend, new RequestParts("POST", "/") { Body = Encoding.UTF8.GetBytes(json) });
}
