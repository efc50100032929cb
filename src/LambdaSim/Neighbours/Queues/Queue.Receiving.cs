using LambdaSim.Configuration;
using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Neighbours.Queues;

// How messages go out, and away.
public sealed partial class Queue
{
    internal const int MostInFlight = 120_000;

    private const string HandleExpired = "The receipt handle has expired.";

    private static readonly Duration _longestHidden = Duration.FromSeconds(MaxVisibilitySeconds);

    private long _receipts;

    internal int MaxInFlight => IsFifo ? _service.Host.MaxFifoInFlight : MostInFlight;

    /// <summary>What can be had now; the messages are hidden for a while (rules SQS-VISIBILITY, SQS-REDRIVE, SQS-FIFO-GROUP).</summary>
    /// <exception cref="QueueServiceException">Too many are in flight already (rule SQS-IN-FLIGHT).</exception>
    internal IReadOnlyList<ReceivedMessage> Take(int max, Duration visibility)
    {
        CatchUp();
        if (_inFlight >= MaxInFlight)
        {
            return IsFifo ? [] : throw QueueServiceException.OverLimit("Too many messages in flight; delete some of what was received, or wait for its visibility timeout.");
        }

        return [.. Hand(Math.Min(max, MaxInFlight - _inFlight), visibility).Select(m => new ReceivedMessage(m, _receiptStream))];
    }

    private void Erase(StoredMessage message)
    {
        if (!Survives(message))
        {
            Remove(message, MessageFate.Deleted);
        }
    }

    private List<StoredMessage> Hand(int max, Duration visibility)
    {
        var choice = new Choice(max);
        if (IsFifo)
        {
            ChooseOfGroups(choice);
        }
        else
        {
            Choose(choice);
        }

        choice.Over?.ForEach(GiveUp);
        choice.Taken.RemoveAll(static m => m.IsGone);
        foreach (var message in choice.Taken)
        {
            Receive(message, visibility);
        }

        choice.Groups?.ForEach(_groups.EndService);
        ArmPollers();
        return choice.Taken;
    }

    /// <summary>Deletes what a handle stands for; of a handle that a later receive has replaced, nothing (rule SQS-DELETE).</summary>
    internal void Delete(string? handle)
    {
        CatchUp();
        var receipt = ReceiptHandle.Read(handle, _receiptStream);
        if (!_received.TryGetValue(receipt.Order, out var message))
        {
            return;
        }

        var isCurrent = message.Receipt == receipt.Receipt;
        var hasExpired = IsFifo ? !isCurrent || !(message.State == MessageState.InFlight || message.ReceivedAt == Now) : isCurrent && Now > message.ReceivedAt + _longestHidden;
        if (hasExpired)
        {
            throw QueueServiceException.InvalidParameter("ReceiptHandle", handle!, HandleExpired);
        }

        if (isCurrent)
        {
            Erase(message);
            Pulse();
        }
    }

    /// <summary>Deletes what was received, as its handle would.</summary>
    /// <returns>Whether it is gone; false: somebody has received it since, or its visibility timeout is over, which ends a FIFO queue's handle.</returns>
    public bool Delete(ReceivedMessage received)
    {
        ArgumentNullException.ThrowIfNull(received);
        return _service.Host.Do("sqs", "DeleteMessage", Name, (Queue: this, Received: received), static s => s.Queue.DeleteNow(s.Received));
    }

    private bool DeleteNow(ReceivedMessage received)
    {
        CatchUp();
        var message = received.Message;
        if (message.IsGone || message.Receipt != received.Receipt || (IsFifo && message.State != MessageState.InFlight && message.ReceivedAt != Now))
        {
            return message.IsGone;
        }

        Erase(message);
        Pulse();
        return true;
    }

    /// <summary>Hides a message that was received and not received again for longer or shorter, from now on (rule SQS-VISIBILITY).</summary>
    internal void ChangeVisibility(string? handle, int? seconds)
    {
        CatchUp();
        var receipt = ReceiptHandle.Read(handle, _receiptStream);
        var wanted = Visibility(seconds ?? throw QueueServiceException.MissingParameter("VisibilityTimeout"));
        if (!_received.TryGetValue(receipt.Order, out var message) || message.Receipt != receipt.Receipt || (IsFifo && message.State != MessageState.InFlight))
        {
            throw QueueServiceException.NotAvailable(handle!);
        }

        if (Now + wanted > message.ReceivedAt + _longestHidden)
        {
            throw QueueServiceException.InvalidParameter("VisibilityTimeout", Text.Of(seconds.Value), Text.Invariant($"Total VisibilityTimeout for the message is beyond the limit [{MaxVisibilitySeconds} seconds]"));
        }

        ChangeVisibility(message, wanted);
    }

