using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim.Neighbours.Queues;

/// <summary>A message as one receive gives it.</summary>
public sealed class ReceivedMessage
{
    internal static readonly IReadOnlyCollection<string> SystemNames =
    [
        "All", "ApproximateFirstReceiveTimestamp", "ApproximateReceiveCount", TraceHeader.Name, "DeadLetterQueueSourceArn",
        "MessageDeduplicationId", "MessageGroupId", "SenderId", "SentTimestamp", "SequenceNumber",
    ];

    private readonly ulong _stream;
    private readonly long _order;

    internal ReceivedMessage(StoredMessage message, ulong stream)
    {
        Message = message;
        _stream = stream;
        _order = message.Order;
        Receipt = message.Receipt;
        ApproximateReceiveCount = message.Receives;
    }

    /// <summary>Its id.</summary>
    public string MessageId => Message.Id;

    /// <summary>Its text.</summary>
    public string Body => Message.Sent.Body;

    /// <summary>Its attributes, in ordinal order of their names.</summary>
    public IReadOnlyDictionary<string, MessageAttribute> Attributes => Message.Sent.Attributes;

    /// <summary>Stands for this receive of it: what deletes it, or changes how long it is hidden.</summary>
    public string ReceiptHandle => Handle;

    /// <summary>How often it had been received by then, this time included, in all queues that it was in.</summary>
    public int ApproximateReceiveCount { get; }

    /// <summary>When it was sent.</summary>
    public Instant SentAt => Message.Sent.SentAt;

    /// <summary>Its group; null: it has none.</summary>
    public string? MessageGroupId => Message.Group;

    /// <summary>A FIFO queue's number of it; null: the queue is none.</summary>
    public string? SequenceNumber => Message.SequenceNumber;

    /// <summary>ARN of the queue that gave it up to this one; null: none did.</summary>
    public string? DeadLetterQueueSourceArn => Message.DeadLetterSource?.Arn;

    /// <summary>As the queue has it: later receives change it.</summary>
    internal StoredMessage Message { get; }

    /// <summary>Number of the handle.</summary>
    internal long Receipt { get; }

    /// <summary>The handle, made to text when somebody asks.</summary>
    internal string Handle => new ReceiptHandle(_order, Receipt).Text(_stream);

    /// <summary>Id, count and text.</summary>
    public override string ToString() => Text.Invariant($"{MessageId}, received {ApproximateReceiveCount} times: {Body}");

    /// <summary>What SQS itself says of it (rule SQS-SYSTEM-ATTRIBUTES).</summary>
    internal SortedDictionary<string, string> SystemAttributes()
    {
        var attributes = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["ApproximateFirstReceiveTimestamp"] = Milliseconds(Message.FirstReceived),
            ["ApproximateReceiveCount"] = Text.Of(ApproximateReceiveCount),
            ["SenderId"] = Message.SenderId,
            ["SentTimestamp"] = Milliseconds(Message.Sent.SentAt),
        };
        Add(attributes, TraceHeader.Name, Message.SystemAttributes.GetValueOrDefault(TraceHeader.Name)?.Value);
        Add(attributes, "DeadLetterQueueSourceArn", DeadLetterQueueSourceArn);
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
