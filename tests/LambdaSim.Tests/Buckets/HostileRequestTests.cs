using System.Text;

namespace LambdaSim.Tests.Buckets;

/// <summary>Requests that nobody should send.</summary>
public sealed class HostileRequestTests : IDisposable
{
    private static readonly string[] _methods = ["GET", "PUT", "POST", "DELETE", "HEAD", "PATCH"];

    private static readonly string[] _paths = ["/", "/uploads", "/uploads/", "/uploads/a", "/uploads/b%2F..%2Fc", "//", "/uploads//", "/No_Bucket/a", "/%00/a", "/uploads/%F0%9F%98%80"];

    private static readonly string[] _parameters =
    [
        "", "acl", "cors", "versioning", "versions", "uploads", "uploadId=x", "uploadId=x&partNumber=1", "uploadId=&partNumber=-1", "tagging", "delete", "notification", "list-type=2", "list-type=2&max-keys=99999999999",
        "list-type=2&continuation-token=%FF", "prefix=%00", "versionId=", "versionId=x", "partNumber=0", "attributes", "location", "policy", "encoding-type=url", "delimiter=", "x-id=GetObject", "acl&cors&policy", "max-keys=-5", "select&select-type=2",
    ];

    private static readonly (string Name, string Value)[] _headers =
    [
        ("Range", "bytes=5-1"), ("Range", "bytes=-"), ("Range", "bytes=18446744073709551615-"), ("If-Match", "*"), ("If-None-Match", "\"\""), ("If-Modified-Since", "yesterday"), ("x-amz-copy-source", "uploads/a"), ("x-amz-copy-source", "/"),
        ("x-amz-copy-source", "%"), ("x-amz-copy-source", "uploads/a?versionId="), ("Content-MD5", "x"), ("x-amz-checksum-crc32", "x"), ("x-amz-checksum-sha256", "AAAA-1"), ("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"),
        ("x-amz-decoded-content-length", "-1"), ("x-amz-decoded-content-length", "3"), ("x-amz-tagging", "a&b==&%"), ("x-amz-acl", "public-read"), ("x-amz-storage-class", "CHEAP"), ("x-amz-object-attributes", "ETag,,Nothing"),
        ("x-amz-checksum-algorithm", "NONE"), ("x-amz-mp-object-size", "x"), ("x-amz-metadata-directive", "MOVE"), ("x-amz-skip-destination-validation", "perhaps"), ("Content-Encoding", "aws-chunked"), ("x-amz-server-side-encryption", "rot13"),
    ];

    private static readonly string[] _bodies =
    [
        "", "x", "<", "<a/>", "<!DOCTYPE a [<!ENTITY b 'c'>]><Delete>&b;</Delete>", "<Delete><Object/></Delete>", "<Delete><Object><Key>\u0001</Key></Object></Delete>", "<Tagging><TagSet><Tag/></TagSet></Tagging>",
        "<VersioningConfiguration><Status>On</Status></VersioningConfiguration>", "<CompleteMultipartUpload><Part><PartNumber>x</PartNumber></Part></CompleteMultipartUpload>", "<NotificationConfiguration><QueueConfiguration/></NotificationConfiguration>",
        "<NotificationConfiguration><QueueConfiguration><Queue>arn:</Queue><Event/></QueueConfiguration></NotificationConfiguration>", "<CreateBucketConfiguration><LocationConstraint> </LocationConstraint></CreateBucketConfiguration>", "{}", "3\r\nabc\r\n0\r\n\r\n",
    ];

    private readonly S3World _s3 = new();

    public void Dispose() => _s3.Dispose();

    [Fact]
    [Pins("BKT-WIRE")]
    public void Every_request_gets_an_answer_of_S3()
    {
        var random = new Random(3);
        _s3.Add().Put("a", "1");
        for (var run = 0; run < 4_000; run++)
        {
            var method = _methods[random.Next(_methods.Length)];
            var target = $"{_paths[random.Next(_paths.Length)]}?{_parameters[random.Next(_parameters.Length)]}";
            var headers = Enumerable.Range(0, random.Next(0, 4)).Select(_ => _headers[random.Next(_headers.Length)]).DistinctBy(static h => h.Name).ToArray();
            var body = _bodies[random.Next(_bodies.Length)];

            var answer = _s3.Send(method, target, body, headers);

            Assert.True(answer.Status is < 500 or 501, $"{method} {target} {string.Join(" ", headers)} {body}: {answer.Status} {answer.Body}");
            if (answer.Status >= 400 && method != "HEAD")
            {
                Assert.Equal("Error", answer.Xml.Name.LocalName);
            }
        }
    }

    [Theory]
    [InlineData(2_000)]
    [InlineData(100_000)]
    [Pins("BKT-WIRE")]
    public void A_document_of_any_depth_is_refused(int depth)
    {
        _s3.Add();
        var deep = $"<Delete>{string.Concat(Enumerable.Repeat("<a>", depth))}{string.Concat(Enumerable.Repeat("</a>", depth))}</Delete>";

        var answer = _s3.Send("POST", "/uploads?delete", deep, ("x-amz-checksum-crc32", ObjectRequestTests.Checksum("CRC32", deep)));

        Assert.Equal((400, "MalformedXML"), (answer.Status, answer.Text("Code")));
        Assert.Equal("MalformedXML", _s3.Put("/uploads?cors", deep.Replace("Delete", "CORSConfiguration", StringComparison.Ordinal)).Text("Code"));
    }

    [Fact]
    [Pins("BKT-DELETE")]
    public void More_than_a_thousand_keys_are_refused()
    {
        _s3.Add();
        var text = new StringBuilder("<Delete>");
        for (var i = 0; i < 1_001; i++)
        {
            text.Append("<Object><Key>k</Key></Object>");
        }

        var document = text.Append("</Delete>").ToString();
        Assert.Equal("MalformedXML", _s3.Send("POST", "/uploads?delete", document, ("x-amz-checksum-crc32", ObjectRequestTests.Checksum("CRC32", document))).Text("Code"));
    }
}
