using LambdaSim.Engine;
using LambdaSim.Events;
using LambdaSim.Faults;

namespace LambdaSim.Async;

// Invocations that wait together: at their instant they are tried in order of arrival, until one is refused; what refused it refuses those behind it too.
internal sealed partial class AsyncInvocations
{
    // Negative: they joined a batch that is woken already.
    private void Wake(int batch)
    {
        if (batch >= 0)
        {
            _engine.ArmHost(_batches.DueOf(batch), EntryPhase.Arrive, EntryAction.RetryBatch, batch);
        }
    }

    // Rule ASY-TOGETHER.
    private void RetryBatch(int number)
    {
        var batch = _batches.Take(number);
        if (_engine.Versions.ModelOf(batch.Function).IsRetired || _engine.Faults.Has(FaultSite.SystemError))
        {
            while (batch.Count > 0)
            {
                Retry(_batches.Leave(ref batch));
            }

            return;
        }

        while (batch.Count > 0)
        {
            // One that an alias sent elsewhere by now, or that is stopped, goes its own way.
            ref var e = ref _waiting[batch.First];
            var isFound = !e.IsRouted || IsFound(batch.First);
            if (!isFound || e.Arrival.Function != batch.Function || Guard.Stops(e.Trace, FunctionOf(e)))
            {
                var alone = _batches.Leave(ref batch);
                Leave(alone);
                TryHere(alone, isFound);
                continue;
            }

            var verdict = _engine.AdmitAttempt(batch.Function);
            if (verdict.Cause != ThrottleCause.None)
            {
                RefuseTogether(ref batch, verdict.Cause);
                return;
            }

            var index = _batches.Leave(ref batch);
            Leave(index);
            Run(index, verdict);
        }
    }

    private void RefuseTogether(ref WaitingBatch batch, ThrottleCause refusal)
    {
        if (batch.Count == 1)
        {
            var alone = _batches.Leave(ref batch);
            Leave(alone);
            Refuse(alone, refusal);
            return;
        }

        _engine.Record(new SimEvent(
            _engine.Now,
            EventKind.ThrottledTogether,
            (byte)refusal,
            RunFlags.AsyncBit,
            batch.Function,
            _waiting[batch.First].Invocation,
            SimEvent.None,
            SimEvent.PairValue(batch.Count, batch.Refusals)));
        var delay = DelayAfter(batch.Refusals++);
        var isStopped = IsStopped(batch.Function);
        var kept = new WaitingBatch { Function = batch.Function, Refusals = batch.Refusals, Due = _engine.Now + delay };
        while (batch.Count > 0)
        {
            ref var e = ref _waiting[batch.First];
            if (NextStep.AfterRefusal(isStopped, _engine.Now - e.AcceptedAt, delay, RuleOf(e).MaximumAgeNs).Drop is not { } cause)
            {
                // In order of arrival, so of age: where all have one limit, the rest is young enough.
                if (!Rules.AreConfigured)
                {
                    WaitingBatches.Append(ref kept, ref batch, _waiting, batch.Count);
                    break;
                }

                WaitingBatches.Append(ref kept, ref batch, _waiting, 1);
                continue;
            }

            var index = _batches.Leave(ref batch);
            Leave(index);
            Drop(index, cause);
        }

        if (kept.Count > 0)
        {
            Wake(_batches.Merge(kept));
        }
    }
}
