using LambdaSim.Engine;
using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Async;

// What follows an attempt: success, a retry, or a drop.
internal sealed partial class AsyncInvocations
{
    private const long FirstRetryAfter = 60 * NodaConstants.NanosecondsPerSecond;
    private const long SecondRetryAfter = 120 * NodaConstants.NanosecondsPerSecond;

    // Rules ASY-RETRY, ASY-EXHAUSTED and ASY-AGE, in the order of AWS's decisions.
    public override void Answered(in InvocationEnd end)
    {
        Contents?.Ended(end);
        ref var e = ref _waiting[end.Item];
        e.LastOutcome = end.Outcome;
        if (end.Outcome == Outcome.Succeeded)
        {
            HasFate(end.Item, null);
            return;
        }

        var rule = RuleOf(e);
        var delay = e.Runs == 1 ? FirstRetryAfter : SecondRetryAfter;
        if (e.Runs > rule.Retries)
        {
            Drop(end.Item, DropCause.RetriesExhausted);
        }
        else if (InWholeSeconds(_engine.Now - e.AcceptedAt) + delay > rule.MaximumAgeNs)
        {
            Drop(end.Item, DropCause.EventAgeExceeded);
        }
        else
        {
            Wait(end.Item, delay);
        }
    }

    private void Drop(int index, DropCause cause)
    {
        ref var e = ref _waiting[index];
        _engine.Record(new SimEvent(_engine.Now, EventKind.Dropped, (byte)cause, RunFlags.EventBit, e.Arrival.Function, e.Invocation, SimEvent.None, _engine.Now - e.AcceptedAt));
        HasFate(index, cause);
    }

    private void HasFate(int index, DropCause? cause)
    {
        ref var e = ref _waiting[index];
        var invocation = e.Invocation;
        if (Deliveries is { } deliveries)
        {
            var content = Contents?.Of(invocation) ?? default;
            deliveries.Send(new SettledInvocation(_engine.Versions.ModelOf(e.Arrival.Function).Definition, invocation, cause, e.Runs)
            {
                Qualifier = content.Qualifier,
                Chain = content.Chain,
                Request = content.Request,
                Result = e.Runs == 0 ? null : content.Result ?? AttemptResult.Modelled(e.LastOutcome),
            });
        }

        Contents?.Forget(invocation);
        _waiting.Remove(index);
    }

    // Upwards: AWS counts an event's age in whole seconds.
    private static long InWholeSeconds(long age) => (age + NodaConstants.NanosecondsPerSecond - 1) / NodaConstants.NanosecondsPerSecond * NodaConstants.NanosecondsPerSecond;
}
