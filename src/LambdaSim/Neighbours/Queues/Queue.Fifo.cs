using System.Security.Cryptography;
using System.Text;
using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim.Neighbours.Queues;

// What FIFO queues have beside (rules SQS-FIFO-GROUP, SQS-FIFO-DUPLICATES).
public sealed partial class Queue
{
    private const long SequenceStep = 256;

    private static readonly Duration _deduplication = Duration.FromMinutes(5);

    private readonly SortedDictionary<string, StoredMessage> _remembered = new(StringComparer.Ordinal);
    private readonly Queue<(Instant Until, string Key)> _forgetting = [];

    private void CheckGroup(SendRequest request)
    {
        if (request.Group is { } group)
        {
            MessageRules.CheckId("MessageGroupId", group);
        }
        else if (IsFifo)
        {
            throw QueueServiceException.MissingParameter("MessageGroupId");
        }

        if (request.DeduplicationId is not { } id)
        {
            return;
        }

        if (!IsFifo)
        {
            throw QueueServiceException.InvalidParameter("MessageDeduplicationId", id, "The request includes a parameter that is not valid for this queue type.");
        }

        MessageRules.CheckId("MessageDeduplicationId", id);
    }

    private string? DeduplicationIdOf(SendRequest request)
    {
        if (!IsFifo || request.DeduplicationId is not null)
        {
            return request.DeduplicationId;
        }

        return Settings.DeduplicatesByContent
            ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.Body!)))
            : throw QueueServiceException.InvalidParameter("The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly");
    }

    // Who sends a message again within five minutes is told of the first, whatever has become of it.
    private StoredMessage? FindDuplicate(string group, string id)
    {
        while (_forgetting.TryPeek(out var oldest) && oldest.Until <= Now)
        {
            _remembered.Remove(_forgetting.Dequeue().Key);
        }

        return _remembered.GetValueOrDefault(Key(group, id));
    }

    private void Remember(StoredMessage message)
    {
        var key = Key(message.Group!, message.DeduplicationId!);
        _remembered[key] = message;
        _forgetting.Enqueue((Now + _deduplication, key));
    }

    // Neither id has a space.
    private string Key(string group, string id) => Settings.DeduplicatesByGroup ? $"{group} {id}" : id;

    private static string SequenceNumber(long order) => Text.Invariant($"1885{order * SequenceStep:D16}");
}
