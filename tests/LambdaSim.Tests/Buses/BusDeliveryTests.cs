using LambdaSim.Neighbours.Buckets;
using LambdaSim.Neighbours.Buses;
using LambdaSim.Projections;
using LambdaSim.Units;

namespace LambdaSim.Tests.Buses;

/// <summary>What rules send, to whom and when.</summary>
public sealed class BusDeliveryTests : IDisposable
{
    private const string Placed = """{"detail-type":["Order Placed"]}""";

    private readonly Simulation _simulation = new(new SimulationOptions { Seed = 7, Log = EventLogLevel.Kept });

    public void Dispose() => _simulation.Dispose();

    [Fact]
    [Pins("EVB-MATCH", "EVB-LATENCY")]
    public void A_function_gets_the_event_half_a_second_later()
    {
        List<string> got = [];
        var bill = _simulation.AddFunction("bill", (Order e, LambdaContext _) => got.Add($"{e.detail["id"]} at {_simulation.Elapsed.TotalMilliseconds >= 500}"));
        _simulation.Bus().Rule("placed", Placed).To(bill);

        _simulation.Bus().Put("shop", "Order Placed", """{ "id": "o-1" }""");
        _simulation.RunUntilIdle();

        Assert.Equal(["o-1 at True"], got);
        Assert.Equal(Duration.FromMilliseconds(500), Assert.Single(_simulation.Ledger.Notifications).EndedAt);
    }

    [Fact]
    [Pins("EVB-LATENCY")]
    public void A_bus_may_have_another_latency()
    {
        _simulation.Bus().Latency = 3.Seconds;
        _simulation.Bus().Rule("placed", Placed).To(_simulation.AddQueue("orders"));

        _simulation.Bus().Put("shop", "Order Placed", "{}");
        _simulation.RunUntilIdle();

        Assert.Equal(Duration.FromSeconds(3), Assert.Single(_simulation.Ledger.Notifications).EndedAt);
    }

    [Fact]
    [Pins("EVB-MATCH")]
    public void A_queue_gets_the_event_as_it_stands()
    {
        var queue = _simulation.AddQueue("orders");
        _simulation.Bus().Rule("placed", Placed).To(queue);

        var id = _simulation.Bus().Put("shop", "Order Placed", """{ "id": "ö-1", "total": 1.0e2 }""");
        _simulation.RunUntilIdle();

        Assert.Equal(
            $$$"""{"version":"0","id":"{{{id}}}","detail-type":"Order Placed","source":"shop","account":"123456789012","time":"2026-01-01T00:00:00Z","region":"us-east-1","resources":[],"detail":{"id":"ö-1","total":1.0e2}}""",
            Assert.Single(queue.Messages).Body);
    }

    [Fact]
    [Pins("EVB-MATCH")]
    public void Each_rule_that_matches_sends_to_each_of_its_targets_and_others_nothing()
    {
        var (a, b) = (_simulation.AddQueue("a"), _simulation.AddQueue("b"));
        var bus = _simulation.AddBus("orders");
        bus.Rule("one", Placed).To(a).To(b);
        bus.Rule("two", """{"source":["shop"]}""").To(a);
        bus.Rule("three", """{"source":["else"]}""").To(b);
        _simulation.Bus().Rule("of-another-bus", Placed).To(b);

        bus.Put("shop", "Order Placed", "{}");
        _simulation.RunUntilIdle();

        Assert.Equal((2, 1), (a.Messages.Count, b.Messages.Count));
        Assert.All(_simulation.Ledger.Notifications, n => Assert.Equal(Fate.Delivered, n.Fate));
    }

