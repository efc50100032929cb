using System.Diagnostics;
using System.Text.Json.Nodes;
using LambdaSim.AspNetCore;

namespace LambdaSim.Tests.Endpoint;

/// <summary>A clock that follows real time: time passes first, then a request is looked at (rule HTTP-REAL). Here a millisecond is a second.</summary>
public sealed class RealClockTests : IDisposable
{
    private readonly ControlWorld _world = new(EndpointClock.Real(1_000));

    public void Dispose() => _world.Dispose();

    [Fact]
    [Pins("HTTP-REAL")]
    public async Task Time_passes_between_two_requests()
    {
        var before = await Elapsed("now");
        Pause(3);
        var health = await Elapsed("health");
        Pause(3);
        var now = await Elapsed("now");

        Assert.True(health - before >= 3, $"{before} {health}");
        Assert.True(now - health >= 3, $"{health} {now}");
    }

    [Fact]
    public async Task A_call_of_the_API_is_made_at_its_own_time()
    {
        await _world.Send("POST", EndpointWorld.Functions, EndpointWorld.CreateBody("fn").ToJsonString());
        var before = await Elapsed("now");
        Pause(3);
        var updated = (await _world.Send("PUT", $"{EndpointWorld.Functions}/fn/configuration", """{"Timeout": 4}""")).Json["LastModified"]!;

        var at = NodaTime.Text.OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.fffo<+HHmm>").Parse((string)updated!).Value.ToInstant();
        Assert.True((at - Instant.FromUtc(2026, 1, 1, 0, 0)).TotalSeconds >= before + 2.9, $"{before} {at}");
    }

    [Fact]
    [Pins("HTTP-REAL")]
    public async Task A_message_whose_visibility_timeout_is_over_comes_again()
    {
        await Sqs("CreateQueue", """{"QueueName": "jobs", "Attributes": {"VisibilityTimeout": "1"}}""");
        await Sqs("SendMessage", """{"QueueUrl": "http://127.0.0.1/123456789012/jobs", "MessageBody": "job"}""");
        var first = await Receive("jobs");
        Pause(3);
        var second = await Receive("jobs");

        Assert.Equal((1, 1), (first.Count, second.Count));
    }

    [Fact]
    public async Task A_handle_of_a_FIFO_queue_that_ended_in_a_pause_deletes_nothing()
    {
        await Sqs("CreateQueue", """{"QueueName": "jobs.fifo", "Attributes": {"FifoQueue": "true", "ContentBasedDeduplication": "true", "VisibilityTimeout": "1"}}""");
        await Sqs("SendMessage", """{"QueueUrl": "http://127.0.0.1/123456789012/jobs.fifo", "MessageBody": "job", "MessageGroupId": "g"}""");
        var handle = (string)(await Receive("jobs.fifo"))[0]!["ReceiptHandle"]!;
        Pause(3);

        Assert.Equal(400, (await Sqs("DeleteMessage", $$"""{"QueueUrl": "http://127.0.0.1/123456789012/jobs.fifo", "ReceiptHandle": "{{handle}}"}""")).Status);
        Assert.Single(await Receive("jobs.fifo"));
    }

    [Fact]
    [Pins("HTTP-REAL")]
    public async Task What_was_due_before_a_request_has_happened()
    {
        await _world.Server.Loop.Ask(static s => s.AddFunction("f", Duration.FromSeconds(1)).SendAsync(1));
        Pause(3);

        Assert.Equal((true, 1L), await _world.Server.Loop.Ask(static s => (s.IsIdle, s.Metrics.Outcomes[(int)Outcome.Succeeded])));
    }

    [Fact]
    [Pins("HTTP-REAL")]
    public async Task Beside_declared_external_work_time_stands_still_and_requests_are_answered()
    {
        var release = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var loop = _world.Server.Loop;
        await loop.Ask(s => s.AddFunction("f", async (LambdaContext context) => await context.External(() => release.Task)));
        var address = new LambdaSim.Functions.ServiceAddress("123456789012", "us-east-1");
        var call = ((ISimulationLoop)loop).Invoke(address, new LambdaSim.Functions.Model.InvokeRequest { FunctionName = "f" });
        while (!await loop.Ask(static s => s.HasExternalWork))
        {
        }

        var before = await Elapsed("now");
        Pause(3);
        var after = await Elapsed("now");
        release.SetResult(7);

        Assert.Equal(before, after);
        Assert.Equal(200, (await call).StatusCode);
    }

    // At least so many milliseconds of real time.
    private static void Pause(double milliseconds)
    {
        var since = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(since).TotalMilliseconds < milliseconds)
        {
        }
    }

    private async Task<double> Elapsed(string path) => (double)(await _world.Send("GET", $"/_lambdasim/{path}")).Json["elapsedSeconds"]!;

    private Task<HttpAnswer> Sqs(string operation, string body) => _world.Send("POST", "/", body, ("X-Amz-Target", $"AmazonSQS.{operation}"), ("Content-Type", "application/x-amz-json-1.0"));

    private async Task<JsonArray> Receive(string queue) =>
        (await Sqs("ReceiveMessage", $$"""{"QueueUrl": "http://127.0.0.1/123456789012/{{queue}}"}""")).Json["Messages"] as JsonArray ?? [];
}
