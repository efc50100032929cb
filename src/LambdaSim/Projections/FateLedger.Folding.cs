using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Projections;

// How records become entries.
public sealed partial class FateLedger
{
    void IEventObserver.OnFunction(FunctionDefinition function)
    {
        _functions.Add(function);
        _findings.OnFunction(function);
    }

    void IEventObserver.OnResource(ResourceDefinition resource)
    {
        _resources.Add(resource);
        _findings.OnResource(resource);
    }

    void IEventObserver.OnEvents(ReadOnlySpan<SimEvent> events)
    {
        foreach (ref readonly var e in events)
        {
            _findings.See(e);
            if (e.Message != SimEvent.None)
            {
                OfMessage(e);
            }
            else if (e.Notification != SimEvent.None)
            {
                OfNotification(e);
            }
            else if (e.Kind is EventKind.RecordsEnded or EventKind.RecordsAtEnd)
            {
                var key = (_resources[e.Resource].Name, e.Kind == EventKind.RecordsEnded ? (int)e.RecordFate : -1);
                _records[key] = _records.GetValueOrDefault(key) + e.RecordCount;
            }
            else if (e.Kind == EventKind.Arrived && e.InvocationType == InvocationType.Event)
            {
                Arrive(e);
            }
            else if (_invocations.TryGetValue(e.Invocation, out var entry))
            {
                OfInvocation(e, entry);
            }
        }
    }

    void IEventObserver.OnEnd(RunEnd end)
    {
    }

    private void Arrive(in SimEvent e)
    {
        var entry = new FateEntry(FateKind.Invocation, e.Invocation, e.Function, NameOf(e.Function));
        entry.Add(e.Time, entry.Place, "accepted");
        _invocations.Add(e.Invocation, entry);
        _entries.Add(entry);
    }

    private void OfInvocation(in SimEvent e, FateEntry entry)
    {
        switch (e.Kind)
        {
            // The caller was told: it was not accepted.
            case EventKind.Throttled when e.IsFinal:
                _invocations.Remove(e.Invocation);
                _entries.RemoveAt(_entries.LastIndexOf(entry));
                break;
            case EventKind.Started:
                entry.Function = e.Function;
                break;
            case EventKind.Completed when e.IsCopy:
                entry.Add(e.Time, NameOf(e.Function), $"{e.Outcome} (delivered twice)");
                break;
            case EventKind.Completed when e.Outcome == Outcome.Succeeded:
                entry.End(e.Time, NameOf(e.Function), Fate.Succeeded);
                break;
            case EventKind.Completed:
                entry.Add(e.Time, NameOf(e.Function), e.Outcome.ToString());
                break;
            case EventKind.Dropped:
                entry.End(e.Time, NameOf(e.Function), FateOf(e.DropCause));
                break;
            case EventKind.RunningAtEnd:
                entry.End(e.Time, NameOf(e.Function), Fate.RunningAtEnd);
                break;
            case EventKind.QueuedAtEnd:
                entry.End(e.Time, NameOf(e.Function), Fate.QueuedAtEnd);
                break;
            case EventKind.Delivered when e.Value > 0:
                var next = (int)(e.Value - 1);
                entry.BecameInvocation(next);
                entry.Add(e.Time, Text.Invariant($"invocation {next}"), e.DeliveryCause.ToString());
                break;
            case EventKind.Delivered when e.DeliveryCause is not (DeliveryCause.DeadLetterQueue or DeliveryCause.OnSuccess or DeliveryCause.OnFailure):
                entry.Add(e.Time, NameOf(e.Function), e.DeliveryCause.ToString());
                break;

            // Of a queue its message has told it already.
            case EventKind.Delivered when !entry.Path[^1].What.EndsWith($"({e.DeliveryCause})", StringComparison.Ordinal):
                entry.Add(e.Time, NameOf(e.Function), $"sent on ({e.DeliveryCause})");
                break;
        }
    }

