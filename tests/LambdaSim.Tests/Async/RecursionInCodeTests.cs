using System.Net;
using System.Text;
using LambdaSim.Functions.Model;
using LambdaSim.Projections;
using LambdaSim.Resources;
using LambdaSim.Units;

namespace LambdaSim.Tests.Async;

/// <summary>Code that leads to itself: through its own client, through AWS's over HTTP, through destinations and queues.</summary>
public sealed class RecursionInCodeTests : IDisposable
{
    private const string Http = "https://lambda.us-east-1.amazonaws.com/2015-03-31/functions";

    private readonly Simulation _simulation = new();

    public void Dispose() => _simulation.Dispose();

    [Fact]
    [Pins("REC-LIMIT")]
    public void A_synchronous_circle_ends_with_an_exception_in_the_sixteenth_call()
    {
        RecursiveInvocationException? caught = null;
        _simulation.AddFunction("again", async (LambdaContext context) =>
        {
            try
            {
                await context.Client.InvokeRawAsync("again", default);
            }
            catch (RecursiveInvocationException e)
            {
                caught = e;
            }
        }, static f => f with { Timeout = 900.Seconds }).Invoke();

        Assert.Equal((400, "RecursiveInvocationException"), (caught!.StatusCode, caught.ErrorCode));
        Assert.Equal((16, 1, 0, 0), (_simulation.Metrics.Admitted, _simulation.Metrics.RecursiveInvocationsDropped, _simulation.Metrics.FailedEvents, _simulation.Metrics.Throttles));
        Assert.Contains(
            "stopped: the chain of requests that led to it had reached again as often as Lambda lets it",
            Explanation.Of(_simulation.Log, "16", _simulation.Options.World.Start).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [Pins("REC-LIMIT", "ASY-DLQ", "ASY-RECORD")]
    public void An_event_that_is_stopped_goes_to_the_dead_letter_queue_and_the_destination()
    {
        var (dead, told) = (_simulation.AddQueue("dead"), _simulation.AddQueue("told"));
        _simulation.AddFunction("again", static (LambdaContext context) => (Task)context.Client.SendRawAsync("again", "7"u8.ToArray()), f => f with { DeadLetterQueue = Destination.To(dead), OnFailure = Destination.To(told) }).Send();
        _simulation.RunUntilIdle();

        var letter = Assert.Single(dead.Messages);
        Assert.Equal(("7", "400"), (letter.Body, letter.Attributes["ErrorCode"].Value));
        Assert.StartsWith("Lambda has detected your function being invoked in a recursive loop", letter.Attributes["ErrorMessage"].Value, StringComparison.Ordinal);
        Assert.Contains("\"condition\":\"RecursiveInvocation\",\"approximateInvokeCount\":0}", Assert.Single(told.Messages).Body, StringComparison.Ordinal);
        Assert.Equal((16, 1), (_simulation.Metrics.Admitted, _simulation.Ledger.Count(Fate.RecursiveInvocation)));
    }

    [Fact]
    [Pins("REC-ALLOW", "CTL-RECURSION")]
    public void What_the_API_allows_goes_on_until_it_does_not()
    {
        var rounds = 0;
        _simulation.AddFunction("again", (LambdaContext context) => ++rounds == 40 ? Task.CompletedTask : (Task)context.Client.SendRawAsync("again", default)).Send();
        _simulation.Lambda.PutFunctionRecursionConfig(new PutFunctionRecursionConfigRequest { FunctionName = "again", RecursiveLoop = "Allow" });
        _simulation.RunUntilIdle();

        Assert.Equal((40, 0), (rounds, _simulation.Metrics.RecursiveInvocationsDropped));
    }

    [Fact]
    [Pins("REC-LIMIT")]
    public void Two_functions_that_call_each_other_are_a_circle_whatever_versions_they_name()
    {
        _simulation.AddFunction("ping", static (LambdaContext context) => (Task)context.Client.SendRawAsync("pong:1", default)).Send();
        _simulation.AddFunction("pong", static (LambdaContext context) => (Task)context.Client.SendRawAsync("ping:$LATEST", default));
        _simulation.Lambda.PublishVersion(new PublishVersionRequest { FunctionName = "pong" });
        _simulation.RunUntilIdle();

        Assert.Equal((32, 1), (_simulation.Metrics.Admitted, _simulation.Metrics.RecursiveInvocationsDropped));
    }

    [Theory]
    [InlineData("Event", 16, HttpStatusCode.Accepted)]
    [InlineData("RequestResponse", 16, HttpStatusCode.BadRequest)]
    [Pins("REC-LINEAGE")]
    public void Clients_of_AWS_in_a_handler_pass_the_trace_on_by_themselves(string type, int runs, HttpStatusCode last)
    {
        using var http = new HttpClient(_simulation.CreateHttpHandler());
        List<HttpStatusCode> answers = [];
        _simulation.AddFunction("again", async () => answers.Add(await Call(http, "again", type)), static f => f with { Timeout = 900.Seconds }).Send();
        _simulation.RunUntilIdle();

        Assert.Equal((runs, 1), (_simulation.Metrics.Admitted, _simulation.Metrics.RecursiveInvocationsDropped));
        Assert.Contains(last, answers);
        Assert.Equal(type == "Event" ? 16 : 1, answers.Count(a => a == last));
    }

    [Fact]
    [Pins("REC-LINEAGE", "ENV-VARIABLES")]
    public void The_trace_of_a_request_is_the_one_that_its_code_finds()
    {
        const string Given = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
        using var http = new HttpClient(_simulation.CreateHttpHandler());
        List<string> seen = [];
        _simulation.AddFunction("show", (LambdaContext context) => seen.Add(context.Environment["_X_AMZN_TRACE_ID"]));
        _simulation.Run(() => Call(http, "show", "RequestResponse", Given));

        Assert.Matches($"^{Given};Lineage=1:[0-9a-f]{{8}}:1$", Assert.Single(seen));
    }

    [Fact]
    [Pins("REC-LINEAGE", "ASY-TRACE")]
    public void All_attempts_of_an_event_and_what_becomes_of_it_have_one_trace()
    {
        List<string> seen = [];
        var dead = _simulation.AddQueue("dead");
        _simulation.AddFunction("fails", (LambdaContext context) =>
        {
            seen.Add(context.Environment["_X_AMZN_TRACE_ID"]);
            throw new FormatException("no");
        }, f => f with { DeadLetterQueue = Destination.To(dead) }).Send();
        _simulation.RunUntilIdle();

        Assert.Equal(3, seen.Count);
        Assert.Equal(Assert.Single(seen.Distinct()), Trace(dead));
    }

    [Fact]
    [Pins("REC-LINEAGE")]
    public void A_message_that_code_sends_carries_the_trace_of_its_invocation()
    {
        var orders = _simulation.AddQueue("orders");
        using var http = new HttpClient(_simulation.CreateHttpHandler());
        _simulation.AddFunction("send", async () =>
        {
            using var answer = await http.GetAsync("https://sqs.us-east-1.amazonaws.com/123456789012/orders?Action=SendMessage&MessageBody=apples");
            return (int)answer.StatusCode;
        }).Invoke();

        Assert.Matches("^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0;Lineage=1:[0-9a-f]{8}:1$", Trace(orders));
    }

    [Theory]
    [InlineData(false, 400)]
    [InlineData(true, 202)]
    [Pins("REC-LIMIT")]
    public void A_service_that_invokes_a_function_is_told_the_error_and_of_an_event_that_it_was_accepted(bool isEvent, int status)
    {
        var function = _simulation.AddFunction("f", Duration.FromMilliseconds(1));
        ServiceAnswer? answer = null;
        var key = LambdaSim.Admission.RecursionGuard.KeyOf(function.Live.Definition);
        var trace = Enumerable.Range(0, 16).Aggregate(TraceHeader.Parse("Root=1-a")!, (t, _) => t.Reach(key));
        ((IFunctionTarget)_simulation.Directory.Find(function.Arn)!).Invoke(new ServiceRequest("{}"u8.ToArray(), isEvent, a => answer = a) { Trace = trace.ToString() });
        _simulation.RunUntilIdle();

        Assert.Equal((status, isEvent ? null : "RecursiveInvocationException"), (answer!.Status, answer.ErrorCode));
        Assert.Equal(1, _simulation.Metrics.RecursiveInvocationsDropped);
    }

    private static string Trace(LambdaSim.Neighbours.Queues.Queue queue) => queue.Take(1, 30.Seconds).Single().Message.SystemAttributes["AWSTraceHeader"].Value;

    private static async Task<HttpStatusCode> Call(HttpClient http, string function, string type, string? trace = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Http}/{function}/invocations") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes("{}")) };
        request.Headers.TryAddWithoutValidation("X-Amz-Invocation-Type", type);
        if (trace is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Amzn-Trace-Id", trace);
        }

        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
