using System.Text;
using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Functions.Model;

namespace LambdaSim.Tests.Sources;

/// <summary>Functions that read Kafka topics in memory.</summary>
public sealed class KafkaTests : IDisposable
{
    private readonly Simulation _simulation = new(seed: 1);
    private readonly List<string> _calls = [];

    public void Dispose() => _simulation.Dispose();

    [Fact]
    [Pins("KFK-EVENT")]
    public void A_record_of_MSK_comes_in_AWSs_shape()
    {
        var topic = _simulation.KafkaTopic("orders", cluster: "shop");
        string? text = null;
        _simulation.AddFunction("import", (JsonElement given) => { text = given.GetRawText(); }).On(topic);
        topic.Put("k", "hello", headers: [new("trace", "ab")]);
        _simulation.RunUntilIdle();

        Assert.Equal(
            """{"eventSource":"aws:kafka","eventSourceArn":"CLUSTER","bootstrapServers":"b-1.shop.kafka.us-east-1.amazonaws.com:9092,b-2.shop.kafka.us-east-1.amazonaws.com:9092","records":{"orders-0":[{"topic":"orders","partition":0,"offset":0,"timestamp":1767225600000,"timestampType":"CREATE_TIME","key":"aw==","value":"aGVsbG8=","headers":[{"trace":[97,98]}]}]}}"""
                .Replace("CLUSTER", topic.ClusterArn, StringComparison.Ordinal),
            text);
    }

    [Fact]
    [Pins("KFK-EVENT")]
    public void A_record_of_a_cluster_of_ones_own_names_its_servers_and_no_ARN()
    {
        var topic = _simulation.SelfManagedKafkaTopic("orders", ["a:9092", "b:9092"]);
        string? text = null;
        _simulation.AddFunction("import", (JsonElement given) => { text = given.GetRawText(); }).On(topic);
        topic.Put(null, "x");
        _simulation.RunUntilIdle();

        Assert.Equal(
            """{"eventSource":"SelfManagedKafka","bootstrapServers":"a:9092,b:9092","records":{"orders-0":[{"topic":"orders","partition":0,"offset":0,"timestamp":1767225600000,"timestampType":"CREATE_TIME","value":"eA==","headers":[]}]}}""", text);
    }

    [Fact]
    [Pins("KFK-BATCH")]
    public void Records_of_a_partition_come_in_order_and_a_batch_waits_half_a_second()
    {
        var topic = _simulation.KafkaTopic("orders", partitions: 2);
        Reader().On(topic, batch: 3);
        foreach (var value in new[] { "a", "b", "c", "d" })
        {
            topic.Put("key", value, partition: 1);
        }

        topic.Put("key", "z", partition: 0);
        _simulation.RunUntilIdle();

        Assert.Equal(["0 1: a b c", "0.5 0: z", "0.5 1: d"], _calls.Order(StringComparer.Ordinal));
    }

    [Fact]
    [Pins("KFK-RETRY")]
    public void A_batch_that_fails_holds_its_partition_until_it_succeeds()
    {
        var topic = _simulation.KafkaTopic("orders", partitions: 2);
        var failures = 3;
        var mapping = Reader(values => values.Contains("bad", StringComparison.Ordinal) && failures-- > 0).On(topic, batch: 1);
        topic.Put("k", "bad", partition: 0);
        topic.Put("k", "after", partition: 0);
        topic.Put("k", "other", partition: 1);
        _simulation.RunUntilIdle();

        Assert.Equal(["0: bad", "0: bad", "0: bad", "0: bad", "0: after"], _calls.Select(static c => c.Split(' ', 2)[1]).Where(static c => c[0] == '0'));
        Assert.Equal("OK", mapping.LastProcessingResult);
        Assert.Equal(2, topic.CommittedOffset(mapping.UUID, 0));
    }

    [Fact]
    [Pins("KFK-GROUP")]
    public void A_mapping_of_a_consumer_group_goes_on_where_the_group_has_committed()
    {
        var topic = _simulation.KafkaTopic("orders");
        var function = Reader();
        var mapping = function.On(topic, new KafkaMappingConfig { ConsumerGroup = "billing" });
        topic.Put("k", "a");
        _simulation.RunUntilIdle();
        mapping.Delete();
        _simulation.RunUntilIdle();
        topic.Put("k", "b");
        function.On(topic, new KafkaMappingConfig { ConsumerGroup = "billing" });
        _simulation.RunUntilIdle();

        Assert.Equal(["0: a", "0: b"], _calls.Select(static c => c.Split(' ', 2)[1]));
    }

    [Fact]
    [Pins("CTL-MAPPING-GROUP")]
    public void A_consumer_group_has_one_mapping_and_a_name_of_AWSs_form()
    {
        var topic = _simulation.KafkaTopic("orders");
        Reader().On(topic, new KafkaMappingConfig { ConsumerGroup = "billing" });
        var other = _simulation.AddFunction("other", (JsonElement _) => { });

        Assert.StartsWith("The consumer group ID billing is in use", Assert.Throws<InvalidParameterValueException>(() => other.On(topic, new KafkaMappingConfig { ConsumerGroup = "billing" })).Message, StringComparison.Ordinal);
        Assert.Throws<ValidationException>(() => other.On(topic, new KafkaMappingConfig { ConsumerGroup = "no spaces" }));
    }

