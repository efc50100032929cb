using LambdaSim.Configuration;
using LambdaSim.Functions.Model;
using LambdaSim.Resources;

namespace LambdaSim.Functions;

/// <summary>A mapping that is made in process, as a request of AWS's API.</summary>
internal static partial class MappingRequests
{
    /// <exception cref="SimulationConfigException">The window is no whole number of seconds.</exception>
    public static CreateEventSourceMappingRequest Create(string functionArn, string sourceArn, QueueMappingConfig config)
    {
        var window = Seconds(config.Window, "a batching window", "0 to 300");
        return new CreateEventSourceMappingRequest
        {
            FunctionName = functionArn,
            EventSourceArn = sourceArn,
            BatchSize = config.BatchSize,
            MaximumBatchingWindowInSeconds = window,
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

    /// <exception cref="SimulationConfigException">A length is no whole number of seconds, or nothing of the simulation is told of failures.</exception>
    public static CreateEventSourceMappingRequest Create(string functionArn, string sourceArn, StreamMappingConfig config) => new()
    {
        FunctionName = functionArn,
        EventSourceArn = sourceArn,
        BatchSize = config.BatchSize,
        MaximumBatchingWindowInSeconds = Seconds(config.Window, "a batching window", "0 to 300"),
        StartingPosition = config.Start.Name,
        StartingPositionTimestamp = config.Start.At is { } at ? at.ToUnixTimeMilliseconds() / 1_000m : null,
        ParallelizationFactor = config.ParallelizationFactor,
        MaximumRetryAttempts = config.MaximumRetryAttempts ?? -1,
        MaximumRecordAgeInSeconds = config.MaximumRecordAge is { } age ? Seconds(age, "a maximum record age", "60 to 604800") : -1,
        BisectBatchOnFunctionError = config.BisectBatchOnFunctionError,
        FunctionResponseTypes = config.ReportBatchItemFailures ? ["ReportBatchItemFailures"] : [],
        TumblingWindowInSeconds = Seconds(config.TumblingWindow, "a tumbling window", "0 to 900"),
        DestinationConfig = new MappingDestinationConfig { OnFailure = new MappingDestination { Destination = config.OnFailure is { Arn.Length: > 0 } target ? Whole(target, sourceArn) : null } },
        FilterCriteria = config.Filters.Count == 0 ? null : new FilterCriteria { Filters = [.. config.Filters.Select(static f => new EventFilter { Pattern = f })] },
        MetricsConfig = config.CountsEvents ? new MappingMetricsConfig { Metrics = ["EventCount"] } : null,
        Enabled = config.Enabled,
    };

    private static string Whole(Destination target, string sourceArn) =>
        Arn.TryParse(sourceArn, out var source) ? target.In(source.Account, source.Region).Arn : target.Arn;

    private static int Seconds(TimeLength length, string what, string range)
    {
        var seconds = length.TotalSeconds;
        return seconds == Math.Truncate(seconds) && seconds is >= 0 and <= int.MaxValue
            ? (int)seconds
            : throw new SimulationConfigException(Text.Invariant($"{what} of {seconds} s; AWS takes whole seconds, {range}"));
    }
}
