using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Tests.Wire.Codecs;

/// <summary>REST with JSON, on functions as Lambda has them and a garden of our own.</summary>
public sealed class RestJsonTests
{
    private static readonly RestJsonCodec _codec = new(new WireService("Garden", "2030-01-31") { MessageMember = "Message" });

    private static readonly WireOperation _invoke = new("Invoke",
        WireShape.Structure("InvocationRequest",
            new WireMember("FunctionName", WireShape.String) { Location = MemberLocation.Label },
            new WireMember("Qualifier", WireShape.String) { Location = MemberLocation.Query },
            new WireMember("InvocationType", WireShape.String) { Location = MemberLocation.Header, WireName = "X-Amz-Invocation-Type" },
            new WireMember("Payload", WireShape.Blob) { Location = MemberLocation.Payload }),
        WireShape.Structure("InvocationResponse",
            new WireMember("StatusCode", WireShape.Integer) { Location = MemberLocation.Status },
            new WireMember("FunctionError", WireShape.String) { Location = MemberLocation.Header, WireName = "X-Amz-Function-Error" },
            new WireMember("Payload", WireShape.Blob) { Location = MemberLocation.Payload }))
    {
        Path = UriTemplate.Of("/2015-03-31/functions/{FunctionName}/invocations"),
    };

    private static readonly WireOperation _plant = new("Plant",
        WireShape.Structure("PlantRequest",
            new WireMember("Bed", WireShape.Integer) { Location = MemberLocation.Label },
            new WireMember("Spot", WireShape.String) { Location = MemberLocation.Label },
            new WireMember("Tags", WireShape.ListOf(WireShape.String)) { Location = MemberLocation.Query, WireName = "tag" },
            new WireMember("Others", WireShape.MapOf(WireShape.String)) { Location = MemberLocation.QueryParameters },
            new WireMember("Days", WireShape.ListOf(WireShape.Timestamp)) { Location = MemberLocation.Header, WireName = "X-Days" },
            new WireMember("Names", WireShape.ListOf(WireShape.String)) { Location = MemberLocation.Header, WireName = "X-Names" },
            new WireMember("Meta", WireShape.MapOf(WireShape.String)) { Location = MemberLocation.PrefixHeaders, WireName = "x-meta-" },
            new WireMember("Sort", WireShape.String) { WireName = "sort" },
            new WireMember("Count", WireShape.Integer)),
        WireShape.Structure("PlantResponse", new WireMember("Sort", WireShape.String) { WireName = "sort" }))
    {
        Method = "PUT",
        Path = UriTemplate.Of("/beds/{Bed}/spots/{Spot+}/plants?mode=seed"),
        Status = 201,
    };

    [Fact]
    public void An_invocation_is_path_query_header_and_payload()
    {
        var request = _codec.WriteRequest(_invoke, new JsonObject { ["FunctionName"] = "arn:aws:lambda:us-east-1:1:function:a/b", ["Qualifier"] = "$LATEST", ["InvocationType"] = "Event", ["Payload"] = "e30=" });

        Assert.Equal(("/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A1%3Afunction%3Aa%2Fb/invocations", "Qualifier=%24LATEST", "Event", "{}"),
            (request.Path, request.Query, request.Header("x-amz-invocation-type"), Encoding.UTF8.GetString(request.Body.Span)));
        Assert.Equal("""{"FunctionName":"arn:aws:lambda:us-east-1:1:function:a/b","Qualifier":"$LATEST","InvocationType":"Event","Payload":"e30="}""", _codec.ReadRequest(_invoke, request).ToJsonString());
    }

    [Fact]
    public void An_answer_has_its_status_from_a_member()
    {
        var answer = _codec.WriteResponse(_invoke, new JsonObject { ["StatusCode"] = 202, ["FunctionError"] = "Unhandled" }, "r");

        Assert.Equal((202, "Unhandled", 0), (answer.Status, answer.Header("X-Amz-Function-Error"), answer.Body.Length));
    }

    [Fact]
    public void Members_are_collected_from_everywhere()
    {
        var request = new RequestParts("PUT", "/beds/7/spots/north/by%2Fthe%20wall/plants")
        {
            Query = "mode=seed&tag=a&tag=b+c&colour=red",
            Headers = [("x-days", "Thu, 31 Jan 2030 12:00:00 GMT, Fri, 01 Feb 2030 12:00:00.5 GMT"), ("x-names", "a, \"b, \\\"c\\\"\""), ("x-names", " d"), ("X-Meta-Owner", "me")],
            Body = """{"sort":"rose","Count":3,"Bed":8}"""u8.ToArray(),
        };

        Assert.Equal(
            """{"Bed":7,"Spot":"north/by/the wall","Tags":["a","b c"],"Others":{"colour":"red"},"Days":[1896091200,1896177600.5],"Names":["a","b, \u0022c\u0022","d"],"Meta":{"owner":"me"},"Sort":"rose","Count":3}""",
            _codec.ReadRequest(_plant, request).ToJsonString());
    }

    [Theory]
    [InlineData("/beds/seven/spots/a/plants", "mode=seed", "", "Bed", "must be a whole number", "label Bed")]
    [InlineData("/beds/7/spots/%ff/plants", "mode=seed", "", "", "is no UTF-8", "label Spot")]
    [InlineData("/beds/7/spots/%f/plants", "mode=seed", "", "", "has a percent sign without two hexadecimal digits", "label Spot")]
    [InlineData("/beds/7/spots/a/plants", "", "", "", "has a path that is not Plant's", "")]
    [InlineData("/beds/7/spots//plants", "mode=seed", "", "", "has a path that is not Plant's", "")]
    [InlineData("/beds/7", "mode=seed", "", "", "has a path that is not Plant's", "")]
    [InlineData("/beds/7/spots/a/plants", "mode=seed&x=1&x=2", "", "Others.x", "stands twice", "query")]
    [InlineData("/beds/7/spots/a/plants", "mode=seed", "\"a\" b", "Names", "has a text behind a quoted one", "header X-Names")]
    [InlineData("/beds/7/spots/a/plants", "mode=seed", "\"a", "Names", "has a quote that does not end", "header X-Names")]
    public void What_is_none_is_refused_with_the_place(string path, string query, string names, string member, string what, string place)
    {
        var error = Assert.Throws<WireFormatException>(() => _codec.ReadRequest(_plant, new RequestParts("PUT", path) { Query = query, Headers = names.Length > 0 ? [("X-Names", names)] : [] }));

        Assert.Equal((member, what, place), (error.Path, error.What, error.Place));
    }

    [Theory]
    [InlineData("a\r\nX-Other: b")]
    [InlineData("é")]
    [InlineData("\0")]
    public void A_header_never_carries_what_would_end_it(string value) =>
        Assert.Throws<WireFormatException>(() => _codec.WriteResponse(_invoke, new JsonObject { ["FunctionError"] = value }, "r"));

    [Fact]
    public void An_error_has_its_kind_in_a_header()
    {
        var answer = _codec.WriteError(new WireFault(new WireError("BedNotFound", 404), "No such bed."), "r");

        Assert.Equal((404, "BedNotFound", """{"Message":"No such bed."}"""), (answer.Status, answer.Header("x-amzn-errortype"), Encoding.UTF8.GetString(answer.Body.Span)));
    }
}
