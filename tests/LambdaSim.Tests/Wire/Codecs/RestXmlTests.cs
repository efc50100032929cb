using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Tests.Wire.Codecs;

/// <summary>REST with XML, on buckets as S3 has them.</summary>
public sealed class RestXmlTests
{
    private static readonly WireService _service = new("Buckets", "2006-03-01") { XmlNamespace = "http://s3.amazonaws.com/doc/2006-03-01/" };
    private static readonly RestXmlCodec _codec = new(_service);

    private static readonly WireShape _grantee = WireShape.Recursive("Grantee",
        static _ => [new("Type", WireShape.String) { WireName = "xsi:type", IsAttribute = true }, new("ID", WireShape.String)], ("xsi", "http://www.w3.org/2001/XMLSchema-instance"));

    private static readonly WireMember _bucket = new("Bucket", WireShape.String) { Location = MemberLocation.Label };

    private static readonly WireOperation _list = new("ListObjectsV2",
        WireShape.Structure("ListObjectsV2Request", _bucket, new WireMember("Prefix", WireShape.String) { Location = MemberLocation.Query, WireName = "prefix" }, new WireMember("MaxKeys", WireShape.Integer) { Location = MemberLocation.Query, WireName = "max-keys" }),
        WireShape.Structure("ListBucketResult", new WireMember("Name", WireShape.String), new WireMember("IsTruncated", WireShape.Boolean), new WireMember("Contents", WireShape.ListOf(WireShape.Structure("Object",
            new WireMember("Key", WireShape.String), new WireMember("LastModified", WireShape.Timestamp), new WireMember("Size", WireShape.Long)), isFlattened: true))))
    {
        Method = "GET",
        Path = UriTemplate.Of("/{Bucket}?list-type=2"),
    };

    private static readonly WireOperation _put = new("PutObject",
        WireShape.Structure("PutObjectRequest", _bucket, new WireMember("Key", WireShape.String) { Location = MemberLocation.Label }, new WireMember("Metadata", WireShape.MapOf(WireShape.String)) { Location = MemberLocation.PrefixHeaders, WireName = "x-amz-meta-" },
            new WireMember("ContentType", WireShape.String) { Location = MemberLocation.Header, WireName = "Content-Type" }, new WireMember("Body", WireShape.Blob) { Location = MemberLocation.Payload }),
        WireShape.Structure("PutObjectOutput", new WireMember("ETag", WireShape.String) { Location = MemberLocation.Header, WireName = "ETag" }))
    {
        Method = "PUT",
        Path = UriTemplate.Of("/{Bucket}/{Key+}"),
    };

    private static readonly WireOperation _delete = new("DeleteObjects",
        WireShape.Structure("DeleteObjectsRequest", _bucket, new WireMember("Delete", WireShape.Structure("Delete", new WireMember("Quiet", WireShape.Boolean),
            new WireMember("Objects", WireShape.ListOf(WireShape.Structure("ObjectIdentifier", new WireMember("Key", WireShape.String)), isFlattened: true)) { WireName = "Object" })) { Location = MemberLocation.Payload }),
        WireShape.Structure("DeleteResult", new WireMember("Grants", WireShape.ListOf(WireShape.Structure("Grant", new WireMember("Grantee", _grantee)), "Grant"))))
    {
        Path = UriTemplate.Of("/{Bucket}?delete"),
    };

    [Fact]
    public void A_list_is_flattened_below_the_root_of_its_own_name()
    {
        var answer = _codec.WriteResponse(_list, JsonNode.Parse("""{"Name":"b","IsTruncated":false,"Contents":[{"Key":"a&b","LastModified":1700000000,"Size":5},{"Key":"c"}]}""")!.AsObject(), "r");

        Assert.Equal(
            """<?xml version="1.0" encoding="utf-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name><IsTruncated>false</IsTruncated>"""
            + "<Contents><Key>a&amp;b</Key><LastModified>2023-11-14T22:13:20Z</LastModified><Size>5</Size></Contents><Contents><Key>c</Key></Contents></ListBucketResult>",
            Encoding.UTF8.GetString(answer.Body.Span));
        Assert.Equal(("r", "application/xml"), (answer.Header("x-amz-request-id"), answer.Header("content-type")));
    }

    [Theory]
    [InlineData("/photos", "list-type=2&prefix=a%2F", """{"Bucket":"photos","Prefix":"a/"}""")]
    [InlineData("/photos/", "max-keys=5&list-type=2", """{"Bucket":"photos","MaxKeys":5}""")]
    public void A_query_tells_the_operation_and_its_members(string path, string query, string expected) =>
        Assert.Equal(expected, _codec.ReadRequest(_list, new RequestParts("GET", path) { Query = query }).ToJsonString());

    [Fact]
    public void An_object_is_key_headers_and_bytes()
    {
        var request = new RequestParts("PUT", "/photos/2030/a%20b//c") { Headers = [("X-Amz-Meta-Owner", "me"), ("Content-Type", "image/png")], Body = (byte[])[0, 1, 2] };

        Assert.Equal("""{"Bucket":"photos","Key":"2030/a b//c","ContentType":"image/png","Metadata":{"owner":"me"},"Body":"AAEC"}""", Sorted(_codec.ReadRequest(_put, request)));
    }

