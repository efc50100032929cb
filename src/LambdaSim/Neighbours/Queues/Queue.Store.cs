using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Neighbours.Queues;

// What is in it. Time acts when somebody looks: nothing is armed for a delay, a visibility timeout or a message's end.
public sealed partial class Queue
{
    private static readonly Duration _purgePause = Duration.FromSeconds(60);

    private readonly SortedDictionary<long, StoredMessage> _all = [];
    private readonly SortedSet<long> _ready = [];
    private readonly SortedSet<(Instant At, long Order)> _hidden = [];
    private readonly SortedSet<(Instant SentAt, long Order)> _byAge = [];
    private readonly SortedDictionary<string, int> _busyGroups = new(StringComparer.Ordinal);
    private long _orders;
    private int _delayed;
    private int _inFlight;
    private Instant? _purgedAt;

    private Instant Now => _service.Host.Now;

    /// <summary>Messages to be had, delayed, received and not deleted.</summary>
    internal (int Ready, int Delayed, int InFlight) Counts
    {
        get
        {
            CatchUp();
            return (_ready.Count, _delayed, _inFlight);
        }
    }

    /// <summary>Messages in it.</summary>
    internal int Count
    {
        get
        {
            CatchUp();
            return _all.Count;
        }
    }

    /// <summary>Removes every message, at most once a minute (rule SQS-PURGE).</summary>
    internal void Purge()
    {
        if (_service.EnforcesPauses && _purgedAt is { } last && Now < last + _purgePause)
        {
            throw QueueServiceException.PurgeInProgress(Name);
        }

        _purgedAt = Now;
        Clear(MessageFate.Purged);
    }

    // Message that comes in, from a sender or from a queue that gave it up.
    private void Enter(StoredMessage message, Duration delay)
    {
        CatchUp();
        message.Order = ++_orders;
        _all.Add(message.Order, message);
        _byAge.Add((message.Sent.SentAt, message.Order));
        if (_service.Host.KeepsHistory)
        {
            _messages.Add(message.Sent);
        }

        if (delay > Duration.Zero)
        {
            Hide(message, MessageState.Delayed, Now + delay);
        }
        else
        {
            message.State = MessageState.Ready;
            _ready.Add(message.Order);
        }
    }

    private void CatchUp()
    {
        var now = Now;
        while (_hidden.Count > 0 && _hidden.Min.At <= now)
        {
            Show(_all[_hidden.Min.Order], ReturnCause.VisibilityTimeout);
        }

        // Rule SQS-RETENTION.
        while (_byAge.Count > 0 && _byAge.Min.SentAt + Settings.Retention <= now)
        {
            Remove(_all[_byAge.Min.Order], MessageFate.Expired);
        }
    }

    private void Hide(StoredMessage message, MessageState state, Instant until)
    {
        Leave(message);
        message.State = state;
        message.VisibleAt = until;
        _hidden.Add((until, message.Order));
        if (state == MessageState.Delayed)
        {
            _delayed++;
            return;
        }

        _inFlight++;
        if (message.Group is { } group && IsFifo)
        {
            _busyGroups[group] = _busyGroups.GetValueOrDefault(group) + 1;
        }
    }

    private void Show(StoredMessage message, ReturnCause why)
    {
        if (message.State == MessageState.InFlight)
        {
            Record(EventKind.MessageReturned, (byte)why, message);
        }

        Leave(message);
        message.State = MessageState.Ready;
        _ready.Add(message.Order);
    }

    private void Remove(StoredMessage message, MessageFate fate)
    {
        Record(EventKind.MessageEnded, (byte)fate, message);
        Withdraw(message);
    }

    private void Withdraw(StoredMessage message)
    {
        Leave(message);
        _all.Remove(message.Order);
        _byAge.Remove((message.Sent.SentAt, message.Order));
    }

    private void Clear(MessageFate fate)
    {
        CatchUp();
        foreach (var message in _all.Values.ToList())
        {
            Remove(message, fate);
        }
    }

    private void Leave(StoredMessage message)
    {
        _ready.Remove(message.Order);
        _hidden.Remove((message.VisibleAt, message.Order));
        switch (message.State)
        {
            case MessageState.Delayed:
                _delayed--;
                break;
            case MessageState.InFlight:
                _inFlight--;
                if (message.Group is { } group && IsFifo && --_busyGroups[group] == 0)
                {
                    _busyGroups.Remove(group);
                }

                break;
        }
    }
}
