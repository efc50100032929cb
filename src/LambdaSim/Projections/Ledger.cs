using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Projections;

/// <summary>
/// Nothing is lost: each arrival ends in exactly one fate, each environment in exactly one end, each message of a queue in exactly one fate. Cheap counts; or, strict, a check
/// of every invocation, environment and message by itself (one byte an invocation, four an environment or a message).
/// </summary>
/// <param name="strict">Check each by itself, as tests do.</param>
public sealed class Ledger(bool strict = false) : IEventObserver
{
    private readonly LedgerCheck? _check = strict ? new LedgerCheck() : null;
    private readonly long[] _outcomes = new long[4];
    private long _arrived;
    private long _throttled;
    private long _attempts;
    private long _age;
    private long _zero;
    private long _exhausted;
    private long _deleted;
    private long _recursive;
    private long _failedAttempts;
    private long _running;
    private long _queued;
    private long _created;
    private long _ended;
    private long _idle;
    private readonly long[] _messageFates = new long[8];
    private long _messages;
    private long _messagesAtEnd;
    private long _notifications;
    private readonly long[] _notificationFates = new long[4];
    private bool _over;

    /// <inheritdoc/>
    public void OnFunction(FunctionDefinition function) => _check?.OnFunction(function);

    /// <inheritdoc/>
    public void OnResource(ResourceDefinition resource) => _check?.OnResource(resource);

    /// <inheritdoc/>
    public void OnEvents(ReadOnlySpan<SimEvent> events)
    {
        foreach (ref readonly var e in events)
        {
            Count(e);
            _check?.See(e);
        }
    }

    /// <inheritdoc/>
    public void OnEnd(RunEnd end)
    {
        _over = true;
        _check?.OnEnd();
    }

    /// <summary>The balance. Before the end of the run, what goes on has no fate yet.</summary>
    public LedgerBalance Balance()
    {
        var balance = new LedgerBalance
        {
            Arrived = _arrived,
            Succeeded = _outcomes[(int)Outcome.Succeeded],
            Failed = _outcomes[(int)Outcome.Failed],
            TimedOut = _outcomes[(int)Outcome.TimedOut],
            Crashed = _outcomes[(int)Outcome.Crashed],
            Throttled = _throttled,
            ThrottledAttempts = _attempts,
            DroppedByAge = _age,
            DroppedByZeroConcurrency = _zero,
            DroppedAfterRetries = _exhausted,
            DroppedByDeletion = _deleted,
            DroppedAsRecursive = _recursive,
            FailedAttempts = _failedAttempts,
            RunningAtEnd = _running,
            QueuedAtEnd = _queued,
            EnvironmentsCreated = _created,
            EnvironmentsEnded = _ended,
            EnvironmentsIdleAtEnd = _idle,
            MessagesSent = _messages,
            MessagesDeleted = _messageFates[(int)MessageFate.Deleted],
            MessagesExpired = _messageFates[(int)MessageFate.Expired],
            MessagesPurged = _messageFates[(int)MessageFate.Purged],
            MessagesGoneWithQueue = _messageFates[(int)MessageFate.QueueDeleted],
            MessagesFiltered = _messageFates[(int)MessageFate.Filtered],
            MessagesAtEnd = _messagesAtEnd,
            NotificationsMade = _notifications,
            NotificationsDelivered = _notificationFates[0],
            NotificationsDeadLettered = _notificationFates[1],
            NotificationsDropped = _notificationFates[2],
            NotificationsAtEnd = _notificationFates[3],
        };
        var violations = new List<string>();
        if (!_over)
        {
            violations.Add("the run has not ended");
        }

        if (balance.WithFate != _arrived)
        {
            violations.Add(Text.Invariant($"{_arrived} arrived, {balance.WithFate} have a fate"));
        }

        var environments = _ended + _idle + _running;
        if (environments != _created)
        {
            violations.Add(Text.Invariant($"{_created} environments were created, {environments} ended, were idle or busy at the end"));
        }

        if (_over && balance.MessagesWithFate != _messages)
        {
            violations.Add(Text.Invariant($"{_messages} messages were sent, {balance.MessagesWithFate} have a fate"));
        }

        if (_over && balance.NotificationsWithFate != _notifications)
        {
            violations.Add(Text.Invariant($"{_notifications} notifications were made, {balance.NotificationsWithFate} have a fate"));
        }

        violations.AddRange(_check?.Violations ?? []);
        return balance with { Violations = violations };
    }

    private void Count(in SimEvent e)
    {
        switch (e.Kind)
        {
            case EventKind.Arrived:
                _arrived++;
                break;
            case EventKind.Throttled when e.IsFinal:
                _throttled++;
                break;
            case EventKind.Throttled or EventKind.ThrottledTogether:
                _attempts += e.ThrottledCount;
                break;
            case EventKind.Dropped when e.DropCause == DropCause.ZeroReservedConcurrency:
                _zero++;
                break;
            case EventKind.Dropped when e.DropCause == DropCause.RetriesExhausted:
                _exhausted++;
                break;
            case EventKind.Dropped when e.DropCause == DropCause.FunctionDeleted:
                _deleted++;
                break;
            case EventKind.Dropped when e.DropCause == DropCause.RecursiveInvocation:
                _recursive++;
                break;
            case EventKind.Dropped:
                _age++;
                break;
            case EventKind.EnvironmentCreated:
                _created++;
                break;
            case EventKind.Completed when e.IsCopy:
                break;
            case EventKind.Completed when e.Outcome != Outcome.Succeeded && e.InvocationType == InvocationType.Event:
                _failedAttempts++;
                break;
            case EventKind.Completed:
                _outcomes[(int)e.Outcome & 3]++;
                break;
            case EventKind.EnvironmentEnded:
                _ended++;
                break;
            case EventKind.RunningAtEnd:
                _running++;
                break;
            case EventKind.QueuedAtEnd:
                _queued++;
                break;
            case EventKind.IdleAtEnd:
                _idle++;
                break;
            case EventKind.MessageSent:
                _messages++;
                break;
            case EventKind.MessageEnded:
                _messageFates[(int)e.MessageFate & 7]++;
                break;
            case EventKind.MessageAtEnd:
                _messagesAtEnd++;
                break;
            case EventKind.NotificationMade:
                _notifications++;
                break;
            case >= EventKind.NotificationDelivered and <= EventKind.NotificationAtEnd:
                _notificationFates[e.Kind - EventKind.NotificationDelivered]++;
                break;
        }
    }
}
