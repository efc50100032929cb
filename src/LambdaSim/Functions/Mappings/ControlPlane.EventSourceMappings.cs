using System.Globalization;
using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// Event source mappings (rules CTL-MAPPING-STATES, CTL-MAPPING-IN-USE, CTL-MAPPING-LIST): kept, shown and changed here; who polls is told elsewhere.
internal sealed partial class ControlPlane
{
    private const int MappingsPage = 100;

    private long _mappingNumber;

    /// <summary>The mappings by UUID.</summary>
    internal SortedDictionary<string, EventSourceMappingEntry> EventSourceMappings => field ??= new(StringComparer.Ordinal);

    /// <summary>A new mapping.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public EventSourceMappingConfiguration CreateEventSourceMapping(CreateEventSourceMappingRequest request)
    {
        var entry = KeepMapping(request, "Creating");
        return request.Enabled == false ? entry.Shown : Settle(entry, "Enabled");
    }

    /// <summary>A mapping of the world's own: it is there at once.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    internal void HaveEventSourceMapping(CreateEventSourceMappingRequest request) => KeepMapping(request, "Enabled");

    /// <summary>Checks of a mapping what its function and its source have no part in.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    internal static void CheckMapping(CreateEventSourceMappingRequest request)
    {
        EventSourceConstraints.Of(request).Check();
        CheckSettings(SourceOf(request), Changed(new EventSourceMappingConfiguration(), request), request);
    }

    private EventSourceMappingEntry KeepMapping(CreateEventSourceMappingRequest request, string enabled)
    {
        ArgumentNullException.ThrowIfNull(request);
        var reference = Refer(request.FunctionName, null, TagConstraints.Of(EventSourceConstraints.Of(request), request.Tags!));
        var kind = SourceOf(request);
        var given = Changed(new EventSourceMappingConfiguration(), request) with
        {
            EventSourceArn = request.EventSourceArn,
            SelfManagedEventSource = request.SelfManagedEventSource,
            Topics = request.Topics,
            Queues = request.Queues,
            StartingPosition = request.StartingPosition,
            StartingPositionTimestamp = request.StartingPositionTimestamp,
        };
        CheckSettings(kind, given, request);
        given = given with { FunctionArn = RequireMapped(reference) };
        RequireSource(kind, given.EventSourceArn);
        RequirePollable(kind, given);
        RequireSingle(kind, given);
        RequireOwnGroup(kind, given);
        RequireFewTags(request.Tags?.Count ?? 0);

        var uuid = _ids.Uuid();
        var shown = EventSourceDefaults.Fill(kind, given with
        {
            UUID = uuid,
            EventSourceMappingArn = Address.OfMapping(uuid),
            LastModified = NowSeconds,
            State = request.Enabled == false ? "Disabled" : enabled,
            StateTransitionReason = EventSourceDefaults.Reason(kind),
        });
        var entry = new EventSourceMappingEntry(kind, ++_mappingNumber, shown);
        foreach (var (key, value) in request.Tags ?? new Dictionary<string, string>())
        {
            entry.Tags[key] = value;
        }

        EventSourceMappings.Add(uuid, entry);
        _host.Mapped(this, entry);
        return entry;
    }

