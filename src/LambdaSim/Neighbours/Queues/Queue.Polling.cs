using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Neighbours.Queues;

// How an event source mapping takes messages: without texts in between, and told when there may be some instead of asking again and again.
public sealed partial class Queue
{
    private readonly List<Action> _pollers = [];
    private IDisposable? _pollAlarm;
    private Instant _pollAlarmAt;

    /// <summary>From now on somebody is told whenever messages may be there to be had. Messages that will be visible keep a run alive for as long.</summary>
    internal void Watch(Action mayHave)
    {
        _pollers.Add(mayHave);
        ArmPollers();
    }

    internal void Unwatch(Action mayHave)
    {
        _pollers.Remove(mayHave);
        ArmPollers();
    }

    /// <summary>One of those who watch got something: it is told last from now on, so that none gets everything.</summary>
    internal void Took(Action mayHave)
    {
        if (_pollers.Count > 1)
        {
            _pollers.Remove(mayHave);
            _pollers.Add(mayHave);
        }
    }

    /// <summary>Whether something can be had, if no group and no limit is in the way.</summary>
    internal bool HasReady => Counts.Ready > 0;

    /// <summary>What is in it, in order of arrival.</summary>
    internal IEnumerable<StoredMessage> Held
    {
        get
        {
            CatchUp();
            return _all.Messages();
        }
    }

    /// <summary>Receives at most so many messages, as <see cref="Take(int, Duration)"/> does; of one that has too many in flight nothing.</summary>
    internal IReadOnlyList<StoredMessage> Poll(int max, Duration visibility)
    {
        CatchUp();
        return _inFlight >= MaxInFlight ? [] : Hand(Math.Min(max, MaxInFlight - _inFlight), visibility);
    }

    /// <summary>The receipt handle of a message's last receive.</summary>
    internal string HandleOf(StoredMessage message) => new ReceiptHandle(message.Order, message.Receipt).Text(_receiptStream);

    /// <summary>Whether a message is still hidden by the receive of this number.</summary>
    internal bool Holds(StoredMessage message, long receipt)
    {
        CatchUp();
        return IsOf(message, receipt) && message.State == MessageState.InFlight;
    }

    /// <summary>Ends a message by the receipt of one receive, as a delete does: a receipt that a later receive replaced ends nothing. Whoever ends some tells with <see cref="Stir"/>.</summary>
    internal bool End(StoredMessage message, long receipt, MessageFate fate)
    {
        CatchUp();
        if (!IsOf(message, receipt) || (IsFifo && message.State != MessageState.InFlight))
        {
            return false;
        }

        if (fate != MessageFate.Deleted)
        {
            Remove(message, fate);
        }
        else
        {
            Erase(message);
        }

        return true;
    }

    /// <summary>Something has changed: who waits may get something.</summary>
    internal void Stir() => Pulse();

    private static bool IsOf(StoredMessage message, long receipt) => !message.IsGone && message.Receipt == receipt;

    // Each acts at an entry of its own.
    private void TellPollers()
    {
        if (_pollers.Count == 0)
        {
            return;
        }

        foreach (var poller in _pollers)
        {
            poller();
        }

        ArmPollers();
    }

    // One alarm for the first message to become visible. One that rings too early is armed anew then; it never outlasts what is hidden.
    private void ArmPollers()
    {
        if (_pollers.Count == 0 || NextVisible is not { } next)
        {
            _pollAlarm?.Dispose();
            _pollAlarm = null;
            return;
        }

        if (_pollAlarm is null || next < _pollAlarmAt)
        {
            _pollAlarm?.Dispose();
            _pollAlarmAt = next;
            _pollAlarm = _service.Host.Later(Duration.Max(next - Now, Duration.Zero), ShowToPollers, keepsAlive: true);
        }
    }

    private void ShowToPollers()
    {
        _pollAlarm = null;
        Pulse();
        ArmPollers();
    }
}
