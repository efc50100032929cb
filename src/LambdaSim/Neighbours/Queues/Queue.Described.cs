using LambdaSim.Configuration;

namespace LambdaSim.Neighbours.Queues;

// How it shows itself (rule SQS-ATTRIBUTES).
public sealed partial class Queue
{
    private const string All = "All";

    /// <summary>Attributes by name, those asked for.</summary>
    /// <exception cref="QueueServiceException">There is none of a name.</exception>
    internal SortedDictionary<string, string> Describe(IReadOnlyCollection<string> names)
    {
        var everything = Everything();
        foreach (var name in names)
        {
            if (name != All && !everything.ContainsKey(name) && !QueueSettings.IsSettable(name))
            {
                throw QueueServiceException.InvalidAttributeName(name);
            }
        }

        return names.Contains(All, StringComparer.Ordinal) ? everything
            : new SortedDictionary<string, string>(everything.Where(a => names.Contains(a.Key, StringComparer.Ordinal)).ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    private SortedDictionary<string, string> Everything()
    {
        var (ready, delayed, inFlight) = Counts;
        return new SortedDictionary<string, string>(Settings.Values.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal)
        {
            ["ApproximateNumberOfMessages"] = Text.Of(ready),
            ["ApproximateNumberOfMessagesDelayed"] = Text.Of(delayed),
            ["ApproximateNumberOfMessagesNotVisible"] = Text.Of(inFlight),
            ["CreatedTimestamp"] = Text.Of(CreatedAt.ToUnixTimeSeconds()),
            ["LastModifiedTimestamp"] = Text.Of(ModifiedAt.ToUnixTimeSeconds()),
            ["QueueArn"] = Arn,
        };
    }
}
