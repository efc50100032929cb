using LambdaSim.Configuration;
using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Projections;

/// <summary>Finds in a log what was accepted and lost. It keeps what may still turn out well: an async invocation that was dropped is lost unless it is sent on.</summary>
internal sealed partial class FindingFold
{
    private readonly List<FunctionDefinition> _functions = [];
    private readonly List<ResourceDefinition> _resources = [];
    private readonly SortedDictionary<int, Dropped> _dropped = [];
    private readonly Dictionary<(FindingKind, string, string, string), LedgerFinding> _found = [];

    /// <summary>Of the run, for request ids; null: unknown.</summary>
    public ulong? Seed { get; set; }

    /// <summary>What was found so far: what is lost for good, then what was dropped and has not been sent on.</summary>
    public IReadOnlyList<LedgerFinding> Findings
    {
        get
        {
            var all = _found.ToDictionary(static f => f.Key, static f => f.Value with { });
            foreach (var (invocation, dropped) in _dropped)
            {
                var (kind, cause, advice) = OfDropped(dropped);
                Add(all, kind, NameOf(dropped.Function), cause, advice, Invocation(invocation), dropped.At);
            }

            return [.. all.Values.Concat(FoundTwice()).OrderBy(static f => f.Kind).ThenBy(static f => f.At)];
        }
    }

    public void OnFunction(FunctionDefinition function) => _functions.Add(function);

    public void OnResource(ResourceDefinition resource) => _resources.Add(resource);

    public void See(in SimEvent e)
    {
        switch (e.Kind)
        {
            case EventKind.Dropped when e.InvocationType == InvocationType.Event:
                _dropped[e.Invocation] = new Dropped(e.Function, e.DropCause, e.Time, null);
                break;
            case EventKind.Delivered when e.DeliveryCause is DeliveryCause.DeadLetterQueue or DeliveryCause.OnFailure:
                _dropped.Remove(e.Invocation);
                break;
            case EventKind.Delivered when e.DeliveryCause is DeliveryCause.DeadLetterQueueFailed or DeliveryCause.OnFailureFailed && _dropped.TryGetValue(e.Invocation, out var dropped):
                _dropped[e.Invocation] = dropped with { NotTaken = e.DeliveryCause };
                break;
            case EventKind.MessageEnded:
                OfMessage(e);
                break;
            case EventKind.NotificationDropped:
                OfNotification(e);
                break;
            case EventKind.RecordsEnded:
                OfRecords(e);
                break;
            default:
                OfBatch(e);
                break;
        }
    }

    private (FindingKind Kind, string Cause, string Advice) OfDropped(in Dropped dropped)
    {
        var name = NameOf(dropped.Function);
        var config = _functions[dropped.Function].Config;
        if (dropped.NotTaken is { } refused)
        {
            var (what, target) = refused == DeliveryCause.DeadLetterQueueFailed ? ("dead-letter queue", config.DeadLetterQueue) : ("destination on failure", config.OnFailure);
            var named = target is { Arn.Length: > 0 } ? $" {target.Arn}" : "";
            return (FindingKind.InvocationNotTaken, $"{dropped.Cause}, and its {what} did not take it",
                $"the {what}{named} of '{name}' must exist, be simulated, be no FIFO queue or topic, and take as many bytes");
        }

        const string Keep = "set DeadLetterQueue or OnFailure of";
        return (FindingKind.InvocationDropped, dropped.Cause.ToString(), dropped.Cause switch
        {
            DropCause.EventAgeExceeded => Text.Invariant($"raise MaximumEventAge of '{name}' (it is {config.MaximumEventAge.TotalSeconds:0.###} s) or its concurrency, or {Keep} '{name}'"),
            DropCause.ZeroReservedConcurrency => $"raise ReservedConcurrency of '{name}' above 0, or {Keep} '{name}'",
            DropCause.RecursiveInvocation => $"break the circle that leads back to '{name}', set its RecursiveLoop to Allow if it is meant, or {Keep} '{name}'",
            DropCause.FunctionDeleted => $"delete '{name}' when no async invocation of it waits, or {Keep} '{name}'",
            _ => $"{Keep} '{name}'",
        });
    }

    private void OfMessage(in SimEvent e)
    {
        var queue = _resources[e.Resource];
        var received = e.MessageReceives == 0 ? "nobody received it" : Text.Invariant($"received {e.MessageReceives} times, never deleted");
        (FindingKind Kind, string Cause, string Advice)? found = e.MessageFate switch
        {
            MessageFate.Expired => (FindingKind.MessageExpired, Text.Invariant($"older than {Retention(queue)} s; {received}"), $"raise MessageRetentionPeriod of '{queue.Name}' (at most 1209600), or consume it sooner"),
            MessageFate.Purged => (FindingKind.MessagePurged, $"purged; {received}", $"receive what is in '{queue.Name}', or move it on, before it is purged"),
            MessageFate.QueueDeleted => (FindingKind.MessageGoneWithQueue, $"its queue was deleted; {received}", $"receive what is in '{queue.Name}', or move it on, before it is deleted"),
            _ => null,
        };
        if (found is var (kind, cause, advice))
        {
            Add(_found, kind, queue.ToString(), cause, advice, Text.Invariant($"message {e.Message}"), e.Time);
        }
    }

