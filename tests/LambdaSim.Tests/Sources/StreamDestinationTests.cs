using System.Text.Json;
using System.Text.RegularExpressions;
using LambdaSim.Configuration;
using LambdaSim.Neighbours.Shards;
using LambdaSim.Units;

namespace LambdaSim.Tests.Sources;

/// <summary>What a destination is told of records that are given up.</summary>
public partial class StreamDestinationTests
{
    private const string Change =
        """{"eventID":"1","eventName":"INSERT","eventVersion":"1.1","eventSource":"aws:dynamodb","awsRegion":"us-east-1","dynamodb":{"Keys":{"id":{"S":"a"}},"SequenceNumber":"100000000003498069978"}}""";

    [Fact]
    [Pins("STM-DESTINATION")]
    public void A_queue_is_told_of_records_of_Kinesis_in_AWSs_form()
    {
        using var world = new StreamedWorld();
        var queue = world.Queue();
        world.Put("a", "b");
        world.Map(Failing(world), new StreamMappingConfig { MaximumRetryAttempts = 1, OnFailure = Destination.To(queue) });
        world.Simulation.RunUntilIdle();

        var (first, last) = (world.Stream[0].SequenceNumber(0), world.Stream[0].SequenceNumber(1));
        Assert.Equal(
            $$$"""{"requestContext":{"requestId":"ID","functionArn":"arn:aws:lambda:us-east-1:123456789012:function:import","condition":"RetryAttemptsExhausted","approximateInvokeCount":2},"responseContext":{"statusCode":200,"executedVersion":"$LATEST","functionError":"Unhandled"},"version":"1.0","timestamp":"2026-01-01T00:00:00.500Z","KinesisBatchInfo":{"shardId":"shardId-000000000000","startSequenceNumber":"{{{first}}}","endSequenceNumber":"{{{last}}}","approximateArrivalOfFirstRecord":"2026-01-01T00:00:00.000Z","approximateArrivalOfLastRecord":"2026-01-01T00:00:00.000Z","batchSize":2,"streamArn":"arn:aws:kinesis:us-east-1:123456789012:stream/clicks"}}""",
            Told(Assert.Single(queue.Messages).Body));
        Assert.Equal("0+2 RetriesExhaustedTold", world.Fates());
    }

    [Fact]
    [Pins("STM-DESTINATION")]
    public void A_queue_is_told_of_records_of_a_table_with_whole_seconds()
    {
        using var world = new StreamedWorld(kind: ShardedStreamKind.DynamoDb);
        var queue = world.Queue();
        world.Stream[0].Put("a", Change);
        world.Map(Failing(world), new StreamMappingConfig { MaximumRetryAttempts = 0, OnFailure = Destination.To(queue) });
        world.Simulation.RunUntilIdle();

        Assert.Contains($$$"""DDBStreamBatchInfo":{"shardId":"shardId-000000000000","startSequenceNumber":"{{{world.Stream[0].SequenceNumber(0)}}}","endSequenceNumber":"{{{world.Stream[0].SequenceNumber(0)}}}","approximateArrivalOfFirstRecord":"2026-01-01T00:00:00Z","approximateArrivalOfLastRecord":"2026-01-01T00:00:00Z","batchSize":1,"streamArn":"{{{world.Stream.Arn}}}"}}""", Assert.Single(queue.Messages).Body, StringComparison.Ordinal);
    }

    [Fact]
    [Pins("STM-DESTINATION")]
    public void A_topic_is_told_too()
    {
        using var world = new StreamedWorld();
        var queue = world.Queue();
        var topic = world.Simulation.AddTopic("failures");
        topic.Subscribe(queue);
        world.Put("a");
        var mapping = world.Map(Failing(world), new StreamMappingConfig { MaximumRetryAttempts = 0, OnFailure = Destination.To(topic) });
        world.Simulation.RunUntilIdle();

        Assert.Contains("RetryAttemptsExhausted", Assert.Single(queue.Messages).Body, StringComparison.Ordinal);
        Assert.Equal((1, 0), (mapping.Figures.SentToDestination, mapping.Figures.Dropped));
    }

