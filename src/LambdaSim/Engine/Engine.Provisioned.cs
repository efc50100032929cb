using LambdaSim.Events;
using LambdaSim.Placement;

namespace LambdaSim.Engine;

// Provisioned concurrency: environments created ahead, usable all at once (rule ADM-PROVISIONED).
internal sealed partial class Engine
{
    /// <summary>Creates or ends environments of a version until it has so many; those that are busy go when their call has ended.</summary>
    /// <param name="versionIndex">The version.</param>
    /// <param name="size">Environments; 0: none.</param>
    /// <param name="ready">Told when all are there, with false if the code of one could not be initialised and all were given up.</param>
    public void Provision(int versionIndex, int size, Action<bool>? ready)
    {
        var set = SetOf(versionIndex);
        var isGone = size == 0 && set.Size > 0;
        set.Resize(size);
        set.Ready = ready;
        set.HasFailed = false;
        Define(versionIndex);
        while (set.Existing > size && set.Top != EnvironmentSlot.Nil)
        {
            set.Existing--;
            Ended(ref set.Top, set.Top, EndCause.Deprovisioned);
        }

        if (size == 0)
        {
            set.IsReady = false;
        }

        if (isGone)
        {
            _log.Add(new SimEvent(_now, EventKind.ProvisionedReady, 0, RunFlags.ProvisionedBit, versionIndex, SimEvent.None, SimEvent.None, 0));
        }

        if (set.Existing < size)
        {
            ProvisionedReady(versionIndex);
        }
        else if (set.Starting == 0)
        {
            Prepared(versionIndex, set);
        }
    }

    private void AllocateProvisioned()
    {
        for (var index = 0; index < _versions.Count; index++)
        {
            if (_versions.ModelOf(index).Definition.Config.Provisioned is { } provisioned)
            {
                SetOf(index).Resize(provisioned.Concurrency);
                Schedule(provisioned.ReadyAt.ToInt64Nanoseconds(), EntryPhase.Control, EntryAction.ProvisionedReady, index);
            }
        }
    }

    private void ProvisionedReady(int versionIndex)
    {
        Define(versionIndex);
        var set = SetOf(versionIndex);
        var model = _versions.ModelOf(versionIndex);
        var missing = Math.Max(0, set.Size - set.Existing);
        set.Existing += missing;
        set.Starting += missing;
        var isLive = _versions[versionIndex].IsLive;
        for (var i = 0; i < missing; i++)
        {
            var index = _pool.Create(versionIndex);
            ref var slot = ref _pool[index];
            slot.IsProvisioned = true;
            slot.Flags = RunFlags.ProvisionedBit;
            if (isLive)
            {
                slot.IsAwaited = set.Ready is not null;
                slot.Admission = _admitted++;
                _preparing += slot.IsAwaited ? 1 : 0;
            }

            Created(ref slot, CreationCause.Provisioned, delay: 0);
            Init(index, ref slot, isLive, model.UnrequestedInit(model.Environments++));
        }

        if (missing == 0 && !isLive)
        {
            Prepared(versionIndex, set);
        }
    }

    private void ProvisionedInitEnded(int index, ref EnvironmentSlot slot, InitOutcome outcome)
    {
        var version = slot.Version;
        var set = SetOf(version);
        set.Starting--;
        if (slot.IsAwaited)
        {
            _preparing--;
            set.HasFailed |= outcome != InitOutcome.Succeeded;
        }

        ReleaseProvisioned(index, ref slot, set);
        if (set.Starting == 0)
        {
            Prepared(version, set);
        }
    }

    // All that were asked for are there; of a set that somebody waits for, one that failed makes all of it fail.
    private void Prepared(int versionIndex, ProvisionedSet set)
    {
        var (ready, failed) = (set.Ready, set.HasFailed);
        (set.Ready, set.HasFailed) = (null, false);
        if (failed)
        {
            Provision(versionIndex, 0, null);
        }
        else if (set.Size > 0)
        {
            set.IsReady = true;
            _log.Add(new SimEvent(_now, EventKind.ProvisionedReady, 0, RunFlags.ProvisionedBit, versionIndex, SimEvent.None, SimEvent.None, set.Size));
        }

        ready?.Invoke(!failed);
    }

    private void ReleaseProvisioned(int index, ref EnvironmentSlot slot, ProvisionedSet set)
    {
        _pool.PushIdle(ref set.Top, index, ref slot, _now);
        if (set.Existing > set.Size)
        {
            set.Surplus.Add(index);
            Schedule(_now, EntryPhase.Expire, EntryAction.Deprovision, slot.Version);
        }
    }

    // After the call has ended in every record: what is idle and too many goes.
    private void Deprovision(int versionIndex)
    {
        var set = SetOf(versionIndex);
        foreach (var index in set.Surplus)
        {
            ref var slot = ref _pool[index];
            if (set.Existing > set.Size && slot is { State: EnvironmentState.Idle, IsProvisioned: true } && slot.Version == versionIndex)
            {
                set.Existing--;
                Ended(ref set.Top, index, EndCause.Deprovisioned);
            }
        }

        set.Surplus.Clear();
    }

    private ProvisionedSet SetOf(int versionIndex)
    {
        ref var version = ref _versions[versionIndex];
        if (version.Provisioned < 0)
        {
            version.Provisioned = _provisioned.Count;
            version.IsSpecial = true;
            _provisioned.Add(new ProvisionedSet(_limits));
        }

        return _provisioned[version.Provisioned];
    }
}
