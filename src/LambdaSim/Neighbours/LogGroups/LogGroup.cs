using LambdaSim.Neighbours.LogGroups.Patterns;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.LogGroups;

/// <summary>A log group: a name with a retention, streams as names, and up to two subscription filters (rules LOG-GROUP, LOG-SUBSCRIPTION).</summary>
internal sealed class LogGroup(string name, Arn arn, Instant createdAt) : IResource
{
    public string Kind => "log group";

    public string Name { get; } = name;

    public Arn Arn { get; } = arn;

    public Instant CreatedAt { get; } = createdAt;

    /// <summary>In days; null: for ever.</summary>
    public int? Retention { get; set; }

    public string? KmsKeyId { get; init; }

    public string Class { get; init; } = "STANDARD";

    /// <summary>Whether it cannot be deleted.</summary>
    public bool IsProtected { get; init; }

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    /// <summary>When each was created, by name.</summary>
    public SortedDictionary<string, Instant> Streams { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, SubscriptionFilter> Subscriptions { get; } = new(StringComparer.Ordinal);
}

/// <summary>What sends lines of a group on.</summary>
/// <param name="Name">Its name among those of its group.</param>
/// <param name="Text">Of the pattern.</param>
/// <param name="Pattern">Which lines.</param>
/// <param name="DestinationArn">Where they go.</param>
/// <param name="CreatedAt">Lines from then on.</param>
internal sealed record SubscriptionFilter(string Name, string Text, LogPattern Pattern, string DestinationArn, Instant CreatedAt)
{
    public string? RoleArn { get; init; }

    public string Distribution { get; init; } = "ByLogStream";

    /// <summary>The calls that it led to, so that a function that gets its own lines does not go in a circle for ever.</summary>
    public CallChain Chain { get; } = new();
}
