using System.Globalization;
using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Tests.Worlds;

/// <summary>Dead-letter queues and destinations of a replay: what is sent on, when, and what is in the queues at the end.</summary>
public sealed class ReplayWithQueuesTests
{
    private const double TooLong = 5_000;

    private static readonly EventKind[] _sentOn = [EventKind.Dropped, EventKind.Delivered, EventKind.MessageSent, EventKind.MessageEnded, EventKind.MessageAtEnd, EventKind.Arrived];

    [Fact]
    public void An_event_that_fails_three_times_goes_to_the_dead_letter_queue() => AssertRows(
        """{"queues": {"failed": {}}, "functions": {"pay": {"deadLetterQueue": "failed"}}}""",
        world => world.Send("pay", 0, TooLong),
        """
        0 Arrived pay/0 0 bytes
        189000 Dropped RetriesExhausted pay/0
        189000 MessageSent DeadLetterQueue pay/0 failed
        189000 Delivered DeadLetterQueue pay/0
        189000 MessageAtEnd Ready failed
        """);

    [Fact]
    public void Retries_and_ages_of_the_configuration_act() => AssertRows(
        """{"queues": {"failed": {}}, "defaults": {"deadLetterQueue": "failed"}, "functions": {"once": {"maximumRetryAttempts": 0}, "young": {"maximumEventAge": "90s"}}}""",
        world => world.Send("once", 0, TooLong).Send("young", 10_000, TooLong),
        """
        0 Arrived once/0 0 bytes
        3000 Dropped RetriesExhausted once/0
        3000 MessageSent DeadLetterQueue once/0 failed
        3000 Delivered DeadLetterQueue once/0
        10000 Arrived young/1 0 bytes
        76000 Dropped EventAgeExceeded young/1
        76000 MessageSent DeadLetterQueue young/1 failed
        76000 Delivered DeadLetterQueue young/1
        76000 MessageAtEnd Ready failed
        76000 MessageAtEnd Ready failed
        """);

    [Fact]
    public void Records_of_success_and_of_failure_go_where_each_is_to_go() => AssertRows(
        """{"queues": {"done": {}, "lost": {}}, "functions": {"pay": {"onSuccess": "done", "onFailure": "lost", "maximumRetryAttempts": 0}}}""",
        world => world.Send("pay", 0, 200).Send("pay", 1_000, TooLong),
        """
        0 Arrived pay/0 0 bytes
        200 MessageSent OnSuccess pay/0 done
        200 Delivered OnSuccess pay/0
        1000 Arrived pay/1 0 bytes
        4000 Dropped RetriesExhausted pay/1
        4000 MessageSent OnFailure pay/1 lost
        4000 Delivered OnFailure pay/1
        4000 MessageAtEnd Ready done
        4000 MessageAtEnd Ready lost
        """);

    [Fact]
    public void A_function_gets_the_record_as_an_invocation_of_its_size() => AssertRows(
        """{"functions": {"pay": {"onSuccess": "function audit"}, "audit": {"duration": "5ms"}}}""",
        world => world.Call("pay", 0, 200, type: InvocationType.Event, payload: 1_000),
        """
        0 Arrived pay/0 1000 bytes
        200 Delivered OnSuccess pay/0 as 1
        200 Arrived audit/1 1356 bytes
        """);

    [Fact]
    public void What_stops_a_function_is_told_at_once() => AssertRows(
        """{"queues": {"failed": {}}, "functions": {"pay": {"deadLetterQueue": "failed", "reservedConcurrency": 0}}}""",
        world => world.Send("pay", 500, 1),
        """
        500 Arrived pay/0 0 bytes
        500 Dropped ZeroReservedConcurrency pay/0
        500 MessageSent DeadLetterQueue pay/0 failed
        500 Delivered DeadLetterQueue pay/0
        500 MessageAtEnd Ready failed
        """);

    [Fact]
    public void A_queue_refuses_what_is_larger_than_it_takes_forgets_what_is_old_and_delays_what_is_new() => AssertRows(
        """{"queues": {"failed": {"maximumMessageSize": 1024, "retention": "60s", "delay": "10s"}}, "functions": {"pay": {"deadLetterQueue": "failed", "maximumRetryAttempts": 0}}}""",
        world => world.Call("pay", 0, TooLong, type: InvocationType.Event, payload: 2_000).Send("pay", 1_000, TooLong).Send("pay", 70_000, TooLong),
        """
        0 Arrived pay/0 2000 bytes
        1000 Arrived pay/1 0 bytes
        3000 Dropped RetriesExhausted pay/0
        3000 Delivered DeadLetterQueueFailed pay/0
        4000 Dropped RetriesExhausted pay/1
        4000 MessageSent DeadLetterQueue pay/1 failed
        4000 Delivered DeadLetterQueue pay/1
        70000 Arrived pay/2 0 bytes
        73000 Dropped RetriesExhausted pay/2
        73000 MessageSent DeadLetterQueue pay/2 failed
        73000 MessageEnded Expired failed
        73000 Delivered DeadLetterQueue pay/2
        73000 MessageAtEnd Delayed failed
        """);

