using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Buckets;

/// <summary>What S3 refuses of a notification configuration, before anything of it holds (rules BKT-NOTIFY-CHECK and BKT-NOTIFY-OVERLAP).</summary>
internal static class NotificationChecks
{
    private const string Unusable = "Unable to validate the following destination configurations";

    private const int MostRules = 100;

    /// <param name="bucket">Whose.</param>
    /// <param name="wanted">The whole configuration.</param>
    /// <param name="directory">What exists.</param>
    /// <param name="skipsTargets">Whether the targets need not be there.</param>
    /// <exception cref="BucketServiceException">AWS would refuse it.</exception>
    public static void Require(Bucket bucket, NotificationConfiguration wanted, ResourceDirectory directory, bool skipsTargets)
    {
        if (wanted.Rules.Length > MostRules)
        {
            throw BucketServiceException.InvalidArgument("The number of notification configurations exceeds the limit of 100.", "NotificationConfiguration", Configuration.Text.Of(wanted.Rules.Length));
        }

        foreach (var rule in wanted.Rules)
        {
            RequireForm(bucket, rule);
        }

        RequireDistinct(wanted);
        if (!skipsTargets)
        {
            foreach (var rule in wanted.Rules)
            {
                RequireTarget(rule, directory);
            }
        }
    }

    private static void RequireForm(Bucket bucket, NotificationRule rule)
    {
        if (!Arn.TryParse(rule.Target, out var target))
        {
            throw BucketServiceException.InvalidArgument("The ARN could not be parsed", rule.Member, rule.Target);
        }

        if (target.Service != rule.Service || target.Resource.Length == 0)
        {
            throw BucketServiceException.InvalidArgument("The ARN is not well formed", rule.Member, rule.Target);
        }

        if (rule.Events.IsEmpty)
        {
            throw BucketServiceException.MalformedXml();
        }

        if (rule.Events.FirstOrDefault(static e => !BucketEvents.IsKnown(e)) is { } unknown)
        {
            throw BucketServiceException.InvalidArgument($"The event '{unknown}' is not supported for notifications", "Event", unknown);
        }

        if (target.Region != bucket.Region)
        {
            throw BucketServiceException.InvalidArgument("The notification destination service region is not valid for the bucket location constraint", rule.Member, rule.Target);
        }

        if (rule.Kind != NotificationTarget.Function && target.Resource.EndsWith(".fifo", StringComparison.Ordinal))
        {
            throw BucketServiceException.InvalidArgument(Unusable, rule.Target, rule.Kind == NotificationTarget.Queue ? "FIFO SQS queues are not supported." : "FIFO SNS topics are not supported.");
        }
    }

    private static void RequireDistinct(NotificationConfiguration wanted)
    {
        for (var i = 0; i < wanted.Rules.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (one, other) = (wanted.Rules[j], wanted.Rules[i]);
                if (one.Shared(other) is not var (first, second) || !one.Overlaps(other))
                {
                    continue;
                }

                throw one is { Prefix: null, Suffix: null } && other is { Prefix: null, Suffix: null }
                    ? BucketServiceException.InvalidArgument("Configurations overlap. Configurations on the same bucket cannot share a common event type.", "Event", $"{first}, {second}")
                    : new BucketServiceException("InvalidArgument", 400,
                        "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are overlapping for the same event type.");
            }
        }
    }

    private static void RequireTarget(NotificationRule rule, ResourceDirectory directory)
    {
        var found = directory.Find(rule.Target);
        var problem = rule.Kind switch
        {
            NotificationTarget.Function => found is IFunctionTarget ? null : $"Not authorized to invoke function [{rule.Target}]",
            NotificationTarget.Queue => found is not null ? null : "The destination queue does not exist",
            _ => found is not null ? null : "The destination topic does not exist",
        };
        if (problem is not null)
        {
            throw BucketServiceException.InvalidArgument(Unusable, rule.Target, problem);
        }
    }
}
