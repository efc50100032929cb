namespace LambdaSim.Tests.Buckets;

/// <summary>Putting, reading, copying and deleting objects.</summary>
public sealed class ObjectRequestTests : IDisposable
{
    private readonly S3World _s3 = new();

    public ObjectRequestTests() => _s3.Add();

    public void Dispose() => _s3.Dispose();

    [Fact]
    [Pins("BKT-PUT")]
    public void An_object_comes_back_with_what_was_said_of_it()
    {
        var put = _s3.Put("/uploads/a.json", "hello", ("Content-Type", "application/json"), ("Cache-Control", "no-cache"), ("x-amz-meta-Order", "7"), ("x-amz-meta-name", "Zoë"), ("x-amz-tagging", "a=1&b=2+3"),
            ("x-amz-storage-class", "STANDARD_IA"), ("Expires", "Thu, 01 Jan 2026 00:00:00 GMT"));
        var got = _s3.Get("/uploads/a.json");

        Assert.Equal("\"5d41402abc4b2a76b9719d911017c592\"", put["ETag"]);
        Assert.Equal("AES256", put["x-amz-server-side-encryption"]);
        Assert.Equal("hello", got.Body);
        Assert.Equal(put["ETag"], got["ETag"]);
        Assert.Equal(["application/json", "no-cache", "7", "=?UTF-8?B?Wm/Dqw==?=", "2", "STANDARD_IA", "Thu, 01 Jan 2026 00:00:00 GMT", "bytes", "Thu, 01 Jan 2026 00:00:00 GMT", "5"],
            new[] { "Content-Type", "Cache-Control", "x-amz-meta-order", "x-amz-meta-name", "x-amz-tagging-count", "x-amz-storage-class", "Expires", "Accept-Ranges", "Last-Modified", "Content-Length" }.Select(h => got[h]));
    }

    [Fact]
    [Pins("BKT-PUT")]
    public void An_object_without_a_type_is_of_bytes()
    {
        _s3.Simulation.Bucket("uploads").Put("a", "1");

        Assert.Equal("binary/octet-stream", _s3.Get("/uploads/a")["Content-Type"]);
        Assert.Null(_s3.Get("/uploads/a")["x-amz-storage-class"]);
    }

    [Fact]
    [Pins("BKT-PUT")]
    public void Metadata_has_two_kilobytes_at_most()
    {
        Assert.Equal(200, _s3.Put("/uploads/a", "1", ("x-amz-meta-a", new string('x', 2_047))).Status);
        Assert.Equal("400 MetadataTooLarge: Your metadata headers exceed the maximum allowed metadata size", _s3.Put("/uploads/a", "1", ("x-amz-meta-a", new string('x', 2_048))).Error);
    }

    [Theory]
    [InlineData("a", "If-None-Match", "*", "412 PreconditionFailed: At least one of the pre-conditions you specified did not hold")]
    [InlineData("b", "If-None-Match", "*", null)]
    [InlineData("b", "If-None-Match", "\"x\"", "501 NotImplemented: A header you provided implies functionality that is not implemented")]
    [InlineData("a", "If-Match", "\"c4ca4238a0b923820dcc509a6f75849b\"", null)]
    [InlineData("a", "If-Match", "\"x\"", "412 PreconditionFailed: At least one of the pre-conditions you specified did not hold")]
    [InlineData("b", "If-Match", "\"x\"", "404 NoSuchKey: The specified key does not exist.")]
    [Pins("BKT-CONDITIONS")]
    public void A_put_may_depend_on_what_is_there(string key, string header, string value, string? error)
    {
        _s3.Put("/uploads/a", "1");

        var answer = _s3.Put($"/uploads/{key}", "2", (header, value));

        Assert.Equal(error, answer.Status == 200 ? null : answer.Error);
        Assert.Equal(error is null ? "2" : "1", _s3.Get($"/uploads/{(error is null ? key : "a")}").Body);
    }

