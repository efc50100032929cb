using LambdaSim.Configuration;
using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

/// <summary>A mapping that is made in process, as a request of AWS's API.</summary>
internal static class MappingRequests
{
    /// <exception cref="SimulationConfigException">The window is no whole number of seconds.</exception>
    public static CreateEventSourceMappingRequest Create(string functionArn, string sourceArn, QueueMappingConfig config)
    {
        var window = config.Window.TotalSeconds;
        if (window != Math.Truncate(window) || window is < 0 or > int.MaxValue)
        {
            throw new SimulationConfigException(Text.Invariant($"a batching window of {window} s; AWS takes whole seconds, 0 to 300"));
        }

        return new CreateEventSourceMappingRequest
        {
            FunctionName = functionArn,
            EventSourceArn = sourceArn,
            BatchSize = config.BatchSize,
            MaximumBatchingWindowInSeconds = (int)window,
            ScalingConfig = config.MaximumConcurrency is { } most ? new ScalingConfig { MaximumConcurrency = most } : null,
            ProvisionedPollerConfig = config.MinimumPollers is null && config.MaximumPollers is null
                ? null
                : new ProvisionedPollerConfig { MinimumPollers = config.MinimumPollers, MaximumPollers = config.MaximumPollers },
            FunctionResponseTypes = config.ReportBatchItemFailures ? ["ReportBatchItemFailures"] : [],
            FilterCriteria = config.Filters.Count == 0 ? null : new FilterCriteria { Filters = [.. config.Filters.Select(static f => new EventFilter { Pattern = f })] },
            MetricsConfig = config.CountsEvents ? new MappingMetricsConfig { Metrics = ["EventCount"] } : null,
            Enabled = config.Enabled,
        };
    }
}
