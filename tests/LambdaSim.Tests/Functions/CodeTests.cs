using System.Security.Cryptography;
using System.Text;
using LambdaSim.Functions;
using LambdaSim.Functions.Model;

namespace LambdaSim.Tests.Functions;

public class CodeTests
{
    private const string BadZip = "400 InvalidParameterValueException: Could not unzip uploaded file. Please check your file, then try to upload again.";

    [Fact]
    [Pins("CTL-CODE-SIZE")]
    public void The_hash_and_the_size_are_those_of_the_uploaded_bytes()
    {
        var zip = FunctionSamples.Zip("def handler(): pass");

        var created = new ServiceWorld().Service.CreateFunction(FunctionSamples.Create() with { Code = new() { ZipFile = zip } });

        Assert.Equal((Convert.ToBase64String(SHA256.HashData(zip)), zip.Length), (created.CodeSha256, created.CodeSize));
    }

    [Theory]
    [InlineData("../etc/passwd")]
    [InlineData("a/../../b")]
    [InlineData("/etc/passwd")]
    [InlineData("..\\b")]
    [InlineData("C:\\b")]
    [Pins("CTL-ZIP")]
    public void Names_that_lead_out_of_the_zip_are_refused(string name) =>
        Assert.Equal(BadZip, FunctionSamples.ErrorOf(() => ZipReader.Read(FunctionSamples.Zip("x", name))));

    [Fact]
    public void What_is_no_zip_is_refused() => Assert.Equal(BadZip, FunctionSamples.ErrorOf(() => ZipReader.Read("no zip"u8.ToArray())));

    [Fact]
    [Pins("CTL-ZIP")]
    public void Every_cut_of_a_zip_is_refused()
    {
        var zip = FunctionSamples.Zip("some content that is long enough to be cut");

        Assert.All(Enumerable.Range(1, zip.Length - 1), length => Assert.Equal(BadZip, FunctionSamples.ErrorOf(() => ZipReader.Read(zip[..length]))));
    }

    [Fact]
    public void A_zip_with_any_byte_changed_is_read_or_refused_and_never_fails_otherwise()
    {
        var zip = FunctionSamples.Zip(("a.py", "content"u8.ToArray()), ("lambdasim-standin.json", """{"standIn":1,"behavior":"echo"}"""u8.ToArray()));
        for (var i = 0; i < zip.Length; i++)
        {
            foreach (var flip in new byte[] { 1, 0x80, 0xFF })
            {
                var changed = (byte[])zip.Clone();
                changed[i] ^= flip;
                var error = Record.Exception(() => ZipReader.Read(changed));
                Assert.True(error is null or InvalidParameterValueException, $"byte {i}: {error}");
            }
        }
    }

    [Fact]
    public void An_empty_zip_is_refused() =>
        Assert.Equal("400 InvalidParameterValueException: Uploaded file must be a non-empty zip", FunctionSamples.ErrorOf(() => ZipReader.Read(FunctionSamples.Zip([]))));

    [Fact]
    [Pins("CTL-CODE-SIZE")]
    public void A_zip_that_unpacks_to_more_than_a_function_may_have_is_refused()
    {
        var nothing = new byte[30_000_000];
        var bomb = FunctionSamples.Zip([.. Enumerable.Range(0, 9).Select(i => ($"f{i}", nothing))]);

        Assert.Equal("400 InvalidParameterValueException: Unzipped size must be smaller than 262144000 bytes", FunctionSamples.ErrorOf(() => ZipReader.Read(bomb)));
    }

    [Fact]
    [Pins("CTL-ZIP")]
    public void A_zip_that_says_less_than_it_holds_is_refused()
    {
        var zip = FunctionSamples.Zip(("a", new byte[1_000_000]));
        var size = BitConverter.GetBytes(1_000_000);
        for (var i = zip.AsSpan().LastIndexOf(size); i >= 0; i = zip.AsSpan().LastIndexOf(size))
        {
            BitConverter.GetBytes(10).CopyTo(zip, i);
        }

        Assert.Equal(BadZip, FunctionSamples.ErrorOf(() => ZipReader.Read(zip)));
    }

    [Fact]
    [Pins("CTL-CODE-SIZE")]
    public void A_zip_of_50_MB_is_too_large_for_a_request() =>
        Assert.Equal("413 RequestEntityTooLargeException: Zipped size must be smaller than 52428800 bytes",
            FunctionSamples.ErrorOf(() => new ServiceWorld().Service.CreateFunction(FunctionSamples.Create() with { Code = new() { ZipFile = new byte[52_428_918] } })));

    [Fact]
    [Pins("CTL-STAND-IN")]
    public void A_stand_in_is_read_from_the_zip()
    {
        var standIn = ZipReader.Read(StandIn("""{"standIn":1,"behavior":"exit","params":{"code":7},"init":true}""")).StandIn!;

        Assert.Equal(("exit", 7, true, null), (standIn.Behavior, standIn.Params.GetProperty("code").GetInt32(), standIn.Init, standIn.Callback));
    }