    /// <summary>A mapping.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public EventSourceMappingConfiguration GetEventSourceMapping(EventSourceMappingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return RequireMapping(request.UUID, new Constraints()).Shown;
    }

    /// <summary>The mappings in order of their creation.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public ListEventSourceMappingsResponse ListEventSourceMappings(ListEventSourceMappingsRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var constraints = EventSourceConstraints.Source(new Constraints().Range("maxItems", request.MaxItems, 1, 10_000), request.EventSourceArn);
        var function = request.FunctionName is null ? null : MappedArn(Refer(request.FunctionName, null, constraints));
        constraints.Check();
        var matching = EventSourceMappings.Values.OrderBy(m => m.Number)
            .Where(m => (function is null || m.Shown.FunctionArn == function) && (request.EventSourceArn is null || m.Shown.EventSourceArn == request.EventSourceArn));
        var (page, next) = Pages.Of(matching.Select(m => (m.Number.ToString("D19", CultureInfo.InvariantCulture), m)), request.Marker, request.MaxItems, MappingsPage);
        return new ListEventSourceMappingsResponse { EventSourceMappings = [.. page.Select(m => m.Shown)], NextMarker = next };
    }

    /// <summary>Changes what is given.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public EventSourceMappingConfiguration UpdateEventSourceMapping(UpdateEventSourceMappingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var constraints = EventSourceConstraints.Of(request);
        var reference = request.FunctionName is null ? (FunctionReference?)null : Refer(request.FunctionName, null, constraints);
        var entry = RequireMapping(request.UUID, constraints);
        if (entry.IsInTransition)
        {
            throw new ResourceInUseException("Cannot update the event source mapping because it is in use.");
        }

        var changed = Changed(entry.Shown, request);
        CheckSettings(entry.Kind, changed, request);
        if (reference is { } function)
        {
            changed = changed with { FunctionArn = RequireMapped(function) };
            RequireSingle(entry.Kind, changed);
        }

        RequirePollable(entry.Kind, changed);

        var isEnabled = request.Enabled ?? entry.Shown.State == "Enabled";
        entry.Shown = EventSourceDefaults.Fill(entry.Kind, changed with
        {
            LastModified = NowSeconds,
            State = (entry.Shown.State, isEnabled) switch
            {
                ("Enabled", false) => "Disabling",
                ("Disabled", true) => "Enabling",
                _ => "Updating",
            },
            StateTransitionReason = EventSourceDefaults.Reason(entry.Kind),
        });
        _host.Mapped(this, entry);
        return Settle(entry, isEnabled ? "Enabled" : "Disabled");
    }

    /// <summary>Deletes a mapping.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public EventSourceMappingConfiguration DeleteEventSourceMapping(EventSourceMappingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var entry = RequireMapping(request.UUID, new Constraints());
        if (entry.IsInTransition)
        {
            throw new ResourceInUseException("Cannot delete the event source mapping because it is in use.");
        }

        entry.Shown = entry.Shown with { State = "Deleting" };
        _host.Mapped(this, entry);
        _host.After(Dwell.Mapping, () =>
        {
            EventSourceMappings.Remove(entry.Shown.UUID!);
            entry.IsGone = true;
            _host.Mapped(this, entry);
        });
        return entry.Shown;
    }

    // Nothing else changes a mapping before it is settled.
    private EventSourceMappingConfiguration Settle(EventSourceMappingEntry entry, string state)
    {
        _host.After(Dwell.Mapping, () =>
        {
            entry.Shown = entry.Shown with { State = state };
            _host.Mapped(this, entry);
        });
        return entry.Shown;
    }

    private EventSourceMappingEntry RequireMapping(string? uuid, Constraints constraints)
    {
        constraints.Required("uUID", uuid).Check();
        return EventSourceMappings.GetValueOrDefault(uuid!) ?? throw new ResourceNotFoundException(NoSuchResource);
    }

    private string MappedArn(FunctionReference reference) =>
        reference.Qualifier is { } qualifier ? Address.OfFunction(reference.Name, qualifier) : Address.OfFunction(reference.Name);

    private static EventSourceMappingConfiguration Changed(EventSourceMappingConfiguration mapping, EventSourceMappingSettings by) => mapping with
    {
        BatchSize = by.BatchSize ?? mapping.BatchSize,
        FilterCriteria = by.FilterCriteria is null ? mapping.FilterCriteria : by.FilterCriteria.Filters is { Count: > 0 } ? by.FilterCriteria : null,
        KMSKeyArn = by.KMSKeyArn is null ? mapping.KMSKeyArn : by.KMSKeyArn.Length == 0 ? null : by.KMSKeyArn,
        MetricsConfig = by.MetricsConfig ?? mapping.MetricsConfig,
        LoggingConfig = by.LoggingConfig ?? mapping.LoggingConfig,
        ScalingConfig = by.ScalingConfig is null ? mapping.ScalingConfig : by.ScalingConfig.MaximumConcurrency is null ? null : by.ScalingConfig,
        MaximumBatchingWindowInSeconds = by.MaximumBatchingWindowInSeconds ?? mapping.MaximumBatchingWindowInSeconds,
        ParallelizationFactor = by.ParallelizationFactor ?? mapping.ParallelizationFactor,
        DestinationConfig = by.DestinationConfig ?? mapping.DestinationConfig,
        MaximumRecordAgeInSeconds = by.MaximumRecordAgeInSeconds ?? mapping.MaximumRecordAgeInSeconds,
        BisectBatchOnFunctionError = by.BisectBatchOnFunctionError ?? mapping.BisectBatchOnFunctionError,
        MaximumRetryAttempts = by.MaximumRetryAttempts ?? mapping.MaximumRetryAttempts,
        TumblingWindowInSeconds = by.TumblingWindowInSeconds ?? mapping.TumblingWindowInSeconds,
        SourceAccessConfigurations = by.SourceAccessConfigurations ?? mapping.SourceAccessConfigurations,
        FunctionResponseTypes = by.FunctionResponseTypes ?? mapping.FunctionResponseTypes,
        AmazonManagedKafkaEventSourceConfig = by.AmazonManagedKafkaEventSourceConfig ?? mapping.AmazonManagedKafkaEventSourceConfig,
        SelfManagedKafkaEventSourceConfig = by.SelfManagedKafkaEventSourceConfig ?? mapping.SelfManagedKafkaEventSourceConfig,
        DocumentDBEventSourceConfig = by.DocumentDBEventSourceConfig ?? mapping.DocumentDBEventSourceConfig,
        ProvisionedPollerConfig = by.ProvisionedPollerConfig ?? mapping.ProvisionedPollerConfig,
    };
}
