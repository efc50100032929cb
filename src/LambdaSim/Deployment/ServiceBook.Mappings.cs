using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Functions;
using LambdaSim.Functions.Model;
using LambdaSim.Neighbours.Brokers;
using LambdaSim.Neighbours.ChangeStreams;
using LambdaSim.Neighbours.Kafka;
using LambdaSim.Resources;
using LambdaSim.Sources;
using NodaTime;

namespace LambdaSim.Deployment;

// Event source mappings, from the control plane to who polls.
internal sealed partial class ServiceBook
{
    private const int MostKafkaRetries = 10;

    // Rule KFK-BATCH.
    private static readonly Duration _unsaidWindow = Duration.FromMilliseconds(500);

    private readonly ConfiguredMappings _configured;

    /// <summary>Mappings of the configuration that are not there, and settings of mappings that nothing acts on.</summary>
    public IEnumerable<string> Notes => _configured.Notes.Concat(_services.Values.SelectMany(static s => s.Plane.EventSourceMappings.Values).SelectMany(NotesOf));

    private static IEnumerable<string> NotesOf(EventSourceMappingEntry mapping)
    {
        var shown = mapping.Shown;
        if (shown.LoggingConfig?.SystemLogLevel is not null)
        {
            yield return $"event source mapping {shown.UUID}: it writes no logs of its own, whatever its SystemLogLevel";
        }

        if (shown is { StartingPositionTimestamp: not null, StartingPosition: not "AT_TIMESTAMP" })
        {
            yield return $"event source mapping {shown.UUID}: its StartingPositionTimestamp says nothing, since it does not start AT_TIMESTAMP";
        }

        if (!mapping.Kind.IsKafka())
        {
            yield break;
        }

        if (shown.MetricsConfig?.Metrics?.Contains("KafkaMetrics", StringComparer.Ordinal) == true)
        {
            yield return $"event source mapping {shown.UUID}: the metrics KafkaMetrics are not kept";
        }

        if ((shown.AmazonManagedKafkaEventSourceConfig ?? shown.SelfManagedKafkaEventSourceConfig)?.SchemaRegistryConfig is not null)
        {
            yield return $"event source mapping {shown.UUID}: its schema registry decodes nothing";
        }

        if (shown.ProvisionedPollerConfig is not null)
        {
            yield return $"event source mapping {shown.UUID}: pollers of its own bound nothing for Kafka, each partition has a batch under way";
        }
    }

    public void Made(ControlPlane plane, FunctionEntry function)
    {
        // Never one of another account or Region. What is created over the API is there whatever becomes of the mapping.
        if (plane.Address == _configured.Address && _configured.Made(plane, function) is { } refusal && function.Added is not null)
        {
            throw refusal;
        }
    }

    public void Mapped(ControlPlane plane, EventSourceMappingEntry mapping)
    {
        Sources.Tell(mapping.IsGone ? MappingState.Deleted : Enum.Parse<MappingState>(mapping.Shown.State!), SettingsOf(plane, mapping));
    }

    internal static MappingSettings SettingsOf(ControlPlane plane, EventSourceMappingEntry mapping)
    {
        var shown = mapping.Shown;
        return new(shown.UUID!, shown.EventSourceMappingArn!, SourceOf(plane, mapping), shown.FunctionArn!)
        {
            Stream = mapping.Kind.IsQueue() ? null : StreamOf(plane, mapping),
            BatchSize = shown.BatchSize!.Value,
            Window = shown.MaximumBatchingWindowInSeconds is { } window ? Duration.FromSeconds(window) : mapping.Kind.IsQueue() || mapping.Kind.IsStream() ? Duration.Zero : _unsaidWindow,
            MaximumConcurrency = shown.ScalingConfig?.MaximumConcurrency,
            Provisioned = shown.ProvisionedPollerConfig is { } pollers
                ? new ProvisionedPollers(pollers.MinimumPollers ?? ControlPlane.LeastQueuePollers, pollers.MaximumPollers ?? ControlPlane.DefaultMaximumPollers)
                : null,
            ReportsFailures = shown.FunctionResponseTypes is { Count: > 0 },
            Patterns = [.. (shown.FilterCriteria?.Filters ?? []).Select(static f => f.Pattern).OfType<string>()],
            CountsEvents = shown.MetricsConfig?.Metrics?.Contains("EventCount", StringComparer.Ordinal) == true,
            FunctionTimeout = () => plane.TimeoutOf(shown.FunctionArn!),
            Changed = [.. mapping.Kind.IsQueue() ? Changed(shown) : ChangedOfStream(shown)],
        };
    }

    private static string SourceOf(ControlPlane plane, EventSourceMappingEntry mapping)
    {
        var (shown, address) = (mapping.Shown, plane.Address);
        return mapping.Kind switch
        {
            EventSourceKind.SelfManagedKafka => KafkaBook.OfServers(address.Account, address.Region, ControlPlane.Servers(shown), shown.Topics?[0] ?? "").ToString(),
            EventSourceKind.ManagedKafka => KafkaBook.OfCluster(Arn.Parse(shown.EventSourceArn!), shown.Topics?[0] ?? "").ToString(),
            EventSourceKind.Broker => MqBook.OfQueue(Arn.Parse(shown.EventSourceArn!), shown.Queues?[0] ?? "", HostOf(shown)).ToString(),
            EventSourceKind.DocumentDb => ChangeBook.OfStream(
                Arn.Parse(shown.EventSourceArn!), shown.DocumentDBEventSourceConfig?.DatabaseName ?? "", shown.DocumentDBEventSourceConfig?.CollectionName,
                shown.DocumentDBEventSourceConfig?.FullDocument == "UpdateLookup").ToString(),
            _ => shown.EventSourceArn!,
        };
    }