    [Theory]
    [InlineData("If-Match", "\"c4ca4238a0b923820dcc509a6f75849b\"", 200)]
    [InlineData("If-Match", "\"x\"", 412)]
    [InlineData("If-None-Match", "\"c4ca4238a0b923820dcc509a6f75849b\"", 304)]
    [InlineData("If-None-Match", "\"x\"", 200)]
    [InlineData("If-Modified-Since", "Thu, 01 Jan 2026 00:00:00 GMT", 304)]
    [InlineData("If-Modified-Since", "Wed, 31 Dec 2025 23:59:59 GMT", 200)]
    [InlineData("If-Unmodified-Since", "Thu, 01 Jan 2026 00:00:00 GMT", 200)]
    [InlineData("If-Unmodified-Since", "Wed, 31 Dec 2025 23:59:59 GMT", 412)]
    [InlineData("If-Unmodified-Since", "some day", 200)]
    [Pins("BKT-CONDITIONS")]
    public void A_read_may_depend_on_what_is_there(string header, string value, int status)
    {
        _s3.Put("/uploads/a", "1");

        Assert.Equal(status, _s3.Get("/uploads/a", (header, value)).Status);
        Assert.Equal(status, _s3.Send("HEAD", "/uploads/a", "", (header, value)).Status);
    }

    [Theory]
    [InlineData("If-Match", "\"c4ca4238a0b923820dcc509a6f75849b\"", "If-Unmodified-Since", "Wed, 31 Dec 2025 23:59:59 GMT", 200)]
    [InlineData("If-None-Match", "\"c4ca4238a0b923820dcc509a6f75849b\"", "If-Modified-Since", "Wed, 31 Dec 2025 23:59:59 GMT", 304)]
    [Pins("BKT-CONDITIONS")]
    public void Of_two_conditions_the_tag_decides(string first, string tag, string second, string date, int status)
    {
        _s3.Put("/uploads/a", "1");

        Assert.Equal(status, _s3.Get("/uploads/a", (first, tag), (second, date)).Status);
    }

    [Theory]
    [InlineData("bytes=0-3", 206, "0123", "bytes 0-3/10")]
    [InlineData("bytes=7-", 206, "789", "bytes 7-9/10")]
    [InlineData("bytes=-4", 206, "6789", "bytes 6-9/10")]
    [InlineData("bytes=-40", 206, "0123456789", "bytes 0-9/10")]
    [InlineData("bytes=8-99", 206, "89", "bytes 8-9/10")]
    [InlineData("bytes=10-", 416, null, null)]
    [InlineData("bytes=-0", 416, null, null)]
    [InlineData("bytes=5-2", 200, "0123456789", null)]
    [InlineData("bytes=0-1,4-5", 200, "0123456789", null)]
    [InlineData("bytes=a-b", 200, "0123456789", null)]
    [InlineData("bytes=-", 200, "0123456789", null)]
    [InlineData("bytes=99999999999999999999-", 200, "0123456789", null)]
    [InlineData("lines=0-1", 200, "0123456789", null)]
    [Pins("BKT-RANGE")]
    public void A_range_gives_some_of_the_bytes(string range, int status, string? body, string? told)
    {
        _s3.Put("/uploads/a", "0123456789");

        var answer = _s3.Get("/uploads/a", ("Range", range));

        Assert.Equal(status, answer.Status);
        Assert.Equal(told, answer["Content-Range"]);
        if (body is null)
        {
            Assert.Equal("416 InvalidRange: The requested range is not satisfiable", answer.Error);
        }
        else
        {
            Assert.Equal(body, answer.Body);
        }
    }

    [Fact]
    [Pins("BKT-GET")]
    public void A_head_tells_the_length_and_sends_nothing()
    {
        _s3.Put("/uploads/a", "hello");

        var head = _s3.Send("HEAD", "/uploads/a");

        Assert.Equal((200, "5", "\"5d41402abc4b2a76b9719d911017c592\"", 0), (head.Status, head["Content-Length"], head["ETag"], head.Bytes.Length));
        Assert.Equal((404, 0), (_s3.Send("HEAD", "/uploads/none").Status, _s3.Send("HEAD", "/uploads/none").Bytes.Length));
    }

