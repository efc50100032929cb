using LambdaSim.Admission;
using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Engine;

// Events: accepted at once, admitted now or later, never without a fate.
internal sealed partial class Engine
{
    private const long OrdinalsOfAnAttempt = 1L << 32;

    private void Accept(in Arrival arrival, int invocation, int ordinal)
    {
        if (_account.AsyncFrontDoorRate && !_fromService && !AccountOf(_versions[arrival.Function].Account).AdmitsRequest(_now))
        {
            Throttle(arrival.Function, invocation, ThrottleCause.AccountRequestRate, RunFlags.EventBit | RunFlags.FinalBit);
            return;
        }

        Attempt(_waiting.Add(arrival, _now, invocation, ordinal));
    }

    private void Retry(int index)
    {
        _waiting.Resume(index);
        Attempt(index);
    }

    private void Attempt(int index)
    {
        ref var e = ref _waiting[index];
        if (_versions.ModelOf(e.Arrival.Function).IsRetired && !Follow(index))
        {
            Drop(index, DropCause.FunctionDeleted);
            return;
        }

        var function = e.Arrival.Function;
        var verdict = Admit(ref _versions[function], function, limitRate: false);
        if (verdict.Cause != ThrottleCause.None)
        {
            Refuse(index, verdict.Cause);
            return;
        }

        Run(index, verdict);
    }

    private void Run(int index, Verdict verdict)
    {
        ref var e = ref _waiting[index];
        var function = e.Arrival.Function;

        // A retry draws anew, under a number that no other call has: one function of arrival and attempt, whatever runs in between.
        var ordinal = e.Ordinal + (e.Runs * OrdinalsOfAnAttempt);
        e.Attempts++;
        e.Runs++;
        e.Refusals = 0;
        var extra = PriceList.ExtraRequests(e.Arrival.PayloadBytes);
        _log.Add(new SimEvent(_now, EventKind.Dispatched, 0, (ushort)(RunFlags.EventBit | extra), function, e.Invocation, SimEvent.None, _now - e.AcceptedAt));
        var environment = Place(e.Arrival, e.Invocation, ordinal, (ushort)(RunFlags.EventBit | verdict.Flags));
        _pool[environment].Event = index;
    }

    private void Refuse(int index, ThrottleCause cause)
    {
        ref var e = ref _waiting[index];
        var function = e.Arrival.Function;
        Throttle(function, e.Invocation, cause, RunFlags.EventBit, e.Attempts++);
        var delay = DelayAfter(e.Refusals++);
        if (_versions.ReservedOf(function) == 0)
        {
            Drop(index, DropCause.ZeroReservedConcurrency);
        }
        else if (IsTooOld(e, delay))
        {
            Drop(index, DropCause.EventAgeExceeded);
        }
        else if (Semantics.RefusesTogether && Backoff.IsLong(delay))
        {
            Queued(index, delay);
            Wake(_batches.Add(index, _now + delay));
        }
        else
        {
            Wait(index, delay);
        }
    }

    private long DelayAfter(int refusals)
    {
        var delay = Backoff.DelayNs(refusals);
        return Semantics.RefusesTogether && Backoff.IsLong(delay) ? Backoff.ToWholeSecond(_now + delay) - _now : delay;
    }

    private bool IsTooOld(in WaitingEvent e, long delay) => _now - e.AcceptedAt + delay > RulesOf(e).MaximumAge;

    private void Wait(int index, long delay)
    {
        Queued(index, delay);
        Schedule(_now + delay, EventPhase.Arrive, EventAction.Retry, index);
    }

    private void Queued(int index, long delay)
    {
        ref var e = ref _waiting[index];
        _log.Add(new SimEvent(_now, EventKind.Queued, 0, RunFlags.EventBit, e.Arrival.Function, e.Invocation, SimEvent.None, delay));
        _waiting.Wait(index);
    }

    private void Drop(int index, DropCause cause)
    {
        ref var e = ref _waiting[index];
        _log.Add(new SimEvent(_now, EventKind.Dropped, (byte)cause, RunFlags.EventBit, e.Arrival.Function, e.Invocation, SimEvent.None, _now - e.AcceptedAt));
        HasFate(index, cause);
    }

    // What waited while its function was updated runs on what it is now (rule ENV-UPDATED).
    private bool Follow(int index)
    {
        ref var e = ref _waiting[index];
        var next = _versions.Newest(e.Arrival.Function);
        if (_versions.ModelOf(next).IsRetired)
        {
            return false;
        }

        e.Arrival.Function = next;
        Define(next);
        _live?.Moved(e.Invocation, next);
        return true;
    }

    private (int Retries, long MaximumAge) RulesOf(in WaitingEvent e)
    {
        if (Fates?.RulesOf(e.Invocation) is { } rules)
        {
            return rules;
        }

        var config = ConfigOf(e.Arrival.Function);
        return (config.MaximumRetryAttempts, config.MaximumEventAge.ToInt64Nanoseconds());
    }

    private FunctionConfig ConfigOf(int version) => _versions.ModelOf(version).Definition.Config;
}
