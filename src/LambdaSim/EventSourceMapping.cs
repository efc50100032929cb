using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Functions;
using LambdaSim.Functions.Model;
using LambdaSim.Sources;

namespace LambdaSim;

/// <summary>A function reads a queue: AWS polls the queue and invokes the function with batches of its messages.</summary>
public sealed class EventSourceMapping
{
    private readonly LambdaService _service;
    private readonly MappingBook _book;

    internal EventSourceMapping(LambdaService service, MappingBook book, string uuid)
    {
        (_service, _book, UUID) = (service, book, uuid);
    }

    /// <summary>Its name in AWS's API.</summary>
    public string UUID { get; }

    /// <summary>Its ARN.</summary>
    public string Arn => _service.Address.OfMapping(UUID);

    /// <summary>What it does at the moment.</summary>
    public MappingState State => Acting?.State ?? MappingState.None;

    /// <summary>Messages read, filtered out, sent, failed and deleted so far, and batches.</summary>
    public MappingFigures Figures => new(Acting?.Counts ?? new MappingCounts());

    /// <summary>The metrics that AWS publishes of it, by their names: those that its settings ask for, none while it is disabled (rule ESM-METRICS).</summary>
    public IReadOnlyDictionary<string, long> Metrics => Acting is { Settings.CountsEvents: true } acting
        ? acting.Counts.ByName
        : new SortedDictionary<string, long>(StringComparer.Ordinal);

    /// <summary>Polls no longer; batches under way end as they end.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public void Disable() => Change(static r => r with { Enabled = false });

    /// <summary>Polls again.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public void Enable() => Change(static r => r with { Enabled = true });

    /// <summary>Other settings from now on.</summary>
    /// <exception cref="LambdaServiceException">AWS would refuse one of them.</exception>
    public void Update(QueueMappingConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var request = MappingRequests.Create("", "", config);
        Change(r => r with
        {
            BatchSize = request.BatchSize,
            MaximumBatchingWindowInSeconds = request.MaximumBatchingWindowInSeconds,
            ScalingConfig = request.ScalingConfig ?? new ScalingConfig(),
            ProvisionedPollerConfig = request.ProvisionedPollerConfig,
            FunctionResponseTypes = request.FunctionResponseTypes,
            FilterCriteria = request.FilterCriteria ?? new FilterCriteria { Filters = [] },
            MetricsConfig = request.MetricsConfig,
            Enabled = config.Enabled,
        });
    }

    /// <summary>Goes. Messages stay where they are.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public void Delete() => _service.DeleteEventSourceMapping(new EventSourceMappingRequest { UUID = UUID });

    /// <summary>Source and function, and what it does.</summary>
    public override string ToString() => Acting is { } acting ? $"{acting.Name}, {acting.State}" : UUID;

    private Mapping? Acting => _book.Find(UUID);

    private void Change(Func<UpdateEventSourceMappingRequest, UpdateEventSourceMappingRequest> change) =>
        _service.UpdateEventSourceMapping(change(new UpdateEventSourceMappingRequest { UUID = UUID }));
}

/// <summary>What a mapping did so far. Kept whatever metrics it publishes.</summary>
public sealed record MappingFigures
{
    internal MappingFigures(MappingCounts counts) =>
        (Polled, FilteredOut, Invoked, FailedInvoke, Deleted, Batches, Refusals, MostAtOnce) =
        (counts.Polled, counts.FilteredOut, counts.Invoked, counts.FailedInvoke, counts.Deleted, counts.Batches, counts.Refusals, counts.MostAtOnce);

    /// <summary>Messages received, again when they were visible again.</summary>
    public long Polled { get; }

    /// <summary>Messages that its filters did not let pass.</summary>
    public long FilteredOut { get; }

    /// <summary>Messages sent to the function, once for each attempt.</summary>
    public long Invoked { get; }

    /// <summary>Messages of invocations that failed, and of those that reported one failure or more.</summary>
    public long FailedInvoke { get; }

    /// <summary>Messages deleted after success.</summary>
    public long Deleted { get; }

    /// <summary>Batches.</summary>
    public long Batches { get; }

    /// <summary>Attempts that Lambda refused: throttles, a function that is not there.</summary>
    public long Refusals { get; }

    /// <summary>The most batches that were under way at a time.</summary>
    public int MostAtOnce { get; }
}
