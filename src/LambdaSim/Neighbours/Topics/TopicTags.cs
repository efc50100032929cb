namespace LambdaSim.Neighbours.Topics;

/// <summary>Tags of topics: kept and shown (rule SNS-TAGS).</summary>
internal static class TopicTags
{
    private const int Most = 50, MaxKey = 128, MaxValue = 256;

    /// <summary>Tags as a request lists them, checked.</summary>
    public static SortedDictionary<string, string> Read(IEnumerable<(string? Key, string? Value)> given)
    {
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in given)
        {
            if (string.IsNullOrEmpty(key) || value is null || key.Length > MaxKey || value.Length > MaxValue || key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            {
                throw TopicServiceException.InvalidParameter($"Tags Reason: '{key}': a key has 1 to 128 characters and does not start with 'aws:', a value has at most 256");
            }

            if (!tags.TryAdd(key, value))
            {
                throw TopicServiceException.InvalidParameter("Duplicated keys are not allowed.");
            }
        }

        return tags;
    }

    public static void Add(Topic topic, IReadOnlyDictionary<string, string> tags)
    {
        if (topic.Tags.Keys.Union(tags.Keys, StringComparer.Ordinal).Count() > Most)
        {
            throw TopicServiceException.TagLimit();
        }

        foreach (var (key, value) in tags)
        {
            topic.Tags[key] = value;
        }
    }

    public static void Remove(Topic topic, IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            topic.Tags.Remove(key);
        }
    }
}
