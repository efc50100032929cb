using NodaTime;

namespace LambdaSim.Functions;

/// <summary>How long states last. AWS publishes none of it (rule CTL-DWELL).</summary>
internal sealed record ServiceDwell
{
    /// <summary>From <c>Pending</c> to <c>Active</c> after a creation.</summary>
    public Duration Create { get; init; } = Duration.Zero;

    /// <summary>From <c>InProgress</c> to <c>Successful</c> after an update.</summary>
    public Duration Update { get; init; } = Duration.Zero;

    /// <summary>From <c>Pending</c> to <c>Active</c> of a version that a snapshot is taken of.</summary>
    public Duration SnapStart { get; init; } = Duration.Zero;

    /// <summary>From <c>IN_PROGRESS</c> to <c>READY</c> of provisioned concurrency.</summary>
    public Duration Provisioned { get; init; } = Duration.Zero;

    /// <summary>How long a mapping is being created, changed or deleted.</summary>
    public Duration Mapping { get; init; } = Duration.Zero;
}
