using System.Text;
using LambdaSim.Neighbours.Buckets;
using LambdaSim.Wire.S3;

namespace LambdaSim.Tests.Buckets;

/// <summary>Checksums, and the bodies that carry them.</summary>
public sealed class ChecksumTests : IDisposable
{
    private const string Unsigned = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    private readonly S3World _s3 = new();

    public ChecksumTests() => _s3.Add();

    public void Dispose() => _s3.Dispose();

    // The first two are S3's own examples; the others are of the text that all catalogues of checksums use.
    [Theory]
    [InlineData("CRC32", "hello", "NhCmhg==")]
    [InlineData("CRC64NVME", "hello", "M3eFcAZSQlc=")]
    [InlineData("CRC32", "123456789", "y/Q5Jg==")]
    [InlineData("CRC32C", "123456789", "4waSgw==")]
    [InlineData("CRC64NVME", "123456789", "rosUhgp5mIg=")]
    [InlineData("CRC64NVME", "", "AAAAAAAAAAA=")]
    [InlineData("SHA1", "hello", "qvTGHdzF6KLavt4PO0gs2a6pQ00=")]
    [InlineData("SHA256", "hello", "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=")]
    [Pins("BKT-CHECKSUM")]
    public void A_checksum_is_that_of_the_catalogue(string algorithm, string text, string expected)
    {
        Assert.Equal(expected, ObjectRequestTests.Checksum(algorithm, text));

        var header = $"x-amz-checksum-{algorithm.ToLowerInvariant()}";
        Assert.Equal(expected, _s3.Put("/uploads/a", text, (header, expected))[header]);
        Assert.Equal(expected, _s3.Get("/uploads/a", ("x-amz-checksum-mode", "ENABLED"))[header]);
        Assert.Null(_s3.Get("/uploads/a")[header]);
    }

    [Fact]
    [Pins("BKT-CHECKSUM")]
    public void An_object_without_a_checksum_gets_one()
    {
        var put = _s3.Put("/uploads/a", "hello");

        Assert.Equal(("M3eFcAZSQlc=", "FULL_OBJECT"), (put["x-amz-checksum-crc64nvme"], put["x-amz-checksum-type"]));
    }

    [Theory]
    [InlineData("x-amz-checksum-crc32", "AAAAAA==", "400 BadDigest: The CRC32 you specified did not match the calculated checksum.")]
    [InlineData("x-amz-checksum-crc32", "no", "400 InvalidRequest: Value for x-amz-checksum-crc32 header is invalid.")]
    [InlineData("x-amz-checksum-sha256", "AAAAAA==", "400 InvalidRequest: Value for x-amz-checksum-sha256 header is invalid.")]
    [InlineData("Content-MD5", "AAAAAAAAAAAAAAAAAAAAAA==", "400 BadDigest: The Content-MD5 you specified did not match what we received.")]
    [InlineData("Content-MD5", "AAAA", "400 InvalidDigest: The Content-MD5 you specified was invalid.")]
    [InlineData("x-amz-content-sha256", "0000000000000000000000000000000000000000000000000000000000000000", "400 XAmzContentSHA256Mismatch: The provided 'x-amz-content-sha256' header does not match what was computed.")]
    [Pins("BKT-CHECKSUM")]
    public void A_body_that_is_another_is_refused(string header, string value, string error)
    {
        Assert.Equal(error, _s3.Put("/uploads/a", "hello", (header, value)).Error);
        Assert.Empty(_s3.Simulation.Bucket("uploads").Keys);
    }

