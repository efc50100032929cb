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
        _async?.SendRest();
        lastArrival = Math.Max(lastArrival, _lastArrival);
        Ending?.Invoke();
        foreach (var index in (_handlers?.Running() ?? []).OrderBy(i => _pool[i].Invocation).ToList())
        {
            CutLive(ref _pool[index]);
        }

        foreach (var (index, endsAt) in RunningCalls())
        {
            CutModelled(ref _pool[index], endsAt);
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
            .Where(e => e.Action is EntryAction.Complete or EntryAction.TimeOut or EntryAction.InitDone && _pool[e.Target].Invocation != SimEvent.None)
            .Select(e => (e.Target, e.Time))
            .OrderBy(e => _pool[e.Target].Invocation),
    ];

    // A modelled call's figures are those it would have had: what is billed does not depend on where the run was cut.
    private void CutModelled(ref EnvironmentSlot slot, long endsAt)
    {
        var duration = endsAt - slot.Since;
        if (slot.State == EnvironmentState.Init)
        {
            var timeout = _versions[slot.Version].Timeout;
            slot.Outcome = slot.Planned > timeout ? (byte)Outcome.TimedOut : slot.Outcome;
            duration = slot.Outcome == (byte)Outcome.TimedOut ? timeout : slot.Planned;
        }

        Cut(slot, (Outcome)slot.Outcome, duration, slot.Init);
    }

    // How code would have ended nobody knows: its figures are those so far.
    private void CutLive(ref EnvironmentSlot slot)
    {
        var isInit = slot.State == EnvironmentState.Init;
        var init = isInit ? Math.Clamp(_now - slot.Since, 0, SimEvent.MaxInitNs) : slot.Init;
        Cut(slot, Outcome.Succeeded, isInit ? 0 : _now - slot.Since, init);
    }

    private void Cut(in EnvironmentSlot slot, Outcome outcome, long duration, long init) =>
        _log.Add(SimEvent.OfCall(_now, EventKind.RunningAtEnd, outcome, slot.Flags, slot.Version, slot.Invocation, slot.Serial, duration, init));
}
