using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Neighbours.Queues;

// What is in it. Time acts when somebody looks: nothing is armed for a delay, a visibility timeout or a message's end. A message costs the same however many there are.
public sealed partial class Queue
{
    // From then on it stands behind the others (rule SQS-ORDER).
    private const int OftenReceived = 3;

    private static readonly Duration _purgePause = Duration.FromSeconds(60);

    private readonly MessageChain _all = new(MessageSlot.All);
    private readonly HiddenMessages _hidden = new();
    private readonly ReadyMessages _ready = new();
    private readonly FairTenants _tenants = new();
    private readonly FifoGroups _groups = new();

    // By their names in receipt handles, those that have been received.
    private readonly Dictionary<long, StoredMessage> _received = [];

    // Those that came behind messages that are younger.
    private readonly PriorityQueue<StoredMessage, (Instant, long)> _older = new();
    private Instant _youngest = Instant.MinValue;
    private long _orders;
    private long _places;
    private int _count;
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
            return (_count - _delayed - _inFlight, _delayed, _inFlight);
        }
    }

    /// <summary>Messages in it.</summary>
    internal int Count
    {
        get
        {
            CatchUp();
            return _count;
        }
    }

    /// <summary>When a message that is hidden now can be had again; null: none is hidden.</summary>
    internal Instant? NextVisible => _hidden.Next?.VisibleAt;

    /// <summary>Removes every message, at most once a minute (rule SQS-PURGE).</summary>
    public void Purge()
    {
        if (_service.EnforcesPauses && _purgedAt is { } last && Now < last + _purgePause)
        {
            throw QueueServiceException.PurgeInProgress(Name);
        }

        _purgedAt = Now;
        Clear(MessageFate.Purged);
    }

    // A message that comes in, from a sender or from another queue.
    private void Enter(StoredMessage message, Duration delay)
    {
        CatchUp();
        message.Order = ++_orders;
        message.Place = ++_places;
        _count++;
        _all.Append(message);
        if (message.EnqueuedAt < _youngest)
        {
            _older.Enqueue(message, (message.EnqueuedAt, message.Order));
        }
        else
        {
            _youngest = message.EnqueuedAt;
        }

        if (IsFifo)
        {
            _groups.Add(message);
        }
        else if (message.Group is { } group)
        {
            var tenant = _tenants[group];
            message.Lane = tenant;
            tenant.Count++;
            tenant.LastSent = Now;
        }

        if (_service.Host.KeepsHistory)
        {
            _messages.Add(message.Sent);
        }

        if (delay > Duration.Zero)
        {
            Hide(message, MessageState.Delayed, delay);
        }
        else
        {
            Offer(message);
        }
    }

    private void CatchUp()
    {
        var now = Now;
        while (_hidden.Next is { } next && next.VisibleAt <= now)
        {
            Show(next, ReturnCause.VisibilityTimeout);
        }

        // Rule SQS-RETENTION.
        var oldest = now - Settings.Retention;
        while (_all.First is { } first && first.EnqueuedAt <= oldest)
        {
            Remove(first, MessageFate.Expired);
        }

        while (_older.TryPeek(out var older, out _) && (older.IsGone || older.EnqueuedAt <= oldest))
        {
            _older.Dequeue();
            if (!older.IsGone)
            {
                Remove(older, MessageFate.Expired);
            }
        }
    }

    private void Hide(StoredMessage message, MessageState state, Duration length)
    {
        Leave(message);
        message.State = state;
        _hidden.Add(message, Now, length);
        if (state == MessageState.Delayed)
        {
            _delayed++;
            return;
        }

        CountInFlight(message, 1);
    }

    private void Show(StoredMessage message, ReturnCause why)
    {
        if (message.State == MessageState.InFlight)
        {
            Record(EventKind.MessageReturned, (byte)why, message);
        }

        Leave(message);
        Offer(message);
    }

    // It can be had.
    private void Offer(StoredMessage message)
    {
        message.State = MessageState.Ready;
        if (IsFifo)
        {
            _groups.StandInLine((FifoGroup)message.Lane!);
            return;
        }

        message.Place = message.Receives >= OftenReceived ? ++_places : message.Place;
        if (message.Lane is null)
        {
            _ready.Add(message);
        }
        else
        {
            _tenants.Add(message);
        }
    }

    private void Remove(StoredMessage message, MessageFate fate)
    {
        Record(EventKind.MessageEnded, (byte)fate, message);
        Withdraw(message);
    }

    private void Withdraw(StoredMessage message)
    {
        Leave(message);
        message.IsGone = true;
        _count--;
        _all.Remove(message);
        _received.Remove(message.Order);
        switch (message.Lane)
        {
            case FifoGroup:
                _groups.Remove(message);
                break;
            case Tenant tenant when --tenant.Count == 0:
                _tenants.Forget(message.Group!);
                break;
        }
    }

    private void Clear(MessageFate fate)
    {
        CatchUp();
        foreach (var message in _all.Messages())
        {
            Remove(message, fate);
        }
    }

    private void Leave(StoredMessage message)
    {
        message.ReadyEntry = 0;
        if (message.HiddenIn is null)
        {
            return;
        }

        _hidden.Remove(message);
        if (message.State == MessageState.Delayed)
        {
            _delayed--;
        }
        else
        {
            CountInFlight(message, -1);
        }
    }

    private void CountInFlight(StoredMessage message, int more)
    {
        _inFlight += more;
        switch (message.Lane)
        {
            case FifoGroup group:
                group.InFlight += more;
                break;
            case Tenant tenant:
                tenant.InFlight += more;
                break;
        }
    }
}
