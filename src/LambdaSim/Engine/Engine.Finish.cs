using LambdaSim.Events;
using LambdaSim.Placement;

namespace LambdaSim.Engine;

// The end of a run: whatever is left gets its fate.
internal sealed partial class Engine
{
    /// <summary>Told when the run ends, before the calls and events that are left get their fates: what stands beside the engine records its own.</summary>
    public Action? Ending { get; set; }

    private RunEnd Finish(long lastArrival, bool partial)
    {
        Ending?.Invoke();
        EndRunningLive();
        foreach (var (index, endsAt) in RunningCalls())
        {
            EndRunning(index, endsAt);
        }

        _async?.Finish();
        var idle = Enumerable.Range(0, _pool.Used).Where(i => IsIdle(_pool[i])).OrderBy(i => _pool[i].Serial);
        foreach (var index in idle)
        {
            ref var slot = ref _pool[index];
            var flags = slot.IsProvisioned ? RunFlags.ProvisionedBit : (ushort)0;
            _log.Add(new SimEvent(_now, EventKind.IdleAtEnd, 0, flags, slot.Version, SimEvent.None, slot.Serial, slot.State == EnvironmentState.Idle ? _now - slot.Since : 0));
        }

        var end = new RunEnd(_now, lastArrival, partial);
        _log.End(end);
        return end;
    }

    private static bool IsIdle(in EnvironmentSlot slot) =>
        slot.State == EnvironmentState.Idle || (slot.State == EnvironmentState.Init && slot.Invocation == SimEvent.None);

    private List<(int Index, long EndsAt)> RunningCalls() =>
    [
        .. _queue.Pending()
            .Where(e => e.Action is EventAction.Complete or EventAction.TimeOut or EventAction.InitDone && _pool[e.Target].Invocation != SimEvent.None)
            .Select(e => (e.Target, e.Time))
            .OrderBy(e => _pool[e.Target].Invocation),
    ];

    // A modelled call's figures are those it would have had: what is billed does not depend on where the run was cut.
    private void EndRunning(int index, long endsAt)
    {
        ref var slot = ref _pool[index];
        var duration = endsAt - slot.Since;
        if (slot.State == EnvironmentState.Init)
        {
            var timeout = _versions[slot.Version].Timeout;
            slot.Outcome = slot.Planned > timeout ? (byte)Outcome.TimedOut : slot.Outcome;
            duration = slot.Outcome == (byte)Outcome.TimedOut ? timeout : slot.Planned;
        }

        _log.Add(SimEvent.OfCall(_now, EventKind.RunningAtEnd, (Outcome)slot.Outcome, slot.Flags, slot.Version, slot.Invocation, slot.Serial, duration, slot.Init));
    }
}
