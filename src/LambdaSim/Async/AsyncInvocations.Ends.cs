using LambdaSim.Engine;
using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Async;

// What follows an attempt: success, a retry, or a drop.
internal sealed partial class AsyncInvocations
{
    // The event itself follows its copy.
    private const long AfterCopy = NodaConstants.NanosecondsPerSecond;

    // What has its fate and is still to be sent on: entries of one phase come in the order in which they were armed.
    private readonly Queue<int> _toSend = [];

    public override void Answered(in InvocationEnd end)
    {
        ref var e = ref _waiting[end.Item];
        if (e.Delivery == Copies.Running)
        {
            e.Delivery = Copies.Over;
            Wait(end.Item, AfterCopy);
            return;
        }

        Contents?.Ended(end);
        e.LastOutcome = end.Outcome;
        if (end.Outcome == Outcome.Succeeded)
        {
            HasFate(end.Item, null);
            return;
        }

        var rule = RuleOf(e);
        Follow(end.Item, NextStep.AfterError(e.Runs, rule.Retries, _engine.Now - e.AcceptedAt, rule.MaximumAgeNs));
    }

    private void Follow(int index, NextStep step)
    {
        if (step.Drop is { } cause)
        {
            Drop(index, cause);
        }
        else
        {
            Wait(index, step.DelayNs);
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
        var settled = new SettledInvocation(FunctionOf(e), e.Invocation, e.Fate, e.Runs + (e.Delivery == Copies.Over ? 1 : 0))
        {
            Qualifier = content.Qualifier,
            Chain = content.Chain,
            Request = content.Request,
            Trace = e.Trace,
            AcceptedAt = e.AcceptedAt,
            Result = e.Runs == 0 ? null : content.Result ?? AttemptResult.Modelled(e.LastOutcome),
            EndedBySystemError = e.MetSystemError,
        };
        Forget(index);
        foreach (var outgoing in Deliveries!.Of(settled))
        {
            Send(outgoing);
        }
    }

    private void Forget(int index)
    {
        Contents?.Forget(_waiting[index].Invocation);
        _waiting.Remove(index);
    }
}