    [Fact]
    [Pins("STM-DESTINATION")]
    public void A_bucket_gets_the_event_too_under_a_key_of_mapping_shard_and_time()
    {
        using var world = new StreamedWorld();
        var bucket = world.Simulation.AddBucket("failures");
        world.Put("a");
        var mapping = world.Map(Failing(world), new StreamMappingConfig { MaximumRetryAttempts = 0, OnFailure = Destination.To(bucket) });
        world.Simulation.RunUntilIdle();

        var key = Assert.Single(bucket.Keys);
        Assert.Matches($"^aws/lambda/{mapping.UUID}/shardId-000000000000/2026/01/01/2026-01-01T00\\.00\\.00-[0-9a-f-]{{36}}$", key);
        using var record = JsonDocument.Parse(bucket.Get(key).Text);
        using var given = JsonDocument.Parse(record.RootElement.GetProperty("payload").GetString()!);
        Assert.Equal("YQ==", given.RootElement.GetProperty("Records")[0].GetProperty("kinesis").GetProperty("data").GetString());
    }

    [Fact]
    [Pins("STM-DESTINATION", "STM-METRICS")]
    public void What_no_destination_takes_is_dropped_and_reading_goes_on()
    {
        using var world = new StreamedWorld();
        world.Put("bad", "good");
        var mapping = world.Map(
            world.Reader(static b => b.Data.Contains("bad") ? throw new InvalidOperationException("no") : null),
            new StreamMappingConfig { BatchSize = 1, MaximumRetryAttempts = 0, CountsEvents = true, OnFailure = new Destination("arn:aws:sqs:us-east-1:123456789012:nowhere") });
        world.Simulation.RunUntilIdle();

        Assert.Equal((1, 0, 1), (mapping.Figures.Dropped, mapping.Figures.SentToDestination, mapping.Figures.DestinationFailures));
        Assert.Equal("DroppedEventCount 1, FailedInvokeEventCount 1, FilteredOutEventCount 0, InvokedEventCount 2, OnFailureDestinationDeliveredEventCount 0, PolledEventCount 2", string.Join(", ", mapping.Metrics.Select(static m => $"{m.Key} {m.Value}")));
        Assert.Equal("0+1 RetriesExhausted, 1+1 Processed", world.Fates());
    }

    [Fact]
    [Pins("STM-METRICS")]
    public void The_age_of_the_last_record_of_a_batch_is_its_iterator_age()
    {
        using var world = new StreamedWorld();
        world.Put("a");
        world.Simulation.AdvanceBy(90.Seconds);
        world.Put("b");
        world.Simulation.AdvanceBy(10.Seconds);
        var mapping = world.Map(world.Reader(), new StreamMappingConfig { BatchSize = 1 });
        world.Simulation.RunUntilIdle();

        Assert.Equal(Duration.FromSeconds(100), mapping.Figures.LongestIteratorAge);
        Assert.InRange(mapping.Figures.IteratorAge, Duration.FromSeconds(10), Duration.FromSeconds(11));
    }

    [Fact]
    [Pins("STM-METRICS")]
    public void The_mapping_says_how_its_last_batch_went()
    {
        using var world = new StreamedWorld();
        var fails = false;
        var mapping = world.Map(world.Reader(_ => fails ? throw new InvalidOperationException("no") : null), new StreamMappingConfig { MaximumRetryAttempts = 0 });
        List<string?> results = [mapping.LastProcessingResult];
        world.Put("a");
        world.Simulation.RunUntilIdle();
        results.Add(mapping.LastProcessingResult);
        fails = true;
        world.Put("b");
        world.Simulation.RunUntilIdle();
        results.Add(mapping.LastProcessingResult);

        Assert.Equal(["No records processed", "OK", "PROBLEM: Function call failed"], results);
    }

    private static Function Failing(StreamedWorld world) => world.Reader(static _ => throw new InvalidOperationException("no"));

    private static string Told(string body) => RequestIdText().Replace(body, "\"requestId\":\"ID\"");

    [GeneratedRegex("\"requestId\":\"[0-9a-f-]{36}\"")]
    private static partial Regex RequestIdText();
}
