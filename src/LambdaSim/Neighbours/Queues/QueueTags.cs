namespace LambdaSim.Neighbours.Queues;

/// <summary>Tags of queues: kept and shown.</summary>
internal static class QueueTags
{
    private const int Most = 50;
    private const int MaxKey = 128;
    private const int MaxValue = 256;

    public static void Check(IReadOnlyDictionary<string, string> tags, IReadOnlyCollection<string> present)
    {
        if (tags.Keys.Union(present, StringComparer.Ordinal).Count() > Most)
        {
            throw QueueServiceException.InvalidParameter(Configuration.Text.Invariant($"Too many tags added for queue: a queue has at most {Most}."));
        }

        foreach (var (key, value) in tags)
        {
            if (key.Length is 0 or > MaxKey || value.Length > MaxValue || key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            {
                throw QueueServiceException.InvalidParameter($"Tag '{key}' is invalid: a key has 1 to 128 characters and does not start with 'aws:', a value has at most 256.");
            }
        }
    }

    public static void Tag(Queue queue, IReadOnlyDictionary<string, string> tags)
    {
        if (tags.Count == 0)
        {
            throw QueueServiceException.MissingParameter("Tags");
        }

        Check(tags, queue.Tags.Keys);
        Add(queue, tags);
    }

    public static void Untag(Queue queue, IReadOnlyCollection<string> keys)
    {
        if (keys.Count == 0)
        {
            throw QueueServiceException.MissingParameter("TagKeys");
        }

        foreach (var key in keys)
        {
            queue.Tags.Remove(key);
        }
    }

    internal static void Add(Queue queue, IReadOnlyDictionary<string, string> tags)
    {
        foreach (var (key, value) in tags)
        {
            queue.Tags[key] = value;
        }
    }
}
