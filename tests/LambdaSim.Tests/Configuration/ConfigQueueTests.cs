using LambdaSim.Configuration;

namespace LambdaSim.Tests.Configuration;

/// <summary>Queues in a configuration file, and the names by which functions send to them.</summary>
public sealed class ConfigQueueTests
{
    private const string Shop = """
        {
          "queues": {
            "failed": { "retention": "1h", "visibilityTimeout": "45s", "delay": "5s", "maximumMessageSize": 2048, "redrive": { "deadLetterQueue": "given-up", "maxReceiveCount": 3 } },
            "given-up": null
          },
          "functions": {
            "pay": { "deadLetterQueue": "failed", "onFailure": "function audit", "onSuccess": "given-up", "maximumRetryAttempts": 1 },
            "audit": { "duration": "5ms" }
          }
        }
        """;

    [Fact]
    public void Queues_and_those_who_send_to_them_are_read()
    {
        var config = ConfigJson.Read(Shop);

        Assert.Equal(
            new QueueConfig { Retention = Duration.FromHours(1), VisibilityTimeout = Duration.FromSeconds(45), Delay = Duration.FromSeconds(5), MaximumMessageSize = 2_048, Redrive = new QueueRedrive("given-up", 3) },
            config.Queues["failed"]);
        Assert.Equal(new QueueConfig(), config.Queues["given-up"]);
        Assert.Equal(
            (Destination.ToQueue("failed"), Destination.ToFunction("audit"), Destination.ToQueue("given-up")),
            (config.Functions["pay"].DeadLetterQueue, config.Functions["pay"].OnFailure, config.Functions["pay"].OnSuccess));
    }

    [Fact]
    public void What_was_written_reads_back()
    {
        var written = ConfigJson.Write(ConfigJson.Read(Shop));

        Assert.Equal(written, ConfigJson.Write(ConfigJson.Read(written)));
        Assert.Contains("\"onFailure\":\"function audit\",\"onSuccess\":\"given-up\"", written, StringComparison.Ordinal);
        Assert.Contains("\"redrive\":{\"deadLetterQueue\":\"given-up\",\"maxReceiveCount\":3}", written, StringComparison.Ordinal);
    }

    [Fact]
    public void A_world_without_queues_has_the_form_it_had() =>
        Assert.DoesNotContain("queues", ConfigJson.Write(new SimulationConfig()), StringComparison.Ordinal);

