using LambdaSim.Configuration;
using LambdaSim.Functions.Model;
using LambdaSim.Resources;

namespace LambdaSim.Functions;

// Kafka, brokers and change streams.
internal static partial class MappingRequests
{
    /// <param name="functionArn">Who reads.</param>
    /// <param name="clusterArn">Of MSK; null: the cluster is self-managed.</param>
    /// <param name="servers">Of a self-managed cluster.</param>
    /// <param name="topic">Name of the topic.</param>
    /// <param name="config">How.</param>
    /// <exception cref="SimulationConfigException">A length is no whole number of seconds.</exception>
    public static CreateEventSourceMappingRequest Create(string functionArn, string? clusterArn, IReadOnlyList<string> servers, string topic, KafkaMappingConfig config)
    {
        var group = config.ConsumerGroup is { } id ? new KafkaEventSourceConfig { ConsumerGroupId = id } : null;
        return new CreateEventSourceMappingRequest
        {
            FunctionName = functionArn,
            EventSourceArn = clusterArn,
            SelfManagedEventSource = clusterArn is null ? new SelfManagedEventSource { Endpoints = new Dictionary<string, IReadOnlyList<string>> { ["KAFKA_BOOTSTRAP_SERVERS"] = servers } } : null,
            SourceAccessConfigurations = clusterArn is null ? [BasicAuth(functionArn)] : null,
            Topics = [topic],
            AmazonManagedKafkaEventSourceConfig = clusterArn is null ? null : group,
            SelfManagedKafkaEventSourceConfig = clusterArn is null ? group : null,
            BatchSize = config.BatchSize,
            MaximumBatchingWindowInSeconds = config.Window is { } window ? Seconds(window, "a batching window", "0 to 300") : null,
            StartingPosition = config.Start.Name,
            StartingPositionTimestamp = config.Start.At is { } at ? at.ToUnixTimeMilliseconds() / 1_000m : null,
            MaximumRetryAttempts = config.MaximumRetryAttempts,
            MaximumRecordAgeInSeconds = config.MaximumRecordAge is { } age ? Seconds(age, "a maximum record age", "60 to 604800") : null,
            BisectBatchOnFunctionError = config.BisectBatchOnFunctionError ? true : null,
            FunctionResponseTypes = config.ReportBatchItemFailures ? ["ReportBatchItemFailures"] : null,
            DestinationConfig = config.OnFailure is { Arn.Length: > 0 } target
                ? new MappingDestinationConfig { OnFailure = new MappingDestination { Destination = Arn.IsMeant(target.Arn) ? Whole(target, functionArn) : target.Arn } }
                : null,
            FilterCriteria = Filters(config.Filters),
            MetricsConfig = config.CountsEvents ? new MappingMetricsConfig { Metrics = ["EventCount"] } : null,
            Enabled = config.Enabled,
        };
    }

    /// <param name="functionArn">Who reads.</param>
    /// <param name="brokerArn">Of the broker.</param>
    /// <param name="queue">Name of the queue.</param>
    /// <param name="virtualHost">Of RabbitMQ; null: the broker has none.</param>
    /// <param name="config">How.</param>
    /// <exception cref="SimulationConfigException">A length is no whole number of seconds.</exception>
    public static CreateEventSourceMappingRequest Create(string functionArn, string brokerArn, string queue, string? virtualHost, MqMappingConfig config) => new()
    {
        FunctionName = functionArn,
        EventSourceArn = brokerArn,
        Queues = [queue],
        SourceAccessConfigurations = virtualHost is null ? [BasicAuth(functionArn)] : [BasicAuth(functionArn), new SourceAccessConfiguration { Type = "VIRTUAL_HOST", URI = virtualHost }],
        BatchSize = config.BatchSize,
        MaximumBatchingWindowInSeconds = config.Window is { } window ? Seconds(window, "a batching window", "0 to 300") : null,
        FilterCriteria = Filters(config.Filters),
        Enabled = config.Enabled,
    };

    /// <param name="functionArn">Who reads.</param>
    /// <param name="clusterArn">Of the cluster.</param>
    /// <param name="database">Name of the database.</param>
    /// <param name="collection">Name of the collection; null: all of the database.</param>
    /// <param name="config">How.</param>
    /// <exception cref="SimulationConfigException">A length is no whole number of seconds.</exception>
    public static CreateEventSourceMappingRequest Create(string functionArn, string clusterArn, string database, string? collection, ChangeStreamMappingConfig config) => new()
    {
        FunctionName = functionArn,
        EventSourceArn = clusterArn,
        DocumentDBEventSourceConfig = new DocumentDBEventSourceConfig { DatabaseName = database, CollectionName = collection, FullDocument = config.LooksUpUpdates ? "UpdateLookup" : "Default" },
        SourceAccessConfigurations = [BasicAuth(functionArn)],
        BatchSize = config.BatchSize,
        MaximumBatchingWindowInSeconds = config.Window is { } window ? Seconds(window, "a batching window", "0 to 300") : null,
        StartingPosition = config.Start.Name,
        StartingPositionTimestamp = config.Start.At is { } at ? at.ToUnixTimeMilliseconds() / 1_000m : null,
        Enabled = config.Enabled,
    };

    private static FilterCriteria? Filters(IReadOnlyList<string> filters) =>
        filters.Count == 0 ? null : new FilterCriteria { Filters = [.. filters.Select(static f => new EventFilter { Pattern = f })] };

    // Sources in memory let everybody in; AWS asks for a secret all the same.
    private static SourceAccessConfiguration BasicAuth(string functionArn)
    {
        var function = Arn.Parse(functionArn);
        return new SourceAccessConfiguration { Type = "BASIC_AUTH", URI = new Arn(function.Partition, "secretsmanager", function.Region, function.Account, "secret:source-in-memory").ToString() };
    }
}
