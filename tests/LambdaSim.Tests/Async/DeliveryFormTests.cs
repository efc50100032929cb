using System.Text;
using LambdaSim.Async;
using LambdaSim.Events;
using LambdaSim.Resources;

namespace LambdaSim.Tests.Async;

/// <summary>What each kind of target is handed.</summary>
public class DeliveryFormTests
{
    private const string Bus = "arn:aws:events:us-east-1:123456789012:event-bus/orders";
    private const string Bucket = "arn:aws:s3:::failures";
    private const string Topic = "arn:aws:sns:us-east-1:123456789012:orders";
    private const string Function = "arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST";

    [Theory]
    [InlineData(Outcome.Succeeded, "Lambda Function Invocation Result - Success")]
    [InlineData(Outcome.Failed, "Lambda Function Invocation Result - Failure")]
    [Pins("ASY-RECORD-BUS")]
    public void A_bus_gets_the_record_as_the_detail_of_an_event(Outcome outcome, string type)
    {
        var delivery = Assert.Single(Delivered(outcome, new Destination(Bus), new Destination(Bus), null));

        Assert.Equal(("lambda", type), (delivery.Event!.Source, delivery.Event.DetailType));
        Assert.Equal([Bus, Function], delivery.Event.Resources);
        Assert.StartsWith("""{"version":"1.0","timestamp":"2026-01-01T00:""", Text(delivery), StringComparison.Ordinal);
    }

    [Fact]
    [Pins("ASY-RECORD-BUCKET")]
    public void A_bucket_gets_it_under_a_key_of_function_day_and_second()
    {
        var delivery = Assert.Single(Delivered(Outcome.Failed, null, new Destination(Bucket), null));

        Assert.Matches("^aws/lambda/async/f/2026/01/01/2026-01-01T00\\.03\\.00-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", delivery.Key!);
        Assert.Equal(delivery.Key, Assert.Single(Delivered(Outcome.Failed, null, new Destination(Bucket), null)).Key);
    }

    [Fact]
    [Pins("ASY-DESTINATION")]
    public void A_topic_gets_the_record_as_it_is()
    {
        var delivery = Assert.Single(Delivered(Outcome.Failed, null, new Destination(Topic), null));

        Assert.Equal((null, null), (delivery.Event, delivery.Key));
        Assert.Empty(delivery.Attributes);
    }

    [Fact]
    [Pins("ASY-DLQ")]
    public void A_topic_as_dead_letter_queue_gets_the_event_and_why_in_attributes()
    {
        var delivery = Assert.Single(Delivered(Outcome.Failed, null, null, new Destination(Topic)));

        Assert.Equal("{}", Text(delivery));
        Assert.Equal(["ErrorCode Number 200", "ErrorMessage String a modelled call failed", $"RequestID String {delivery.RequestId}"], delivery.Attributes.Select(a => $"{a.Name} {a.Type} {a.Value}"));
    }

    [Theory]
    [InlineData(Bus)]
    [InlineData(Bucket)]
    [Pins("ASY-DLQ")]
    public void Neither_bus_nor_bucket_takes_dead_letters(string arn) => Assert.Empty(Delivered(Outcome.Failed, null, null, new Destination(arn)));

    [Fact]
    [Pins("ASY-DESTINATION")]
    public void Dead_letter_queue_and_destination_both_get_it_the_queue_first() =>
        Assert.Equal([DeliveryCause.DeadLetterQueue, DeliveryCause.OnFailure], Delivered(Outcome.Failed, null, new Destination(Topic), new Destination(Topic)).Select(d => d.Origin!.Cause));

    [Fact]
    [Pins("ASY-TRACE", "REC-LINEAGE")]
    public void All_that_is_sent_of_an_event_carries_one_trace_and_its_lineage()
    {
        var traces = Delivered(Outcome.Failed, null, new Destination(Topic), new Destination(Topic)).Select(d => d.Trace).Distinct();

        Assert.Matches("^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0;Lineage=1:[0-9a-f]{8}:1$", Assert.Single(traces)!);
    }

    private static string Text(Delivery delivery) => Encoding.UTF8.GetString(delivery.Body.Span);

    private static List<Delivery> Delivered(Outcome outcome, Destination? success, Destination? failure, Destination? deadLetters)
    {
        var world = new World().Call("f", 0, 100, type: InvocationType.Event, outcome: outcome);
        using var source = world.Source();
        var engine = new LambdaSim.Engine.Engine(world.Config, []);
        var queue = new AsyncInvocations(engine, world.Config);
        List<Delivery> taken = [];
        queue.Rules.ControlPlane = (function, _) => AsyncRule.Of(function.Config) with { OnSuccess = success, OnFailure = failure };
        queue.Rules.DeadLetterQueueOfFunction = _ => deadLetters;
        queue.Deliveries = new Deliveries(engine, queue.Rules, arn => new Taker(Arn.Parse(arn), taken), new AsyncOrigin("123456789012", "us-east-1", world.Config.Start, world.Config.Seed));
        engine.Replay(source, null, TestContext.Current.CancellationToken);
        return taken;
    }

    private sealed class Taker(Arn arn, List<Delivery> taken) : ISink
    {
        public Arn Arn => arn;

        public string Kind => "target";

        public string Name => arn.Resource;

        public int MaxBytes => int.MaxValue;

        public Taken Take(Delivery delivery)
        {
            taken.Add(delivery);
            return Taken.Arrived;
        }
    }
}