    [Fact]
    public void Attributes_stand_in_their_element_with_their_prefix()
    {
        var output = JsonNode.Parse("""{"Grants":[{"Grantee":{"ID":"me","Type":"CanonicalUser"}}]}""")!.AsObject();
        var answer = _codec.WriteResponse(_delete, output, "r");

        Assert.Contains("""<Grants><Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"><ID>me</ID></Grantee></Grant></Grants>""", Encoding.UTF8.GetString(answer.Body.Span), StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(output, _codec.ReadResponse(_delete, answer)));
    }

    [Theory]
    [InlineData("<Delete><Object><Key>a</Key></Object><Object><Key>b</Key></Object></Delete>", """{"Objects":[{"Key":"a"},{"Key":"b"}]}""")]
    [InlineData("<?xml version='1.0'?><Delete xmlns='http://s3.amazonaws.com/doc/2006-03-01/'>\n  <Quiet>true</Quiet> <!-- x --> <Other><a/></Other> <Object><Key><![CDATA[<a>]]></Key></Object>\n</Delete>", """{"Quiet":true,"Objects":[{"Key":"\u003Ca\u003E"}]}""")]
    [InlineData("<Delete><Object><Key> </Key></Object><Object><Key/></Object></Delete>", """{"Objects":[{"Key":" "},{"Key":""}]}""")]
    [InlineData("<Delete/>", "{}")]
    public void A_document_is_read_along_its_shape(string xml, string expected) => Assert.Equal(expected, Delete(xml)["Delete"]!.ToJsonString());

    [Theory]
    [InlineData("<Delete><Quiet>yes</Quiet></Delete>", "Delete.Quiet", "must be true or false", "line 1, column 10")]
    [InlineData("<Delete><Quiet>true</Quiet>\n<Quiet>true</Quiet></Delete>", "Delete.Quiet", "has Quiet twice", "line 2, column 2")]
    [InlineData("<Delete><Object><Key><a/></Key></Object></Delete>", "Delete.Objects[0].Key", "has an element where a text is expected", "line 1, column 23")]
    [InlineData("<Delete>text</Delete>", "Delete", "has a text where elements are expected", "line 1, column 9")]
    [InlineData("<Remove/>", "Delete", "has the root Remove, and another is expected", "line 1, column 2")]
    [InlineData("<!DOCTYPE Delete [<!ENTITY a 'b'>]><Delete/>", "Delete", "is no XML, or declares a document type", "line 1, column 1")]
    [InlineData("<Delete><Quiet>&a;</Quiet></Delete>", "Delete.Quiet", "is no XML, or declares a document type", "line 1, column 17")]
    [InlineData("<Delete><Quiet>true", "Delete.Quiet", "is no XML, or declares a document type", "line 1, column 20")]
    [InlineData("<Delete/><Delete/>", "Delete", "is no XML, or declares a document type", "line 1, column 11")]
    [InlineData("<Delete><Object><Key>&#xD800;</Key></Object></Delete>", "Delete.Objects[0].Key", "is no XML, or declares a document type", "line 1, column 25")]
    public void What_is_none_is_refused_with_the_place(string xml, string path, string what, string place)
    {
        var error = Assert.Throws<WireFormatException>(() => Delete(xml));

        Assert.Equal((path, what, place), (error.Path, error.What, error.Place));
    }

    [Fact]
    public void Depth_is_bounded()
    {
        string Nested(int levels) => "<Delete>" + string.Concat(Enumerable.Repeat("<a>", levels)) + string.Concat(Enumerable.Repeat("</a>", levels)) + "</Delete>";

        Delete(Nested(60));
        Assert.Equal("is nested deeper than 64 levels", Assert.Throws<WireFormatException>(() => Delete(Nested(50_000))).What);
    }

    [Fact]
    public void A_text_keeps_the_ends_of_its_lines()
    {
        var input = new JsonObject { ["Bucket"] = "b", ["Delete"] = new JsonObject { ["Objects"] = new JsonArray(new JsonObject { ["Key"] = " a\r\nb\rc\t" }) } };

        Assert.True(JsonNode.DeepEquals(input, _codec.ReadRequest(_delete, _codec.WriteRequest(_delete, input))));
    }

    [Theory]
    [InlineData(false, """<Error><Code>NoSuchKey</Code><Message>No.</Message><Resource>/b/k</Resource><Key>k</Key><RequestId>r</RequestId></Error>""")]
    [InlineData(true, """<ErrorResponse xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Error><Type>Sender</Type><Code>NoSuchKey</Code><Message>No.</Message><Resource>/b/k</Resource><Key>k</Key></Error><RequestId>r</RequestId></ErrorResponse>""")]
    public void An_error_is_a_document_with_or_without_a_wrapper(bool wraps, string expected)
    {
        var error = new WireError("NoSuchKey", 404) { Shape = WireShape.Structure("NoSuchKey", new WireMember("Key", WireShape.String)) };
        var answer = new RestXmlCodec(_service with { WrapsErrors = wraps }).WriteError(new WireFault(error, "No.") { Resource = "/b/k", Members = new JsonObject { ["Key"] = "k" } }, "r");

        Assert.Equal((404, """<?xml version="1.0" encoding="utf-8"?>""" + expected), (answer.Status, Encoding.UTF8.GetString(answer.Body.Span)));
    }

    private static JsonObject Delete(string xml) => _codec.ReadRequest(_delete, new RequestParts("POST", "/b") { Query = "delete", Body = Encoding.UTF8.GetBytes(xml) });

    private static string Sorted(JsonObject o) => new JsonObject(new[] { "Bucket", "Key", "ContentType", "Metadata", "Body" }.Select(n => KeyValuePair.Create(n, o[n]?.DeepClone()))).ToJsonString();
}
