using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Queues;

/// <summary>A message to be sent, as a client words it.</summary>
internal sealed record SendRequest(string? Body)
{
    public const string Anybody = Neighbours.Sender.AnybodyId;

    public int? DelaySeconds { get; init; }

    public IReadOnlyDictionary<string, MessageAttribute> Attributes { get; init; } = MessageRules.NoAttributes;

    public IReadOnlyDictionary<string, MessageAttribute> SystemAttributes { get; init; } = MessageRules.NoAttributes;

    public string? Group { get; init; }

    public string? DeduplicationId { get; init; }

    /// <summary>As messages tell it; null: a service of AWS.</summary>
    public string? SenderId { get; init; } = Anybody;

    /// <summary>Who sends it, for the event log.</summary>
    public Sender By { get; init; } = Sender.Client;
}

// How messages come in.
public sealed partial class Queue
{
    private const int MaxDelaySeconds = 900;
    private const string NotOfThisType = "The request include parameter that is not valid for this queue type.";
    private const string ServiceSender = "AROALAMBDASIM00000000:awslambda_";

    private Instant _delayedUntil;

    /// <summary>Takes a message of Lambda's or another service's own, as it takes one of a client's; FIFO queues take none of Lambda's.</summary>
    internal Taken Send(SendRequest request, Delivery delivery)
    {
        if (IsFifo && delivery.Origin is not null)
        {
            return Taken.Refused;
        }

        try
        {
            var number = Send(request).Number;
            delivery.Receipt?.Message = number;
            return Taken.Arrived;
        }
        catch (QueueServiceException e)
        {
            delivery.Receipt?.Refusal = e.Message;
            return Taken.Refused;
        }
    }

    /// <summary>Takes a message (rules SQS-MESSAGE, SQS-DELAY).</summary>
    internal StoredMessage Send(SendRequest request)
    {
        if (IsDeleted)
        {
            throw QueueServiceException.QueueDoesNotExist();
        }

        var size = Check(request);
        var deduplicationId = DeduplicationIdOf(request);
        if (deduplicationId is not null && FindDuplicate(request.Group!, deduplicationId) is { } earlier)
        {
            Record(EventKind.MessageDuplicated, (byte)request.By.Cause, earlier, earlier.Receives, request.By);
            return earlier;
        }

        var id = _service.NextMessageId();
        var message = new StoredMessage
        {
            IdSource = id,
            Number = _service.NextMessage(),
            Sent = new QueueMessage(request.Body!, request.Attributes, Now),
            EnqueuedAt = Now,
            SenderId = request.SenderId ?? ServiceSender + StoredMessage.IdOf(id)[..8],
            SystemAttributes = TraceHeader.With(request.SystemAttributes, request.By.Trace),
            Group = request.Group,
            DeduplicationId = deduplicationId,
            Chain = request.By.Chain,
        };
        Accept(message, request.DelaySeconds is { } seconds && !IsFifo ? Duration.FromSeconds(seconds) : Settings.Delay, size, request.By);
        if (deduplicationId is not null)
        {
            Remember(message);
        }

        return message;
    }

    /// <summary>Whether it would be taken; its bytes.</summary>
    /// <exception cref="QueueServiceException">It would not.</exception>
    internal int Check(SendRequest request)
    {
        var size = SizeOf(request);
        MessageRules.CheckBody(request.Body);
        MessageRules.CheckAttributes(request.Attributes);
        MessageRules.CheckSystemAttributes(request.SystemAttributes);
        MessageRules.CheckSize(size, Settings.MaximumMessageSize);
        if (request.DelaySeconds is { } delay)
        {
            if (IsFifo && delay != 0)
            {
                throw QueueServiceException.InvalidParameter("DelaySeconds", Text.Of(delay), NotOfThisType);
            }

            if (delay is < 0 or > MaxDelaySeconds)
            {
                throw QueueServiceException.InvalidParameter("DelaySeconds", Text.Of(delay), "DelaySeconds must be >= 0 and <= 900.");
            }
        }

        CheckGroup(request);
        return size;
    }

    internal static int SizeOf(SendRequest request) => MessageRules.SizeOf(request.Body ?? "", request.Attributes);

    private void Accept(StoredMessage message, Duration delay, int size, Sender by)
    {
        Record(EventKind.MessageSent, (byte)by.Cause, message, size, by);
        Accept(message, delay + LatenessOf(message));
    }

    private void Accept(StoredMessage message, Duration delay)
    {
        // A FIFO queue's messages become visible in order, also when the delay was made shorter.
        if (IsFifo)
        {
            _delayedUntil = Instant.Max(_delayedUntil, Now + delay);
            delay = _delayedUntil - Now;
        }

        Enter(message, delay);
        if (IsFifo)
        {
            message.Sequence = message.Order * SequenceStep;
        }

        Pulse();
    }
}
