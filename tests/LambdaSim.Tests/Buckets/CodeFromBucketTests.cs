using LambdaSim.Functions.Model;
using LambdaSim.Tests.Functions;

namespace LambdaSim.Tests.Buckets;

/// <summary>Code of functions and layers that lies in a bucket.</summary>
public sealed class CodeFromBucketTests : IDisposable
{
    private readonly S3World _s3 = new();

    public void Dispose() => _s3.Dispose();

    [Fact]
    [Pins("CTL-S3")]
    public void Code_is_the_objects()
    {
        var zip = FunctionSamples.Zip();
        _s3.Add().Put("code.zip", zip);

        var created = Create("uploads", "code.zip");

        Assert.Equal(zip.Length, created.CodeSize);
        Assert.Equal(Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(zip)), created.CodeSha256);
    }

    [Theory]
    [InlineData("uploads", "none", "S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist.")]
    [InlineData("nobody", "code.zip", "S3 Error Code: NoSuchBucket. S3 Error Message: The specified bucket does not exist")]
    [InlineData("far", "code.zip", "S3 Error Code: PermanentRedirect. S3 Error Message: The bucket is in this region: eu-west-1. Please use this region to retry the request")]
    [Pins("CTL-S3")]
    public void An_object_that_cannot_be_read_is_refused_in_S3s_words(string bucket, string key, string words)
    {
        _s3.Add().Put("code.zip", FunctionSamples.Zip());
        _s3.Simulation.BucketBook.Add("far", "123456789012", "eu-west-1").Put("code.zip", FunctionSamples.Zip());

        Assert.Equal($"Error occurred while GetObject. {words}", Assert.Throws<InvalidParameterValueException>(() => Create(bucket, key)).Message);
    }

    [Fact]
    [Pins("CTL-S3")]
    public void A_version_may_be_named()
    {
        _s3.Add();
        _s3.Put("/uploads?versioning", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
        var old = FunctionSamples.Zip();
        var version = _s3.Send("PUT", "/uploads/code.zip", old)["x-amz-version-id"];
        _s3.Send("PUT", "/uploads/code.zip", "no zip");

        Assert.Equal(old.Length, Create("uploads", "code.zip", version).CodeSize);
        Assert.EndsWith("NoSuchVersion. S3 Error Message: The specified version does not exist.", Assert.Throws<InvalidParameterValueException>(() => Create("uploads", "code.zip", "none", "other")).Message, StringComparison.Ordinal);
    }

    [Fact]
    [Pins("CTL-S3")]
    public void What_was_declared_is_there_beside_buckets()
    {
        _s3.Add();
        _s3.Simulation.DeclareResource("arn:aws:s3:::declared/code.zip", FunctionSamples.Zip());

        Assert.Equal(FunctionSamples.Zip().Length, Create("declared", "code.zip").CodeSize);
    }

    private FunctionConfiguration Create(string bucket, string key, string? version = null, string name = "fn") =>
        _s3.Simulation.Lambda.CreateFunction(FunctionSamples.Create(name) with { Code = new() { S3Bucket = bucket, S3Key = key, S3ObjectVersion = version } });
}
