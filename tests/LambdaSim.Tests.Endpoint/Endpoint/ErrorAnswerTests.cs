using LambdaSim.AspNetCore;
using LambdaSim.Configuration;

namespace LambdaSim.Tests.Endpoint;

/// <summary>Errors to the byte.</summary>
public sealed class ErrorAnswerTests : IDisposable
{
    private const string Invocations = "/2015-03-31/functions/fn/invocations";

    private readonly EndpointWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    [Pins("HTTP-ERROR")]
    public async Task A_missing_function_is_told_as_AWS_tells_it()
    {
        var answer = await _world.Get($"{EndpointWorld.Functions}/fn");

        Assert.Equal((404, "ResourceNotFoundException", "application/json"), (answer.Status, answer.ErrorType, answer.ContentType));
        Assert.Equal("""{"Type":"User","Message":"Function not found: arn:aws:lambda:us-east-1:123456789012:function:fn"}""", answer.Text);
    }

    [Fact]
    [Pins("HTTP-ERROR")]
    public async Task A_throttle_has_its_reason_and_no_time_to_wait()
    {
        _world.Loop.OnInvoke = static _ => throw new TooManyRequestsException("ReservedFunctionConcurrentInvocationLimitExceeded", "Rate Exceeded.");

        var answer = await _world.Send("POST", Invocations);

        Assert.Equal((429, "TooManyRequestsException"), (answer.Status, answer.ErrorType));
        Assert.Equal("""{"Reason":"ReservedFunctionConcurrentInvocationLimitExceeded","Type":"User","message":"Rate Exceeded."}""", answer.Text);
        Assert.False(answer.Headers.ContainsKey("Retry-After"));
    }

