using NodaTime;

namespace LambdaSim.Neighbours.Queues;

/// <summary>What SQS says of a message that it has taken.</summary>
/// <param name="MessageId">Its id; of a duplicate the first one's.</param>
/// <param name="SequenceNumber">A FIFO queue's number of it, 20 digits; null: the queue is none.</param>
public sealed record SentMessage(string MessageId, string? SequenceNumber);

// What tests and handlers do with it.
public sealed partial class Queue
{
    private static readonly Duration _second = Duration.FromSeconds(1);

    /// <summary>Messages that can be received now; exact, where AWS's figure is about a minute old.</summary>
    public int ApproximateNumberOfMessages => Counts.Ready;

    /// <summary>Messages in flight: received, not deleted, and hidden.</summary>
    public int ApproximateNumberOfMessagesNotVisible => Counts.InFlight;

    /// <summary>Messages that cannot be received yet because of their delay.</summary>
    public int ApproximateNumberOfMessagesDelayed => Counts.Delayed;

    /// <summary>Sends a message, at the present instant: from a test, or from a handler, whose invocation the event log then names.</summary>
    /// <param name="body">1 byte to <see cref="MaxMessageBytes"/> with the attributes, of characters that XML has.</param>
    /// <param name="delay">How long it cannot be received: 0 s to 15 minutes in whole seconds; null: as the queue has it. A FIFO queue's messages have none of their own.</param>
    /// <param name="groupId">A FIFO queue needs one; at a standard queue it names a tenant of a fair queue.</param>
    /// <param name="deduplicationId">A FIFO queue needs one, unless it deduplicates by content; a message with the id of one sent within 5 minutes is not sent again.</param>
    /// <param name="attributes">At most 10.</param>
    /// <exception cref="AwsServiceException">SQS would refuse it, in SQS's words.</exception>
    /// <example>
    /// <code>
    /// orders.Send("{\"id\":7}", delay: 5.Seconds);
    /// fifo.Send("paid", groupId: "order-7", deduplicationId: "payment-1");
    /// </code>
    /// </example>
    public SentMessage Send(string body, TimeLength? delay = null, string? groupId = null, string? deduplicationId = null, IReadOnlyDictionary<string, MessageAttribute>? attributes = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        var request = new SendRequest(body)
        {
            DelaySeconds = delay is { } length ? Seconds(length, nameof(delay)) : null,
            Group = groupId,
            DeduplicationId = deduplicationId,
            Attributes = attributes is null ? MessageRules.NoAttributes : new SortedDictionary<string, MessageAttribute>(attributes.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal),
            By = _service.Host.Sender,
        };
        var sent = _service.Host.Do("sqs", "SendMessage", Name, (Queue: this, Request: request), static s => s.Queue.Send(s.Request));
        return new SentMessage(sent.Id, sent.SequenceNumber);
    }

    /// <summary>Receives what can be had at the present instant, without waiting.</summary>
    /// <param name="max">1 to 10.</param>
    /// <param name="visibilityTimeout">How long nobody else can receive it: 0 s to 12 hours in whole seconds; null: as the queue has it.</param>
    /// <exception cref="AwsServiceException">SQS would refuse it, in SQS's words; 120,000 messages are in flight already.</exception>
    public IReadOnlyList<ReceivedMessage> Receive(int max = 1, TimeLength? visibilityTimeout = null)
    {
        var request = new ReceiveRequest { Max = max, VisibilitySeconds = visibilityTimeout is { } length ? Seconds(length, nameof(visibilityTimeout)) : null, WaitSeconds = 0 };
        return _service.Host.Do("sqs", "ReceiveMessage", Name, (Queue: this, Request: request), static s =>
        {
            IReadOnlyList<ReceivedMessage> found = [];
            s.Queue.Receive(s.Request, m => found = m);
            return found;
        });
    }

    private static int Seconds(TimeLength length, string parameter) =>
        length.ToDuration() is var time && time == _second * (int)time.TotalSeconds ? (int)time.TotalSeconds
            : throw new ArgumentOutOfRangeException(parameter, length, "SQS counts whole seconds");
}