    [Fact]
    [Pins("EVB-MATCH")]
    public void An_event_that_no_rule_matches_has_a_record_of_its_own()
    {
        _simulation.Bus().Rule("placed", Placed).To(_simulation.AddQueue("orders"));
        _simulation.BusesAt("123456789012", "us-east-1").Switch(null, "placed", isEnabled: false);

        _simulation.Bus().Put("shop", "Order Placed", "{}");
        _simulation.RunUntilIdle();

        Assert.Equal("Unmatched", Assert.Single(_simulation.Ledger.Notifications).Path[^1].What);
        Assert.Single(_simulation.Bus().Events);
    }

    [Fact]
    [Pins("EVB-DLQ", "EVB-RETRY")]
    public void What_has_no_target_is_a_dead_letter_at_once()
    {
        var dead = _simulation.AddQueue("dead");
        var rule = _simulation.Bus().Rule("placed", Placed)
            .To("arn:aws:lambda:us-east-1:123456789012:function:gone", $$"""{"DeadLetterConfig":{"Arn":"{{dead.Arn}}"},"InputPath":"$.detail"}""");

        _simulation.Bus().Put("shop", "Order Placed", """{"id":1}""");
        _simulation.RunUntilIdle();

        var message = Assert.Single(dead.Messages);
        Assert.Equal("""{"id":1}""", message.Body);
        Assert.Equal(
            ["ERROR_CODE=NO_RESOURCE", "RETRY_ATTEMPTS=0", $"RULE_ARN={rule.Arn}", "TARGET_ARN=arn:aws:lambda:us-east-1:123456789012:function:gone"],
            message.Attributes.Where(a => a.Key != "ERROR_MESSAGE").Select(a => $"{a.Key}={a.Value.Value}"));
    }

    [Fact]
    [Pins("EVB-RETRY")]
    public void Retries_double_to_eight_minutes_and_end_within_a_day()
    {
        var delays = Enumerable.Range(1, 185).Select(r => RetryDelay.Of(7, "id", "arn", r)).ToList();

        Assert.All(delays.Index(), d => Assert.InRange(d.Item.TotalSeconds, Math.Min(480, Math.Pow(2, d.Index)) / 2, Math.Min(480, Math.Pow(2, d.Index))));
        Assert.True(delays.Aggregate(Duration.Zero, (sum, d) => sum + d) < Duration.FromHours(24));
        Assert.NotEqual(delays[100], RetryDelay.Of(7, "id", "other", 101));
    }

    [Fact]
    [Pins("EVB-HOPS")]
    public void An_event_goes_from_bus_to_bus_with_its_id_and_comes_to_none_twice()
    {
        var (queue, orders) = (_simulation.AddQueue("q"), _simulation.AddBus("orders"));
        _simulation.Bus().Rule("out", Placed).To(orders);
        orders.Rule("back", Placed).To(_simulation.Bus()).To(queue);

        var id = _simulation.Bus().Put("shop", "Order Placed", "{}");
        _simulation.RunUntilIdle();

        Assert.Contains(id, Assert.Single(queue.Messages).Body, StringComparison.Ordinal);
        Assert.Equal((1, 1), (_simulation.Bus().Events.Count, orders.Events.Count));
        Assert.Contains(_simulation.Ledger.Notifications, n => n.Path.Any(p => p.What == "Loop"));
    }

    [Fact]
    [Pins("EVB-HOPS")]
    public void An_event_of_another_account_goes_to_no_third()
    {
        var (second, third) = (_simulation.BusesAt("222222222222", "us-east-1"), _simulation.BusesAt("333333333333", "us-east-1"));
        _simulation.Bus().Rule("out", Placed).To(second.Get("default"));
        second.Get("default").Rule("on", Placed).To(third.Get("default"));

        _simulation.Bus().Put("shop", "Order Placed", "{}");
        _simulation.RunUntilIdle();

        Assert.Equal("123456789012", Assert.Single(second.Get("default").Events).Account);
        Assert.Empty(third.Get("default").Events);
    }

