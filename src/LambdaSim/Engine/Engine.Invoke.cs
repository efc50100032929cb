using System.Runtime.CompilerServices;
using LambdaSim.Events;
using LambdaSim.Placement;

namespace LambdaSim.Engine;

// Invoke, Complete and Release.
internal sealed partial class Engine
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Invoke(int index, ref EnvironmentSlot slot, long timeout, long duration, ushort flags, long idle)
    {
        Started(ref slot, flags, repeatsInit: 0, idle);

        // One entry for the end, whichever it is: a modelled call's end is known when it starts.
        if (duration > timeout || slot.Outcome == (byte)Outcome.TimedOut)
        {
            slot.Outcome = (byte)Outcome.TimedOut;
            _queue.Push(_now + timeout, EntryQueue.Order(EntryPhase.Deadline, slot.Admission), EntryAction.TimeOut, index);
        }
        else
        {
            _queue.Push(_now + duration, EntryQueue.Order(EntryPhase.Complete, slot.Admission), EntryAction.Complete, index);
        }
    }

    private void Complete(int index)
    {
        ref var slot = ref _pool[index];
        ref var version = ref _versions[slot.Version];
        var outcome = (Outcome)slot.Outcome;
        var duration = _now - slot.Since;
        _log.Add(SimEvent.OfCall(_now, EventKind.Completed, outcome, slot.Flags, slot.Version, slot.Invocation, slot.Serial, duration, slot.Init));
        slot.NeedsInit = outcome >= Outcome.TimedOut;
        _running--;
        version.Busy--;
        if (slot.IsProvisioned)
        {
            ReleaseProvisioned(index, ref slot, _provisioned[version.Provisioned]);
            if (_adapts && version.Busy == 0)
            {
                version.IdleSince = _now;
            }
        }
        else
        {
            AccountOf(version.Account).Leave(ref _versions[version.Owner].Gate);
            Release(index, ref slot, ref version);
        }

        // Last: the slot and the environment are free for what follows.
        if (slot.Caller != 0)
        {
            Answer(index, ref slot, duration);
        }
    }

    private void Release(int index, ref EnvironmentSlot slot, ref VersionSlot version)
    {
        _pool.PushIdle(ref version.Top, index, ref slot, _now);
        if (_adapts && version.Busy == 0 && slot.Invocation != SimEvent.None)
        {
            Adapt(ref slot, ref version);
        }

        var goes = Faults.Recycles && Recycle(ref slot);

        // An armed expiry that comes too early arms itself anew; only a shortened keep-alive needs an earlier one.
        if (slot.ArmedAt == EnvironmentSlot.NotArmed || ((_adapts || goes) && Due(slot) < slot.ArmedAt))
        {
            Arm(index, ref slot, Due(slot));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Due(in EnvironmentSlot slot) => Math.Min(slot.Since + slot.KeepAlive, Math.Max(slot.Since, slot.RecycleAt));

    private void Arm(int index, ref EnvironmentSlot slot, long due)
    {
        slot.ArmedAt = due;
        Schedule(due, EntryPhase.Expire, EntryAction.Expire, index);
    }

    private void Expire(int index)
    {
        ref var slot = ref _pool[index];
        if (slot.ArmedAt != _now)
        {
            return;
        }

        slot.ArmedAt = EnvironmentSlot.NotArmed;
        if (slot.State != EnvironmentState.Idle)
        {
            return;
        }

        var due = Due(slot);
        if (due > _now)
        {
            Arm(index, ref slot, due);
            return;
        }

        var cause = _versions.ModelOf(slot.Version).IsRetired ? EndCause.Updated
            : slot.RecycleAt == EnvironmentSlot.Abandoned ? EndCause.ProcessLost
            : slot.Since + slot.KeepAlive > _now ? EndCause.Recycled : EndCause.KeepAlive;
        Ended(ref _versions[slot.Version].Top, index, cause);
    }

    private void Adapt(ref EnvironmentSlot slot, ref VersionSlot version)
    {
        version.IdleSince = _now;
        var decision = _keepAlive.OnIdle(slot.Version);
        slot.KeepAlive = decision.KeepFor;
        var model = _versions.ModelOf(slot.Version);
        if (decision.PrewarmAfter < 0)
        {
            model.Prewarm = VersionModel.NoPrewarm;
            return;
        }

        slot.KeepAlive = 0;
        model.Prewarm = (_now + decision.PrewarmAfter, decision.KeepFor - decision.PrewarmAfter);
        Schedule(_now + decision.PrewarmAfter, EntryPhase.Timer, EntryAction.Prewarm, slot.Version);
    }

    private void Prewarm(int versionIndex)
    {
        ref var version = ref _versions[versionIndex];
        var model = _versions.ModelOf(versionIndex);
        if (model.Prewarm.At != _now || model.IsPreparing || version.Busy > 0 || version.Top != EnvironmentSlot.Nil)
        {
            return;
        }

        var index = NewOnDemand(versionIndex, model);
        ref var slot = ref _pool[index];
        slot.KeepAlive = model.Prewarm.KeepFor;
        model.IsPreparing = true;
        slot.Admission = version.IsLive ? _admitted++ : 0;
        Created(ref slot, CreationCause.Prewarm, model.CreationDelay);
        Init(index, ref slot, version.IsLive, model.UnrequestedInit(model.Environments));
    }
}
