using System.Globalization;
using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Functions.Model;
using LambdaSim.Tests.Functions;

namespace LambdaSim.Tests.Worlds;

/// <summary>Mappings of the configuration: functions that read queues, in a replay and with code.</summary>
public sealed class ConfiguredMappingTests
{
    private const double TooLong = 5_000;

    private static readonly EventKind[] _ofMessages =
        [EventKind.MessageSent, EventKind.MappingChanged, EventKind.BatchSent, EventKind.BatchEnded, EventKind.MessageMoved, EventKind.MessageEnded, EventKind.MessageAtEnd];

    [Fact]
    [Pins("ESM-CONFIGURED")]
    public void In_a_replay_a_function_reads_what_others_send_to_its_queue() => AssertRows(
        """{"queues": {"done": {}}, "mappings": [{"queue": "done", "function": "book"}], "functions": {"pay": {"onSuccess": "done"}, "book": {"duration": "40ms"}}}""",
        static world => world.Send("pay", 0, 200).Send("pay", 1_000, 300),
        """
        0 MappingChanged Enabled done to book
        200 MessageSent done
        200 BatchSent book/1 1 messages
        240 MessageEnded Deleted done
        240 BatchEnded Succeeded 1 deleted
        1300 MessageSent done
        1300 BatchSent book/3 1 messages
        1340 MessageEnded Deleted done
        1340 BatchEnded Succeeded 1 deleted
        """);

    [Fact]
    public void In_a_replay_what_fails_too_often_goes_to_the_queue_of_dead_letters() => AssertRows(
        """
        {"queues": {"done": {"redrive": {"deadLetterQueue": "dead", "maxReceiveCount": 2}}, "dead": {}}, "mappings": [{"queue": "done", "function": "book"}],
         "functions": {"pay": {"onSuccess": "done"}, "book": {"duration": "9s", "timeout": "2s"}}}
        """,
        static world => world.Send("pay", 0, 200),
        """
        0 MappingChanged Enabled done to book
        200 MessageSent done
        200 BatchSent book/1 1 messages
        2200 BatchEnded TimedOut 0 deleted
        30200 BatchSent book/2 1 messages
        32200 BatchEnded TimedOut 0 deleted
        60200 MessageMoved done
        60200 MessageAtEnd Ready dead
        """);

    [Fact]
    public void In_a_replay_a_batch_that_is_throttled_is_tried_again() => AssertRows(
        """
        {"queues": {"done": {}}, "mappings": [{"queue": "done", "function": "book"}],
         "functions": {"pay": {"onSuccess": "done"}, "book": {"duration": "3s", "timeout": "10s", "reservedConcurrency": 1}}}
        """,
        static world => world.Send("pay", 0, 200).Send("pay", 0, 300),
        """
        0 MappingChanged Enabled done to book
        200 MessageSent done
        200 BatchSent book/2 1 messages
        300 MessageSent done
        300 BatchSent book/3 1 messages
        1300 BatchSent book/4 1 messages
        3200 MessageEnded Deleted done
        3200 BatchEnded Succeeded 1 deleted
        3300 BatchSent book/5 1 messages
        6300 MessageEnded Deleted done
        6300 BatchEnded Succeeded 1 deleted
        """);

    [Fact]
    public void A_replay_that_is_cut_tells_of_the_batch_under_way()
    {
        var result = Replay(
            """{"until": "250ms", "queues": {"done": {}}, "mappings": [{"queue": "done", "function": "book"}], "functions": {"pay": {"onSuccess": "done"}, "book": {"duration": "1s"}}}""",
            static world => world.Send("pay", 0, 200));

        Assert.Equal(["250 BatchEnded RunEnded 0 deleted", "250 MessageAtEnd InFlight done"], Rows(result).TakeLast(2));
    }

    [Fact]
    public void Wherever_a_replay_is_cut_each_message_and_call_has_one_fate()
    {
        const string config = """
            {"until": "CUTms", "queues": {"done": {"redrive": {"deadLetterQueue": "dead", "maxReceiveCount": 1}}, "dead": {}}, "mappings": [{"queue": "done", "function": "book"}, {"queue": "dead", "function": "mourn"}],
             "functions": {"pay": {"onSuccess": "done"}, "book": {"duration": "9s", "timeout": "2s"}, "mourn": {"duration": "1s", "reservedConcurrency": 0}}}
            """;
        foreach (var cut in new[] { 0, 199, 200, 201, 2_200, 30_199, 30_200, 30_201, 31_200, 33_200, 60_200 })
        {
            // The strict ledger is asked.
            Replay(config.Replace("CUT", Text(cut), StringComparison.Ordinal), static world => world.Send("pay", 0, 200).Send("pay", 200, 200));
        }
    }

    [Fact]
    public void Of_a_queue_that_is_read_only_what_mappings_do_not_ask_for_is_without_effect()
    {
        var result = Replay(
            """
            {"queues": {"done": {"visibilityTimeout": "5s", "receiveWait": "3s", "redrive": {"deadLetterQueue": "dead", "maxReceiveCount": 3}}, "dead": {}},
             "mappings": [{"queue": "done", "function": "book", "countsEvents": true}], "polling": {"firstBackoff": "2s"}, "functions": {"pay": {"onSuccess": "done"}, "book": {"duration": "1s"}}}
            """,
            static world => world.Send("pay", 0, 200));

        Assert.Equal(
            ["countsEvents of the mapping of queue done to function book: nobody reads metrics in a replay", "receiveWait of queue done: nobody receives in a replay but mappings, which do not ask for it"],
            result.Unsimulated);
    }

