using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim.Neighbours.Queues;

/// <summary>A message as one receive gives it.</summary>
internal sealed record ReceivedMessage(StoredMessage Message, string Handle)
{
    public static readonly IReadOnlyCollection<string> SystemNames =
    [
        "All", "ApproximateFirstReceiveTimestamp", "ApproximateReceiveCount", MessageRules.TraceHeader, "DeadLetterQueueSourceArn",
        "MessageDeduplicationId", "MessageGroupId", "SenderId", "SentTimestamp", "SequenceNumber",
    ];

    private readonly int _receives = Message.Receives;

    /// <summary>What SQS itself says of it (rule SQS-SYSTEM-ATTRIBUTES).</summary>
    public SortedDictionary<string, string> SystemAttributes()
    {
        var attributes = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["ApproximateFirstReceiveTimestamp"] = Milliseconds(Message.FirstReceived),
            ["ApproximateReceiveCount"] = Text.Of(_receives),
            ["SenderId"] = Message.SenderId,
            ["SentTimestamp"] = Milliseconds(Message.Sent.SentAt),
        };
        Add(attributes, MessageRules.TraceHeader, Message.SystemAttributes.GetValueOrDefault(MessageRules.TraceHeader)?.Value);
        Add(attributes, "DeadLetterQueueSourceArn", Message.DeadLetterSource);
        Add(attributes, "MessageDeduplicationId", Message.DeduplicationId);
        Add(attributes, "MessageGroupId", Message.Group);
        Add(attributes, "SequenceNumber", Message.SequenceNumber);
        return attributes;
    }

    private static void Add(SortedDictionary<string, string> attributes, string name, string? value)
    {
        if (value is not null)
        {
            attributes.Add(name, value);
        }
    }

    private static string Milliseconds(Instant instant) => Text.Of(instant.ToUnixTimeMilliseconds());
}
