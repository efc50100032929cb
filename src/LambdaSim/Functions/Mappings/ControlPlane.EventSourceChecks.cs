using LambdaSim.Configuration;
using LambdaSim.Functions.Model;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Functions;

// What a mapping must be before it is kept (rules CTL-MAPPING-BATCH, CTL-MAPPING-POLLING, CTL-MAPPING-SOURCE, CTL-MAPPING-START, CTL-MAPPING-SINGLE).
internal sealed partial class ControlPlane
{
    internal const int LeastQueuePollers = 2;
    internal const int DefaultMaximumPollers = 200;

    private const int MostPollers = 2_000;

    private static EventSourceKind SourceOf(CreateEventSourceMappingRequest request)
    {
        var unrecognized = new InvalidParameterValueException("Unrecognized event source.");
        var kind = request.EventSourceArn is { } arn ? EventSourceDefaults.Of(arn) ?? throw unrecognized
            : request.SelfManagedEventSource is not null ? EventSourceKind.SelfManagedKafka
            : throw unrecognized;
        if (kind == EventSourceKind.SelfManagedKafka && request.SourceAccessConfigurations is not { Count: > 0 })
        {
            throw new InvalidParameterValueException("Required 'sourceAccessConfigurations' parameter is missing.");
        }

        if (request.StartingPosition is null && (kind.IsStream() || kind is EventSourceKind.ManagedKafka or EventSourceKind.DocumentDb))
        {
            throw new InvalidParameterValueException("1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.");
        }

        // Rule STM-START.
        if (request is { StartingPosition: "AT_TIMESTAMP", StartingPositionTimestamp: null } && kind != EventSourceKind.DynamoDb)
        {
            throw new InvalidParameterValueException("1 validation error detected: Value null at 'startingPositionTimestamp' failed to satisfy constraint: Member must not be null.");
        }

        CheckBroker(kind, request);
        return request.StartingPosition == "AT_TIMESTAMP" && kind == EventSourceKind.DynamoDb
            ? throw new InvalidParameterValueException($"Unsupported starting position for arn type: {request.EventSourceArn}")
            : kind;
    }

    private static void CheckSettings(EventSourceKind kind, EventSourceMappingConfiguration whole, EventSourceMappingSettings given)
    {
        if (EventSourceDefaults.Unsupported(kind, given).FirstOrDefault() is { } member)
        {
            throw new InvalidParameterValueException($"Unsupported {member} parameter for given event source mapping type.");
        }

        CheckAccess(kind, given);
        var window = whole.MaximumBatchingWindowInSeconds ?? 0;
        if (kind == EventSourceKind.FifoQueue && window > 0)
        {
            throw new InvalidParameterValueException("Batching window is not supported for FIFO queues");
        }

        if (kind.IsQueue() && whole.BatchSize > 10 && window == 0)
        {
            throw new InvalidParameterValueException("Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10");
        }

        if (kind.IsQueue() && whole is { ScalingConfig.MaximumConcurrency: not null, ProvisionedPollerConfig: not null })
        {
            throw new InvalidParameterValueException("ScalingConfig and ProvisionedPollerConfig cannot be used together: give the maximum concurrency or the pollers.");
        }

        if (whole.ProvisionedPollerConfig is { } pollers && (pollers.MinimumPollers > (pollers.MaximumPollers ?? DefaultMaximumPollers)
            || pollers.MaximumPollers > MostPollers || (kind.IsQueue() && (pollers.MinimumPollers < LeastQueuePollers || pollers.MaximumPollers < LeastQueuePollers))))
        {
            throw new InvalidParameterValueException(Text.Invariant($"Pollers must be {(kind.IsQueue() ? LeastQueuePollers : 1)} to 200 at least and at most {MostPollers}, and the minimum no more than the maximum ({DefaultMaximumPollers} where none is given)."));
        }

        if (whole.MaximumRecordAgeInSeconds is >= 0 and < 60)
        {
            throw new InvalidParameterValueException("Maximum record age in seconds must be -1, or at least 60 and at most 604800");
        }

        // Rule STM-DESTINATION.
        if (Arn.TryParse(given.DestinationConfig?.OnFailure?.Destination, out var destination) && destination.Service is not (Arn.Sqs or Arn.Sns or Arn.S3))
        {
            throw new InvalidParameterValueException($"The destination ARN {destination} is invalid: a queue, a topic or a bucket can be told of records that could not be processed.");
        }

        FilterPatterns.Check(kind, given.FilterCriteria);
    }