    private void OfMessage(in SimEvent e)
    {
        var queue = _resources[e.Resource];
        if (e.Kind == EventKind.MessageSent)
        {
            Send(e, queue);
            return;
        }

        var entry = _messages[e.Message];
        switch (e.Kind)
        {
            case EventKind.MessageReceived:
                entry.Add(e.Time, queue.ToString(), Text.Invariant($"received {e.MessageReceives}"));
                break;
            case EventKind.MessageBatched:
                entry.Add(e.Time, queue.ToString(), Text.Invariant($"in batch {e.Batch}"));
                break;
            case EventKind.MessageReturned:
                entry.Add(e.Time, queue.ToString(), e.ReturnCause.ToString());
                break;
            case EventKind.MessageMoved:
                var to = _resources[e.MovedTo];
                entry.Enter(to);
                entry.Add(e.Time, to.ToString(), e.MoveCause.ToString());
                break;
            case EventKind.MessageEnded:
                entry.End(e.Time, queue.ToString(), FateOf(e.MessageFate));
                break;
            case EventKind.MessageAtEnd:
                entry.End(e.Time, queue.ToString(), Fate.InQueueAtEnd);
                break;
        }
    }

    private void OfNotification(in SimEvent e)
    {
        var from = _resources[e.Resource].ToString();
        if (e.Kind == EventKind.NotificationMade)
        {
            var made = new FateEntry(FateKind.Notification, e.Notification, e.Function, from) { Sender = e.Invocation == SimEvent.None ? null : e.Invocation };
            made.Add(e.Time, from, $"made ({e.SendCause}{(made.Sender is { } sender ? Text.Invariant($", invocation {sender}") : "")})");
            _notifications.Add(made);
            _entries.Add(made);
            return;
        }

        var entry = _notifications[e.Notification];
        switch (e.Kind)
        {
            case EventKind.NotificationRetried:
                entry.Add(e.Time, from, $"tried again after {e.HandoverCause}");
                break;
            case EventKind.NotificationDelivered:
                Become(entry, e.HandoverForm, e.Became);
                entry.End(e.Time, from, Fate.Delivered);
                break;
            case EventKind.NotificationDeadLettered:
                Become(entry, HandoverForm.Message, e.Became);
                entry.Add(e.Time, from, e.HandoverCause.ToString());
                entry.End(e.Time, from, Fate.DeadLettered);
                break;
            case EventKind.NotificationDropped when e.HandoverCause == HandoverCause.Unmatched:
                entry.End(e.Time, from, Fate.Unmatched);
                break;
            case EventKind.NotificationDropped:
                entry.Add(e.Time, from, e.HandoverCause.ToString());
                entry.End(e.Time, from, Fate.Undeliverable);
                break;
            case EventKind.NotificationAtEnd:
                entry.End(e.Time, from, Fate.OnItsWayAtEnd);
                break;
        }
    }

    private static void Become(FateEntry entry, HandoverForm form, int number)
    {
        if (number != SimEvent.None && form == HandoverForm.Message)
        {
            entry.BecameMessage(number);
        }
        else if (number != SimEvent.None)
        {
            entry.BecameInvocation(number);
        }
    }

    private void Send(in SimEvent e, ResourceDefinition queue)
    {
        var entry = new FateEntry(FateKind.Message, e.Message, e.Function, queue.ToString()) { Sender = e.Invocation == SimEvent.None ? null : e.Invocation };
        entry.Enter(queue);
        entry.Add(e.Time, entry.Place, $"sent ({e.SendCause}{(entry.Sender is { } sender ? Text.Invariant($", invocation {sender}") : "")})");
        _messages.Add(entry);
        _entries.Add(entry);
        if (e.SendCause is not (SendCause.Client or SendCause.Handler) && _invocations.TryGetValue(e.Invocation, out var invocation))
        {
            invocation.BecameMessage(e.Message);
            invocation.Add(e.Time, queue.ToString(), Text.Invariant($"message {e.Message} ({e.SendCause})"));
        }
    }

    private static Fate FateOf(DropCause cause) => cause switch
    {
        DropCause.EventAgeExceeded => Fate.EventAgeExceeded,
        DropCause.ZeroReservedConcurrency => Fate.ZeroReservedConcurrency,
        DropCause.RetriesExhausted => Fate.RetriesExhausted,
        DropCause.RecursiveInvocation => Fate.RecursiveInvocation,
        _ => Fate.FunctionDeleted,
    };

    private static Fate FateOf(MessageFate fate) => fate switch
    {
        MessageFate.Deleted => Fate.Deleted,
        MessageFate.Expired => Fate.Expired,
        MessageFate.Purged => Fate.Purged,
        MessageFate.Filtered => Fate.Filtered,
        _ => Fate.QueueDeleted,
    };

    private string NameOf(int function) => _functions[function].DisplayName;
}
