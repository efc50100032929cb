using LambdaSim.Events;
using LambdaSim.Projections;

namespace LambdaSim.Tests.Async;

/// <summary>Loops in which services beside Lambda have part: those that AWS finds, and those that it does not.</summary>
public sealed class RecursionThroughServicesTests : IDisposable
{
    private readonly Simulation _simulation = new();

    public void Dispose() => _simulation.Dispose();

    [Fact]
    [Pins("REC-LINEAGE", "REC-LIMIT")]
    public void A_function_that_writes_to_the_bucket_it_is_told_of_is_stopped_after_sixteen_objects()
    {
        var uploads = _simulation.AddBucket("uploads");
        var thumbnail = _simulation.AddFunction("thumbnail", static (LambdaContext context) =>
        {
            context.Bucket("uploads").Put("thumbnail.png", "small");
        });
        uploads.Notify(thumbnail);
        uploads.Put("cat.png", "large");
        _simulation.RunUntilIdle();

        Assert.Equal((16, 1), (_simulation.Metrics.Admitted, _simulation.Metrics.RecursiveInvocationsDropped));
        Assert.Equal(1, _simulation.Ledger.Count(Fate.RecursiveInvocation));
    }

    [Fact]
    [Pins("REC-LINEAGE", "REC-LIMIT")]
    public void A_function_that_sends_to_the_queue_it_is_fed_from_is_stopped_and_its_message_stays_in_the_queue()
    {
        var orders = _simulation.AddQueue("orders");
        _simulation.AddFunction("again", static (LambdaContext context) =>
        {
            context.Queue("orders").Send("again");
        }).On(orders, batch: 1);
        orders.Send("first");
        _simulation.AdvanceBy(Duration.FromMinutes(10));

        Assert.Equal(16, _simulation.Metrics.Admitted);
        Assert.InRange(_simulation.Metrics.RecursiveInvocationsDropped, 2, 100);
        Assert.Equal(1, orders.ApproximateNumberOfMessages + orders.ApproximateNumberOfMessagesNotVisible);
    }

    [Fact]
    [Pins("REC-LINEAGE", "REC-LIMIT")]
    public void A_function_that_publishes_to_the_topic_it_subscribes_to_is_stopped()
    {
        var news = _simulation.AddTopic("news");
        news.Subscribe(_simulation.AddFunction("again", static (LambdaContext context) =>
        {
            context.Topic("news").Publish("again");
        }));
        news.Publish("first");
        _simulation.RunUntilIdle();

        Assert.Equal((16, 1), (_simulation.Metrics.Admitted, _simulation.Metrics.RecursiveInvocationsDropped));
    }

    [Fact]
    [Pins("ASY-DLQ", "ASY-DESTINATION")]
    public void A_topic_publishes_dead_letters_and_records_as_its_messages()
    {
        var told = _simulation.AddTopic("told");
        var inbox = _simulation.AddQueue("inbox");
        told.Subscribe(inbox, raw: true);
        _simulation.Add("orders", Code.Throwing("no"), f => f with { DeadLetterQueue = Destination.To(told), OnFailure = Destination.To(told), MaximumRetryAttempts = 0 }).Send(7);
        _simulation.RunUntilIdle();

        Assert.Equal(["7", "record"], inbox.Messages.Select(m => m.Body.Contains("\"condition\":\"RetriesExhausted\"", StringComparison.Ordinal) ? "record" : m.Body));
        Assert.Equal("200", inbox.Messages[0].Attributes["ErrorCode"].Value);
    }

    [Fact]
    [Pins("REC-LINEAGE")]
    public void Objects_that_come_from_outside_begin_chains_of_their_own()
    {
        var uploads = _simulation.AddBucket("uploads");
        uploads.Notify(_simulation.AddFunction("count", Duration.FromMilliseconds(1)));
        for (var i = 0; i < 40; i++)
        {
            uploads.Put("cat.png", "large");
        }

        _simulation.RunUntilIdle();

        Assert.Equal((40, 0), (_simulation.Metrics.Admitted, _simulation.Metrics.RecursiveInvocationsDropped));
    }

    [Fact]
    [Pins("REC-LINEAGE")]
    public void Through_an_event_bus_no_chain_is_followed()
    {
        var again = _simulation.AddFunction("again", static (LambdaContext context) => context.Bus().Put("shop", "again", "{}"));
        _simulation.Bus().Rule("again", """{"source":["shop"]}""").To(again);
        _simulation.Bus().Put("shop", "first", "{}");
        _simulation.AdvanceBy(Duration.FromSeconds(30));

        Assert.InRange(_simulation.Metrics.Admitted, 20, 100);
        Assert.Equal(0, _simulation.Metrics.RecursiveInvocationsDropped);
    }

    [Theory]
    [InlineData(true, "Lambda Function Invocation Result - Failure")]
    [InlineData(false, "Lambda Function Invocation Result - Success")]
    [Pins("ASY-RECORD-BUS")]
    public void A_bus_has_the_record_as_an_event_of_Lambdas(bool fails, string type)
    {
        var bus = _simulation.AddBus("told");
        var to = Destination.To(bus);
        var orders = _simulation.Add("orders", fails ? Code.Throwing("no") : Code.Echo, f => f with { OnSuccess = to, OnFailure = to, MaximumRetryAttempts = 0 });
        orders.Send(7);
        _simulation.RunUntilIdle();

        var told = Assert.Single(bus.Events);
        Assert.Equal(("lambda", type), (told.Source, told.DetailType));
        Assert.Equal([bus.Arn, $"{orders.Arn}:$LATEST"], told.Resources);
        Assert.StartsWith("""{"version":"1.0",""", told.Detail, StringComparison.Ordinal);
    }

    [Fact]
    [Pins("ASY-RECORD-BUCKET")]
    public void A_bucket_has_the_record_of_a_failure_as_an_object()
    {
        var failures = _simulation.AddBucket("failures");
        _simulation.Add("orders", Code.Throwing("no"), f => f with { OnFailure = Destination.To(failures), MaximumRetryAttempts = 0 }).Send(7);
        _simulation.RunUntilIdle();

        var key = Assert.Single(failures.Keys);
        Assert.Matches("^aws/lambda/async/orders/2026/01/01/2026-01-01T00\\.00\\.00-[0-9a-f-]{36}$", key);
        Assert.Contains("\"condition\":\"RetriesExhausted\"", failures.Get(key).Text, StringComparison.Ordinal);
        Assert.Equal(DeliveryCause.OnFailure, Assert.Single(_simulation.Log, e => e.Kind == EventKind.Delivered).DeliveryCause);
        Assert.Contains("orders: sent on (OnFailure)", _simulation.Ledger.ToString(), StringComparison.Ordinal);
    }
}