    private string RequireMapped(FunctionReference reference) =>
        Functions.TryGetValue(reference.Name, out var function) && FindVersion(function, reference.QualifierOrLatest) is not null
            ? MappedArn(reference)
            : throw new InvalidParameterValueException("Function does not exist");

    private void RequireSource(EventSourceKind kind, string? arn)
    {
        if (arn is null || _host.Directory.Find(arn) is not null)
        {
            return;
        }

        if (kind.IsQueue())
        {
            throw new InvalidParameterValueException("Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist.");
        }

        // Clusters, brokers and databases are not simulated: their names are taken as given.
        if (kind.IsStream())
        {
            throw new InvalidParameterValueException($"Stream not found: {arn}");
        }
    }

    /// <summary>The timeout of a function, version or alias; null: there is none.</summary>
    internal Duration? TimeoutOf(string functionArn)
    {
        var reference = Refer(functionArn);
        return Functions.TryGetValue(reference.Name, out var function) && FindVersion(function, reference.QualifierOrLatest) is { } version
            ? Duration.FromSeconds(version.Settings.Timeout)
            : null;
    }

    /// <summary>The role of a function, version or alias; null: there is no such function.</summary>
    internal string? RoleOf(string functionArn)
    {
        var reference = Refer(functionArn);
        return Functions.TryGetValue(reference.Name, out var function) ? FindVersion(function, reference.QualifierOrLatest)?.Settings.Role : null;
    }

    // A message must stay hidden for as long as a call may take. A mapping outlives its function.
    private void RequirePollable(EventSourceKind kind, EventSourceMappingConfiguration mapping)
    {
        var reference = Refer(mapping.FunctionArn);
        if (!Functions.TryGetValue(reference.Name, out var function) || FindVersion(function, reference.QualifierOrLatest) is not { } version)
        {
            return;
        }

        FunctionChecks.Untenanted(version.Settings, "Event source mapping");
        if (kind.IsQueue() && _host.Directory.Find(mapping.EventSourceArn)?.Source?.Visibility is { } hidden && HiddenTooShort(hidden, version.Settings.Timeout) is { } refusal)
        {
            throw refusal;
        }
    }

    /// <summary>Why a function with this timeout cannot read a queue that hides messages so long; null: it can.</summary>
    internal static InvalidParameterValueException? HiddenTooShort(Duration hidden, int timeout) => hidden < Duration.FromSeconds(timeout)
        ? new(Text.Invariant($"Queue visibility timeout: {hidden.TotalSeconds} seconds is less than Function timeout: {timeout} seconds"))
        : null;

    // One mapping for each source and function; for Kafka for each server and topic.
    private void RequireSingle(EventSourceKind kind, EventSourceMappingConfiguration mapping)
    {
        var servers = Servers(mapping);
        var other = EventSourceMappings.Values.OrderBy(m => m.Number).FirstOrDefault(m =>
            m.Kind == kind && m.Shown.UUID != mapping.UUID && m.Shown.FunctionArn == mapping.FunctionArn
            && (kind == EventSourceKind.SelfManagedKafka
                ? Servers(m.Shown).Intersect(servers, StringComparer.Ordinal).Any() && (m.Shown.Topics ?? []).Intersect(mapping.Topics ?? [], StringComparer.Ordinal).Any()
                : m.Shown.EventSourceArn == mapping.EventSourceArn && (m.Shown.Topics ?? m.Shown.Queues ?? []).SequenceEqual(mapping.Topics ?? mapping.Queues ?? [], StringComparer.Ordinal)));
        if (other is null)
        {
            return;
        }

        var end = $"Please update or delete the existing mapping with UUID {other.Shown.UUID}";
        var function = NamePatterns.FunctionNameRegex().Match(mapping.FunctionArn!).Groups["name"].Value;
        throw new ResourceConflictException(
            kind == EventSourceKind.SelfManagedKafka ? $"An event source mapping with event source (\"{string.Join(',', servers)}\"), function (\"{mapping.FunctionArn}\"), topics (\"{string.Join(',', mapping.Topics ?? [])}\") already exists. {end}"
            : kind.IsQueue() ? $"An event source mapping with SQS arn (\" {mapping.EventSourceArn} \") and function (\" {function} \") already exists. {end}"
            : $"The event source arn (\" {mapping.EventSourceArn} \") and function (\" {function} \") provided mapping already exists. {end}");
    }

    internal static IReadOnlyList<string> Servers(EventSourceMappingConfiguration mapping) =>
        mapping.SelfManagedEventSource?.Endpoints?.GetValueOrDefault("KAFKA_BOOTSTRAP_SERVERS") ?? [];
}
