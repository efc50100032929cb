using LambdaSim.Admission;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Placement;

namespace LambdaSim.Engine;

// Provisioned concurrency: environments created ahead, usable all at once (rule ADM-PROVISIONED).
internal sealed partial class Engine
{
    private void AllocateProvisioned()
    {
        for (var index = 0; index < _versions.Count; index++)
        {
            if (_versions.ModelOf(index).Definition.Config.Provisioned is { } provisioned)
            {
                _versions[index].Provisioned = _provisioned.Count;
                _provisioned.Add(new ProvisionedSet(provisioned, _config.Account));
                Schedule(provisioned.ReadyAt.ToInt64Nanoseconds(), EventPhase.Control, EventAction.ProvisionedReady, index);
            }
        }
    }

    private void ProvisionedReady(int versionIndex)
    {
        Define(versionIndex);
        var set = _provisioned[_versions[versionIndex].Provisioned];
        var model = _versions.ModelOf(versionIndex);
        for (var i = 0; i < set.Size; i++)
        {
            var index = _pool.Create(versionIndex);
            ref var slot = ref _pool[index];
            slot.IsProvisioned = true;
            if (_versions[versionIndex].IsLive)
            {
                BeginLiveProvisioned(index, ref slot, model);
                continue;
            }

            SetUnrequestedInit(ref slot, model.UnrequestedInit(model.Environments++), model.ProvisionedInitLimit);
            var outcome = slot.NeedsInit ? InitOutcome.TimedOut : InitOutcome.Succeeded;
            _log.Add(new SimEvent(_now, EventKind.EnvironmentCreated, (byte)CreationCause.Provisioned, RunFlags.ProvisionedBit, versionIndex, SimEvent.None, slot.Serial, 0));
            _log.Add(new SimEvent(_now, EventKind.InitCompleted, (byte)outcome, RunFlags.ProvisionedBit, versionIndex, SimEvent.None, slot.Serial, slot.Init));
            _pool.PushIdle(ref set.Top, index, ref slot, _now);
        }

        if (!_versions[versionIndex].IsLive)
        {
            MarkReady(versionIndex, set);
        }
    }

    private void MarkReady(int versionIndex, ProvisionedSet set)
    {
        set.IsReady = true;
        _log.Add(new SimEvent(_now, EventKind.ProvisionedReady, 0, RunFlags.ProvisionedBit, versionIndex, SimEvent.None, SimEvent.None, set.Size));
    }

    private sealed class ProvisionedSet(ProvisionedConcurrency provisioned, AccountConfig account)
    {
        private readonly BucketRate? _rate = account.LimitRequestRate ? AccountGate.RequestRate(provisioned.Concurrency) : null;
        private TokenBucket _requests = account.LimitRequestRate ? AccountGate.RequestRate(provisioned.Concurrency).Full() : default;

        /// <summary>Most recently used idle environment of the set.</summary>
        public int Top = EnvironmentSlot.Nil;

        public int Size => provisioned.Concurrency;

        public bool IsReady { get; set; }

        /// <summary>Environments whose INIT is over.</summary>
        public int Initialised { get; set; }

        public bool TryAdmit(long now, bool limitRate) =>
            IsReady && Top != EnvironmentSlot.Nil && (!limitRate || _rate is null || _requests.TryTake(_rate, now));
    }
}
