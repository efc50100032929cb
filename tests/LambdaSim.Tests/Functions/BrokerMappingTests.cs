using LambdaSim.Functions.Model;

namespace LambdaSim.Tests.Functions;

/// <summary>What a mapping of Kafka, of a broker or of DocumentDB must say before it is kept.</summary>
public sealed class BrokerMappingTests : IDisposable
{
    private const string Msk = "arn:aws:kafka:us-east-1:123456789012:cluster/shop/00000000-0000-0000-0000-000000000000-1";
    private const string Broker = "arn:aws:mq:us-east-1:123456789012:broker:shop:b-1234";
    private const string Documents = "arn:aws:rds:us-east-1:123456789012:cluster:shop";

    private static readonly IReadOnlyList<SourceAccessConfiguration> _basic = [new() { Type = "BASIC_AUTH", URI = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop" }];

    private readonly Simulation _simulation = new(seed: 1);

    public BrokerMappingTests() => _simulation.AddFunction("f", static (string _) => { });

    public void Dispose() => _simulation.Dispose();

    [Fact]
    public void What_a_mapping_keeps_and_does_not_act_on_is_listed()
    {
        _simulation.Lambda.CreateEventSourceMapping(Request(Msk) with
        {
            Topics = ["orders"], StartingPosition = "LATEST", StartingPositionTimestamp = 1, LoggingConfig = new MappingLoggingConfig { SystemLogLevel = "DEBUG" }, MetricsConfig = new MappingMetricsConfig { Metrics = ["KafkaMetrics"] },
        });

        Assert.Contains(_simulation.Unsimulated, static n => n.Contains("it writes no logs of its own, whatever its SystemLogLevel", StringComparison.Ordinal));
        Assert.Contains(_simulation.Unsimulated, static n => n.Contains("its StartingPositionTimestamp says nothing", StringComparison.Ordinal));
        Assert.Contains(_simulation.Unsimulated, static n => n.Contains("the metrics KafkaMetrics are not kept", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Msk, "topics")]
    [InlineData(Broker, "queues")]
    [InlineData(Documents, "databaseName")]
    [Pins("CTL-MAPPING-BROKER")]
    public void A_topic_a_queue_or_a_database_is_needed(string source, string missing) =>
        Refused($"Required '{missing}' parameter is missing.", Request(source));

    [Fact]
    [Pins("CTL-MAPPING-BROKER")]
    public void Topics_and_queues_belong_to_their_own_kinds()
    {
        Refused("Unsupported queues parameter for given event source mapping type.", Request(Msk) with { Topics = ["orders"], Queues = ["orders"] });
        Refused("Unsupported topics parameter for given event source mapping type.", Request(Broker) with { Topics = ["orders"], Queues = ["orders"] });
    }

    [Fact]
    [Pins("CTL-MAPPING-BROKER")]
    public void What_a_kind_does_not_have_is_refused()
    {
        var broker = Request(Broker) with { Queues = ["orders"], SourceAccessConfigurations = _basic };
        Refused("Unsupported FunctionResponseTypes parameter for given event source mapping type.", broker with { FunctionResponseTypes = ["ReportBatchItemFailures"] });
        Refused("Unsupported ProvisionedPollerConfig parameter for given event source mapping type.", broker with { ProvisionedPollerConfig = new ProvisionedPollerConfig { MinimumPollers = 1 } });
        Refused("Unsupported MaximumRetryAttempts parameter for given event source mapping type.", broker with { MaximumRetryAttempts = 1 });
    }

    [Theory]
    [InlineData(Broker)]
    [InlineData(Documents)]
    [Pins("CTL-MAPPING-ACCESS")]
    public void Brokers_and_databases_are_entered_with_a_secret(string source) =>
        Refused("Required 'sourceAccessConfigurations' parameter is missing.", Named(source));

    [Theory]
    [InlineData(Msk, "BASIC_AUTH")]
    [InlineData(Broker, "VPC_SUBNET")]
    [InlineData(Documents, "VIRTUAL_HOST")]
    [Pins("CTL-MAPPING-ACCESS")]
    public void Each_kind_has_ways_in_of_its_own(string source, string type) =>
        Refused($"Unsupported sourceAccessConfigurations type {type} for given event source mapping type.",
            Named(source) with { SourceAccessConfigurations = [.. source == Msk ? [] : _basic, new() { Type = type, URI = "x" }] });

    [Theory]
    [InlineData(Msk)]
    [InlineData(Documents)]
    [Pins("CTL-MAPPING-BROKER")]
    public void AT_TIMESTAMP_needs_an_instant(string source) =>
        Refused("1 validation error detected: Value null at 'startingPositionTimestamp' failed to satisfy constraint: Member must not be null.",
            Named(source) with { StartingPosition = "AT_TIMESTAMP", SourceAccessConfigurations = source == Msk ? null : _basic });

    private void Refused(string message, CreateEventSourceMappingRequest request) =>
        Assert.Equal(message, Assert.Throws<InvalidParameterValueException>(() => _simulation.Lambda.CreateEventSourceMapping(request)).Message);

    private static CreateEventSourceMappingRequest Request(string source) =>
        new() { FunctionName = "f", EventSourceArn = source, StartingPosition = source == Broker ? null : "TRIM_HORIZON" };

    private static CreateEventSourceMappingRequest Named(string source) => source switch
    {
        Msk => Request(source) with { Topics = ["orders"] },
        Broker => Request(source) with { Queues = ["orders"] },
        _ => Request(source) with { DocumentDBEventSourceConfig = new DocumentDBEventSourceConfig { DatabaseName = "shop" } },
    };
}
