using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using LambdaSim.Units;

namespace LambdaSim.Tests.AwsSdk;

/// <summary>The AWS SDK's own client of S3, in handlers and in the body of Run: on virtual time, without a server.</summary>
public sealed class S3ClientTests : IDisposable
{
    private readonly Simulation _simulation = new(new SimulationOptions { Seed = 1, Escapes = Escapes.Reject, OutsideWork = OutsideWork.Reject });
    private readonly AmazonS3Client _s3;

    public S3ClientTests()
    {
        _s3 = new AmazonS3Client(_simulation.AwsConfig<AmazonS3Config>());
        _simulation.AddBucket("uploads");
    }

    public void Dispose()
    {
        _s3.Dispose();
        _simulation.Dispose();
    }

    [Fact]
    public void An_object_is_put_read_and_deleted() => _simulation.Run(async () =>
    {
        var put = await _s3.PutObjectAsync(new PutObjectRequest { BucketName = "uploads", Key = "a b/ä+.txt", ContentBody = "hello", ContentType = "text/plain", Metadata = { ["order"] = "7" } });
        using var got = await _s3.GetObjectAsync("uploads", "a b/ä+.txt");
        using var reader = new StreamReader(got.ResponseStream, Encoding.UTF8);

        Assert.Equal("\"5d41402abc4b2a76b9719d911017c592\"", put.ETag);
        Assert.Equal(("hello", "text/plain", "7"), (await reader.ReadToEndAsync(), got.Headers.ContentType, got.Metadata["order"]));
        Assert.Equal(5, (await _s3.GetObjectMetadataAsync("uploads", "a b/ä+.txt")).ContentLength);
        Assert.Equal(["a b/ä+.txt"], (await _s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "uploads" })).S3Objects.Select(static o => o.Key));
        await _s3.DeleteObjectAsync("uploads", "a b/ä+.txt");
        Assert.Empty(_simulation.Bucket("uploads").Keys);
    });

    [Fact]
    public void A_stream_comes_in_chunks_of_the_SDK() => _simulation.Run(async () =>
    {
        var bytes = Enumerable.Range(0, 300_000).Select(static i => (byte)i).ToArray();

        await _s3.PutObjectAsync(new PutObjectRequest { BucketName = "uploads", Key = "chunks", InputStream = new MemoryStream(bytes) });

        Assert.Equal(bytes, _simulation.Bucket("uploads").Get("chunks").Bytes.ToArray());
    });

    [Fact]
    public void A_large_object_comes_in_parts()
    {
        var bytes = new byte[12_000_000];
        new Random(1).NextBytes(bytes);

        _simulation.Run(async () =>
        {
            var upload = await _s3.InitiateMultipartUploadAsync("uploads", "large");
            List<PartETag> parts = [];
            for (var i = 0; i < 2; i++)
            {
                using var body = new MemoryStream(bytes, i * 6_000_000, 6_000_000);
                var part = await _s3.UploadPartAsync(new UploadPartRequest { BucketName = "uploads", Key = "large", UploadId = upload.UploadId, PartNumber = i + 1, InputStream = body });
                parts.Add(new PartETag(part));
            }

            await _s3.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = "uploads", Key = "large", UploadId = upload.UploadId, PartETags = parts });
        });

        Assert.True(_simulation.Bucket("uploads").Get("large").Bytes.Span.SequenceEqual(bytes));
    }

    [Fact]
    public void Errors_are_the_SDKs_own()
    {
        Assert.Equal("NoSuchKey", Assert.Throws<NoSuchKeyException>(() => _simulation.Run(() => _s3.GetObjectAsync("uploads", "none"))).ErrorCode);
        Assert.Equal("NoSuchBucket", Assert.ThrowsAny<AmazonS3Exception>(() => _simulation.Run(() => _s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "nobody" }))).ErrorCode);
    }

    [Fact]
    public void An_object_that_the_SDK_puts_runs_a_function()
    {
        List<string> keys = [];
        var read = _simulation.AddFunction("read", (System.Text.Json.Nodes.JsonObject e) => keys.Add((string)e["Records"]![0]!["s3"]!["object"]!["key"]!));
        _simulation.Run(async () =>
        {
            await _s3.PutBucketNotificationAsync(new PutBucketNotificationRequest
            {
                BucketName = "uploads",
                LambdaFunctionConfigurations = [new() { Id = "read", FunctionArn = read.Arn, Events = [EventType.ObjectCreatedAll] }],
            });
            await _s3.PutObjectAsync(new PutObjectRequest { BucketName = "uploads", Key = "in", ContentBody = "1" });
            await Task.Delay(2.Seconds, _simulation.Time);
        });

        Assert.Equal(["in"], keys);
    }
}