    private static string HostOf(EventSourceMappingConfiguration shown) => shown.SourceAccessConfigurations?.FirstOrDefault(static a => a?.Type == "VIRTUAL_HOST")?.URI ?? "/";

    // Rule KFK-GROUP; a queue has one place for all.
    private static string? GroupOf(EventSourceMappingEntry mapping) => mapping.Kind.IsKafka()
        ? (mapping.Shown.SelfManagedKafkaEventSourceConfig ?? mapping.Shown.AmazonManagedKafkaEventSourceConfig)?.ConsumerGroupId ?? mapping.Shown.UUID
        : mapping.Kind == EventSourceKind.Broker ? MqQueue.Readers : null;

    // Rule KFK-RETRY: where somebody is told of what is given up, retries have an end.
    private static int RetriesOf(EventSourceMappingEntry mapping) => mapping.Shown.MaximumRetryAttempts switch
    {
        >= 0 and var attempts => attempts,
        _ when mapping.Kind.IsKafka() && mapping.Shown.DestinationConfig?.OnFailure?.Destination is { Length: > 0 } => MostKafkaRetries,
        _ => -1,
    };

    private static StreamSettings StreamOf(ControlPlane plane, EventSourceMappingEntry mapping)
    {
        var shown = mapping.Shown;
        return new StreamSettings
        {
            Start = shown.StartingPosition switch
            {
                "LATEST" => StartingPosition.Latest,
                "AT_TIMESTAMP" => StartingPosition.AtTimestamp,
                _ => StartingPosition.TrimHorizon,
            },
            StartAt = shown.StartingPositionTimestamp is { } seconds ? NodaConstants.UnixEpoch + Duration.FromMilliseconds((long)(seconds * 1_000)) : NodaConstants.UnixEpoch,
            ParallelizationFactor = shown.ParallelizationFactor ?? 1,
            MaximumRetryAttempts = RetriesOf(mapping),
            Group = GroupOf(mapping),
            MaximumRecordAge = shown.MaximumRecordAgeInSeconds is > 0 and var age ? Duration.FromSeconds(age) : null,
            Bisects = shown.BisectBatchOnFunctionError == true,
            TumblingWindow = Duration.FromSeconds(shown.TumblingWindowInSeconds ?? 0),
            OnFailure = shown.DestinationConfig?.OnFailure?.Destination is { Length: > 0 } destination ? destination : null,
            Role = () => plane.RoleOf(shown.FunctionArn!),
            Processed = result =>
            {
                if (mapping.Shown.LastProcessingResult != result)
                {
                    mapping.Shown = mapping.Shown with { LastProcessingResult = result };
                }
            },
        };
    }

    private static IEnumerable<KeyValuePair<string, string>> ChangedOfStream(EventSourceMappingConfiguration shown)
    {
        List<KeyValuePair<string, string>> changed = [.. Changed(shown, usual: 100)];
        Add("BisectBatchOnFunctionError", shown.BisectBatchOnFunctionError == true ? "true" : null);
        Add("DestinationConfig.OnFailure", shown.DestinationConfig?.OnFailure?.Destination is { Length: > 0 } destination ? destination : null);
        Add("MaximumRecordAgeInSeconds", shown.MaximumRecordAgeInSeconds is >= 0 and var age ? Text.Of(age) : null);
        Add("MaximumRetryAttempts", shown.MaximumRetryAttempts is >= 0 and var attempts ? Text.Of(attempts) : null);
        Add("ParallelizationFactor", shown.ParallelizationFactor is > 1 and var factor ? Text.Of(factor) : null);
        Add("StartingPosition", shown.StartingPosition);
        Add("StartingPositionTimestamp", shown.StartingPositionTimestamp is { } at ? Text.Invariant($"{at}") : null);
        Add("TumblingWindowInSeconds", shown.TumblingWindowInSeconds is > 0 and var window ? Text.Of(window) : null);
        return changed.OrderBy(static c => c.Key, StringComparer.Ordinal);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                changed.Add(new(name, value));
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Changed(EventSourceMappingConfiguration shown, int usual = 10)
    {
        if (shown.BatchSize != usual)
        {
            yield return new("BatchSize", Text.Of(shown.BatchSize!.Value));
        }

        foreach (var filter in shown.FilterCriteria?.Filters ?? [])
        {
            yield return new("FilterCriteria", filter.Pattern ?? "");
        }

        if (shown.FunctionResponseTypes is { Count: > 0 } types)
        {
            yield return new("FunctionResponseTypes", string.Join(',', types));
        }

        if (shown.MaximumBatchingWindowInSeconds is > 0 and var window)
        {
            yield return new("MaximumBatchingWindowInSeconds", Text.Of(window));
        }

        if (shown.ProvisionedPollerConfig is { } pollers)
        {
            yield return new("ProvisionedPollerConfig", Text.Invariant($"{pollers.MinimumPollers ?? ControlPlane.LeastQueuePollers} to {pollers.MaximumPollers ?? ControlPlane.DefaultMaximumPollers}"));
        }

        if (shown.ScalingConfig?.MaximumConcurrency is { } most)
        {
            yield return new("ScalingConfig.MaximumConcurrency", Text.Of(most));
        }
    }
}
