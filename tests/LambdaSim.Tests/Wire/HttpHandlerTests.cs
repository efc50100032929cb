using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.Events;
using LambdaSim.Projections;
using LambdaSim.Units;

namespace LambdaSim.Tests.Wire;

/// <summary>Requests to AWS by an ordinary HttpClient, answered inside the simulation.</summary>
public sealed class HttpHandlerTests : IDisposable
{
    private const string Lambda = "https://lambda.us-east-1.amazonaws.com";
    private const string Sqs = "https://sqs.us-east-1.amazonaws.com";

    private readonly Simulation _simulation = new();
    private readonly HttpClient _http;

    public HttpHandlerTests() => _http = new HttpClient(_simulation.CreateHttpHandler()) { Timeout = Timeout.InfiniteTimeSpan };

    public void Dispose()
    {
        _http.Dispose();
        _simulation.Dispose();
    }

    [Fact]
    public void An_invocation_takes_the_time_that_the_function_takes()
    {
        _simulation.AddFunction("greet", async (string guest, LambdaContext context) =>
        {
            await context.Delay(2.Seconds);
            return $"Welcome, {guest}!";
        });

        var answer = Run(() => Post($"{Lambda}/2015-03-31/functions/greet/invocations", "\"Ada\""));

        Assert.Equal("\"Welcome, Ada!\"", answer.Text);
        Assert.Equal("$LATEST", answer.Header("X-Amz-Executed-Version"));
        Assert.Equal(Duration.FromSeconds(2), _simulation.Elapsed);
    }

