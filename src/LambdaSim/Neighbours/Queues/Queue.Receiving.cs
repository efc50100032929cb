using LambdaSim.Configuration;
using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Neighbours.Queues;

// How messages go out, and away.
public sealed partial class Queue
{
    internal const int MaxInFlight = 120_000;

    /// <summary>What can be had now; the messages are hidden for a while (rules SQS-VISIBILITY, SQS-REDRIVE, SQS-FIFO-GROUP).</summary>
    /// <exception cref="QueueServiceException">Too many are in flight already (rule SQS-IN-FLIGHT).</exception>
    internal IReadOnlyList<ReceivedMessage> Take(int max, Duration visibility)
    {
        CatchUp();
        if (_inFlight >= MaxInFlight)
        {
            return IsFifo ? [] : throw QueueServiceException.OverLimit("Too many messages in flight; delete some of what was received, or wait for its visibility timeout.");
        }

        var (taken, over) = Choose(Math.Min(max, MaxInFlight - _inFlight));
        foreach (var message in over)
        {
            GiveUp(message);
        }

        List<ReceivedMessage> received = [];
        foreach (var message in taken)
        {
            message.FirstReceived = message.Receives++ == 0 ? Now : message.FirstReceived;
            message.ReceivedAt = Now;
            Record(EventKind.MessageReceived, 0, message);
            message.Receipt = ++_receipts;
            received.Add(new ReceivedMessage(message, new ReceiptHandle(message.Order, message.Receipt).Text(_receiptStream)));
            if (visibility > Duration.Zero)
            {
                Hide(message, MessageState.InFlight, Now + visibility);
            }
        }

        return received;
    }

    /// <summary>Deletes what a handle stands for; of a handle that a later receive has replaced, nothing (rule SQS-DELETE).</summary>
    internal void Delete(string? handle)
    {
        CatchUp();
        var receipt = ReceiptHandle.Read(handle, _receiptStream);
        if (!_all.TryGetValue(receipt.Order, out var message) || message.Receipt != receipt.Receipt)
        {
            return;
        }

        if (IsFifo && message.State != MessageState.InFlight)
        {
            throw QueueServiceException.InvalidParameter("ReceiptHandle", handle!, "The receipt handle has expired.");
        }

        Remove(message, MessageFate.Deleted);
        Pulse();
    }

    /// <summary>Hides a message that is in flight for longer or shorter, from now on (rule SQS-VISIBILITY).</summary>
    internal void ChangeVisibility(string? handle, int? seconds)
    {
        CatchUp();
        var receipt = ReceiptHandle.Read(handle, _receiptStream);
        var wanted = Visibility(seconds ?? throw QueueServiceException.MissingParameter("VisibilityTimeout"));
        if (!_all.TryGetValue(receipt.Order, out var message) || message.Receipt != receipt.Receipt || message.State != MessageState.InFlight)
        {
            throw QueueServiceException.MessageNotInflight(handle!);
        }

        if (Now + wanted > message.ReceivedAt + Duration.FromSeconds(MaxVisibilitySeconds))
        {
            throw QueueServiceException.InvalidParameter("VisibilityTimeout", Text.Of(seconds.Value), Text.Invariant($"Total VisibilityTimeout for the message is beyond the limit [{MaxVisibilitySeconds} seconds]."));
        }

        if (wanted > Duration.Zero)
        {
            Hide(message, MessageState.InFlight, Now + wanted);
        }
        else
        {
            Show(message, ReturnCause.VisibilityChanged);
        }

        Pulse();
    }

    internal static Duration Visibility(int seconds) => seconds is >= 0 and <= MaxVisibilitySeconds
        ? Duration.FromSeconds(seconds)
        : throw QueueServiceException.InvalidParameter("VisibilityTimeout", Text.Of(seconds), "VisibilityTimeout must be an integer between 0 and 43200.");

    private long _receipts;

    private (List<StoredMessage> Taken, List<StoredMessage> Over) Choose(int max)
    {
        List<StoredMessage> taken = [], over = [];
        var deadLetters = Settings.Redrive is { } redrive ? _service.Find(redrive.Target) : null;
        // Rule SQS-ORDER.
        foreach (var order in _ready)
        {
            var message = _all[order];
            if (IsFifo && _busyGroups.ContainsKey(message.Group!))
            {
                continue;
            }

            if (deadLetters is not null && message.Receives >= Settings.Redrive!.MaxReceives)
            {
                over.Add(message);
                continue;
            }

            if (taken.Count == max)
            {
                break;
            }

            taken.Add(message);
        }

        return (taken, over);
    }

    private void GiveUp(StoredMessage message)
    {
        var target = _service.Find(Settings.Redrive!.Target)!;
        RecordMove(message, target);
        Withdraw(message);
        target.Accept(
            new StoredMessage
            {
                Id = message.Id,
                Number = message.Number,
                Sent = message.Sent,
                SenderId = message.SenderId,
                SystemAttributes = message.SystemAttributes,
                Group = message.Group,
                DeduplicationId = message.DeduplicationId,
                DeadLetterSource = Arn,
                Receives = message.Receives,
                FirstReceived = message.FirstReceived,
            },
            Duration.Zero);
    }
}