    [Fact]
    public void Other_code_has_no_stand_in() => Assert.Null(ZipReader.Read(FunctionSamples.Zip()).StandIn);

    [Theory]
    [InlineData("""{"standIn":2,"behavior":"echo"}""", "it must be an object with \"standIn\": 1")]
    [InlineData("""{"standIn":1}""", "it must have one of \"behavior\" and \"callback\"")]
    [InlineData("""{"standIn":1,"behavior":"ehco"}""", "the behavior \"ehco\" is none of echo, nothing, ")]
    [InlineData("""{"standIn":1,"behavior":"ehco"}""", "the nearest is echo")]
    [InlineData("""{"standIn":1,"behavior":"fail","params":{"message":"x"}}""", "the behavior \"fail\" has no param \"message\"; it has errorType, errorMessage, stackTrace")]
    [InlineData("""{"standIn":1,"behavior":"exit","params":{"code":-1}}""", "the param \"code\" of \"exit\" must be a whole number from 0 to 255")]
    [InlineData("""{"standIn":1,"behavior":"wait","params":{"wait":"2"}}""", "must be a number of seconds from 0 to 86400")]
    [InlineData("""{"standIn":1,"behavior":"fail","params":{"errorMessage":"\ud800"}}""", "no Unicode")]
    [InlineData("""{"standIn":1,"behavior":"constant"}""", "needs the param \"value\"")]
    [InlineData("""{"standIn":1,"behavior":"echo","init":true}""", "\"echo\" does nothing in the init phase")]
    [InlineData("""{"standIn":1,"callback":"http://127.0.0.1/","params":{"value":1}}""", "\"params\" belong to a behavior")]
    [InlineData("""{"standIn":1,"callback":"file:///etc/passwd"}""", "is no http or https URL")]
    [InlineData("""{"standIn":1,"behavior":"echo","parms":{}}""", "\"parms\" is unknown")]
    [InlineData("{", "it is no JSON")]
    [Pins("CTL-STAND-IN")]
    public void A_stand_in_that_cannot_be_used_says_why(string json, string reason) =>
        Assert.Contains(reason, FunctionSamples.ErrorOf(() => ZipReader.Read(StandIn(json))), StringComparison.Ordinal);

    [Fact]
    [Pins("CTL-S3")]
    public void Code_in_S3_needs_its_bucket_and_its_key()
    {
        var world = new ServiceWorld();
        FunctionConfiguration Create() => world.Service.CreateFunction(FunctionSamples.Create() with { Code = new() { S3Bucket = "bucket", S3Key = "key" } });

        Assert.EndsWith("NoSuchBucket. S3 Error Message: The specified bucket does not exist", FunctionSamples.ErrorOf(() => Create()), StringComparison.Ordinal);
        world.Existing.Add("arn:aws:s3:::bucket");
        Assert.EndsWith("NoSuchKey. S3 Error Message: The specified key does not exist.", FunctionSamples.ErrorOf(() => Create()), StringComparison.Ordinal);
        world.Existing.Add("arn:aws:s3:::bucket/key");
        Assert.Equal(44, Create().CodeSha256!.Length);
    }

    [Fact]
    [Pins("CTL-IMAGE")]
    public void An_image_is_known_by_its_digest()
    {
        var world = new ServiceWorld().With(FunctionSamples.CreateImage());

        var code = world.Service.GetFunction(new() { FunctionName = "fn" }).Code!;

        Assert.Equal(("ECR", $"111111111111.dkr.ecr.us-east-1.amazonaws.com/repo@sha256:{world.Get().CodeSha256}"), (code.RepositoryType, code.ResolvedImageUri));
        Assert.Equal((64, 0, null), (world.Get().CodeSha256!.Length, world.Get().CodeSize, world.Get().Runtime));
    }

    [Fact]
    [Pins("CTL-CODE")]
    public void A_package_stays_of_its_type()
    {
        Assert.Equal("400 InvalidParameterValueException: Please provide ImageUri when updating a function with packageType Image.",
            FunctionSamples.ErrorOf(() => new ServiceWorld().With(FunctionSamples.CreateImage()).Service.UpdateFunctionCode(new() { FunctionName = "fn", ZipFile = FunctionSamples.Zip() })));
        Assert.Equal("400 InvalidParameterValueException: Please don't provide ImageUri when updating a function with packageType Zip.",
            FunctionSamples.ErrorOf(() => new ServiceWorld().WithFunction().Service.UpdateFunctionCode(new() { FunctionName = "fn", ImageUri = "a/b:c" })));
    }

    [Fact]
    [Pins("CTL-CODE")]
    public void Code_comes_from_one_source() =>
        Assert.Equal("400 InvalidParameterValueException: Please do not provide other FunctionCode parameters when providing a ZipFile.",
            FunctionSamples.ErrorOf(() => new ServiceWorld().WithFunction().Service.UpdateFunctionCode(new() { FunctionName = "fn", ZipFile = FunctionSamples.Zip(), S3Bucket = "bucket" })));

    private static byte[] StandIn(string json) => FunctionSamples.Zip(("lambdasim-standin.json", Encoding.UTF8.GetBytes(json)));
}
