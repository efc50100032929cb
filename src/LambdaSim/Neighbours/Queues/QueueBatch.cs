namespace LambdaSim.Neighbours.Queues;

/// <summary>What became of one entry of a batch.</summary>
internal sealed record BatchOutcome<T>(string Id, T? Result, QueueServiceException? Error)
    where T : class;

/// <summary>Batches (rule SQS-BATCH): checked as a whole first, then each entry succeeds or fails by itself.</summary>
internal static class QueueBatch
{
    private const int Most = 10;
    private const int MaxIdLength = 80;

    /// <param name="entryName">What AWS calls an entry.</param>
    /// <param name="entries">All of them.</param>
    /// <param name="run">Does one; its error is that entry's.</param>
    /// <param name="check">What every entry must stand, or the batch is refused.</param>
    public static IReadOnlyList<BatchOutcome<TOut>> Run<TIn, TOut>(string entryName, IReadOnlyList<(string? Id, TIn Entry)> entries, Func<TIn, TOut> run, Action<TIn>? check = null)
        where TOut : class
    {
        CheckIds(entryName, [.. entries.Select(static e => e.Id)]);
        foreach (var (_, entry) in entries)
        {
            check?.Invoke(entry);
        }

        List<BatchOutcome<TOut>> outcomes = [];
        foreach (var (id, entry) in entries)
        {
            try
            {
                outcomes.Add(new BatchOutcome<TOut>(id!, run(entry), null));
            }
            catch (QueueServiceException e)
            {
                outcomes.Add(new BatchOutcome<TOut>(id!, null, e));
            }
        }

        return outcomes;
    }

    public static void CheckSize(IEnumerable<SendRequest> entries, int most)
    {
        var size = entries.Sum(Queue.SizeOf);
        if (size > most)
        {
            throw QueueServiceException.BatchRequestTooLong(size, most);
        }
    }

    private static void CheckIds(string entryName, IReadOnlyList<string?> ids)
    {
        if (ids.Count == 0)
        {
            throw QueueServiceException.EmptyBatchRequest(entryName);
        }

        if (ids.Count > Most)
        {
            throw QueueServiceException.TooManyEntries(ids.Count);
        }

        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            if (string.IsNullOrEmpty(id) || id.Length > MaxIdLength || !id.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            {
                throw QueueServiceException.InvalidBatchEntryId();
            }

            if (!seen.Add(id))
            {
                throw QueueServiceException.BatchEntryIdsNotDistinct(id);
            }
        }
    }
}