    private void OfRecords(in SimEvent e)
    {
        const string Told = "give its mapping a destination on failure";
        (FindingKind Kind, string Cause, string Advice)? found = e.RecordFate switch
        {
            RecordFate.RetriesExhausted => (FindingKind.RecordGivenUp, "the function failed as often as the mapping allows, and no destination was told", $"{Told}, raise MaximumRetryAttempts, or answer which records failed (ReportBatchItemFailures)"),
            RecordFate.AgeExceeded => (FindingKind.RecordGivenUp, "older than MaximumRecordAgeInSeconds, and no destination was told", $"{Told}, or raise MaximumRecordAgeInSeconds"),
            RecordFate.Oversized => (FindingKind.RecordGivenUp, "larger than the 6 MiB that an event may have", "send less in one message, or leave large fields out of the documents"),
            RecordFate.Expired => (FindingKind.RecordExpired, "the stream keeps it no longer", "set MaximumRetryAttempts or MaximumRecordAgeInSeconds and a destination on failure, so that one bad record does not hold its shard, or raise the stream's retention"),
            _ => null,
        };
        if (found is var (kind, cause, advice))
        {
            Add(_found, kind, _resources[e.Resource].Name, cause, advice, Text.Invariant($"record at position {e.RecordPosition}"), e.Time, e.RecordCount);
        }
    }

    private void OfNotification(in SimEvent e)
    {
        var from = _resources[e.Resource];
        var (kind, cause) = e.HandoverCause == HandoverCause.Unmatched
            ? (FindingKind.NotificationUnmatched, "no subscription, rule or filter matched")
            : (FindingKind.NotificationDropped, e.HandoverCause switch
            {
                HandoverCause.NoTarget => "what it was to go to does not exist",
                HandoverCause.AccessDenied => "its target does not allow it",
                HandoverCause.Refused => "its target refused it",
                HandoverCause.TargetThrottled => "its target was throttled until the last attempt",
                HandoverCause.ServiceError => "its target failed until the last attempt",
                HandoverCause.Loop => "it would have gone in a circle",
                HandoverCause.Withdrawn => "what sends it was disabled or deleted before",
                _ => "its kind of target is not simulated",
            });
        Add(_found, kind, from.ToString(), cause, e.HandoverCause == HandoverCause.Withdrawn ? "disable or delete it while nothing waits to be sent" : AdviceTo(from.Kind, kind), Text.Invariant($"notification {e.Notification}"), e.Time);
    }

    private static string AdviceTo(ResourceKind sender, FindingKind kind) => (sender, kind) switch
    {
        (ResourceKind.Topic, FindingKind.NotificationUnmatched) => "subscribe to it, or widen the filter policies",
        (_, FindingKind.NotificationUnmatched) => "make a rule or filter that matches",
        (ResourceKind.Topic, _) => "set RedrivePolicy of the subscription",
        (ResourceKind.Bus, _) => "set DeadLetterConfig of the rule's target",
        (ResourceKind.Schedule, _) => "set DeadLetterConfig of the schedule's target",
        _ => "mend the target: this service keeps nothing that it cannot hand over",
    };

    private static string Retention(ResourceDefinition queue) => Setting(queue, "MessageRetentionPeriod", "345600");

    private static string Setting(ResourceDefinition resource, string name, string otherwise)
    {
        foreach (var (key, value) in resource.Settings)
        {
            if (key == name)
            {
                return value;
            }
        }

        return otherwise;
    }

    private static void Add(Dictionary<(FindingKind, string, string, string), LedgerFinding> to, FindingKind kind, string place, string cause, string advice, string example, long time, int times = 1)
    {
        var key = (kind, place, cause, advice);
        if (!to.TryGetValue(key, out var finding))
        {
            to.Add(key, finding = new LedgerFinding(kind, place, cause, advice) { Example = example, At = Duration.FromNanoseconds(time) });
        }

        finding.Count += times;
    }

    private string Invocation(int number) => Seed is { } seed ? Text.Invariant($"invocation {number}, request {RequestId.Of(seed, number)}") : Text.Invariant($"invocation {number}");

    private string NameOf(int function) => _functions[function].DisplayName;

    private readonly record struct Dropped(int Function, DropCause Cause, long At, DeliveryCause? NotTaken);
}
