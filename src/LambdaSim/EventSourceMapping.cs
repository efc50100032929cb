using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Functions;
using LambdaSim.Functions.Model;
using LambdaSim.Sources;
using NodaTime;

namespace LambdaSim;

/// <summary>A function reads a queue or a stream: AWS polls it and invokes the function with batches of its messages or records.</summary>
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

    /// <summary>How the last batch of a stream went, in AWS's words; null: the source is a queue.</summary>
    /// <exception cref="LambdaServiceException">It was deleted.</exception>
    public string? LastProcessingResult => _service.GetEventSourceMapping(new EventSourceMappingRequest { UUID = UUID }).LastProcessingResult;

    /// <summary>Messages or records read, filtered out, sent, failed and done with so far, and batches.</summary>
    public MappingFigures Figures => new(Acting?.Counts ?? new MappingCounts());

    /// <summary>The metrics that AWS publishes of it, by their names: those that its settings ask for, none while it is disabled (rule ESM-METRICS).</summary>
    public IReadOnlyDictionary<string, long> Metrics => Acting is { Settings.CountsEvents: true } acting
        ? acting.Settings.Stream is null ? acting.Counts.OfQueue : acting.Counts.OfStream
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

    /// <summary>Other settings of a mapping of a stream from now on; where it began stays.</summary>
    /// <exception cref="LambdaServiceException">AWS would refuse one of them.</exception>
    public void Update(StreamMappingConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var request = MappingRequests.Create("", "", config);
        Change(r => r with
        {
            BatchSize = request.BatchSize,
            MaximumBatchingWindowInSeconds = request.MaximumBatchingWindowInSeconds,
            ParallelizationFactor = request.ParallelizationFactor,
            MaximumRetryAttempts = request.MaximumRetryAttempts,
            MaximumRecordAgeInSeconds = request.MaximumRecordAgeInSeconds,
            BisectBatchOnFunctionError = request.BisectBatchOnFunctionError,
            TumblingWindowInSeconds = request.TumblingWindowInSeconds,
            DestinationConfig = request.DestinationConfig,
            FunctionResponseTypes = request.FunctionResponseTypes,
            FilterCriteria = request.FilterCriteria ?? new FilterCriteria { Filters = [] },
            MetricsConfig = request.MetricsConfig ?? new MappingMetricsConfig { Metrics = [] },
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
    internal MappingFigures(MappingCounts counts)
    {
        (Polled, FilteredOut, Invoked, FailedInvoke, Deleted, Batches, Refusals, MostAtOnce) =
            (counts.Polled, counts.FilteredOut, counts.Invoked, counts.FailedInvoke, counts.Deleted, counts.Batches, counts.Refusals, counts.MostAtOnce);
        (Dropped, SentToDestination, DestinationFailures) = (counts.Dropped, counts.SentToDestination, counts.DestinationFailures);
        (IteratorAge, LongestIteratorAge) = (Duration.FromNanoseconds(counts.IteratorAge), Duration.FromNanoseconds(counts.LongestIteratorAge));
    }

    /// <summary>Messages received, again when they were visible again; records read.</summary>
    public long Polled { get; }

    /// <summary>Messages or records that its filters did not let pass.</summary>
    public long FilteredOut { get; }

    /// <summary>Messages or records sent to the function, once for each attempt.</summary>
    public long Invoked { get; }

    /// <summary>Messages or records of invocations that failed, and of those that reported one failure or more.</summary>
    public long FailedInvoke { get; }

    /// <summary>Messages deleted after success.</summary>
    public long Deleted { get; }

    /// <summary>Records that were given up, by retries or age, and no destination was told of.</summary>
    public long Dropped { get; }

    /// <summary>Records that were given up and a destination was told of.</summary>
    public long SentToDestination { get; }

    /// <summary>Times that a destination did not take what it was told: AWS's <c>DestinationDeliveryFailures</c>.</summary>
    public long DestinationFailures { get; }

    /// <summary>How old the last record of the last batch was when it was sent: AWS's <c>IteratorAge</c>.</summary>
    public Duration IteratorAge { get; }

    /// <summary>The most that <see cref="IteratorAge"/> ever was.</summary>
    public Duration LongestIteratorAge { get; }

    /// <summary>Batches; of a stream one for each attempt.</summary>
    public long Batches { get; }

    /// <summary>Attempts that Lambda refused: throttles, a function that is not there.</summary>
    public long Refusals { get; }

    /// <summary>The most batches that were under way at a time.</summary>
    public int MostAtOnce { get; }
}
