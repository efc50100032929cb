using System.Runtime.CompilerServices;
using LambdaSim.Events;
using LambdaSim.Placement;

namespace LambdaSim.Engine;

// Place and Init: an admitted call finds its environment.
internal sealed partial class Engine
{
    // Returns the environment.
    private int Place(in Arrival arrival, int invocation, long ordinal, ushort flags)
    {
        ref var version = ref _versions[arrival.Function];
        if ((flags & RunFlags.ProvisionedBit) != 0)
        {
            var set = _provisioned[version.Provisioned];
            var provisioned = set.Top;
            _pool.PopIdle(ref set.Top, ref _pool[provisioned]);
            StartWarm(provisioned, ref version, arrival, invocation, ordinal, flags);
            return provisioned;
        }

        AccountOf(version.Account).Enter(ref _versions[version.Owner].Gate);
        var environment = version.Top;
        if (environment != EnvironmentSlot.Nil)
        {
            _pool.PopIdle(ref version.Top, ref _pool[environment]);
            StartWarm(environment, ref version, arrival, invocation, ordinal, flags);
            return environment;
        }

        return StartCold(ref version, arrival, invocation, ordinal, flags);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void StartWarm(int index, ref VersionSlot version, in Arrival arrival, int invocation, long ordinal, ushort flags)
    {
        ref var slot = ref _pool[index];
        Occupy(ref slot, ref version, arrival, invocation);
        slot.Init = 0;
        if (version.IsLive)
        {
            if (slot.NeedsInit)
            {
                flags |= RunFlags.Reinit;
                slot.Planned = _versions.ModelOf(arrival.Function).Init(Arrival.NotGiven, ordinal);
            }

            InvokeLive(index, ref slot, flags, _now - slot.Since);
            return;
        }

        var duration = HandlerDuration(version.CpuFactor, arrival, ordinal);
        if (slot.NeedsInit)
        {
            // Rule INIT-SUPPRESSED: inside Duration, under the function's timeout.
            slot.NeedsInit = false;
            flags |= RunFlags.Reinit;
            duration += _versions.ModelOf(arrival.Function).Init(arrival.Init, ordinal);
        }

        if (arrival.BilledMs != 0)
        {
            TellBilled(ref slot, version.Timeout, arrival, duration, init: 0);
        }

        Invoke(index, ref slot, version.Timeout, duration, flags, _now - slot.Since);
    }

    private int StartCold(ref VersionSlot version, in Arrival arrival, int invocation, long ordinal, ushort flags)
    {
        var model = _versions.ModelOf(arrival.Function);
        var index = NewOnDemand(arrival.Function, model);
        ref var slot = ref _pool[index];
        Occupy(ref slot, ref version, arrival, invocation);
        slot.Flags = (ushort)(flags | RunFlags.Cold);
        var init = model.Init(arrival.Init, ordinal);
        if (version.IsLive)
        {
            _handlers!.Promise(arrival.Function);
        }
        else
        {
            // An INIT that is cut is repeated inside the call.
            slot.Planned = HandlerDuration(version.CpuFactor, arrival, ordinal) + model.FirstCallPenalty + (init > InitLimit ? init : 0);
        }

        Created(ref slot, CreationCause.ColdStart, model.CreationDelay);
        if (arrival.BilledMs != 0 && init <= InitLimit)
        {
            TellBilled(ref slot, version.Timeout, arrival, slot.Planned, init);
        }

        Init(index, ref slot, version.IsLive, init);
        return index;
    }

    // Rule BIL-LOGGED: the workload's figure is of a run with its Duration and its init, and holds for no other.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TellBilled(ref EnvironmentSlot slot, long timeout, in Arrival arrival, long duration, long init)
    {
        if (duration == arrival.Duration && init == Math.Max(0, arrival.Init) && duration <= timeout && arrival.Outcome != Outcome.TimedOut)
        {
            _log.Add(new SimEvent(_now, EventKind.Reported, 0, 0, slot.Version, slot.Invocation, slot.Serial, arrival.BilledMs));
        }
    }

    private void Occupy(ref EnvironmentSlot slot, ref VersionSlot version, in Arrival arrival, int invocation)
    {
        slot.Invocation = invocation;
        slot.Outcome = (byte)arrival.Outcome;
        slot.Caller = arrival.Caller;
        slot.Admission = _admitted++;
        version.Busy++;
        _running++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long HandlerDuration(ulong cpuFactor, in Arrival arrival, long ordinal)
    {
        var duration = arrival.Duration >= 0 ? arrival.Duration : _versions.ModelOf(arrival.Function).Duration(ordinal);
        return cpuFactor == VersionModel.NoScaling ? duration : VersionModel.Scale(duration, cpuFactor);
    }
}