    [Fact]
    [Pins("BKT-GET")]
    public void Who_signs_may_ask_for_other_headers()
    {
        _s3.Put("/uploads/a", "1", ("Content-Type", "text/plain"));
        const string target = "/uploads/a?response-content-type=text%2Fcsv&response-content-disposition=attachment";

        Assert.Equal("400 InvalidRequest: Request specific response headers cannot be used for anonymous GET requests.", _s3.Get(target).Error);
        var signed = _s3.Get($"{target}&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20260101%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Signature=00");
        Assert.Equal(("text/csv", "attachment"), (signed["Content-Type"], signed["Content-Disposition"]));
    }

    [Fact]
    [Pins("BKT-ADDRESS")]
    public void Older_signatures_are_S3s_too()
    {
        _s3.Put("/uploads/a", "1");

        Assert.Equal("1", _s3.Get("/uploads/a?AWSAccessKeyId=123456789012&Signature=x%3D&Expires=1").Body);
        Assert.Equal("1", _s3.Get("/uploads/a", ("Authorization", "AWS 123456789012:x=")).Body);
    }

    [Fact]
    [Pins("BKT-GET")]
    public void Attributes_are_told_without_the_object()
    {
        _s3.Put("/uploads/a", "hello");

        var answer = _s3.Get("/uploads/a?attributes", ("x-amz-object-attributes", "ETag,ObjectSize,StorageClass,Checksum"));

        Assert.Equal(("5d41402abc4b2a76b9719d911017c592", "5", "STANDARD", "M3eFcAZSQlc="), (answer.Text("ETag"), answer.Text("ObjectSize"), answer.Text("StorageClass"), answer.Text("ChecksumCRC64NVME")));
    }

    [Fact]
    [Pins("BKT-KEY")]
    public void A_key_has_1024_bytes_at_most()
    {
        Assert.Equal(200, _s3.Put($"/uploads/{new string('k', 1_024)}", "1").Status);
        Assert.Equal("400 KeyTooLongError: Your key is too long", _s3.Put($"/uploads/{new string('k', 1_025)}", "1").Error);
        Assert.Equal("400 KeyTooLongError: Your key is too long", _s3.Put($"/uploads/{string.Concat(Enumerable.Repeat("%C3%A4", 513))}", "1").Error);
    }

    [Theory]
    [InlineData("%E2%82%AC%20+%25", "€ +%")]
    [InlineData("a%2F%2Fb/", "a//b/")]
    [InlineData("%00%01", "\0\u0001")]
    [InlineData("a%3Fb%23c", "a?b#c")]
    [Pins("BKT-KEY")]
    public void A_key_is_any_text(string path, string key)
    {
        Assert.Equal(200, _s3.Put($"/uploads/{path}", "1").Status);

        Assert.Equal([key], _s3.Simulation.Bucket("uploads").Keys);
        Assert.Equal("1", _s3.Get($"/uploads/{path}").Body);
    }

    [Theory]
    [InlineData("%FF")]
    [InlineData("%")]
    [InlineData("%zz")]
    [Pins("BKT-KEY")]
    public void A_key_that_is_no_text_is_refused(string path)
    {
        using var http = new HttpClient(_s3.Simulation.CreateHttpHandler());
        var status = _s3.Simulation.Run(async () => (int)(await http.GetAsync(new Uri($"https://s3.us-east-1.amazonaws.com/uploads/{path}"))).StatusCode);

        Assert.InRange(status, 400, 404);
    }

    [Fact]
    [Pins("BKT-DELETE")]
    public void Deleting_what_is_not_there_is_no_error()
    {
        _s3.Put("/uploads/a", "1");

        Assert.Equal((204, 204, 404), (_s3.Send("DELETE", "/uploads/a").Status, _s3.Send("DELETE", "/uploads/a").Status, _s3.Get("/uploads/a").Status));
    }

