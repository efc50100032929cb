using System.Text.Json.Nodes;
using LambdaSim.Functions;
using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Resources.Types;

/// <summary><c>AWS::Lambda::EventSourceMapping</c>.</summary>
internal static class MappingResource
{
    public static ResourceType Type { get; } = ResourceType.Of("AWS::Lambda::EventSourceMapping",
        "FunctionName! AmazonManagedKafkaEventSourceConfig BatchSize BisectBatchOnFunctionError DestinationConfig DocumentDBEventSourceConfig Enabled EventSourceArn FilterCriteria "
        + "FunctionResponseTypes KmsKeyArn LoggingConfig MaximumBatchingWindowInSeconds MaximumRecordAgeInSeconds MaximumRetryAttempts MetricsConfig ParallelizationFactor ProvisionedPollerConfig "
        + "Queues ScalingConfig SelfManagedEventSource SelfManagedKafkaEventSourceConfig SourceAccessConfigurations StartingPosition StartingPositionTimestamp Tags Topics TumblingWindowInSeconds", Make);

    private static Made Make(Making m)
    {
        var more = new JsonObject();
        if (m.Text("KmsKeyArn") is { } key)
        {
            more["KMSKeyArn"] = key;
        }

        if (m.Tags() is { Count: > 0 } tags)
        {
            more["Tags"] = tags;
        }

        if (Shaped.Map(m["SelfManagedEventSource"], "SelfManagedEventSource") is { } own && own["Endpoints"] is MapNode ends && ends["KafkaBootstrapServers"] is { } servers)
        {
            more["SelfManagedEventSource"] = new JsonObject
            {
                ["Endpoints"] = new JsonObject { ["KAFKA_BOOTSTRAP_SERVERS"] = new JsonArray([.. Shaped.Items(servers).Select(static s => (JsonNode)Shaped.Text(s))]) },
            };
        }

        var made = m.Lambda("CreateEventSourceMapping", EventSourceMappingJson.Default.CreateEventSourceMappingRequest, more, "Tags", "SelfManagedEventSource");
        var id = (string)made["UUID"]!;
        return new Made(id).With("Id", id).With("EventSourceMappingArn", m.Arn("lambda", $"event-source-mapping:{id}").ToString());
    }
}
