namespace LambdaSim.Templates.Sam.Events;

/// <summary>The types of events that are event source mappings, with their properties.</summary>
internal static class MappingEvents
{
    private static readonly string[] Shared =
    [
        "BatchSize", "Enabled", "MaximumBatchingWindowInSeconds", "FilterCriteria", "FunctionResponseTypes", "KmsKeyArn", "ProvisionedPollerConfig",
        "MetricsConfig", "LoggingConfig", "DestinationConfig", "MaximumRetryAttempts", "BisectBatchOnFunctionError", "MaximumRecordAgeInSeconds",
        "ParallelizationFactor", "TumblingWindowInSeconds", "StartingPositionTimestamp", "ScalingConfig", "SecretsManagerKmsKeyId",
    ];

    public static IEnumerable<IEventType> All =>
    [
        new MappingEvent("SQS", "Queue", Managed("service-role/AWSLambdaSQSQueueExecutionRole"), Table([("Queue", Takes.Required)])),
        new MappingEvent("Kinesis", "Stream", Managed("service-role/AWSLambdaKinesisExecutionRole"), Table([("Stream", Takes.Required), ("StartingPosition", Takes.Required)])),
        new MappingEvent("DynamoDB", "Stream", Managed("service-role/AWSLambdaDynamoDBExecutionRole"), Table([("Stream", Takes.Required), ("StartingPosition", Takes.Required)])),
        new MappingEvent(
            "MSK",
            "Stream",
           
            MappingAccess.Msk,
            Table([("Stream", Takes.Required), ("StartingPosition", Takes.Required), ("Topics", Takes.Required), ("SourceAccessConfigurations", Takes.List), ("ConsumerGroupId", 0), ("SchemaRegistryConfig", 0)])),
        new MappingEvent(
            "MQ",
            "Broker",
           
            MappingAccess.Mq,
            Table([("Broker", Takes.Required), ("Queues", Takes.Required), ("SourceAccessConfigurations", Takes.Required), ("DynamicPolicyName", 0)])),
        new MappingEvent(
            "SelfManagedKafka",
            string.Empty,
           
            MappingAccess.Kafka,
            Table([("KafkaBootstrapServers", 0), ("Topics", 0), ("StartingPosition", 0), ("SourceAccessConfigurations", 0), ("ConsumerGroupId", 0), ("SchemaRegistryConfig", 0)])),
        new MappingEvent(
            "DocumentDB",
            "Cluster",
           
            MappingAccess.DocumentDb,
            Table([("Cluster", Takes.Required), ("StartingPosition", 0), ("DatabaseName", Takes.Required), ("CollectionName", 0), ("FullDocument", 0), ("SourceAccessConfigurations", 0)])),
    ];

    private static Func<SamEvent, SamContext, MappingRights> Managed(string policy) => (_, _) => new MappingRights(policy);

    private static PropertyTable Table(ReadOnlySpan<(string Name, Takes Takes)> own)
    {
        var table = new PropertyTable();
        foreach (var (name, takes) in own)
        {
            table.Add(name, takes);
        }

        table.Add(Shared);
        return table;
    }
}
