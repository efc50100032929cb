using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Functions;
using LambdaSim.Functions.Model;
using LambdaSim.Sources;
using NodaTime;

namespace LambdaSim.Deployment;

// Event source mappings, from the control plane to who polls.
internal sealed partial class ServiceBook
{
    private readonly ConfiguredMappings _configured;

    /// <summary>Mappings of the configuration that are not there.</summary>
    public IEnumerable<string> Notes => _configured.Notes;

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
        if (mapping.Kind.IsQueue())
        {
            Sources.Tell(mapping.IsGone ? MappingState.Deleted : Enum.Parse<MappingState>(mapping.Shown.State!), SettingsOf(plane, mapping.Shown));
        }
    }

    internal static MappingSettings SettingsOf(ControlPlane plane, EventSourceMappingConfiguration shown) =>
        new(shown.UUID!, shown.EventSourceMappingArn!, shown.EventSourceArn!, shown.FunctionArn!)
        {
            BatchSize = shown.BatchSize!.Value,
            Window = Duration.FromSeconds(shown.MaximumBatchingWindowInSeconds ?? 0),
            MaximumConcurrency = shown.ScalingConfig?.MaximumConcurrency,
            Provisioned = shown.ProvisionedPollerConfig is { } pollers
                ? new ProvisionedPollers(pollers.MinimumPollers ?? ControlPlane.LeastQueuePollers, pollers.MaximumPollers ?? ControlPlane.DefaultMaximumPollers)
                : null,
            ReportsFailures = shown.FunctionResponseTypes is { Count: > 0 },
            Patterns = [.. (shown.FilterCriteria?.Filters ?? []).Select(static f => f.Pattern).OfType<string>()],
            CountsEvents = shown.MetricsConfig?.Metrics?.Contains("EventCount", StringComparer.Ordinal) == true,
            FunctionTimeout = () => plane.TimeoutOf(shown.FunctionArn!),
            Changed = [.. Changed(shown)],
        };

    private static IEnumerable<KeyValuePair<string, string>> Changed(EventSourceMappingConfiguration shown)
    {
        const int Usual = 10;
        if (shown.BatchSize != Usual)
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