    [Fact]
    [Pins("BKT-DELETE")]
    public void Many_are_deleted_by_one_request_which_needs_a_digest()
    {
        _s3.Put("/uploads/a", "1");
        _s3.Put("/uploads/b", "1");
        const string document = "<Delete><Object><Key>a</Key></Object><Object><Key>none</Key></Object><Object><Key></Key></Object></Delete>";

        Assert.Equal("400 InvalidRequest: Missing required header for this request: Content-MD5 OR x-amz-checksum-*", _s3.Send("POST", "/uploads?delete", document).Error);
        var answer = _s3.Send("POST", "/uploads?delete", document, ("x-amz-checksum-crc32", Checksum("CRC32", document)));

        Assert.Equal(["a", "none", ""], answer.Texts("Key"));
        Assert.Equal(["UserKeyMustBeSpecified"], answer.Texts("Code"));
        Assert.Equal(["b"], _s3.Simulation.Bucket("uploads").Keys);
    }

    [Fact]
    [Pins("BKT-DELETE")]
    public void A_quiet_request_is_told_of_errors_only()
    {
        const string document = "<Delete><Quiet>true</Quiet><Object><Key>a</Key></Object></Delete>";

        Assert.Empty(_s3.Send("POST", "/uploads?delete", document, ("x-amz-checksum-crc32", Checksum("CRC32", document))).Xml.Elements());
    }

    [Fact]
    [Pins("BKT-COPY")]
    public void A_copy_keeps_what_is_said_of_its_source_or_takes_what_the_request_says()
    {
        _s3.Put("/uploads/a%20b", "hello", ("Content-Type", "text/plain"), ("x-amz-meta-a", "1"), ("x-amz-tagging", "t=1"));

        var copy = _s3.Put("/uploads/c", "", ("x-amz-copy-source", "/uploads/a%20b"));
        _s3.Put("/uploads/d", "", ("x-amz-copy-source", "uploads/a%20b"), ("x-amz-metadata-directive", "REPLACE"), ("Content-Type", "text/csv"), ("x-amz-meta-b", "2"), ("x-amz-tagging-directive", "REPLACE"));

        Assert.Equal("\"5d41402abc4b2a76b9719d911017c592\"", copy.Text("ETag"));
        var (kept, replaced) = (_s3.Get("/uploads/c"), _s3.Get("/uploads/d"));
        Assert.Equal(("hello", "text/plain", "1", null, "1"), (kept.Body, kept["Content-Type"], kept["x-amz-meta-a"], kept["x-amz-meta-b"], kept["x-amz-tagging-count"]));
        Assert.Equal(("hello", "text/csv", null, "2", null), (replaced.Body, replaced["Content-Type"], replaced["x-amz-meta-a"], replaced["x-amz-meta-b"], replaced["x-amz-tagging-count"]));
    }

    [Theory]
    [InlineData("uploads/a", "a", "InvalidRequest")]
    [InlineData("uploads/none", "b", "NoSuchKey")]
    [InlineData("none-such/a", "b", "NoSuchBucket")]
    [InlineData("uploads", "b", "InvalidArgument")]
    [Pins("BKT-COPY")]
    public void A_copy_needs_a_source_that_is_another(string source, string key, string code)
    {
        _s3.Put("/uploads/a", "1");

        Assert.Equal(code, _s3.Put($"/uploads/{key}", "", ("x-amz-copy-source", source)).Text("Code"));
    }

    [Fact]
    [Pins("BKT-COPY")]
    public void A_copy_may_depend_on_its_source()
    {
        _s3.Put("/uploads/a", "1");

        Assert.Equal("412 PreconditionFailed: At least one of the pre-conditions you specified did not hold", _s3.Put("/uploads/b", "", ("x-amz-copy-source", "uploads/a"), ("x-amz-copy-source-if-match", "x")).Error);
        Assert.Equal(200, _s3.Put("/uploads/b", "", ("x-amz-copy-source", "uploads/a"), ("x-amz-copy-source-if-none-match", "x")).Status);
    }

