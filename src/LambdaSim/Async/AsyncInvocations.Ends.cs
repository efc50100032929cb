using LambdaSim.Engine;
using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Async;

// What follows an attempt: success, a retry, or a drop.
internal sealed partial class AsyncInvocations
{
    private const long FirstRetryAfter = 60 * NodaConstants.NanosecondsPerSecond;
    private const long SecondRetryAfter = 120 * NodaConstants.NanosecondsPerSecond;

    // What has its fate and is still to be sent on: entries of one phase come in the order in which they were armed.
    private readonly Queue<int> _toSend = [];

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
        _engine.Record(new SimEvent(_engine.Now, EventKind.Dropped, (byte)cause, RunFlags.AsyncBit, e.Arrival.Function, e.Invocation, SimEvent.None, _engine.Now - e.AcceptedAt));
        HasFate(index, cause);
    }

    private void HasFate(int index, DropCause? cause)
    {
        ref var e = ref _waiting[index];
        if (Deliveries?.AreWanted(FunctionOf(e), Contents?.QualifierOf(e.Invocation), cause) != true)
        {
            Forget(index);
            return;
        }

        e.Fate = cause;
        _toSend.Enqueue(index);
        if (_sendsApart)
        {
            Waiting++;
            _engine.ArmHost(_engine.Now, EntryPhase.Deliver, EntryAction.SendOn, index);
        }
        else
        {
            SendOn();
        }
    }

    private void SendOn()
    {
        var index = _toSend.Dequeue();
        ref var e = ref _waiting[index];
        var content = Contents is null ? new AsyncContent(ModelledPayload.Of(e.Arrival.PayloadBytes), null, e.Chain, null) : Contents.Of(e.Invocation);
        Deliveries!.Send(new SettledInvocation(FunctionOf(e), e.Invocation, e.Fate, e.Runs)
        {
            Qualifier = content.Qualifier,
            Chain = content.Chain,
            Request = content.Request,
            Result = e.Runs == 0 ? null : content.Result ?? AttemptResult.Modelled(e.LastOutcome),
        });
        Forget(index);
    }

    private void Forget(int index)
    {
        Contents?.Forget(_waiting[index].Invocation);
        _waiting.Remove(index);
    }

    // Upwards: AWS counts an event's age in whole seconds.
    private static long InWholeSeconds(long age) => (age + NodaConstants.NanosecondsPerSecond - 1) / NodaConstants.NanosecondsPerSecond * NodaConstants.NanosecondsPerSecond;
}
