using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;

namespace LambdaSim.Templates.Sam.Events;

/// <summary>The parts of a mapping that only brokers and document databases have.</summary>
internal static class MappingConfigs
{
    public static MapNode Of(SamEvent e, string type) => type switch
    {
        "MSK" => Kafka(e, "AmazonManagedKafkaEventSourceConfig"),
        "SelfManagedKafka" => new MapBuilder(Kafka(e, "SelfManagedKafkaEventSourceConfig").With("SelfManagedEventSource", Servers(e))).ToNode(default),
        "DocumentDB" => Node.Map(("DocumentDBEventSourceConfig", e.Given("DatabaseName", "CollectionName", "FullDocument").ToNode(default))),
        _ => MapNode.Empty,
    };

    private static MapNode Kafka(SamEvent e, string name)
    {
        var config = e.Given("ConsumerGroupId");
        if (e["SchemaRegistryConfig"] is { } registry)
        {
            if (registry is MapNode map && !Intrinsic.Is(map))
            {
                foreach (var required in new[] { "SchemaRegistryURI", "EventRecordFormat", "SchemaValidationConfigs" })
                {
                    if (Make.IsNull(map[required]))
                    {
                        throw e.Invalid($"Missing required field {required} in SchemaRegistryConfig", map);
                    }
                }
            }

            config.Set("SchemaRegistryConfig", registry);
        }

        return config.Count == 0 ? MapNode.Empty : Node.Map((name, config.ToNode(default)));
    }

    private static MapNode Servers(SamEvent e) => e["KafkaBootstrapServers"] is { } servers
        ? Node.Map(("Endpoints", Node.Map(("KafkaBootstrapServers", servers))))
        : throw e.Invalid("No KafkaBootstrapServers provided for self managed kafka as an event source");
}