    [Fact]
    [Pins("KFK-RETRY", "KFK-DESTINATION")]
    public void With_a_destination_a_record_is_given_up_after_ten_retries_and_a_topic_of_the_cluster_is_told()
    {
        var topic = _simulation.KafkaTopic("orders");
        var failures = _simulation.KafkaTopic("failures");
        var mapping = Reader(static _ => true).On(topic, new KafkaMappingConfig { OnFailure = new Destination("kafka://failures") });
        string? told = null;
        _simulation.AddFunction("watch", (JsonElement given) =>
        {
            told = Encoding.UTF8.GetString(given.GetProperty("records").GetProperty("failures-0")[0].GetProperty("value").GetBytesFromBase64());
        }).On(failures);
        topic.Put("k", "bad");
        _simulation.RunUntilIdle();

        Assert.Equal(11, _calls.Count);
        Assert.Equal(1, mapping.Figures.SentToDestination);
        using var record = JsonDocument.Parse(told!);
        var info = record.RootElement.GetProperty("KafkaBatchInfo");
        Assert.Equal(["batchSize", "eventSourceArn", "bootstrapServers", "payloadSize", "recordInfo"], info.EnumerateObject().Select(static p => p.Name));
        Assert.Equal("0", info.GetProperty("recordInfo").GetProperty("offset").GetString());
    }

    [Fact]
    [Pins("KFK-PARTIAL")]
    public void A_function_names_the_partition_and_offset_that_failed()
    {
        var topic = _simulation.KafkaTopic("orders");
        var first = true;
        _simulation.AddFunction("import", object (JsonElement given) =>
        {
            Note(given);
            var answer = first ? new object[] { new { itemIdentifier = new { partition = "orders-0", offset = 1 } } } : [];
            first = false;
            return new { batchItemFailures = answer };
        }).On(topic, new KafkaMappingConfig { ReportBatchItemFailures = true, BatchSize = 3 });
        foreach (var value in new[] { "a", "b", "c" })
        {
            topic.Put("k", value);
        }

        _simulation.RunUntilIdle();

        Assert.Equal(["0: a b c", "0: b c"], _calls.Select(static c => c.Split(' ', 2)[1]));
    }

    // Pattern, value, whether it passes: the matrix of formats of Kafka.
    [Theory]
    [InlineData("""{"value":{"n":[1]}}""", """{"n":1}""", true)]
    [InlineData("""{"value":{"n":[1]}}""", """{"n":2}""", false)]
    [InlineData("""{"value":{"n":[1]}}""", "hello", true)]
    [InlineData("""{"value":{"n":[1]},"partition":[7]}""", "hello", false)]
    [InlineData("""{"value":["hello"]}""", "hello", true)]
    [InlineData("""{"value":["hello"]}""", "other", false)]
    [InlineData("""{"value":["hello"]}""", """{"n":1}""", true)]
    [InlineData("""{"key":["k"]}""", "hello", true)]
    [InlineData("""{"key":["other"]}""", "hello", false)]
    [InlineData("""{"topic":["orders"]}""", "hello", true)]
    [Pins("KFK-FILTER")]
    public void Filters_look_into_key_and_value_where_the_form_fits(string pattern, string value, bool passes)
    {
        var topic = _simulation.KafkaTopic("orders");
        var mapping = Reader().On(topic, filter: pattern);
        topic.Put("k", value);
        _simulation.RunUntilIdle();

        Assert.Equal((passes ? 1 : 0, passes ? 0 : 1), (_calls.Count, mapping.Figures.FilteredOut));
        Assert.Equal(1, topic.CommittedOffset(mapping.UUID, 0));
    }

    [Fact]
    [Pins("KFK-BATCH")]
    public void A_mapping_that_is_made_before_its_topic_reads_it_once_it_is_there()
    {
        var function = Reader();
        _simulation.Lambda.CreateEventSourceMapping(new CreateEventSourceMappingRequest
        {
            FunctionName = "import",
            Topics = ["orders"],
            StartingPosition = "TRIM_HORIZON",
            SourceAccessConfigurations = [new SourceAccessConfiguration { Type = "BASIC_AUTH", URI = "arn:aws:secretsmanager:us-east-1:123456789012:secret:kafka" }],
            SelfManagedEventSource = new SelfManagedEventSource { Endpoints = new Dictionary<string, IReadOnlyList<string>> { ["KAFKA_BOOTSTRAP_SERVERS"] = ["b:9092", "a:9092"] } },
        });
        _simulation.RunUntilIdle();
        _simulation.SelfManagedKafkaTopic("orders", ["a:9092"]).Put("k", "x");
        _simulation.RunUntilIdle();

        Assert.Equal(["0: x"], _calls.Select(static c => c.Split(' ', 2)[1]));
        Assert.NotNull(function);
    }

    private Function Reader(Func<string, bool>? fails = null) => _simulation.AddFunction("import", (JsonElement given) =>
    {
        var values = Note(given);
        if (fails?.Invoke(values) == true)
        {
            throw new InvalidOperationException("cannot");
        }
    });

    private string Note(JsonElement given)
    {
        var part = given.GetProperty("records").EnumerateObject().Single();
        var values = string.Join(' ', part.Value.EnumerateArray().Select(static r => Encoding.UTF8.GetString(r.GetProperty("value").GetBytesFromBase64())));
        _calls.Add(Text.Invariant($"{_simulation.Elapsed.TotalSeconds:0.#} {part.Name.Split('-')[^1]}: {values}"));
        return values;
    }
}