    [Theory]
    [InlineData("""{"queue": "q", "function": "f", "batchSize": 20}""", "mapping of queue q to function f: Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10")]
    [InlineData("""{"queue": "q", "function": "f", "window": "500ms"}""", "mapping of queue q to function f: a batching window of 0.5 s; AWS takes whole seconds, 0 to 300")]
    [InlineData("""{"queue": "q", "function": "f", "filters": ["{"]}""", "mapping of queue q to function f: Invalid filter pattern definition.")]
    [InlineData("""{"queue": "q", "function": "f"}, {"queue": "q", "function": "f"}""", "mapping of queue q to function f stands twice in the configuration")]
    [InlineData("""{"queue": "q", "function": "slow"}""", "mapping of queue q to function slow: Queue visibility timeout: 30 seconds is less than Function timeout: 60 seconds")]
    [InlineData("""{"queue": "q", "function": "endless"}""", "function endless reads a queue, and nothing says how long its calls take")]
    [Pins("ESM-CONFIGURED")]
    public void What_AWS_would_refuse_is_refused_before_anything_runs(string mappings, string expected) => Assert.StartsWith(
        expected,
        Assert.Throws<SimulationConfigException>(() => Replay(
            $$$"""{"queues": {"q": {}}, "functions": {"f": {"duration": "1s"}, "slow": {"duration": "1s", "timeout": "60s"}, "endless": {}}, "mappings": [{{{mappings}}}]}""",
            static world => world.Call("f", 0, 1))).Message,
        StringComparison.Ordinal);

    [Fact]
    [Pins("ESM-CONFIGURED")]
    public void With_code_a_mapping_is_there_with_its_function()
    {
        using var simulation = Simulated("""{"queues": {"orders": {}}, "functions": {"book": {}}, "mappings": [{"queue": "orders", "function": "book", "batchSize": 1}]}""");
        simulation.Queue("orders").Send("early");
        Assert.Empty(simulation.Mappings);
        Assert.Contains("mapping of queue orders to function book: there is no such function", simulation.Unsimulated);

        var batches = 0;
        simulation.AddFunction("book", (JsonElement _) => batches++);
        simulation.RunUntilIdle();

        Assert.Equal((1, 1), (batches, Assert.Single(simulation.Mappings).Figures.Deleted));
        Assert.DoesNotContain(simulation.Unsimulated, static u => u.Contains("mapping", StringComparison.Ordinal));
    }

    [Fact]
    public void A_function_that_runs_for_longer_than_its_queue_hides_messages_is_not_added()
    {
        using var simulation = Simulated("""{"queues": {"orders": {}}, "functions": {"book": {"timeout": "60s"}}, "mappings": [{"queue": "orders", "function": "book"}]}""");

        var e = Assert.Throws<SimulationConfigException>(() => simulation.AddFunction("book", Duration.FromSeconds(1)));

        Assert.Equal("mapping of queue orders to function book: Queue visibility timeout: 30 seconds is less than Function timeout: 60 seconds", e.Message);
        Assert.Empty(simulation.Functions);
    }

    [Fact]
    public void A_function_that_is_created_over_the_API_has_the_mapping_too()
    {
        using var simulation = Simulated("""{"queues": {"orders": {}}, "functions": {"book": {}, "slow": {}}, "mappings": [{"queue": "orders", "function": "book"}, {"queue": "orders", "function": "slow"}]}""");

        simulation.Lambda.CreateFunction(FunctionSamples.Create("book"));
        simulation.Lambda.CreateFunction(FunctionSamples.Create("slow") with { Timeout = 60 });

        var mapping = Assert.Single(simulation.Lambda.ListEventSourceMappings(new ListEventSourceMappingsRequest()).EventSourceMappings);
        Assert.Equal(("Enabled", "arn:aws:sqs:us-east-1:123456789012:orders"), (mapping.State, mapping.EventSourceArn));
        Assert.Contains("mapping of queue orders to function slow: Queue visibility timeout: 30 seconds is less than Function timeout: 60 seconds", simulation.Unsimulated);
    }

    private static Simulation Simulated(string config) => new(new SimulationOptions { World = ConfigJson.Read(config) });

    private static void AssertRows(string config, Func<World, World> calls, string expected) =>
        Assert.Equal(expected.ReplaceLineEndings("\n"), string.Join('\n', Rows(Replay(config, calls))));

    private static ReplayResult Replay(string config, Func<World, World> calls) => calls(new World { Config = ConfigJson.Read(config) }).Run().Result;

    private static IEnumerable<string> Rows(ReplayResult result)
    {
        var log = result.Log!;
        foreach (var e in log.Where(e => _ofMessages.Contains(e.Kind)))
        {
            var what = e.Kind switch
            {
                EventKind.MappingChanged => $"{(MappingState)e.Cause} {log.Resources[e.Resource].Name}",
                EventKind.BatchSent => $"{log.Functions[e.Function].DisplayName}/{Text(e.Invocation)} {Text(e.Value >> 32)} messages",
                EventKind.BatchEnded => $"{(BatchEnd)e.Cause} {Text(e.Value >> 32)} deleted",
                EventKind.MessageEnded => $"{(MessageFate)e.Cause} {log.Resources[e.Resource].Name}",
                EventKind.MessageAtEnd => $"{(MessageState)e.Cause} {log.Resources[e.Resource].Name}",
                _ => log.Resources[e.Resource].Name,
            };
            yield return $"{(e.Time / 1e6).ToString("0.######", CultureInfo.InvariantCulture)} {e.Kind} {what}";
        }
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
