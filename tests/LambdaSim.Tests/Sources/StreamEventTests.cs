using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Neighbours.Shards;
using LambdaSim.Units;

namespace LambdaSim.Tests.Sources;

/// <summary>The event that a function gets for records of a stream, letter for letter, and what filters see of it.</summary>
public class StreamEventTests
{
    private const string Change =
        """{"eventID":"c4ca4238a0b923820dcc509a6f75849b","eventName":"INSERT","eventVersion":"1.1","eventSource":"aws:dynamodb","awsRegion":"us-east-1","dynamodb":{"ApproximateCreationDateTime":1767225600,"Keys":{"id":{"S":"a"}},"NewImage":{"id":{"S":"a"},"n":{"N":"101"}},"SequenceNumber":"100000000003498069978","SizeBytes":26,"StreamViewType":"NEW_IMAGE"}}""";

    [Fact]
    [Pins("STM-EVENT-KINESIS")]
    public void A_record_of_Kinesis_has_its_members_in_AWSs_order()
    {
        var (text, world) = EventOf(ShardedStreamKind.Kinesis, "hello", new StreamMappingConfig());
        using (world)
        {
            Assert.Equal(
                """{"Records":[{"kinesis":{"kinesisSchemaVersion":"1.0","partitionKey":"key","sequenceNumber":"SEQ","data":"aGVsbG8=","approximateArrivalTimestamp":1767225600.000},"eventSource":"aws:kinesis","eventVersion":"1.0","eventID":"shardId-000000000000:SEQ","eventName":"aws:kinesis:record","invokeIdentityArn":"arn:aws:iam::123456789012:role/lambda","awsRegion":"us-east-1","eventSourceARN":"arn:aws:kinesis:us-east-1:123456789012:stream/clicks"}]}"""
                    .Replace("SEQ", world.Stream[0].SequenceNumber(0), StringComparison.Ordinal),
                System.Text.RegularExpressions.Regex.Replace(text, "\"invokeIdentityArn\":\"[^\"]*\"", "\"invokeIdentityArn\":\"arn:aws:iam::123456789012:role/lambda\""));
        }
    }

    [Fact]
    [Pins("STM-EVENT-DYNAMODB")]
    public void A_record_of_a_table_is_delivered_as_the_stream_has_it()
    {
        var (text, world) = EventOf(ShardedStreamKind.DynamoDb, Change, new StreamMappingConfig());
        using (world)
        {
            Assert.Equal($$"""{"Records":[{{Change[..^1]}},"eventSourceARN":"{{world.Stream.Arn}}"}]}""", text);
        }
    }

    [Fact]
    [Pins("STM-EVENT-KINESIS", "STM-BATCH")]
    public void The_bytes_that_batches_are_measured_by_are_those_of_the_event()
    {
        using var world = new StreamedWorld();
        foreach (var (key, data) in new[] { ("k", ""), ("quote\"", "x"), ("ü", "abcd"), ("k", new string('z', 1_000)) })
        {
            world.Stream[0].Put(key, data);
        }

        var lengths = new List<int>();
        world.Map(world.Simulation.AddFunction("import", (Stream given) =>
        {
            using var copy = new MemoryStream();
            given.CopyTo(copy);
            lengths.Add((int)copy.Length);
        }));
        world.Simulation.RunUntilIdle();
        var modelled = world.Simulation.Log.Single(static e => e.Kind == EventKind.Arrived).Value;

        Assert.Equal(lengths.Single(), modelled);
        Assert.Equal(lengths.Single(), MeasuredBy(world));
    }

