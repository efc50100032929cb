using System.Collections.Immutable;
using System.Text;
using LambdaSim.Events;
using LambdaSim.Neighbours.Handover;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Topics;

/// <summary>Hands messages over to subscriptions: each apart, tried again on its own, with one fate each (rules SNS-FAN-OUT, SNS-RAW, SNS-RETRY).</summary>
internal static class TopicDelivery
{
    private const string Principal = "sns.amazonaws.com";

    // More than a queue's message may have.
    private const int MostRawAttributes = 10;

    // Three tries at once, of which the first is one, two after a second each.
    private const int Immediate = 2, BeforeBackoff = 2;

    // Ten from 1 to 20 s, each longer than the one before by the same factor, in milliseconds; then one each 20 s.
    private static readonly ImmutableArray<int> _backoff = [1_000, 1_395, 1_946, 2_714, 3_786, 5_282, 7_368, 10_278, 14_337, 20_000];

    // AWS documents 100,015 attempts over 23 days.
    internal const int Attempts = 100_015;

    private static readonly Duration _last = Duration.FromSeconds(20);

    public static void FanOut(Topic topic, TopicMessage message, Sender by)
    {
        var book = topic.Service.Book;
        var from = topic.IndexIn(book.Host.Log);
        var isWanted = false;
        foreach (var subscription in topic.Subscriptions.Where(s => s.IsConfirmed && s.Attributes.Policy?.Lets(message, s.Protocol) != false))
        {
            isWanted = true;
            if (SubscriptionProtocol.IsSimulated(subscription.Protocol))
            {
                Send(book, subscription, message, by, from);
            }
            else
            {
                book.Courier.Unwanted(from, SizeOf(message), by, HandoverCause.Unsimulated);
            }
        }

        if (!isWanted)
        {
            book.Courier.Unwanted(from, SizeOf(message), by);
        }
    }

    private static int SizeOf(TopicMessage message) => MessageAttributes.SizeOf(message.Message, message.Attributes);

    private static void Send(TopicBook book, Subscription subscription, TopicMessage message, Sender by, int from)
    {
        var isRaw = subscription.Attributes.IsRaw;
        if (isRaw && message.Said.HasAttributes && message.Attributes.Count > MostRawAttributes)
        {
            book.Courier.Unwanted(from, SizeOf(message), by, HandoverCause.Refused);
            return;
        }

        var isInOrder = subscription.Topic.IsFifo && SubscriptionProtocol.IsFifo(subscription.Endpoint);
        var isQueue = subscription.Protocol == SubscriptionProtocol.Sqs;
        var forQueue = isRaw ? Encoding.UTF8.GetBytes(message.Said.For(subscription.Protocol)) : null;
        IReadOnlyList<DeliveryAttribute> attributes = isRaw && message.Said.HasAttributes ? [.. message.Attributes.Select(static a => new DeliveryAttribute(a.Key, a.Value.DataType, a.Value.Value))] : [];
        book.Courier.Send(new Parcel
        {
            From = from,
            Target = subscription.Endpoint,
            Body = isQueue ? forQueue ?? Envelope.ForQueue(subscription, message) : Envelope.ForFunction(subscription, message),
            Policy = PolicyOf(book),
            RequestId = message.MessageId,
            By = by,
            Attributes = attributes,
            GroupId = isInOrder || (isQueue && !subscription.Topic.IsFifo) ? message.Group : null,
            DeduplicationId = isInOrder ? message.DeduplicationId : null,
            Principal = Principal,
            Source = subscription.Topic.Arn,
            DeadLetters = subscription.Attributes.DeadLetters,

            // A dead-letter queue gets what a queue would have got.
            DeadLetter = _ => (forQueue ?? Envelope.ForQueue(subscription, message), attributes),
        });
    }

    private static HandoverPolicy PolicyOf(TopicBook book) => new(book.Latency, Attempts - 1, Duration.MaxValue, DelayBefore);

    /// <summary>How long it waits before a retry, counted from 1.</summary>
    internal static Duration DelayBefore(int retry) => retry switch
    {
        <= Immediate => Duration.Zero,
        <= Immediate + BeforeBackoff => Duration.FromSeconds(1),
        _ when retry - Immediate - BeforeBackoff <= _backoff.Length => Duration.FromMilliseconds(_backoff[retry - Immediate - BeforeBackoff - 1]),
        _ => _last,
    };
}
