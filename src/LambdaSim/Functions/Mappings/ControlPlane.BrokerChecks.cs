using System.Text.RegularExpressions;
using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// What a mapping of Kafka, of a broker or of DocumentDB must say (rules CTL-MAPPING-BROKER, CTL-MAPPING-ACCESS, CTL-MAPPING-GROUP).
internal sealed partial class ControlPlane
{
    private const string GroupPattern = @"[a-zA-Z0-9-\/*:_+=.@-]*";

    private static void CheckBroker(EventSourceKind kind, CreateEventSourceMappingRequest request)
    {
        Only(kind.IsKafka(), request.Topics is not null, "topics");
        Only(kind == EventSourceKind.Broker, request.Queues is not null, "queues");
        Only(kind == EventSourceKind.DocumentDb, !string.IsNullOrEmpty(request.DocumentDBEventSourceConfig?.DatabaseName), "databaseName", isChecked: false);
        if (kind == EventSourceKind.SelfManagedKafka && Servers(new EventSourceMappingConfiguration { SelfManagedEventSource = request.SelfManagedEventSource }).Count == 0)
        {
            throw new InvalidParameterValueException("Required 'KAFKA_BOOTSTRAP_SERVERS' parameter is missing.");
        }

        if (kind is EventSourceKind.Broker or EventSourceKind.DocumentDb && request.SourceAccessConfigurations?.Any(static a => a?.Type == "BASIC_AUTH") != true)
        {
            throw new InvalidParameterValueException("Required 'sourceAccessConfigurations' parameter is missing.");
        }

        CheckGroup((request.AmazonManagedKafkaEventSourceConfig ?? request.SelfManagedKafkaEventSourceConfig)?.ConsumerGroupId);
    }

    private static void Only(bool hasIt, bool isGiven, string member, bool isChecked = true)
    {
        if (hasIt && !isGiven)
        {
            throw new InvalidParameterValueException($"Required '{member}' parameter is missing.");
        }

        if (isChecked && isGiven && !hasIt)
        {
            throw new InvalidParameterValueException($"Unsupported {member} parameter for given event source mapping type.");
        }
    }

    private static void CheckAccess(EventSourceKind kind, EventSourceMappingSettings given)
    {
        string[] known = kind switch
        {
            EventSourceKind.SelfManagedKafka => ["BASIC_AUTH", "VPC_SUBNET", "VPC_SECURITY_GROUP", "SASL_SCRAM_512_AUTH", "SASL_SCRAM_256_AUTH", "CLIENT_CERTIFICATE_TLS_AUTH", "SERVER_ROOT_CA_CERTIFICATE"],
            EventSourceKind.ManagedKafka => ["SASL_SCRAM_512_AUTH", "CLIENT_CERTIFICATE_TLS_AUTH"],
            EventSourceKind.Broker => ["BASIC_AUTH", "VIRTUAL_HOST"],
            EventSourceKind.DocumentDb => ["BASIC_AUTH"],
            _ => [],
        };
        foreach (var access in given.SourceAccessConfigurations ?? [])
        {
            // A null of a list says nothing.
            if (access is null)
            {
                continue;
            }

            if (!known.Contains(access.Type, StringComparer.Ordinal))
            {
                throw new InvalidParameterValueException($"Unsupported sourceAccessConfigurations type {access.Type} for given event source mapping type.");
            }

            if (string.IsNullOrEmpty(access.URI))
            {
                throw new InvalidParameterValueException($"The sourceAccessConfigurations of type {access.Type} have no URI.");
            }
        }
    }

    private static void CheckGroup(string? group)
    {
        if (group is not null)
        {
            new Constraints().Length("consumerGroupId", group, 1, 200).Pattern("consumerGroupId", group, GroupRegex(), GroupPattern).Check();
        }
    }

    // A consumer group has one mapping: two would share its partitions, which is not simulated.
    private void RequireOwnGroup(EventSourceKind kind, EventSourceMappingConfiguration mapping)
    {
        if (kind.IsKafka() && GroupOf(mapping) is { } group
            && EventSourceMappings.Values.FirstOrDefault(m => m.Kind == kind && GroupOf(m.Shown) == group && m.Shown.EventSourceArn == mapping.EventSourceArn) is { } other)
        {
            throw new InvalidParameterValueException($"The consumer group ID {group} is in use by the event source mapping with UUID {other.Shown.UUID}. Specify another consumer group ID.");
        }
    }

    private static string? GroupOf(EventSourceMappingConfiguration mapping) => (mapping.AmazonManagedKafkaEventSourceConfig ?? mapping.SelfManagedKafkaEventSourceConfig)?.ConsumerGroupId;

    [GeneratedRegex(@"\A[a-zA-Z0-9\-/*:_+=.@]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex GroupRegex();
}
