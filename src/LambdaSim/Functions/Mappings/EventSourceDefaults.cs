using LambdaSim.Functions.Model;
using LambdaSim.Resources;

namespace LambdaSim.Functions;

/// <summary>What each kind of source has when nothing is said, and what it cannot have (rules CTL-MAPPING-DEFAULTS, CTL-MAPPING-UNSUPPORTED).</summary>
internal static class EventSourceDefaults
{
    public static bool IsStream(this EventSourceKind kind) => kind is EventSourceKind.Kinesis or EventSourceKind.DynamoDb;

    public static bool IsQueue(this EventSourceKind kind) => kind is EventSourceKind.Queue or EventSourceKind.FifoQueue;

    public static bool IsKafka(this EventSourceKind kind) => kind is EventSourceKind.SelfManagedKafka or EventSourceKind.ManagedKafka;

    /// <summary>The kind of an ARN; null: none that mappings read.</summary>
    public static EventSourceKind? Of(string arn) => Arn.TryParse(arn, out var source)
        ? source.Service switch
        {
            "sqs" => source.Resource.EndsWith(".fifo", StringComparison.Ordinal) ? EventSourceKind.FifoQueue : EventSourceKind.Queue,
            "kinesis" => EventSourceKind.Kinesis,
            "dynamodb" => EventSourceKind.DynamoDb,
            "kafka" => EventSourceKind.ManagedKafka,
            "mq" => EventSourceKind.Broker,
            "rds" => EventSourceKind.DocumentDb,
            _ => null,
        }
        : null;

    public static string Reason(EventSourceKind kind) => kind.IsStream() ? "User action" : "USER_INITIATED";

    public static EventSourceMappingConfiguration Fill(EventSourceKind kind, EventSourceMappingConfiguration given)
    {
        var filled = given with { BatchSize = given.BatchSize ?? (kind.IsQueue() ? 10 : 100) };
        if (kind.IsQueue() || kind.IsStream())
        {
            filled = filled with
            {
                MaximumBatchingWindowInSeconds = given.MaximumBatchingWindowInSeconds ?? 0,
                FunctionResponseTypes = given.FunctionResponseTypes ?? [],
            };
        }

        if (!kind.IsQueue())
        {
            filled = filled with { LastProcessingResult = given.LastProcessingResult ?? "No records processed" };
        }

        return kind switch
        {
            EventSourceKind.Kinesis or EventSourceKind.DynamoDb => filled with
            {
                BisectBatchOnFunctionError = given.BisectBatchOnFunctionError ?? false,
                DestinationConfig = new MappingDestinationConfig { OnFailure = given.DestinationConfig?.OnFailure ?? new MappingDestination() },
                MaximumRecordAgeInSeconds = given.MaximumRecordAgeInSeconds ?? -1,
                MaximumRetryAttempts = given.MaximumRetryAttempts ?? -1,
                ParallelizationFactor = given.ParallelizationFactor ?? 1,
                TumblingWindowInSeconds = given.TumblingWindowInSeconds ?? 0,
            },
            EventSourceKind.SelfManagedKafka => filled with
            {
                StartingPosition = given.StartingPosition ?? "TRIM_HORIZON",
                SelfManagedKafkaEventSourceConfig = Group(given.SelfManagedKafkaEventSourceConfig, given),
            },
            EventSourceKind.ManagedKafka => filled with { AmazonManagedKafkaEventSourceConfig = Group(given.AmazonManagedKafkaEventSourceConfig, given) },
            _ => filled,
        };
    }

    /// <summary>Members that are given and that the kind does not have.</summary>
    public static IEnumerable<string> Unsupported(EventSourceKind kind, EventSourceMappingSettings given)
    {
        (string Member, bool IsGiven, bool HasIt)[] members =
        [
            (nameof(given.DestinationConfig), given.DestinationConfig?.OnSuccess?.Destination is not null, false),
            (nameof(given.DestinationConfig), given.DestinationConfig?.OnFailure?.Destination is not null, kind.IsStream() || kind.IsKafka()),
            (nameof(given.BisectBatchOnFunctionError), given.BisectBatchOnFunctionError is not null, kind.IsStream() || kind.IsKafka()),
            (nameof(given.MaximumRecordAgeInSeconds), given.MaximumRecordAgeInSeconds is not null, kind.IsStream() || kind.IsKafka()),
            (nameof(given.MaximumRetryAttempts), given.MaximumRetryAttempts is not null, kind.IsStream() || kind.IsKafka()),
            (nameof(given.ParallelizationFactor), given.ParallelizationFactor is not null, kind.IsStream()),
            (nameof(given.TumblingWindowInSeconds), given.TumblingWindowInSeconds is not null, kind.IsStream()),
            (nameof(given.ScalingConfig), given.ScalingConfig?.MaximumConcurrency is not null, kind.IsQueue()),
            (nameof(given.FilterCriteria), given.FilterCriteria?.Filters is { Count: > 0 }, kind != EventSourceKind.DocumentDb),
            (nameof(given.FunctionResponseTypes), given.FunctionResponseTypes is { Count: > 0 }, kind is not (EventSourceKind.Broker or EventSourceKind.DocumentDb)),
            (nameof(given.SourceAccessConfigurations), given.SourceAccessConfigurations is { Count: > 0 }, !kind.IsQueue() && !kind.IsStream()),
            (nameof(given.ProvisionedPollerConfig), given.ProvisionedPollerConfig is not null, kind.IsQueue() || kind.IsKafka()),
            ("PollerGroupName", given.ProvisionedPollerConfig?.PollerGroupName is not null, kind.IsKafka()),
            (nameof(given.SelfManagedKafkaEventSourceConfig), given.SelfManagedKafkaEventSourceConfig is not null, kind == EventSourceKind.SelfManagedKafka),
            (nameof(given.AmazonManagedKafkaEventSourceConfig), given.AmazonManagedKafkaEventSourceConfig is not null, kind == EventSourceKind.ManagedKafka),
            (nameof(given.DocumentDBEventSourceConfig), given.DocumentDBEventSourceConfig is not null, kind == EventSourceKind.DocumentDb),
        ];
        return members.Where(m => m.IsGiven && !m.HasIt).Select(m => m.Member);
    }

    private static KafkaEventSourceConfig Group(KafkaEventSourceConfig? given, EventSourceMappingConfiguration mapping) =>
        (given ?? new KafkaEventSourceConfig()) with { ConsumerGroupId = given?.ConsumerGroupId ?? mapping.UUID };
}
