namespace LambdaSim.Neighbours.Queues;

/// <summary>What became of one entry of a batch.</summary>
internal sealed record BatchOutcome<T>(string Id, T? Result, QueueServiceException? Error)
    where T : class;

/// <summary>Batches (rule SQS-BATCH): checked as a whole first, then each entry succeeds or fails by itself.</summary>
internal static class QueueBatch
{
    private const int Most = 10;
    private const int MaxIdLength = 80;

    public static IReadOnlyList<BatchOutcome<TOut>> Run<TIn, TOut>(string entryName, IReadOnlyList<(string? Id, TIn Entry)> entries, Func<TIn, TOut> run)
        where TOut : class
    {
        CheckIds(entryName, [.. entries.Select(static e => e.Id)]);
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
