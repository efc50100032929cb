using System.Text;
using LambdaSim.Wire;

namespace LambdaSim.Tests.Endpoint;

/// <summary>Which service a request is for.</summary>
public sealed class DispatchTests : IDisposable
{
    private readonly Neighbour _sts = new("sts");
    private readonly Neighbour _sqs = new("sqs");
    private readonly EndpointWorld _world;

    public DispatchTests() => _world = new EndpointWorld(null, _sts, _sqs);

    public void Dispose() => _world.Dispose();

    [Fact]
    [Pins("HTTP-DISPATCH")]
    public async Task A_signature_names_the_service()
    {
        var answer = await _world.Send("POST", "/", "hello", CallerTests.Signed("222222222222", "eu-west-1", "sqs"));

        Assert.Equal("sqs 222222222222 eu-west-1 hello", answer.Text);
        Assert.Empty(_sts.Asked);
    }

    [Theory]
    [InlineData("/", "Content-Type", "application/x-www-form-urlencoded; charset=utf-8")]
    [InlineData("/123456789012/queue", "X-Amz-Target", "AmazonSQS.SendMessage")]
    [InlineData("/?Action=SendMessage", "x", "y")]
    [Pins("HTTP-DISPATCH")]
    public async Task Without_a_signature_its_protocol_does(string target, string header, string value)
    {
        var answer = await _world.Send("POST", target, "hello", (header, value));

        Assert.Equal("sqs 123456789012 us-east-1 hello", answer.Text);
        Assert.Equal("hello", Assert.Single(_sts.Asked));
    }

    [Fact]
    [Pins("HTTP-DISPATCH")]
    public async Task A_path_of_Lambda_is_Lambdas_whatever_its_content_type()
    {
        await _world.Send("POST", "/2015-03-31/functions/fn/invocations", "{}", ("Content-Type", "application/x-www-form-urlencoded"));

        Assert.Single(_world.Loop.Invoked);
        Assert.Empty(_sqs.Asked);
    }

    [Fact]
    [Pins("HTTP-UNSUPPORTED")]
    public async Task Another_service_is_refused_by_name()
    {
        var answer = await _world.Send("POST", "/", "", CallerTests.Signed("a", "us-east-1", "athena"));

        Assert.Equal((501, "UnsupportedOperationException"), (answer.Status, answer.ErrorType));
        Assert.Contains("'athena'", answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/2015-03-31/functions/fn")]
    [InlineData("POST", "/2015-03-31/functions/fn/invocations")]
    [InlineData("DELETE", "/2015-03-31/functions/fn")]
    public async Task A_path_of_Lambda_signed_for_a_service_that_has_it_not_is_refused(string method, string path)
    {
        var answer = await _world.Send(method, path, "{}", CallerTests.Signed("a", "us-east-1", "sts"));

        Assert.Equal((501, "UnsupportedOperationException"), (answer.Status, answer.ErrorType));
        Assert.Contains("'sts'", answer.Message, StringComparison.Ordinal);
        Assert.Empty(_world.Loop.Invoked);
    }

    // Refuses the word of the first one asked.
    private sealed class Neighbour(string name) : IWireService
    {
        public List<string> Asked { get; } = [];

        public string SigningName => name;

        public Task<WireResponse?> TryAnswer(WireRequest request, RequestCaller caller, IWireLoop loop, CancellationToken gone)
        {
            Asked.Add(Encoding.UTF8.GetString(request.Body.Span));
            return Task.FromResult(name == "sts" ? null : new WireResponse(200) { ContentType = "text/plain", Body = Encoding.UTF8.GetBytes($"{name} {caller.Account} {caller.Region} {Asked[^1]}") });
        }
    }
}