    [Theory]
    [InlineData(Unsigned, "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n")]
    [InlineData(Unsigned, "2\r\nhe\r\n3\r\nllo\r\n0\r\nx-amz-checksum-crc32: NhCmhg==\r\n\r\n")]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "5;chunk-signature=00\r\nhello\r\n0;chunk-signature=00\r\n\r\n")]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", "5;chunk-signature=00\r\nhello\r\n0;chunk-signature=00\r\nx-amz-checksum-crc32:NhCmhg==\n\r\nx-amz-trailer-signature:00\r\n\r\n")]
    [InlineData("STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD", "5;chunk-signature=00\r\nhello\r\n0;chunk-signature=00\r\n\r\n")]
    [Pins("BKT-CHUNKS")]
    public void A_body_in_chunks_is_put_together(string form, string body)
    {
        var put = _s3.Put("/uploads/a", body, ("x-amz-content-sha256", form), ("x-amz-decoded-content-length", "5"), ("Content-Encoding", "gzip,aws-chunked"));

        Assert.Equal(200, put.Status);
        Assert.Equal(("hello", "gzip"), (_s3.Get("/uploads/a").Body, _s3.Get("/uploads/a")["Content-Encoding"]));
        if (body.Contains("crc32", StringComparison.Ordinal))
        {
            Assert.Equal("NhCmhg==", put["x-amz-checksum-crc32"]);
        }
    }

    [Theory]
    [InlineData("5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n", "5", "400 BadDigest: The CRC32 you specified did not match the calculated checksum.")]
    [InlineData("5\r\nhello\r\n0\r\n\r\n", "6", "400 IncompleteBody: The request body terminated unexpectedly")]
    [InlineData("5\r\nhello\r\n0\r\n\r\n", "4", "400 IncompleteBody: The request body terminated unexpectedly")]
    [InlineData("5\r\nhello\r\n", "5", "400 IncompleteBody: The request body terminated unexpectedly")]
    [InlineData("5\r\nhel", "5", "400 IncompleteBody: The request body terminated unexpectedly")]
    [InlineData("z\r\nhello\r\n0\r\n\r\n", "5", "400 IncompleteBody: The request body terminated unexpectedly")]
    [InlineData("fffffffff\r\nhello\r\n0\r\n\r\n", "5", "400 IncompleteBody: The request body terminated unexpectedly")]
    [InlineData("5\r\nhello\r\n0\r\nnonsense\r\n\r\n", "5", "400 MalformedTrailerError: The request contained trailing data that was not well-formed or did not conform to our published schema.")]
    [InlineData("hello", "many", "411 MissingContentLength: You must provide the Content-Length HTTP header.")]
    [InlineData("5\r\nhello\r\n0\r\n\r\n", "99999999999", "400 IncompleteBody: The request body terminated unexpectedly")]
    [Pins("BKT-CHUNKS")]
    public void Chunks_that_are_none_are_refused(string body, string length, string error)
    {
        Assert.Equal(error, _s3.Put("/uploads/a", body, ("x-amz-content-sha256", Unsigned), ("x-amz-decoded-content-length", length)).Error);
        Assert.Empty(_s3.Simulation.Bucket("uploads").Keys);
    }

    [Fact]
    [Pins("BKT-CHUNKS")]
    public void Whatever_the_cuts_the_bytes_are_the_same()
    {
        var random = new Random(1);
        for (var run = 0; run < 200; run++)
        {
            var bytes = new byte[random.Next(0, 5_000)];
            random.NextBytes(bytes);
            using var body = new MemoryStream();
            for (var at = 0; at < bytes.Length;)
            {
                var size = Math.Min(bytes.Length - at, random.Next(1, 700));
                body.Write(Encoding.ASCII.GetBytes($"{size:x}\r\n"));
                body.Write(bytes, at, size);
                body.Write("\r\n"u8);
                at += size;
            }

            body.Write("0\r\n\r\n"u8);

            Assert.Equal(bytes, AwsChunks.Read(body.ToArray(), bytes.Length).Body.ToArray());
        }
    }

    [Fact]
    [Pins("BKT-CHUNKS")]
    public void No_bytes_make_the_reader_fail_in_another_way()
    {
        var random = new Random(2);
        var parts = new[] { "0\r\n", "5\r\n", "hello", "\r\n", ";chunk-signature=", "x:y", "\n", "ffffffff", "\0" };
        for (var run = 0; run < 5_000; run++)
        {
            var body = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => parts[random.Next(parts.Length)])));

            var failed = Record.Exception(() => AwsChunks.Read(body, random.Next(0, 12)));

            Assert.True(failed is null or BucketServiceException, failed?.ToString());
        }
    }
}
