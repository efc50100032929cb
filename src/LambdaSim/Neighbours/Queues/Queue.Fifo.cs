using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace LambdaSim.Neighbours.Queues;

// What FIFO queues have beside (rules SQS-FIFO-GROUP, SQS-FIFO-DUPLICATES).
public sealed partial class Queue
{
    private const long SequenceStep = 256;
    private const string NeedsId = "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly";

    private static readonly Duration _deduplication = Duration.FromMinutes(5);

    private readonly Dictionary<(string? Group, string Id), StoredMessage> _remembered = [];
    private readonly Queue<(Instant Until, (string? Group, string Id) Key)> _forgetting = [];

    /// <summary>Whether a message has the ids that a queue of this type needs; of a batch, all must (rule SQS-FIFO-BATCH).</summary>
    internal void CheckIds(SendRequest request)
    {
        if (!IsFifo)
        {
            return;
        }

        if (request.Group is null)
        {
            throw QueueServiceException.MissingParameter("MessageGroupId");
        }

        if (request.DeduplicationId is null && !Settings.DeduplicatesByContent)
        {
            throw QueueServiceException.InvalidParameter(NeedsId);
        }
    }

    private void CheckGroup(SendRequest request)
    {
        CheckIds(request);
        if (request.Group is { } group)
        {
            MessageRules.CheckId("MessageGroupId", group);
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

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.Body!)));
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

    private (string? Group, string Id) Key(string group, string id) => (Settings.DeduplicatesByGroup ? group : null, id);
}
