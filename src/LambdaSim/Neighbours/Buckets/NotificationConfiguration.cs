using System.Collections.Immutable;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Buckets;

/// <summary>What a bucket tells whom (rule BKT-NOTIFY).</summary>
internal sealed record NotificationConfiguration
{
    public static readonly NotificationConfiguration None = new();

    /// <summary>Of topics, queues and functions, in this order, each in the order of the request.</summary>
    public ImmutableArray<NotificationRule> Rules { get; init; } = [];

    /// <summary>Everything goes to the default bus of the bucket's account and Region.</summary>
    public bool ToEventBridge { get; init; }
}

/// <summary>What takes notifications.</summary>
internal enum NotificationTarget
{
    Topic,
    Queue,
    Function,
}

/// <summary>A target, and what it is told.</summary>
/// <param name="Id">In events: <c>configurationId</c>.</param>
/// <param name="Kind">What the target is.</param>
/// <param name="Target">Its ARN.</param>
/// <param name="Events">Types, such as <c>s3:ObjectCreated:*</c>.</param>
internal sealed record NotificationRule(string Id, NotificationTarget Kind, string Target, ImmutableArray<string> Events)
{
    /// <summary>Which keys begin so; null: all. As the client wrote it.</summary>
    public string? Prefix { get; init; }

    /// <summary>Which keys end so; null: all. As the client wrote it.</summary>
    public string? Suffix { get; init; }

    /// <summary>The member that holds it, as AWS's errors name it.</summary>
    public string Member => Kind switch
    {
        NotificationTarget.Topic => "Topic",
        NotificationTarget.Queue => "Queue",
        _ => "CloudFunction",
    };

    public string Service => Kind switch
    {
        NotificationTarget.Topic => "sns",
        NotificationTarget.Queue => Arn.Sqs,
        _ => Arn.Lambda,
    };

    public bool Covers(BucketEvent happened) =>
        Events.Any(e => BucketEvents.Covers(e, happened.Type))
        && happened.Key.StartsWith(Plain(Prefix), StringComparison.Ordinal) && happened.Key.EndsWith(Plain(Suffix), StringComparison.Ordinal);

    /// <summary>The first pair of types that two rules have in common; null: they have none.</summary>
    public (string Own, string Other)? Shared(NotificationRule other)
    {
        foreach (var own in Events)
        {
            if (other.Events.FirstOrDefault(o => BucketEvents.Share(own, o)) is { } found)
            {
                return (own, found);
            }
        }

        return null;
    }

    /// <summary>Whether some key passes both rules' filters.</summary>
    public bool Overlaps(NotificationRule other) =>
        Nested(Plain(Prefix), Plain(other.Prefix), static (a, b) => a.StartsWith(b, StringComparison.Ordinal))
        && Nested(Plain(Suffix), Plain(other.Suffix), static (a, b) => a.EndsWith(b, StringComparison.Ordinal));

    private static bool Nested(string a, string b, Func<string, string, bool> isIn) => isIn(a, b) || isIn(b, a);

    // Filters have the form of keys in events: letters may be escaped, and a plus is a space.
    private static string Plain(string? value) => value is null ? "" : Uri.UnescapeDataString(value.Replace('+', ' '));
}
