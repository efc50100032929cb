using System.Text;
using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Functions.Model;
using LambdaSim.Units;

namespace LambdaSim.Tests.Sources;

/// <summary>Mappings and the services whose streams they read.</summary>
public sealed class StreamSourceTests : IDisposable
{
    private readonly Simulation _simulation = new(seed: 1);
    private readonly List<string> _calls = [];

    public void Dispose() => _simulation.Dispose();

    [Fact]
    [Pins("STM-POLL", "STM-BATCH")]
    public void A_function_reads_the_shards_of_a_stream()
    {
        var clicks = _simulation.AddStream("clicks", shards: 2);
        Reader().On(clicks, batch: 10);
        foreach (var i in Enumerable.Range(0, 20))
        {
            clicks.Put($"customer-{i % 5}", $"{i % 5}/{i}");
        }

        _simulation.RunUntilIdle();

        var read = _calls.SelectMany(static c => c.Split(' ').Skip(1)).ToList();
        Assert.Equal(20, read.Count);
        Assert.All(read.GroupBy(static r => r.Split('/')[0]), static key => Assert.Equal(key.OrderBy(static r => int.Parse(r.Split('/')[1], System.Globalization.CultureInfo.InvariantCulture)), key));
        Assert.Equal(20, _simulation.Ledger.Count(RecordFate.Processed));
    }

    [Fact]
    [Pins("STM-SHARDS")]
    public void Keys_stay_in_order_when_a_shard_is_split_and_merged_again()
    {
        var clicks = _simulation.AddStream("clicks");
        Reader(takes: 1.Seconds).On(clicks, batch: 2);
        for (var i = 0; i < 30; i++)
        {
            clicks.Put($"customer-{i % 3}", $"{i % 3}/{i:D2}");
            if (i == 10)
            {
                clicks.Split("shardId-000000000000");
            }

            if (i == 20)
            {
                clicks.Merge("shardId-000000000001", "shardId-000000000002");
            }

            _simulation.AdvanceBy(Duration.FromMilliseconds(i * 37));
        }

        _simulation.RunUntilIdle();

        var read = _calls.SelectMany(static c => c.Split(' ').Skip(1)).ToList();
        Assert.Equal(30, read.Count);
        Assert.All(read.GroupBy(static r => r[0]), static key => Assert.Equal(key.Order(StringComparer.Ordinal), key));
    }

    [Fact]
    [Pins("STM-POLL")]
    public void A_consumer_of_its_own_is_sent_records_at_once()
    {
        var clicks = _simulation.AddStream("clicks");
        var consumer = clicks.Register("fast", new Dictionary<string, string>());
        Reader().OnStream(consumer.Arn.ToString(), new StreamMappingConfig());
        _simulation.AdvanceBy(1.3.Seconds);
        clicks.Put("k", "a");
        _simulation.RunUntilIdle();

        Assert.Equal(["1.3 a"], _calls);
    }

    [Fact]
    [Pins("STM-START")]
    public void Two_functions_on_one_stream_get_every_record()
    {
        var clicks = _simulation.AddStream("clicks");
        Reader("first").On(clicks);
        Reader("second").On(clicks);
        clicks.Put("k", "a");
        _simulation.RunUntilIdle();

        Assert.Equal(2, _calls.Count);
    }

    [Fact]
    [Pins("STM-FATE", "STM-START")]
    public void A_stream_that_is_made_anew_is_read_anew()
    {
        var clicks = _simulation.AddStream("clicks");
        Reader().On(clicks);
        clicks.Put("k", "a");
        _simulation.RunUntilIdle();
        clicks.Delete(enforcesConsumers: false);
        _simulation.AdvanceBy(1.Minutes);
        _ = _simulation.Streams.Count;
        _simulation.AddStream("clicks").Put("k", "b");
        _simulation.RunUntilIdle();

        Assert.Equal(["a", "b"], _calls.Select(static c => c.Split(' ')[1]));
    }

