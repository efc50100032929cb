using System.Text;
using LambdaSim.Events;
using LambdaSim.Neighbours.Handover;
using LambdaSim.Projections;
using LambdaSim.Units;

namespace LambdaSim.Tests.Neighbours;

/// <summary>What services hand over by themselves.</summary>
public sealed class CourierTests : IDisposable
{
    private static readonly HandoverPolicy _policy = new(50.Milliseconds, 3, 1.Hours, static retry => Duration.FromSeconds(retry));

    private readonly Simulation _simulation = new(new SimulationOptions { Seed = 7, Log = EventLogLevel.Kept });

    public void Dispose() => _simulation.Dispose();

    [Fact]
    [Pins("NBR-HANDOVER")]
    public void A_function_gets_what_is_handed_over_as_an_event_after_the_latency()
    {
        var seen = new List<string>();
        var function = _simulation.AddFunction("import", (Dictionary<string, int> order, LambdaContext context) => seen.Add($"{order["id"]} at {_simulation.Elapsed.TotalMilliseconds}"));
        Send(function.Arn, """{"id":3}""");

        _simulation.RunUntilIdle();

        Assert.StartsWith("3 at ", Assert.Single(seen), StringComparison.Ordinal);
        var entry = Assert.Single(_simulation.Ledger.Notifications);
        Assert.Equal((Fate.Delivered, Duration.FromMilliseconds(50)), (entry.Fate, entry.EndedAt!.Value));
        Assert.Equal(Fate.Succeeded, Assert.Single(_simulation.Ledger.Invocations).Fate);
    }

    [Fact]
    [Pins("NBR-HANDOVER")]
    public void A_queue_gets_a_message()
    {
        var queue = _simulation.AddQueue("orders");
        Send(queue.Arn, "hello");

        _simulation.RunUntilIdle();

        Assert.Equal("hello", Assert.Single(queue.Messages).Body);
        var entry = Assert.Single(_simulation.Ledger.Notifications);
        Assert.Equal([0], entry.Messages);
    }

    [Fact]
    [Pins("NBR-HANDOVER", "NBR-INVOKE")]
    public void What_has_no_target_goes_to_the_dead_letter_queue_at_once()
    {
        var dead = _simulation.AddQueue("dead");
        Send("arn:aws:lambda:us-east-1:123456789012:function:gone", "{}", dead.Arn);

        _simulation.RunUntilIdle();

        Assert.Equal("{}", Assert.Single(dead.Messages).Body);
        Assert.Equal("NoTarget", Assert.Single(_simulation.Ledger.Notifications).Path[1].What);
        Assert.Equal(Fate.DeadLettered, _simulation.Ledger.Notifications[0].Fate);
    }

    [Fact]
    [Pins("NBR-HANDOVER")]
    public void Without_a_dead_letter_queue_it_goes_nowhere()
    {
        Send("arn:aws:sqs:us-east-1:123456789012:gone", "{}");

        _simulation.RunUntilIdle();

        Assert.Equal(Fate.Undeliverable, Assert.Single(_simulation.Ledger.Notifications).Fate);
    }

    [Fact]
    [Pins("NBR-HANDOVER")]
    public void What_is_on_its_way_when_the_run_ends_has_that_fate()
    {
        Send(_simulation.AddQueue("orders").Arn, "late");

        _simulation.AdvanceBy(10.Milliseconds);
        _simulation.End();

        Assert.Equal(Fate.OnItsWayAtEnd, Assert.Single(_simulation.Ledger.Notifications).Fate);
    }

    [Theory]
    [InlineData("a\uffff")]
    [InlineData("")]
    [Pins("NBR-HANDOVER", "SQS-MESSAGE")]
    public void A_queue_takes_of_a_service_what_it_takes_of_a_client(string body)
    {
        var queue = _simulation.AddQueue("orders");
        Send(queue.Arn, body);

        _simulation.RunUntilIdle();

        Assert.Empty(queue.Messages);
        Assert.Equal("Refused", Assert.Single(_simulation.Ledger.Notifications).Path[1].What);
    }

    [Fact]
    [Pins("NBR-INVOKE")]
    public void An_event_that_is_too_large_is_refused_for_good()
    {
        Send(_simulation.AddFunction("import", 1.Milliseconds).Arn, $"\"{new string('a', 2_000_000)}\"");

        _simulation.RunUntilIdle();

        Assert.Equal("Refused", Assert.Single(_simulation.Ledger.Notifications).Path[1].What);
    }

    private void Send(string target, string body, string? deadLetters = null)
    {
        var from = _simulation.Courier.Host.Log!.Announce(ResourceKind.Topic, "source", "arn:aws:sns:us-east-1:123456789012:source", []);
        _simulation.Courier.Send(new Parcel { From = from, Target = target, Body = Encoding.UTF8.GetBytes(body), Policy = _policy, RequestId = "r-1", DeadLetters = deadLetters });
    }
}
