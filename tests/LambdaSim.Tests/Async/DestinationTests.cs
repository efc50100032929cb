using System.Text.Json;
using LambdaSim.Events;
using LambdaSim.Neighbours.Queues;

namespace LambdaSim.Tests.Async;

/// <summary>What a destination is told of an event, and when.</summary>
public sealed class DestinationTests : IDisposable
{
    private readonly Simulation _simulation = new();
    private readonly Queue _queue;
    private readonly Destination _toQueue;

    public DestinationTests()
    {
        _queue = _simulation.AddQueue("told");
        _toQueue = Destination.To(_queue);
    }

    private string RequestId => LambdaSim.Events.RequestId.Of(_simulation.Seed, 0);

    public void Dispose() => _simulation.Dispose();

    [Fact]
    [Pins("ASY-RECORD")]
    public void An_event_that_failed_three_times_becomes_a_record()
    {
        Send(_simulation.Add("orders", Code.Exits, f => f with { OnFailure = _toQueue }));

        var message = Assert.Single(_queue.Messages);
        Assert.Equal(
            $$$"""
            {"version":"1.0","timestamp":"2026-01-01T00:03:00.300Z","requestContext":{"requestId":"{{{RequestId}}}","functionArn":"arn:aws:lambda:us-east-1:123456789012:function:orders:$LATEST","condition":"RetriesExhausted","approximateInvokeCount":3},"requestPayload":{"id": 7},"responseContext":{"statusCode":200,"executedVersion":"$LATEST","functionError":"Unhandled"},"responsePayload":{"errorType":"Runtime.ExitError","errorMessage":"RequestId: {{{RequestId}}} Error: Runtime exited with error: exit status 1"}}
            """,
            message.Body);
        Assert.Equal(_simulation.Options.World.Start + Duration.FromMilliseconds(180_300), message.SentAt);
        Assert.Empty(message.Attributes);
    }

    [Fact]
    [Pins("ASY-DESTINATION")]
    public void An_event_that_ran_becomes_a_record_of_its_success()
    {
        Send(_simulation.Add("orders", Code.Echo, f => f with { OnSuccess = _toQueue, OnFailure = Destination.To(_simulation.AddQueue("failures")) }));

        Assert.Equal(
            $$$"""
            {"version":"1.0","timestamp":"2026-01-01T00:00:00.100Z","requestContext":{"requestId":"{{{RequestId}}}","functionArn":"arn:aws:lambda:us-east-1:123456789012:function:orders:$LATEST","condition":"Success","approximateInvokeCount":1},"requestPayload":{"id": 7},"responseContext":{"statusCode":200,"executedVersion":"$LATEST"},"responsePayload":{"id": 7}}
            """,
            Assert.Single(_queue.Messages).Body);
        Assert.Single(_simulation.Queues.SelectMany(q => q.Messages));
    }

    [Fact]
    [Pins("ASY-RECORD")]
    public void With_reserved_concurrency_zero_the_record_has_no_response()
    {
        Send(_simulation.Add("orders", Code.Echo, f => f with { OnFailure = _toQueue, ReservedConcurrency = 0 }));

        var record = Record();
        Assert.Equal(["version", "timestamp", "requestContext", "requestPayload"], record.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("ZeroReservedConcurrency", 0), Condition(record));
    }

    [Fact]
    public void An_event_too_old_for_its_retry_is_sent_on_at_once()
    {
        Send(_simulation.Add("orders", Code.Exits, f => f with { OnFailure = _toQueue, MaximumEventAge = Duration.FromSeconds(60) }));

        Assert.Equal(("EventAgeExceeded", 1), Condition(Record()));
        Assert.Equal(Duration.FromMilliseconds(100), _simulation.Elapsed);
    }

    [Fact]
    public void An_event_that_succeeds_at_its_second_attempt_counts_two()
    {
        var attempts = 0;
        Send(_simulation.Add("orders", new Code((_, p) => ++attempts == 1 ? throw new FormatException() : new(p)), f => f with { OnSuccess = _toQueue }));

        Assert.Equal(("Success", 2), Condition(Record()));
    }

    [Fact]
    public void A_handler_that_returns_nothing_has_a_null_response()
    {
        Send(_simulation.Add("orders", new Code((_, _) => default), f => f with { OnSuccess = _toQueue }));

        Assert.Equal(JsonValueKind.Null, Record().GetProperty("responsePayload").ValueKind);
    }

    [Fact]
    public void An_event_without_payload_is_an_empty_object_in_the_record()
    {
        _simulation.Add("orders", Code.Echo, f => f with { OnSuccess = _toQueue }).Send();
        _simulation.RunUntilIdle();

        Assert.Equal("{}", Record().GetProperty("requestPayload").GetRawText());
    }

    [Fact]
    public void An_answer_that_is_no_JSON_is_a_string_in_the_record()
    {
        Send(_simulation.Add("orders", new Code((_, _) => new("not json"u8.ToArray())), f => f with { OnSuccess = _toQueue }));

        Assert.Equal("not json", Record().GetProperty("responsePayload").GetString());
    }