    [Fact]
    [Pins("STM-DESTINATION")]
    public void Through_an_alias_the_version_that_ran_is_told()
    {
        var clicks = _simulation.AddStream("clicks");
        var failures = _simulation.AddQueue("failures");
        _simulation.AddFunction("count", (JsonElement _) => throw new InvalidOperationException("no"));
        _simulation.Lambda.PublishVersion(new PublishVersionRequest { FunctionName = "count" });
        _simulation.Lambda.CreateAlias(new CreateAliasRequest { FunctionName = "count", Name = "live", FunctionVersion = "1" });
        _simulation.Lambda.CreateEventSourceMapping(new CreateEventSourceMappingRequest
        {
            FunctionName = "count:live", EventSourceArn = clicks.Arn, StartingPosition = "TRIM_HORIZON", MaximumRetryAttempts = 0,
            DestinationConfig = new MappingDestinationConfig { OnFailure = new MappingDestination { Destination = failures.Arn } },
        });
        clicks.Put("k", "a");
        _simulation.RunUntilIdle();

        using var record = JsonDocument.Parse(Assert.Single(failures.Messages).Body);
        Assert.Equal("1", record.RootElement.GetProperty("responseContext").GetProperty("executedVersion").GetString());
        Assert.EndsWith(":function:count:live", record.RootElement.GetProperty("requestContext").GetProperty("functionArn").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    [Pins("STM-DESTINATION", "STM-METRICS")]
    public void What_of_a_mapping_does_nothing_is_listed()
    {
        var clicks = _simulation.AddStream("clicks");
        Reader();
        _simulation.Lambda.CreateEventSourceMapping(new CreateEventSourceMappingRequest
        {
            FunctionName = "count", EventSourceArn = clicks.Arn, StartingPosition = "LATEST", MetricsConfig = new MappingMetricsConfig { Metrics = ["EventCount", "ErrorCount"] },
            DestinationConfig = new MappingDestinationConfig { OnFailure = new MappingDestination { Destination = "kafka://failures" } },
        });

        Assert.Contains(_simulation.Unsimulated, static n => n.Contains("destination kafka://failures", StringComparison.Ordinal));
        Assert.Contains(_simulation.Unsimulated, static n => n.Contains("a stream has the metrics of EventCount only", StringComparison.Ordinal));
        Assert.DoesNotContain(_simulation.Unsimulated, static n => n.Contains("its source is not polled", StringComparison.Ordinal));
    }

    [Fact]
    [Pins("STM-DESTINATION", "STM-START")]
    public void What_cannot_be_told_and_no_instant_are_refused()
    {
        var clicks = _simulation.AddStream("clicks");
        Reader();
        var request = new CreateEventSourceMappingRequest { FunctionName = "count", EventSourceArn = clicks.Arn, StartingPosition = "LATEST" };

        Assert.Throws<InvalidParameterValueException>(() => _simulation.Lambda.CreateEventSourceMapping(request with
        {
            DestinationConfig = new MappingDestinationConfig { OnFailure = new MappingDestination { Destination = "arn:aws:lambda:us-east-1:123456789012:function:count" } },
        }));
        Assert.Throws<InvalidParameterValueException>(() => _simulation.Lambda.CreateEventSourceMapping(request with { StartingPosition = "AT_TIMESTAMP" }));
        Assert.Empty(_simulation.Mappings);
    }

    [Fact]
    [Pins("STM-FATE")]
    public void The_ledger_counts_records_and_names_the_setting_that_would_have_kept_them()
    {
        var clicks = _simulation.AddStream("clicks");
        _simulation.AddFunction("count", (JsonElement _) => throw new InvalidOperationException("no")).On(clicks, retries: 1);
        clicks.Put("k", "a");
        clicks.Put("k", "b");
        _simulation.RunUntilIdle();

        var tally = Assert.Single(_simulation.Ledger.Records);
        Assert.Equal((RecordFate.RetriesExhausted, 2), (tally.Fate, tally.Count));
        var finding = Assert.Single(_simulation.Ledger.Findings);
        Assert.Equal((LambdaSim.Projections.FindingKind.RecordGivenUp, 2), (finding.Kind, finding.Count));
        Assert.Contains("destination on failure", finding.Advice, StringComparison.Ordinal);
    }

    private Function Reader(string name = "count", TimeLength takes = default) => _simulation.AddFunction(name, async (JsonElement given, LambdaContext context) =>
    {
        var data = given.GetProperty("Records").EnumerateArray().Select(static r => Encoding.UTF8.GetString(r.GetProperty("kinesis").GetProperty("data").GetBytesFromBase64()));
        _calls.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{_simulation.Elapsed.TotalSeconds:0.###} {string.Join(' ', data)}"));
        if (takes > Duration.Zero)
        {
            await context.Delay(takes);
        }
    });
}