    [Fact]
    public void The_result_tells_what_is_in_each_queue_and_what_was_sent_on()
    {
        var result = Replay("""{"queues": {"done": {}, "lost": null}, "functions": {"pay": {"onSuccess": "done"}}}""", static world => world.Send("pay", 0, 200).Send("pay", 0, 300));

        Assert.Equal([new("done", 2), new("lost", 0)], result.Queues);
        Assert.Equal(2, result.Metrics.Deliveries[(int)DeliveryCause.OnSuccess]);
        Assert.Equal(["queue lost: no function sends to it"], result.Unsimulated.Where(u => u.Contains("queue", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_needs_somebody_who_receives_is_told_to_be_without_effect()
    {
        var result = Replay(
            """{"queues": {"done": {"visibilityTimeout": "5s", "receiveWait": "3s", "redrive": {"deadLetterQueue": "lost", "maxReceiveCount": 3}}, "lost": {}}, "functions": {"pay": {"onSuccess": "done", "onFailure": "lost"}}}""",
            static world => world.Send("pay", 0, 200));

        Assert.Equal(["visibilityTimeout of queue done: nobody receives in a replay", "receiveWait of queue done: nobody receives in a replay", "redrive of queue done: nobody receives in a replay"], result.Unsimulated.Where(u => u.Contains("queue", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("{}", 0, 0)]
    [InlineData("""{"deadLetterQueue": "plain"}""", 0, 1)]
    [Pins("ASY-DLQ-SCOPE")]
    public void Where_the_function_decides_a_version_has_no_dead_letter_queue_of_its_own(string plain, int own, int ofFunction)
    {
        var result = Replay(
            $$$"""{"async": {"deadLetterScope": "function"}, "queues": {"own": {}, "plain": {}}, "functions": {"pay": {{{plain}}}, "pay:1": {"deadLetterQueue": "own", "maximumRetryAttempts": 0} } }""",
            static world => world.Send("pay:1", 0, TooLong));

        Assert.Equal([new("own", own), new("plain", ofFunction)], result.Queues);
    }

    [Fact]
    public void A_circle_of_destinations_ends_with_an_error_that_names_it()
    {
        var e = Assert.Throws<EndlessRunException>(() => Replay(
            """{"defaults": {"duration": "1ms", "recursiveLoop": "allow"}, "functions": {"ping": {"onSuccess": "function pong"}, "pong": {"onSuccess": "function ping"}}}""",
            static world => world.Send("ping", 0, -1)));

        Assert.Contains("the replay does not end: one request led to more than 1,002 calls: ping called pong 502 times, pong called ping 501 times. End the circle of destinations", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"functions": {"pay": {"onSuccess": "function audit"}, "audit": {}}}""", "function audit gets records of others, and nothing says how long its calls take: set \"duration\" for it or in \"defaults\" of the configuration")]
    public void A_destination_of_which_nothing_says_how_long_it_takes_is_refused_before_anything_runs(string config, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<SimulationConfigException>(() => Replay(config, static world => world.Send("pay", 0, 1))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_configuration_made_in_code_is_checked_as_one_of_a_file_is()
    {
        var config = new SimulationConfig { Functions = new Dictionary<string, FunctionOverrides> { ["pay"] = new() { DeadLetterQueue = Destination.ToQueue("failed") } } };

        var e = Assert.Throws<SimulationConfigException>(() => new World { Config = config }.Send("pay", 0, 1).Run());

        Assert.StartsWith("functions.pay.deadLetterQueue: \"failed\" is neither a queue nor a function of this configuration; did you mean \"function pay\"?", e.Message, StringComparison.Ordinal);
    }

    private static void AssertRows(string config, Func<World, World> calls, string expected) =>
        Assert.Equal(expected.ReplaceLineEndings("\n"), string.Join('\n', Rows(Replay(config, calls))));

    private static ReplayResult Replay(string config, Func<World, World> calls) => calls(new World { Config = ConfigJson.Read(config) }).Run().Result;

    private static IEnumerable<string> Rows(ReplayResult result)
    {
        var log = result.Log!;
        foreach (var e in log.Where(e => _sentOn.Contains(e.Kind)))
        {
            var call = e.Invocation >= 0 ? $" {log.Functions[e.Function].DisplayName}/{Text(e.Invocation)}" : "";
            var what = e.Kind switch
            {
                EventKind.Arrived => $"{call} {Text(e.Value)} bytes",
                EventKind.Dropped => $" {e.DropCause}{call}",
                EventKind.Delivered => $" {e.DeliveryCause}{call}{(e.Value > 0 ? $" as {Text(e.Value - 1)}" : "")}",
                EventKind.MessageSent => $" {(SendCause)e.Cause}{call} {Queue(e)}",
                EventKind.MessageEnded => $" {(MessageFate)e.Cause} {Queue(e)}",
                _ => $" {(MessageState)e.Cause} {Queue(e)}",
            };
            yield return $"{(e.Time / 1e6).ToString("0.######", CultureInfo.InvariantCulture)} {e.Kind}{what}";
        }

        string Queue(SimEvent e) => log.Resources[e.Resource].Name;
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