    [Fact]
    public void A_modelled_function_has_records_too()
    {
        Send(_simulation.AddFunction("orders", Duration.FromMilliseconds(50), f => f with { OnSuccess = _toQueue }));

        Assert.Equal(("Success", 1), Condition(Record()));
    }

    [Fact]
    public void A_synchronous_call_is_told_to_nobody()
    {
        _simulation.Add("orders", Code.Echo, f => f with { OnSuccess = _toQueue }).InvokeRaw("1"u8.ToArray());

        Assert.Empty(_queue.Messages);
    }

    [Fact]
    [Pins("ASY-DESTINATION")]
    public void A_function_as_destination_gets_the_record_as_its_event()
    {
        var got = new List<string>();
        var audit = _simulation.Add("audit", new Code((_, p) =>
        {
            got.Add(System.Text.Encoding.UTF8.GetString(p.Span));
            return default;
        }), null);
        var orders = _simulation.Add("orders", Code.Exits, f => f with { OnFailure = Destination.To(audit), MaximumRetryAttempts = 0 });
        Send(orders);

        Assert.Equal("orders", JsonDocument.Parse(Assert.Single(got)).RootElement.GetProperty("requestContext").GetProperty("functionArn").GetString()!.Split(':')[6]);
        var delivered = Assert.Single(_simulation.Log, e => e.Kind == EventKind.Delivered);
        Assert.Equal((orders.Index, 0, DeliveryCause.OnFailure, 2), (delivered.Function, delivered.Invocation, delivered.DeliveryCause, delivered.Value));
        Assert.Equal(InvocationType.Event, _simulation.Log.Single(e => e is { Kind: EventKind.Arrived, Invocation: 1 } && e.Function == audit.Index).InvocationType);
    }

    [Fact]
    public void A_function_as_destination_is_retried_and_has_destinations_of_its_own()
    {
        var audit = _simulation.Add("audit", Code.Throwing("no"), f => f with { DeadLetterQueue = _toQueue });
        Send(_simulation.Add("orders", Code.Echo, f => f with { OnSuccess = Destination.To(audit) }));

        Assert.Contains("\"condition\":\"Success\"", Assert.Single(_queue.Messages).Body, StringComparison.Ordinal);
        Assert.Equal(3, _simulation.Log.Count(e => e.Kind == EventKind.Completed && e.Function == audit.Index));
    }

    [Fact]
    public void A_version_can_be_a_destination()
    {
        var audit = _simulation.Add("audit:2", Code.Echo, null);
        Send(_simulation.Add("orders", Code.Echo, f => f with { OnSuccess = Destination.To(audit) }));

        Assert.Equal(1, _simulation.Log.Count(e => e.Kind == EventKind.Completed && e.Function == audit.Index));
    }

    [Theory]
    [InlineData(600_000, 600_000, "version timestamp requestContext requestPayload responseContext")]
    [InlineData(1_048_576, 2_000_000, "version timestamp requestContext responseContext")]
    [InlineData(400_000, 600_000, "version timestamp requestContext requestPayload responseContext responsePayload")]
    [Pins("ASY-RECORD-SIZE")]
    public void A_record_too_large_leaves_out_the_response_and_then_the_request(int request, int response, string fields)
    {
        _simulation.Add("orders", Code.Answering(response), f => f with { OnSuccess = _toQueue }).SendRaw(Code.Json(request));
        _simulation.RunUntilIdle();

        Assert.Equal(fields, string.Join(' ', Record().EnumerateObject().Select(p => p.Name)));
    }

    [Fact]
    public void An_event_on_its_way_is_kept_until_it_has_its_fate()
    {
        var orders = _simulation.Add("orders", Code.Exits, f => f with { OnFailure = _toQueue });
        orders.Send();
        _simulation.AdvanceBy(Duration.FromMinutes(1));
        Assert.Equal(1, _simulation.Host.OpenCalls);

        _simulation.RunUntilIdle();
        Assert.Equal(0, _simulation.Host.OpenCalls);
    }

    [Fact]
    public void A_thousand_events_leave_nothing_behind()
    {
        var audit = _simulation.Add("audit", Code.Echo, null);
        var orders = _simulation.Add("orders", Code.Echo, f => f with { OnSuccess = Destination.To(audit) });
        for (var i = 0; i < 1_000; i++)
        {
            orders.Send();
        }

        _simulation.RunUntilIdle();

        Assert.Equal(0, _simulation.Host.OpenCalls);
        Assert.Equal(2_000, _simulation.Log.Count(e => e.Kind == EventKind.Completed));
    }

    private void Send(Function function)
    {
        function.SendRaw("""{"id": 7}"""u8.ToArray());
        _simulation.RunUntilIdle();
    }

    private JsonElement Record() => JsonDocument.Parse(Assert.Single(_queue.Messages).Body).RootElement;

    private static (string?, int) Condition(JsonElement record)
    {
        var context = record.GetProperty("requestContext");
        return (context.GetProperty("condition").GetString(), context.GetProperty("approximateInvokeCount").GetInt32());
    }
}
