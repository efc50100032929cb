using LambdaSim.AspNetCore;
using LambdaSim.AspNetCore.Http;
using LambdaSim.Wire;
using LambdaSim.Wire.Routing;

namespace LambdaSim.Tests.Endpoint;

/// <summary>Verified signatures, against those of AWS's published examples.</summary>
public class SignatureTests
{
    private const string Region = "us-east-1";
    private const string Date = "20150830T123600Z";
    private static readonly LambdaSimCredential _key = new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

    [Theory]
    [InlineData("GET", "/", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("GET", "/?Param2=value2&Param1=value1", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500")]
    [InlineData("POST", "/", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")]
    [Pins("HTTP-VERIFY")]
    public void A_published_signature_is_right(string method, string target, string signature) => Require(method, target, signature);

    [Fact]
    [Pins("HTTP-VERIFY")]
    public void A_wrong_signature_is_told_what_should_have_been_signed()
    {
        var fault = Fault(static () => Require("GET", "/", "00"));

        Assert.Equal((403, "InvalidSignatureException"), (fault.Status, fault.Code));
        Assert.StartsWith("The request signature we calculated does not match the signature you provided.", fault.Message, StringComparison.Ordinal);
        Assert.Contains("'GET\n/\n\nhost:example.amazonaws.com\nx-amz-date:20150830T123600Z\n\nhost;x-amz-date\n", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "MissingAuthenticationTokenException", "Missing Authentication Token")]
    [InlineData("AWS4-HMAC-SHA256 Credential=x", "IncompleteSignatureException", "'Credential'")]
    [InlineData("AWS4-HMAC-SHA256 Credential=NOBODY/20150830/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=0", "UnrecognizedClientException", "security token")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/lambda/aws4_request", "IncompleteSignatureException", "'SignedHeaders'")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iot/aws4_request, SignedHeaders=host, Signature=0", "InvalidSignatureException", "correct service: 'lambda'")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150829/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=0", "InvalidSignatureException", "'20150829' != '20150830'")]
    [Pins("HTTP-VERIFY")]
    public async Task A_request_that_proves_nothing_is_refused(string authorization, string code, string says)
    {
        using var world = Verifying();

        var answer = await world.Create("fn", authorization.Length == 0 ? ("x", "y") : ("Authorization", authorization), ("X-Amz-Date", Date));

        Assert.Equal((403, code), (answer.Status, answer.ErrorType));
        Assert.Contains(says, answer.Message, StringComparison.Ordinal);
        Assert.Empty(world.Simulation.Lambda.ListFunctions(new()).Functions!);
    }

    [Fact]
    public async Task A_changed_body_breaks_the_signature()
    {
        using var world = Verifying();

        var answer = await world.Create("fn", Authorization("lambda", "00"), ("X-Amz-Date", Date), ("x-amz-content-sha256", new string('0', 64)));

        Assert.Equal("InvalidSignatureException", answer.ErrorType);
        Assert.Contains("x-amz-content-sha256", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Pins("HTTP-VERIFY")]
    public async Task A_right_signature_is_served()
    {
        using var world = Verifying();
        const string Path = "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Afn/configuration";
        var told = (await world.Get(Path, Authorization("lambda", "00"), ("Host", "localhost"), ("X-Amz-Date", Date))).Message!;
        // What is to be signed stands in the answer.
        var canonical = told.Split('\'')[1];
        Assert.StartsWith("GET\n/2015-03-31/functions/arn%253Aaws%253Alambda%253A", canonical, StringComparison.Ordinal);
        var toSign = told.Split('\'')[3];
        byte[] key = System.Text.Encoding.UTF8.GetBytes("AWS4" + _key.SecretAccessKey);
        foreach (var part in (string[])["20150830", Region, "lambda", "aws4_request", toSign])
        {
            key = System.Security.Cryptography.HMACSHA256.HashData(key, System.Text.Encoding.UTF8.GetBytes(part));
        }

        Assert.Equal(404, (await world.Get(Path, Authorization("lambda", Convert.ToHexStringLower(key)), ("Host", "localhost"), ("X-Amz-Date", Date))).Status);
    }

    private static EndpointWorld Verifying() => new(new LambdaSimEndpointOptions { VerifySignatures = true, Credentials = { _key } });

    private static (string Name, string Value) Authorization(string service, string signature) =>
        ("Authorization", $"AWS4-HMAC-SHA256 Credential={_key.AccessKeyId}/20150830/{Region}/{service}/aws4_request, SignedHeaders=host;x-amz-date, Signature={signature}");

    private static void Require(string method, string target, string signature)
    {
        var request = new WireRequest(method, RequestTarget.Of(target), "id") { Host = "example.amazonaws.com" };
        request.Headers["X-Amz-Date"] = Date;
        request.Headers["Authorization"] = Authorization("service", signature).Value;
        var place = new WireRoute(RequestCaller.Of(request, new WireHome("123456789012", Region)), "service", new BodyLimit("", 0, 0), static (_, _) => throw new InvalidOperationException());
        SignatureCheck.Require(request, place, [_key]);
    }

    private static ApiFault Fault(Action work) => Assert.Throws<ApiFaultException>(work).Fault;
}