    [Theory]
    [InlineData("{\"queues\": {\n\"failed\": {}},\n\"functions\": {\"pay\": {\n\"deadLetterQueue\": \"faild\"}}}", 4, "$.functions.pay.deadLetterQueue: \"faild\" is neither a queue nor a function of this configuration; did you mean \"failed\"? Known here: failed, function pay")]
    [InlineData("{\"functions\": {\"audit\": {}, \"pay\": {\n\"onSuccess\": \"audit\"}}}", 2, "$.functions.pay.onSuccess: audit is a function, not a queue; write \"function audit\"")]
    [InlineData("{\"functions\": {\"audit\": {}, \"pay\": {\n\"onSuccess\": \"function audti\"}}}", 2, "$.functions.pay.onSuccess: \"audti\" is no function of this configuration; did you mean \"audit\"?")]
    [InlineData("{\"functions\": {\"audit\": {}, \"pay\": {\n\"deadLetterQueue\": \"function audit\"}}}", 2, "$.functions.pay.deadLetterQueue: a dead-letter queue is a queue, audit is a function; send records of events that failed to it with \"onFailure\"")]
    [InlineData("{\"functions\": {\"pay\": {\n\"onFailure\": \"function pay\"}}}", 2, "$.functions.pay.onFailure: You can't specify the function as a destination for itself.")]
    [InlineData("{\"queues\": {\"a.fifo\": {}}, \"defaults\": {\n\"onFailure\": \"a.fifo\"}}", 2, "$.defaults.onFailure: a.fifo is a FIFO queue, and Lambda sends events to standard queues only")]
    [InlineData("{\"defaults\": {\n\"onFailure\": \"failed\"}}", 2, "$.defaults.onFailure: \"failed\" is neither a queue nor a function of this configuration; it has none")]
    [InlineData("{\"functions\": {\"pay\": {\n\"onFailure\": 5}}}", 2, "$.functions.pay.onFailure: expected the name of a queue, or \"function NAME\", found the number 5")]
    [InlineData("{\"functions\": {\"pay\": {\n\"onFailure\": \" \"}}}", 2, "$.functions.pay.onFailure: expected the name of a queue, or \"function NAME\", found \" \"")]
    [InlineData("{\"queues\": {\n\"a b\": {}}}", 2, "$.queues[\"a b\"]: a queue's name can only include alphanumeric characters, hyphens, or underscores, 1 to 80 in length")]
    [InlineData("{\"queues\": {\"a\": {\n\"visibilityTimeout\": \"13h\"}}}", 2, "$.queues.a.visibilityTimeout: Invalid value for the parameter VisibilityTimeout: 46800 s; SQS takes 0 to 43200 s, in whole seconds")]
    [InlineData("{\"queues\": {\"a\": {\n\"delay\": \"500ms\"}}}", 2, "$.queues.a.delay: Invalid value for the parameter DelaySeconds: 0.5 s; SQS takes 0 to 900 s, in whole seconds")]
    [InlineData("{\"queues\": {\"a\": {\n\"retention\": \"59s\"}}}", 2, "$.queues.a.retention: Invalid value for the parameter MessageRetentionPeriod: 59 s; SQS takes 60 to 1209600 s, in whole seconds")]
    [InlineData("{\"queues\": {\"a\": {\n\"maximumMessageSize\": 300000}}, \"account\": {\"quotas\": \"legacy2025\"}}", 2, "$.queues.a.maximumMessageSize: Invalid value for the parameter MaximumMessageSize: 300000 bytes; SQS takes 1024 to 262144")]
    [InlineData("{\"queues\": {\"a\": {\n\"redrive\": {\"deadLetterQueue\": \"b\", \"maxReceiveCount\": 0}}, \"b\": {}}}", 2, "$.queues.a.redrive: Invalid value for maxReceiveCount: 0, valid values are from 1 to 1000 both inclusive.")]
    [InlineData("{\"queues\": {\"a\": {\"redrive\": {\n\"deadLetterQueue\": \"bb\", \"maxReceiveCount\": 1}}, \"b\": {}}}", 2, "$.queues.a.redrive.deadLetterQueue: \"bb\" is no queue of this configuration; did you mean \"b\"?")]
    [InlineData("{\"queues\": {\"a\": {\"redrive\": {\n\"deadLetterQueue\": \"b.fifo\", \"maxReceiveCount\": 1}}, \"b.fifo\": {}}}", 2, "$.queues.a.redrive.deadLetterQueue: Dead-letter target must be same type of queue as the source.")]
    [InlineData("{\"queues\": {\"a\": {\n\"redrive\": {\"deadLetterQueue\": \"b\"}}}}", 2, "$.queues.a.redrive: the key \"maxReceiveCount\" is missing")]
    [InlineData("{\"queues\": {\"a\": {\n\"visibility\": \"3s\"}}}", 2, "$.queues.a.visibility: unknown key; did you mean \"visibilityTimeout\"?")]
    [InlineData("{\n\"queues\": []}", 2, "$.queues: expected an object with one entry a queue, found a list")]
    public void What_cannot_be_is_refused_at_its_line(string json, int line, string expected)
    {
        var e = Assert.Throws<ConfigFileException>(() => ConfigJson.Read(json, "c.json"));

        Assert.StartsWith($"c.json, line {line}, {expected}", e.Message, StringComparison.Ordinal);
    }
}
