using LambdaSim.Events;
using LambdaSim.Faults;
using LambdaSim.Placement;

namespace LambdaSim.Engine;

// What goes wrong on purpose with environments.
internal sealed partial class Engine
{
    // Serials of environments without code whose INIT fails.
    private HashSet<int>? _failing;

    /// <summary>A fault strikes the init phase of an environment (rule FLT-INIT); an environment repeats INIT for as often as it strikes.</summary>
    /// <param name="index">Its slot.</param>
    /// <param name="generation">Which of its processes.</param>
    public Strike? FailsInit(int index, int generation) => FailsInit(ref _pool[index], generation);

    private Strike? FailsInit(ref EnvironmentSlot slot, int generation)
    {
        var strike = Faults.Find(FaultSite.InitFailure, new Candidate((ulong)slot.Serial, (ulong)generation) { Function = _versions.ModelOf(slot.Version).Definition });
        if (strike is not null)
        {
            Faults.Tell(strike, slot.Version, slot.Invocation, number: slot.Serial);
        }

        return strike;
    }

    // A call that waits for it repeats INIT inside its own Duration, a later one does as after an INIT that was cut (rule INIT-SUPPRESSED).
    private void FailInit(ref EnvironmentSlot slot, long init)
    {
        if (FailsInit(ref slot, 0) is null)
        {
            return;
        }

        slot.NeedsInit = true;
        slot.Planned += slot.Invocation == SimEvent.None ? 0 : init;
        (_failing ??= []).Add(slot.Serial);
    }

    /// <summary>A busy environment on demand goes when its call has ended.</summary>
    public void Condemn(int index)
    {
        ref var slot = ref _pool[index];
        slot.RecycleAt = _now;
        slot.ArmedAt = EnvironmentSlot.NotArmed;
    }

    // Rule FLT-RECYCLE.
    private bool Recycle(ref EnvironmentSlot slot)
    {
        if (slot.Invocation == SimEvent.None
            || Faults.Find(FaultSite.EnvironmentRecycle, new Candidate((uint)slot.Invocation, (uint)slot.Admission) { Function = _versions.ModelOf(slot.Version).Definition }) is not { } strike)
        {
            return false;
        }

        Faults.Tell(strike, slot.Version, slot.Invocation, number: slot.Serial);
        slot.RecycleAt = _now;
        return true;
    }
}