    [Fact]
    [Pins("EVB-SCHEDULE")]
    public void A_schedule_fires_until_it_is_disabled()
    {
        var queue = _simulation.AddQueue("q");
        var service = _simulation.BusesAt("123456789012", "us-east-1");
        var rule = service.PutRule(new RuleRequest("tick", "default") { Schedule = "rate(5 minutes)" });
        rule.To(queue);

        _simulation.AdvanceBy(16.Minutes);
        service.Switch(null, "tick", isEnabled: false);
        _simulation.AdvanceBy(1.Hours);

        Assert.Equal(3, queue.Messages.Count);
        Assert.Contains("\"detail-type\":\"Scheduled Event\",\"source\":\"aws.events\",\"account\":\"123456789012\",\"time\":\"2026-01-01T00:05:00Z\"", queue.Messages[0].Body, StringComparison.Ordinal);
        Assert.EndsWith($"\"resources\":[\"{rule.Arn}\"],\"detail\":{{}}}}", queue.Messages[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    [Pins("EVB-DESTINATION")]
    public void A_record_of_an_invocation_becomes_an_event_of_lambda()
    {
        var (bus, queue) = (_simulation.AddBus("results"), _simulation.AddQueue("q"));
        bus.Rule("succeeded", """{"detail":{"requestContext":{"condition":["Success"]}}}""").To(queue);
        var f = _simulation.AddFunction("f", (int n) => n, c => c with { OnSuccess = Destination.To(bus) });

        f.Send(7);
        _simulation.RunUntilIdle();

        var e = Assert.Single(bus.Events);
        Assert.Equal(("lambda", "Lambda Function Invocation Result - Success"), (e.Source, e.DetailType));
        Assert.Equal([bus.Arn, $"{f.Arn}:$LATEST"], e.Resources);
        Assert.Contains("\"responsePayload\":7", Assert.Single(queue.Messages).Body, StringComparison.Ordinal);
    }

    [Fact]
    [Pins("EVB-LOOP")]
    public void A_bucket_and_a_function_that_feed_each_other_are_stopped_and_through_a_bus_they_are_not()
    {
        static Simulation World(Action<Bucket, Function> connect)
        {
            var simulation = new Simulation(new SimulationOptions { Seed = 7, MaximumCausedInvocations = 100, MaximumTimerRings = 10_000 });
            var images = simulation.AddBucket("images");
            var count = 0;
            connect(images, simulation.AddFunction("shrink", (Dictionary<string, object> _, LambdaContext context) =>
            {
                context.Bucket("images").Put($"small-{++count}", "x");
            }));
            images.Put("cat.png", "x");
            return simulation;
        }

        using var told = World(static (bucket, function) => bucket.Notify(function));
        told.RunUntilIdle();
        Assert.Equal((16, 1, 17), (told.Metrics.Admitted, told.Metrics.RecursiveInvocationsDropped, told.Bucket("images").Keys.Count));

        using var ruled = World(static (bucket, _) => bucket.NotifyEventBridge());
        ruled.Bus().Rule("created", """{"source":["aws.s3"],"detail-type":["Object Created"]}""").To(ruled["shrink"]);
        Assert.Contains("shrink", Assert.Throws<EndlessRunException>(() => ruled.RunUntilIdle()).Message, StringComparison.Ordinal);
        Assert.Equal(0, ruled.Metrics.RecursiveInvocationsDropped);
    }

    [Fact]
    [Pins("EVB-MATCH")]
    public void A_handler_puts_events_by_its_context()
    {
        var queue = _simulation.AddQueue("q");
        _simulation.AddBus("orders").Rule("placed", Placed).To(queue);
        var shop = _simulation.AddFunction("shop", (Dictionary<string, int> _, LambdaContext context) => context.Bus("orders").Put("shop", "Order Placed", "{}"));

        shop.Invoke(new Dictionary<string, int>());
        _simulation.RunUntilIdle();

        Assert.Single(queue.Messages);
    }

    private sealed record Order(Dictionary<string, string> detail);
}