    // Pattern, data, whether it passes: the matrix of formats.
    [Theory]
    [InlineData("""{"data":{"n":[1]}}""", """{"n":1}""", true)]
    [InlineData("""{"data":{"n":[1]}}""", """{"n":2}""", false)]
    [InlineData("""{"data":{"n":[1]}}""", "hello", false)]
    [InlineData("""{"data":{"n":[{"exists":false}]}}""", "hello", false)]
    [InlineData("""{"data":{"n":[{"exists":false}]}}""", """{"m":1}""", true)]
    [InlineData("""{"partitionKey":["key"]}""", "hello", true)]
    [InlineData("""{"partitionKey":["key"]}""", """{"n":1}""", true)]
    [InlineData("""{"partitionKey":["other"]}""", """{"n":1}""", false)]
    [InlineData("""{"partitionKey":["key"],"data":{"n":[1]}}""", "hello", false)]
    [InlineData("""{"eventSource":["aws:kinesis"]}""", "hello", true)]
    [InlineData("""{"$or":[{"data":{"n":[1]}},{"partitionKey":["other"]}]}""", """{"n":1}""", true)]
    [InlineData("""{"approximateArrivalTimestamp":[{"numeric":[">",0]}]}""", "hello", true)]
    [Pins("STM-FILTER", "STM-FILTER-FORMAT")]
    public void Filters_of_Kinesis_look_at_the_data_and_at_what_stands_beside_it(string pattern, string data, bool passes) =>
        Assert.Equal(passes ? (1, 0, "0+1 Processed") : (0, 1, "0+1 Filtered"), Filtered(ShardedStreamKind.Kinesis, data, pattern));

    [Theory]
    [InlineData("""{"eventName":["INSERT"]}""", true)]
    [InlineData("""{"eventName":["REMOVE"]}""", false)]
    [InlineData("""{"dynamodb":{"NewImage":{"id":{"S":["a"]}}}}""", true)]
    [InlineData("""{"dynamodb":{"NewImage":{"id":["a"]}}}""", false)]
    [InlineData("""{"dynamodb":{"NewImage":{"id":[{"exists":true}]}}}""", false)]
    [InlineData("""{"dynamodb":{"NewImage":{"id":[{"exists":false}]}}}""", true)]
    [InlineData("""{"dynamodb":{"NewImage":{"n":{"N":[{"numeric":[">",100]}]}}}}""", false)]
    [InlineData("""{"dynamodb":{"NewImage":{"n":{"N":["101"]}}}}""", true)]
    [InlineData("""{"dynamodb":{"ApproximateCreationDateTime":[{"numeric":[">",0]}]}}""", true)]
    [Pins("STM-FILTER")]
    public void Filters_of_tables_look_at_the_record_as_it_is_delivered(string pattern, bool passes) =>
        Assert.Equal(passes ? (1, 0, "0+1 Processed") : (0, 1, "0+1 Filtered"), Filtered(ShardedStreamKind.DynamoDb, Change, pattern));

    private static (int Calls, long FilteredOut, string Fates) Filtered(ShardedStreamKind kind, string data, string pattern)
    {
        using var world = new StreamedWorld(kind: kind);
        world.Stream[0].Put("key", data);
        var mapping = world.Map(world.Reader(), new StreamMappingConfig { Filters = [pattern], CountsEvents = true });
        world.Simulation.RunUntilIdle();
        Assert.Equal(mapping.Figures.FilteredOut, mapping.Metrics["FilteredOutEventCount"]);
        return (world.Calls.Count, mapping.Figures.FilteredOut, world.Fates());
    }

    private static long MeasuredBy(StreamedWorld world)
    {
        var stream = new LambdaSim.Sources.Streams.StreamEvent(world.Stream[0], ShardedStreamKind.Kinesis, world.Stream.Arn.ToString(), () => world.Simulation.Lambda.GetFunctionConfiguration(new() { FunctionName = "import" }).Role);
        var records = new ShardRecord[world.Stream[0].Next];
        world.Stream[0].Read(0, records);
        return stream.Around + records.Select((r, i) => stream.SizeOf(i, r)).Sum() + records.Length - 1;
    }

    private static (string Text, StreamedWorld World) EventOf(ShardedStreamKind kind, string data, StreamMappingConfig config)
    {
        var world = new StreamedWorld(kind: kind);
        world.Stream[0].Put("key", data);
        var text = "";
        world.Map(world.Simulation.AddFunction("import", (Stream given) =>
        {
            using var reader = new StreamReader(given);
            text = reader.ReadToEnd();
        }), config);
        world.Simulation.AdvanceBy(1.Seconds);
        return (text, world);
    }
}