    [Fact]
    [Pins("HTTP-ERROR")]
    public async Task A_violated_constraint_has_no_type()
    {
        var answer = await _world.Get($"{EndpointWorld.Functions}/f%20n");

        Assert.Equal((400, "ValidationException"), (answer.Status, answer.ErrorType));
        Assert.StartsWith("""{"message":"1 validation error detected: Value 'f n' at 'functionName' failed""", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Pins("HTTP-ERROR")]
    public async Task A_denial_without_text_says_null()
    {
        _world.Loop.OnInvoke = static _ => throw new AccessDeniedException(null);

        var answer = await _world.Send("POST", Invocations);

        Assert.Equal((403, "AccessDeniedException", """{"Message":null}"""), (answer.Status, answer.ErrorType, answer.Text));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("{\"FunctionName\": [1]}")]
    [InlineData("{\"FunctionName\": \"\\ud800\"}")]
    [InlineData("{\"Code\": {\"ZipFile\": \"no base64!\"}}")]
    [Pins("HTTP-INPUT")]
    public async Task A_body_that_cannot_be_read_is_a_bad_request(string body)
    {
        var answer = await _world.Send("POST", EndpointWorld.Functions, body);

        Assert.Equal((400, "SerializationException"), (answer.Status, answer.ErrorType));
        Assert.NotEmpty(answer.Message!);
    }

    [Fact]
    [Pins("HTTP-INPUT")]
    public async Task A_body_nested_too_deep_is_a_bad_request()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 100_000));

        Assert.Equal("SerializationException", (await _world.Send("POST", EndpointWorld.Functions, deep)).ErrorType);
        Assert.Equal("SerializationException", (await _world.Send("PUT", $"{EndpointWorld.Functions}/fn/configuration", deep)).ErrorType);
    }

    [Theory]
    [InlineData("/2015-03-31/functions", "CreateFunction", 70_167_211)]
    [InlineData("/2018-10-31/layers/l/versions", "PublishLayerVersion", 70_167_211)]
    [InlineData("/2015-03-31/functions/fn/versions", "PublishVersion", 6_291_456)]
    [InlineData("/2015-03-31/functions/fn/invocations", "InvokeFunction", 6_291_456)]
    [Pins("HTTP-BODY")]
    public async Task A_body_that_is_too_large_is_not_read(string path, string operation, long limit)
    {
        var said = await _world.Send("POST", path, new EndlessStream(), limit + 1);
        var sent = await _world.Send("POST", path, new EndlessStream(), null);

        Assert.All([said, sent], a => Assert.Equal(
            (413, "RequestEntityTooLargeException", Text.Invariant($$"""{"message":"Request must be smaller than {{limit}} bytes for the {{operation}} operation"}""")), (a.Status, a.ErrorType, a.Text)));
    }

    [Fact]
    [Pins("HTTP-BODY")]
    public async Task A_body_that_does_not_come_is_not_waited_for()
    {
        using var world = new EndpointWorld(new LambdaSimEndpointOptions { BodyTimeout = TimeSpan.FromMilliseconds(1) });

        var answer = await world.Send("POST", EndpointWorld.Functions, new SilentStream(), 10);

        Assert.Equal((408, "RequestTimeoutException"), (answer.Status, answer.ErrorType));
        Assert.Contains("BodyTimeout", answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/2030-01-01/functions", "GET /2030-01-01/functions")]
    [InlineData("PATCH", "/2015-03-31/functions", "its methods are GET, POST")]
    [InlineData("GET", "/_lambdasim/now", "GET /_lambdasim/now")]
    [Pins("HTTP-UNKNOWN")]
    public async Task An_unknown_path_or_method_is_an_unknown_operation(string method, string path, string says)
    {
        var answer = await _world.Send(method, path);

        Assert.Equal((404, "UnknownOperationException"), (answer.Status, answer.ErrorType));
        Assert.Contains(says, answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/2025-11-30/capacity-providers", "ListCapacityProviders")]
    [InlineData("POST", "/2025-12-01/durable-executions/arn%3Aaws%3Ax%2Fy/stop", "StopDurableExecution")]
    [InlineData("PUT", "/2025-11-30/functions/fn/function-scaling-config", "PutFunctionScalingConfig")]
    [Pins("HTTP-UNSUPPORTED")]
    public async Task What_is_not_simulated_is_refused_by_name(string method, string path, string operation)
    {
        var answer = await _world.Send(method, path, "{}");

        Assert.Equal((501, "UnsupportedOperationException"), (answer.Status, answer.ErrorType));
        Assert.Contains(operation, answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Pins("HTTP-UNSUPPORTED")]
    public async Task A_call_of_a_function_URL_is_refused()
    {
        var answer = await _world.Get("/", ("Host", "abc.lambda-url.us-east-1.on.aws"));

        Assert.Equal(501, answer.Status);
        Assert.Contains("function URLs", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Pins("HTTP-DEFECT")]
    public async Task A_defect_is_told_as_one_and_the_next_request_is_answered()
    {
        _world.Loop.OnInvoke = static _ => throw new InvalidOperationException("oh");

        var answer = await _world.Send("POST", Invocations);

        Assert.Equal((500, "ServiceException"), (answer.Status, answer.ErrorType));
        Assert.Contains("defect of LambdaSim", answer.Message, StringComparison.Ordinal);
        Assert.Contains("seed 1", answer.Message, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException: oh", answer.Message, StringComparison.Ordinal);
        Assert.Equal(200, (await _world.Get(EndpointWorld.Functions)).Status);
    }

    [Fact]
    public async Task An_unusable_setting_says_which()
    {
        _world.Loop.OnInvoke = static _ => throw new SimulationConfigException("KeepAlive is -1");

        Assert.Equal((400, "KeepAlive is -1"), (await _world.Send("POST", Invocations)) is var a ? (a.Status, a.Message) : default);
    }

    [Fact]
    public void Options_that_would_refuse_everything_are_refused() =>
        Assert.Contains("Credentials", Assert.Throws<ArgumentException>(static () => new EndpointWorld(new LambdaSimEndpointOptions { VerifySignatures = true })).Message, StringComparison.Ordinal);

    private sealed class EndlessStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(buffer.Length);
    }

    private sealed class SilentStream : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