    [Fact]
    public void The_log_tells_whose_code_sends_a_message_and_which_invocation_it_works_for()
    {
        _simulation.AddQueue("orders");
        _simulation.AddFunction("first", static (int n) => n);
        var sender = _simulation.AddFunction("sender", async (int n) => (await Post($"{Sqs}/?Action=SendMessage&QueueUrl=orders&MessageBody=a", "")).Text.Length);
        _simulation["first"].Invoke(1);
        sender.Invoke(1);
        Run(() => Post($"{Sqs}/?Action=SendMessage&QueueUrl=orders&MessageBody=b", ""));

        Assert.Equal(
            [(SendCause.Handler, 1, 1), (SendCause.Client, SimEvent.None, SimEvent.None)],
            _simulation.Log.Where(static e => e.Kind == EventKind.MessageSent).Select(static e => (e.SendCause, e.Function, e.Invocation)));
        Assert.Contains("sent message 0 to queue orders", Explanation.Of(_simulation.Log, "1", _simulation.Options.World.Start).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_handler_invokes_another_function()
    {
        _simulation.AddFunction("inner", static (int n) => n + 1);
        var outer = _simulation.AddFunction("outer", async (int n) => (await Post($"{Lambda}/2015-03-31/functions/inner/invocations", $"{n}")).Text);

        Assert.Equal("3", outer.Invoke(2).Value<string>());
    }

    [Fact]
    public void A_failing_function_is_told_in_a_header()
    {
        _simulation.AddFunction("f", string (int _) => throw new FormatException("no"));

        var answer = Run(() => Post($"{Lambda}/2015-03-31/functions/f/invocations", "1"));

        Assert.Equal((HttpStatusCode.OK, "Unhandled"), (answer.Status, answer.Header("X-Amz-Function-Error")));
    }

    [Fact]
    public void An_event_is_accepted_and_runs_later()
    {
        _simulation.AddFunction("f", static (int n) => n);

        var answer = Run(() => Post($"{Lambda}/2015-03-31/functions/f/invocations", "1", ("X-Amz-Invocation-Type", "Event")));
        _simulation.RunUntilIdle();

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        Assert.Equal(1, _simulation.Metrics.EndedAs(Outcome.Succeeded));
    }

    [Fact]
    public void A_streamed_answer_comes_as_an_event_stream()
    {
        _simulation.AddFunction("f", static () => "x");

        var answer = Run(() => Post($"{Lambda}/2021-11-15/functions/f/response-streaming-invocations", "{}"));

        Assert.Equal("application/vnd.amazon.eventstream", answer.ContentType);
        Assert.Contains("PayloadChunk", answer.Text, StringComparison.Ordinal);
        Assert.Contains("InvokeComplete", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_that_is_created_is_listed()
    {
        var body = new JsonObject
        {
            ["FunctionName"] = "made",
            ["Role"] = "arn:aws:iam::123456789012:role/some-role",
            ["Runtime"] = "python3.12",
            ["Handler"] = "index.handler",
            ["Code"] = new JsonObject { ["ZipFile"] = Convert.ToBase64String(LambdaSim.Tests.Functions.FunctionSamples.Zip()) },
        };

        var created = Run(() => Post($"{Lambda}/2015-03-31/functions", body.ToJsonString()));
        var listed = Run(() => Get($"{Lambda}/2015-03-31/functions"));

        Assert.Equal(HttpStatusCode.Created, created.Status);
        Assert.Equal("made", (string?)JsonNode.Parse(listed.Text)!["Functions"]![0]!["FunctionName"]);
    }

    [Fact]
    public void A_function_that_is_not_there_is_an_error_of_AWSs()
    {
        var answer = Run(() => Post($"{Lambda}/2015-03-31/functions/nobody/invocations", "1"));

        Assert.Equal((HttpStatusCode.NotFound, "ResourceNotFoundException"), (answer.Status, answer.Header("x-amzn-ErrorType")));
    }

    [Fact]
    public void A_long_poll_ends_when_a_message_comes()
    {
        _simulation.AddQueue("orders");

        var answer = Run(async () =>
        {
            var poll = Ask("ReceiveMessage", """{"QueueUrl":"orders","WaitTimeSeconds":20}""");
            await Task.Delay(5.Seconds, _simulation.Time);
            await Ask("SendMessage", """{"QueueUrl":"orders","MessageBody":"apples"}""");
            return await poll;
        });

        Assert.Equal("apples", (string?)JsonNode.Parse(answer.Text)!["Messages"]![0]!["Body"]);
        Assert.Equal(Duration.FromSeconds(5), _simulation.Elapsed);
    }

    [Fact]
    public void A_long_poll_of_an_empty_queue_ends_with_its_time()
    {
        _simulation.AddQueue("orders");

        Assert.Equal("{}", Run(() => Ask("ReceiveMessage", """{"QueueUrl":"orders","WaitTimeSeconds":20}""")).Text);
        Assert.Equal(Duration.FromSeconds(20), _simulation.Elapsed);
    }

    [Fact]
    public void Who_gives_up_a_long_poll_takes_no_message()
    {
        var queue = _simulation.AddQueue("orders");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(3), _simulation.Time);

        Assert.ThrowsAny<OperationCanceledException>(() => Run(() => Ask("ReceiveMessage", """{"QueueUrl":"orders","WaitTimeSeconds":20}""", patience.Token)));
        Assert.Equal(Duration.FromSeconds(3), _simulation.Elapsed);

        var answer = Run(async () =>
        {
            await Ask("SendMessage", """{"QueueUrl":"orders","MessageBody":"apples"}""");
            return await Ask("ReceiveMessage", """{"QueueUrl":"orders"}""");
        });
        Assert.Contains("apples", answer.Text, StringComparison.Ordinal);
        Assert.Single(queue.Messages);
    }

    [Fact]
    public void A_request_leaves_at_the_time_of_the_code_that_sends_it()
    {
        var queue = _simulation.AddQueue("orders");
        var busy = _simulation.AddFunction("busy", async (LambdaContext context) =>
        {
            context.Spend(3.Seconds);
            await Ask("SendMessage", """{"QueueUrl":"orders","MessageBody":"apples"}""");
        });

        busy.Invoke();

        Assert.Equal(Duration.FromSeconds(3), Assert.Single(queue.Messages).SentAt - _simulation.Options.World.Start);
    }

    [Fact]
    public void An_answer_to_code_that_has_ended_is_dropped()
    {
        _simulation.AddQueue("orders");
        var poller = _simulation.AddFunction("poller", async () => (await Ask("ReceiveMessage", """{"QueueUrl":"orders","WaitTimeSeconds":20}""")).Text, f => f with { Timeout = 2.Seconds });

        Assert.Equal(Outcome.TimedOut, poller.Invoke().Outcome);
        _simulation.RunUntilIdle();
        Assert.Equal(Duration.FromSeconds(20), _simulation.Elapsed);
    }

    [Fact]
    public void A_message_that_comes_to_the_poll_of_ended_code_is_hidden_for_a_while()
    {
        var queue = _simulation.AddQueue("orders");
        var poller = _simulation.AddFunction("poller", async () => (await Ask("ReceiveMessage", """{"QueueUrl":"orders","WaitTimeSeconds":20}""")).Text, f => f with { Timeout = 2.Seconds });
        poller.Invoke();

        Run(() => Ask("SendMessage", """{"QueueUrl":"orders","MessageBody":"apples"}"""));

        Assert.Equal((0, 0, 1), queue.Counts);
    }

    [Fact]
    public void A_circle_of_invocations_is_told_as_one()
    {
        using var small = new Simulation(new SimulationOptions { MaximumCausedInvocations = 20 });
        using var http = new HttpClient(small.CreateHttpHandler());
        var again = small.AddFunction("again", async () =>
        {
            using var content = new StringContent("{}");
            content.Headers.ContentType = null;
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{Lambda}/2015-03-31/functions/again/invocations") { Content = content };
            request.Headers.TryAddWithoutValidation("X-Amz-Invocation-Type", "Event");
            using var response = await http.SendAsync(request);
        }, static f => f with { RecursiveLoop = LambdaSim.Configuration.RecursiveLoop.Allow });
        again.Send();

        Assert.Contains("led to more than 20 calls: again", Assert.Throws<EndlessRunException>(() => small.RunUntilIdle()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_query_protocol_is_answered_in_XML()
    {
        _simulation.AddQueue("orders");

        Assert.Contains("<QueueUrl>https://sqs.us-east-1.amazonaws.com/123456789012/orders</QueueUrl>", Run(() => Get($"{Sqs}/?Action=ListQueues")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void STS_says_whose_the_request_is() =>
        Assert.Contains("<Account>123456789012</Account>", Run(() => Get("https://sts.amazonaws.com/?Action=GetCallerIdentity")).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("athena", "application/x-amz-json-1.1", "")]
    [InlineData("rds", "application/x-www-form-urlencoded", "<Code>UnsupportedOperationException</Code>")]
    [InlineData("cloudfront", "application/octet-stream", "<Error><Code>UnsupportedOperationException</Code>")]
    public void A_service_that_is_not_there_says_so_in_its_protocol(string service, string mediaType, string expected)
    {
        var answer = Run(() => Post($"https://{service}.us-east-1.amazonaws.com/", "Action=Publish", ("Content-Type", mediaType)));

        Assert.Equal(HttpStatusCode.NotImplemented, answer.Status);
        Assert.Contains($"'{service}'", answer.Text, StringComparison.Ordinal);
        Assert.Contains(expected, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_host_is_refused()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Run(() => Get("https://example.com/")));

        Assert.Contains("'example.com'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("context.External", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_that_blocks_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Sqs);

        Assert.Contains("SendAsync", Assert.Throws<NotSupportedException>(() => _http.Send(request, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_any_verb_nobody_answers()
    {
        _simulation.AddQueue("orders");

        var refused = await Assert.ThrowsAsync<StuckException>(() => _http.GetStringAsync($"{Sqs}/?Action=ListQueues", TestContext.Current.CancellationToken));

        Assert.Contains("a request of an AWS client", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_code_gives_the_same_run()
    {
        static string Fingerprint()
        {
            using var world = new HttpHandlerTests();
            world.A_long_poll_ends_when_a_message_comes();
            world.A_handler_invokes_another_function();
            return world._simulation.Fingerprint;
        }

        Assert.Equal(Fingerprint(), Fingerprint());
    }

    private Answer Run(Func<Task<Answer>> body) => _simulation.Run(body);

    private Task<Answer> Ask(string operation, string body, CancellationToken cancellation = default) =>
        Send(HttpMethod.Post, Sqs, body, cancellation, ("X-Amz-Target", $"AmazonSQS.{operation}"), ("Content-Type", "application/x-amz-json-1.0"));

    private Task<Answer> Get(string url) => Send(HttpMethod.Get, url, null, default);

    private Task<Answer> Post(string url, string body, params (string Name, string Value)[] headers) => Send(HttpMethod.Post, url, body, default, headers);

    private async Task<Answer> Send(HttpMethod method, string url, string? body, CancellationToken cancellation, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, url);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        }

        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content!.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await _http.SendAsync(request, cancellation);
        var all = response.Headers.ToDictionary(static h => h.Key, static h => string.Join(',', h.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer(response.StatusCode, all, response.Content.Headers.ContentType?.ToString(), await response.Content.ReadAsStringAsync(cancellation));
    }

    private sealed record Answer(HttpStatusCode Status, Dictionary<string, string> Headers, string? ContentType, string Text)
    {
        public string? Header(string name) => Headers.GetValueOrDefault(name);
    }
}
