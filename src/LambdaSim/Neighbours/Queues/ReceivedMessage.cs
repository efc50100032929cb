using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim.Neighbours.Queues;

/// <summary>A message as one receive gives it.</summary>
/// <param name="Message">As the queue has it: later receives change it.</param>
/// <param name="Stream">Where the queue's handles come from.</param>
internal sealed record ReceivedMessage(StoredMessage Message, ulong Stream)
{
    public static readonly IReadOnlyCollection<string> SystemNames =
    [
        "All", "ApproximateFirstReceiveTimestamp", "ApproximateReceiveCount", MessageRules.TraceHeader, "DeadLetterQueueSourceArn",
        "MessageDeduplicationId", "MessageGroupId", "SenderId", "SentTimestamp", "SequenceNumber",
    ];

    private readonly int _receives = Message.Receives;
    private readonly long _order = Message.Order;

    /// <summary>Number of the handle.</summary>
    public long Receipt { get; } = Message.Receipt;

    /// <summary>The handle, made to text when somebody asks.</summary>
    public string Handle => new ReceiptHandle(_order, Receipt).Text(Stream);

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
        Add(attributes, "DeadLetterQueueSourceArn", Message.DeadLetterSource?.Arn);
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