    [Fact]
    [Pins("BKT-TAGS")]
    public void Tags_are_put_told_and_deleted()
    {
        _s3.Put("/uploads/a", "1");
        const string document = "<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>";

        Assert.Equal(200, _s3.Put("/uploads/a?tagging", document, ("x-amz-checksum-crc32", Checksum("CRC32", document))).Status);
        Assert.Equal(("k", "v"), (_s3.Get("/uploads/a?tagging").Text("Key"), _s3.Get("/uploads/a?tagging").Text("Value")));
        Assert.Equal(204, _s3.Send("DELETE", "/uploads/a?tagging").Status);
        Assert.Empty(_s3.Get("/uploads/a?tagging").Texts("Tag"));
    }

    [Theory]
    [InlineData("a=1&a=2", "InvalidTag")]
    [InlineData("aws:a=1", "InvalidTag")]
    [InlineData("a=%3C", "InvalidTag")]
    [InlineData("a&b&c&d&e&f&g&h&i&j&k", "BadRequest")]
    [Pins("BKT-TAGS")]
    public void Tags_that_AWS_refuses_are_refused(string tags, string code) => Assert.Equal(code, _s3.Put("/uploads/a", "1", ("x-amz-tagging", tags)).Text("Code"));

    [Fact]
    [Pins("BKT-VERSIONS")]
    public void A_bucket_with_versions_keeps_what_was_replaced_and_deleted()
    {
        var bucket = _s3.Simulation.Bucket("uploads");
        bucket.Put("a", "0");
        _s3.Put("/uploads?versioning", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
        var first = _s3.Put("/uploads/a", "1")["x-amz-version-id"]!;
        var second = _s3.Put("/uploads/a", "2")["x-amz-version-id"]!;
        var marker = _s3.Send("DELETE", "/uploads/a");

        Assert.Equal("true", marker["x-amz-delete-marker"]);
        Assert.Equal((404, "true"), (_s3.Get("/uploads/a").Status, _s3.Get("/uploads/a")["x-amz-delete-marker"]));
        Assert.Equal(("1", "2", "0"), (_s3.Get($"/uploads/a?versionId={first}").Body, _s3.Get($"/uploads/a?versionId={second}").Body, _s3.Get("/uploads/a?versionId=null").Body));
        Assert.Equal("405 MethodNotAllowed: The specified method is not allowed against this resource.", _s3.Get($"/uploads/a?versionId={marker["x-amz-version-id"]}").Error);
        var versions = _s3.Get("/uploads?versions");
        Assert.Equal([second, first, "null", marker["x-amz-version-id"]!], versions.Texts("VersionId"));
        Assert.Equal(["false", "false", "false", "true"], versions.Texts("IsLatest"));
        Assert.Equal("409 BucketNotEmpty: The bucket you tried to delete is not empty", _s3.Send("DELETE", "/uploads").Error);

        Assert.Equal("true", _s3.Send("DELETE", $"/uploads/a?versionId={marker["x-amz-version-id"]}")["x-amz-delete-marker"]);
        Assert.Equal("2", _s3.Get("/uploads/a").Body);
    }

    [Fact]
    [Pins("BKT-VERSIONS")]
    public void A_bucket_whose_versions_are_suspended_replaces_the_one_without_a_name()
    {
        _s3.Put("/uploads?versioning", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
        var kept = _s3.Put("/uploads/a", "1")["x-amz-version-id"]!;
        _s3.Put("/uploads?versioning", "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>");

        Assert.Null(_s3.Put("/uploads/a", "2")["x-amz-version-id"]);
        _s3.Put("/uploads/a", "3");

        Assert.Equal(["null", kept], _s3.Get("/uploads?versions").Texts("VersionId"));
        Assert.Equal("Suspended", _s3.Get("/uploads?versioning").Text("Status"));
        Assert.Equal("null", _s3.Send("DELETE", "/uploads/a")["x-amz-version-id"]);
    }

    internal static string Checksum(string algorithm, string text) =>
        LambdaSim.Neighbours.Buckets.Checksum.Of(LambdaSim.Neighbours.Buckets.ChecksumAlgorithm.Of(algorithm)!, System.Text.Encoding.UTF8.GetBytes(text)).Value;
}
