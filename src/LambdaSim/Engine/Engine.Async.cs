using LambdaSim.Admission;
using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Engine;

// Events: accepted at once, admitted now or later, never without a fate.
internal sealed partial class Engine
{
    private void Accept(in Arrival arrival, int invocation, int ordinal)
    {
        if (_account.AsyncFrontDoorRate && !_account.AdmitsRequest(_now))
        {
            Throttle(arrival.Function, invocation, ThrottleCause.AccountRequestRate, RunFlags.EventBit | RunFlags.FinalBit);
            return;
        }

        var cause = TryDispatch(arrival, invocation, ordinal, _now);
        if (cause != ThrottleCause.None)
        {
            var e = new WaitingEvent { Arrival = arrival, AcceptedAt = _now, Invocation = invocation, Ordinal = ordinal };
            WaitOrDrop(_waiting.Add(e), cause);
        }
    }

    private void Retry(int index)
    {
        var e = _waiting[index];
        var cause = TryDispatch(e.Arrival, e.Invocation, e.Ordinal, e.AcceptedAt);
        if (cause == ThrottleCause.None)
        {
            _waiting.Remove(index);
        }
        else
        {
            WaitOrDrop(index, cause);
        }
    }

    private ThrottleCause TryDispatch(in Arrival arrival, int invocation, int ordinal, long acceptedAt)
    {
        var verdict = Admit(ref _versions[arrival.Function], limitRate: false);
        if (verdict.Cause != ThrottleCause.None)
        {
            return verdict.Cause;
        }

        var extra = PriceList.ExtraRequests(arrival.PayloadBytes);
        _log.Add(new SimEvent(_now, EventKind.Dispatched, 0, (ushort)(RunFlags.EventBit | extra), arrival.Function, invocation, SimEvent.None, _now - acceptedAt));
        Place(arrival, invocation, ordinal, (ushort)(RunFlags.EventBit | verdict.Flags));
        return ThrottleCause.None;
    }

    private void WaitOrDrop(int index, ThrottleCause cause)
    {
        ref var e = ref _waiting[index];
        var function = e.Arrival.Function;
        Throttle(function, e.Invocation, cause, RunFlags.EventBit, e.Attempts);
        var config = _versions.ModelOf(_versions[function].Owner).Definition.Config;
        var age = _now - e.AcceptedAt;
        var delay = Backoff.DelayNs(e.Attempts++);
        if (config.ReservedConcurrency == 0)
        {
            Drop(index, DropCause.ZeroReservedConcurrency, age);
        }
        else if (age + delay > _versions.ModelOf(function).Definition.Config.MaximumEventAge.ToInt64Nanoseconds())
        {
            Drop(index, DropCause.EventAgeExceeded, age);
        }
        else
        {
            _log.Add(new SimEvent(_now, EventKind.Queued, 0, RunFlags.EventBit, function, e.Invocation, SimEvent.None, delay));
            Schedule(_now + delay, EventPhase.Arrive, EventAction.Retry, index);
        }
    }

    private void Drop(int index, DropCause cause, long age)
    {
        var e = _waiting[index];
        _log.Add(new SimEvent(_now, EventKind.Dropped, (byte)cause, RunFlags.EventBit, e.Arrival.Function, e.Invocation, SimEvent.None, age));
        _waiting.Remove(index);
    }
}
