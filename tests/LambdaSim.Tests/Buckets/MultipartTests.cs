using LambdaSim.Configuration;
using LambdaSim.Neighbours.Buckets;

namespace LambdaSim.Tests.Buckets;

/// <summary>Objects that come in parts.</summary>
public sealed class MultipartTests : IDisposable
{
    private readonly S3World _s3 = new();

    public MultipartTests() => _s3.Add();

    public void Dispose() => _s3.Dispose();

    [Fact]
    [Pins("BKT-MULTIPART")]
    public void Parts_become_an_object_whose_tag_counts_them()
    {
        var (first, last) = (new byte[Bucket.SmallestPart], "end"u8.ToArray());
        var upload = Begin("big", ("Content-Type", "text/plain"));
        var tags = new[] { Put("big", upload, 1, first)["ETag"]!, Put("big", upload, 2, last)["ETag"]! };

        var done = Complete("big", upload, (1, tags[0]), (2, tags[1]));

        Assert.EndsWith("-2\"", done.Text("ETag"), StringComparison.Ordinal);
        var got = _s3.Send("HEAD", "/uploads/big");
        Assert.Equal((Text.Of(first.Length + 3), "text/plain", done.Text("ETag")), (got["Content-Length"], got["Content-Type"], got["ETag"]));
        var second = _s3.Get("/uploads/big?partNumber=2");
        Assert.Equal((206, "end", "2"), (second.Status, second.Body, second["x-amz-mp-parts-count"]));
        Assert.Equal("NoSuchUpload", Complete("big", upload, (1, tags[0])).Text("Code"));
    }

    // Of the documents: the MD5 of the MD5s of "aaaaa" and "b".
    [Fact]
    [Pins("BKT-MULTIPART")]
    public void The_tag_is_the_MD5_of_the_parts_MD5s()
    {
        byte[] digests = [.. ChecksumAlgorithm.Md5("aaaaa"u8), .. ChecksumAlgorithm.Md5("b"u8)];

        Assert.Equal("d6cf633d4421b23c497ad462505168a1", ChecksumAlgorithm.Md5Hex(digests));
        var upload = Begin("one");
        Assert.Equal($"\"{ChecksumAlgorithm.Md5Hex(ChecksumAlgorithm.Md5("b"u8))}-1\"", Complete("one", upload, (1, Put("one", upload, 1, "b"u8.ToArray())["ETag"]!)).Text("ETag"));
    }

    [Fact]
    [Pins("BKT-MULTIPART")]
    public void What_does_not_fit_is_refused()
    {
        var upload = Begin("a");
        var (one, two) = (Put("a", upload, 1, "1"u8.ToArray())["ETag"]!, Put("a", upload, 2, "2"u8.ToArray())["ETag"]!);

        Assert.Equal("400 EntityTooSmall: Your proposed upload is smaller than the minimum allowed size", Complete("a", upload, (1, one), (2, two)).Error);
        Assert.Equal("400 InvalidPartOrder: The list of parts was not in ascending order. Parts must be ordered by part number.", Complete("a", upload, (2, two), (1, one)).Error);
        Assert.StartsWith("400 InvalidPart: One or more of the specified parts could not be found.  The part may not have been uploaded", Complete("a", upload, (3, two)).Error, StringComparison.Ordinal);
        Assert.StartsWith("400 InvalidPart:", Complete("a", upload, (1, two)).Error, StringComparison.Ordinal);
        Assert.Equal("MalformedXML", Complete("a", upload).Text("Code"));
        Assert.Equal("InvalidArgument", Put("a", upload, 10_001, []).Text("Code"));
        Assert.Equal("NoSuchUpload", Put("other", upload, 1, []).Text("Code"));
        Assert.Equal("NoSuchUpload", Put("a", "none", 1, []).Text("Code"));
        Assert.Empty(_s3.Simulation.Bucket("uploads").Keys);
    }

    [Fact]
    [Pins("BKT-MULTIPART")]
    public void An_aborted_upload_is_no_more()
    {
        var upload = Begin("a");
        Put("a", upload, 1, "1"u8.ToArray());
        Begin("b");

        Assert.Equal(["a", "b"], _s3.Get("/uploads?uploads").Texts("Key"));
        Assert.Equal(["1"], _s3.Get($"/uploads/a?uploadId={upload}").Texts("PartNumber"));
        Assert.Equal(204, _s3.Send("DELETE", $"/uploads/a?uploadId={upload}").Status);
        Assert.Equal(["b"], _s3.Get("/uploads?uploads").Texts("Key"));
        Assert.Equal("NoSuchUpload", _s3.Get($"/uploads/a?uploadId={upload}").Text("Code"));
    }

    [Theory]
    [InlineData("CRC32", null, "COMPOSITE")]
    [InlineData("CRC32", "FULL_OBJECT", "FULL_OBJECT")]
    [InlineData("SHA256", null, "COMPOSITE")]
    [InlineData("CRC64NVME", null, "FULL_OBJECT")]
    [Pins("BKT-MULTIPART")]
    public void Its_checksum_is_of_all_bytes_or_of_the_parts_checksums(string algorithm, string? type, string expected)
    {
        var upload = Begin("a", type is null ? [("x-amz-checksum-algorithm", algorithm)] : [("x-amz-checksum-algorithm", algorithm), ("x-amz-checksum-type", type)]);

        var done = Complete("a", upload, (1, Put("a", upload, 1, "hello"u8.ToArray())["ETag"]!));

        Assert.Equal(expected, done.Text("ChecksumType"));
        Assert.Equal(expected == "COMPOSITE", done.Text($"Checksum{algorithm}").EndsWith("-1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CRC64NVME", "COMPOSITE")]
    [InlineData("SHA256", "FULL_OBJECT")]
    [InlineData("ROT13", "FULL_OBJECT")]
    [Pins("BKT-MULTIPART")]
    public void Not_every_checksum_is_of_either_kind(string algorithm, string type) =>
        Assert.Equal("InvalidRequest", _s3.Send("POST", "/uploads/a?uploads", "", ("x-amz-checksum-algorithm", algorithm), ("x-amz-checksum-type", type)).Text("Code"));

    [Fact]
    [Pins("BKT-COPY")]
    public void A_part_may_be_copied_from_an_object()
    {
        _s3.Put("/uploads/source", "0123456789");
        var upload = Begin("a");

        var part = _s3.Put($"/uploads/a?partNumber=1&uploadId={upload}", "", ("x-amz-copy-source", "uploads/source"), ("x-amz-copy-source-range", "bytes=2-4"));
        Complete("a", upload, (1, part.Text("ETag")));

        Assert.Equal("234", _s3.Get("/uploads/a").Body);
    }

    private string Begin(string key, params (string, string)[] headers) => _s3.Send("POST", $"/uploads/{key}?uploads", "", headers).Text("UploadId");

    private S3Reply Put(string key, string upload, int number, byte[] body) => _s3.Send("PUT", $"/uploads/{key}?partNumber={number}&uploadId={upload}", body);

    private S3Reply Complete(string key, string upload, params (int Number, string ETag)[] parts) => _s3.Send("POST", $"/uploads/{key}?uploadId={upload}",
        $"<CompleteMultipartUpload>{string.Concat(parts.Select(static p => $"<Part><PartNumber>{p.Number}</PartNumber><ETag>{p.ETag}</ETag></Part>"))}</CompleteMultipartUpload>");
}