    /// <summary>Hides what was received for longer or shorter, from now on; at most until 12 hours after the receive (rule SQS-VISIBILITY).</summary>
    /// <param name="received">As a receive gave it.</param>
    /// <param name="visibilityTimeout">Zero: it can be had at once.</param>
    /// <returns>Whether it is; false: it is gone, somebody has received it since, or its visibility timeout is over, which ends a FIFO queue's handle.</returns>
    public bool ChangeVisibility(ReceivedMessage received, TimeLength visibilityTimeout)
    {
        ArgumentNullException.ThrowIfNull(received);
        var wanted = visibilityTimeout.ToDuration();
        CatchUp();
        var message = received.Message;
        if (message.IsGone || message.Receipt != received.Receipt || (IsFifo && message.State != MessageState.InFlight))
        {
            return false;
        }

        ChangeVisibility(message, Duration.Min(wanted, message.ReceivedAt + _longestHidden - Now));
        return true;
    }

    internal static Duration Visibility(int seconds) => seconds is >= 0 and <= MaxVisibilitySeconds
        ? Duration.FromSeconds(seconds)
        : throw QueueServiceException.InvalidParameter("VisibilityTimeout", Text.Of(seconds), "VisibilityTimeout must be an integer between 0 and 43200.");

    private void ChangeVisibility(StoredMessage message, Duration wanted)
    {
        message.ChangedReceipt = message.Receipt;
        if (wanted > Duration.Zero)
        {
            Hide(message, MessageState.InFlight, wanted);
        }
        else if (message.State == MessageState.InFlight)
        {
            Show(message, ReturnCause.VisibilityChanged);
        }

        Pulse();
    }

    private void Receive(StoredMessage message, Duration visibility)
    {
        var now = Now;
        message.FirstReceived = message.Receives++ == 0 ? now : message.FirstReceived;
        message.ReceivedAt = now;
        Record(EventKind.MessageReceived, 0, message);
        message.Receipt = ++_receipts;
        _received[message.Order] = message;
        if (HidingOf(message, visibility) is var hiding && hiding > Duration.Zero)
        {
            Hide(message, MessageState.InFlight, hiding);
        }
        else
        {
            Offer(message);
        }
    }

    // Rules SQS-ORDER and SQS-FAIR. What is chosen no longer stands in line.
    private void Choose(Choice choice)
    {
        var limit = Limit();
        while (choice.HasRoom)
        {
            var alone = _ready.First;
            var tenant = _tenants.Next(Now, _inFlight + choice.Taken.Count, out var isQuiet);
            StoredMessage message;
            if (tenant is not null && (alone is null || (isQuiet && tenant.Ready.First!.Place < alone.Place)))
            {
                message = tenant.Ready.First!;
                _tenants.Drop(tenant);
            }
            else if (alone is not null)
            {
                if (IsPassed(alone))
                {
                    continue;
                }

                message = alone;
                _ready.Drop();
            }
            else
            {
                return;
            }

            choice.Add(message, limit);
        }
    }

    // As many as possible of the group whose first message is the oldest, then of the next.
    private void ChooseOfGroups(Choice choice)
    {
        var limit = Limit();
        while (choice.HasRoom && _groups.Next() is { } group)
        {
            choice.Serve(group);
            for (var message = group.First; message is { State: MessageState.Ready } && choice.HasRoom; message = group.After(message))
            {
                choice.Add(message, limit);
            }
        }
    }

    // So often a message may be received; without a queue to give it up to, as often as it comes.
    private int Limit() => Settings.Redrive is { } redrive && _service.Find(redrive) is not null ? redrive.MaxReceives : int.MaxValue;

    private void GiveUp(StoredMessage message)
    {
        var target = _service.Find(Settings.Redrive!)!;
        RecordMove(message, target, MoveCause.DeadLettered);
        Withdraw(message);
        target.Accept(
            new StoredMessage
            {
                IdSource = message.IdSource,
                Number = message.Number,
                Sent = message.Sent,
                SenderId = message.SenderId,
                SystemAttributes = message.SystemAttributes,
                Group = message.Group,
                Chain = message.Chain,
                // Rule SQS-DEAD-LETTER: equal ids of different queues cannot meet, and a FIFO queue's retention begins anew.
                DeduplicationId = IsFifo ? message.Id : null,
                EnqueuedAt = IsFifo ? Now : message.EnqueuedAt,
                DeadLetterSource = this,
                Receives = message.Receives,
                FirstReceived = message.FirstReceived,
            },
            Duration.Zero);
    }

    // What one receive gets.
    private sealed class Choice(int max)
    {
        public List<StoredMessage> Taken { get; } = [];

        public List<StoredMessage>? Over { get; private set; }

        public List<FifoGroup>? Groups { get; private set; }

        public bool HasRoom => Taken.Count < max;

        public void Add(StoredMessage message, int limit)
        {
            if (message.Receives >= limit)
            {
                (Over ??= []).Add(message);
            }
            else
            {
                Taken.Add(message);
            }
        }

        public void Serve(FifoGroup group)
        {
            group.IsServed = true;
            (Groups ??= []).Add(group);
        }
    }
}
