using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Tests.Wire.Codecs;

/// <summary>Forms and XML, on topics with lists and maps that are not flattened, as SNS has them.</summary>
public sealed class AwsQueryTests
{
    private static readonly WireService _service = new("Topics", "2010-03-31") { XmlNamespace = "http://sns.amazonaws.com/doc/2010-03-31/" };

    private static readonly WireOperation _create = new("CreateTopic",
        WireShape.Structure("CreateTopicInput", new("Name", WireShape.String), new("Attributes", WireShape.MapOf(WireShape.String)), new("Tags", WireShape.ListOf(_tag)), new("Since", WireShape.Timestamp), new("Key", WireShape.Blob)),
        WireShape.Structure("CreateTopicResponse", new("TopicArn", WireShape.String), new("Attributes", WireShape.MapOf(WireShape.String)), new("Tags", WireShape.ListOf(_tag)), new("Since", WireShape.Timestamp)));

    private static readonly AwsQueryCodec _codec = new(_service);

    private static WireShape _tag => WireShape.Structure("Tag", new WireMember("Key", WireShape.String), new WireMember("Value", WireShape.String));

    [Fact]
    public void A_form_numbers_members_and_entries()
    {
        var request = _codec.WriteRequest(_create, JsonNode.Parse("""{"Name":"news","Attributes":{"DisplayName":"N & M"},"Tags":[{"Key":"a","Value":"1"},{"Key":"b","Value":"2"}],"Since":0.5,"Key":"AAEC"}""")!.AsObject());

        Assert.Equal(
            "Action=CreateTopic&Version=2010-03-31&Name=news&Attributes.entry.1.key=DisplayName&Attributes.entry.1.value=N%20%26%20M&Tags.member.1.Key=a&Tags.member.1.Value=1"
            + "&Tags.member.2.Key=b&Tags.member.2.Value=2&Since=1970-01-01T00%3A00%3A00.5Z&Key=AAEC",
            Encoding.UTF8.GetString(request.Body.Span));
        Assert.Equal("""{"Name":"news","Attributes":{"DisplayName":"N \u0026 M"},"Tags":[{"Key":"a","Value":"1"},{"Key":"b","Value":"2"}],"Since":0.5,"Key":"AAEC"}""", _codec.ReadRequest(_create, request).ToJsonString());
    }

    [Fact]
    public void Items_come_in_the_order_of_their_numbers() =>
        Assert.Equal(["a", "b", "c"], Read("Tags.member.10.Key=c&Tags.member.2.Key=b&Tags.member.1.Key=a")["Tags"]!.AsArray().Select(static t => (string?)t!["Key"]));

    [Fact]
    public void An_empty_parameter_is_an_empty_list() => Assert.Equal("""{"Tags":[]}""", Read("Tags=").ToJsonString());

    [Fact]
    public void An_action_may_stand_in_the_query() =>
        Assert.Equal("""{"Name":"news"}""", _codec.ReadRequest(_create, new RequestParts("GET", "/") { Query = "Action=CreateTopic&Name=news" }).ToJsonString());

    [Fact]
    public void An_answer_is_XML_in_a_result()
    {
        var answer = _codec.WriteResponse(_create, JsonNode.Parse("""{"TopicArn":"arn","Attributes":{"a":"<"},"Tags":[{"Key":"k","Value":"v"}],"Since":1700000000}""")!.AsObject(), "r");

        Assert.Equal(
            """<?xml version="1.0" encoding="utf-8"?><CreateTopicResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><CreateTopicResult><TopicArn>arn</TopicArn>"""
            + "<Attributes><entry><key>a</key><value>&lt;</value></entry></Attributes><Tags><member><Key>k</Key><Value>v</Value></member></Tags><Since>2023-11-14T22:13:20Z</Since>"
            + "</CreateTopicResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></CreateTopicResponse>",
            Encoding.UTF8.GetString(answer.Body.Span));
    }

    [Theory]
    [InlineData("Attributes.entry.1.key=a", "Attributes[1]", "has no value")]
    [InlineData("Attributes.entry.1.value=a", "Attributes[1]", "has no key")]
    [InlineData("Attributes.entry.1.key=a&Attributes.entry.1.value=b&Attributes.entry.2.key=a&Attributes.entry.2.value=c", "Attributes[2]", "has a twice")]
    [InlineData("Tags.member.01.Key=a", "Tags", "has 01 where the number of an item is expected")]
    [InlineData("Tags.member.99999999999.Key=a", "Tags", "has 99999999999 where the number of an item is expected")]
    [InlineData("Since=yesterday", "Since", "must be a timestamp such as 2030-01-31T12:00:00Z")]
    [InlineData("Key=%3F", "Key", "is no base64")]
    public void What_is_none_is_refused_with_the_place(string form, string path, string what)
    {
        var error = Assert.Throws<WireFormatException>(() => Read(form));

        Assert.Equal((path, what), (error.Path, error.What));
    }

    [Fact]
    public void Dots_in_a_name_are_bounded() =>
        Assert.Equal("is nested deeper than 64 levels", Assert.Throws<WireFormatException>(() => Read(string.Concat(Enumerable.Repeat("Tags.", 100_000)) + "=1")).What);

    private static JsonObject Read(string form) =>
        _codec.ReadRequest(_create, new RequestParts("POST", "/") { Headers = [("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")], Body = Encoding.UTF8.GetBytes(form) });
}
