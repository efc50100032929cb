using System.Runtime.CompilerServices;
using LambdaSim.Events;
using LambdaSim.Faults;
using LambdaSim.Placement;
using NodaTime;

namespace LambdaSim.Engine;

// The life of an environment: created, in INIT, ready, at a call, ended. Each transition writes its record here and nowhere else. Where code runs, its host
// says when INIT and calls end; elsewhere their lengths do. Restoring a snapshot, work after the response and extensions each would be one more transition.
internal sealed partial class Engine
{
    // Rule INIT-LIMIT.
    private const long InitLimit = 10 * NodaConstants.NanosecondsPerSecond;

    // Of those on demand it is drawn how long they are kept and how old they become.
    private int NewOnDemand(int versionIndex, VersionModel model)
    {
        var index = _pool.Create(versionIndex);
        ref var slot = ref _pool[index];
        var ordinal = model.Environments++;
        slot.KeepAlive = _keepAlive.TimeFor(model.Entity, ordinal);
        slot.RecycleAt = _lifetime.RecycleAt(_now, model.Entity, ordinal);
        return index;
    }

    // Whose it is stands in the slot: the call that waits for it, and its flags.
    private void Created(ref EnvironmentSlot slot, CreationCause cause, long delay)
    {
        slot.Since = _now + delay;
        _log.Add(new SimEvent(_now, EventKind.EnvironmentCreated, (byte)cause, Told(slot), slot.Version, slot.Invocation, slot.Serial, delay));
    }

    // A copy of an event is told where its call begins and ends, and nowhere else.
    private static ushort Told(in EnvironmentSlot slot) => (ushort)(slot.Flags & ~RunFlags.CopyBit);

    // From when it is there. An INIT that is cut is paid for by the first call to come (rule INIT-SUPPRESSED). Provisioned ones without code are ready when
    // their set is said to be.
    private void Init(int index, ref EnvironmentSlot slot, bool isLive, long init)
    {
        if (isLive)
        {
            slot.Planned = init;
            if (slot.Since == _now)
            {
                BeginInit(index);
            }
            else
            {
                _queue.Push(slot.Since, EntryQueue.Order(EntryPhase.InitDone, slot.Admission), EntryAction.LiveInit, index);
            }

            return;
        }

        var limit = LimitOf(slot);
        slot.NeedsInit = init > limit;
        slot.Init = Math.Min(init, limit);
        if (Faults.Has(FaultSite.InitFailure) && !slot.NeedsInit)
        {
            FailInit(ref slot, init);
        }

        var end = slot.IsProvisioned ? _now : slot.Since + slot.Init;
        if (end == _now)
        {
            InitDone(index);
        }
        else
        {
            // Ties are settled by admission, where there is one.
            _queue.Push(end, EntryQueue.Order(EntryPhase.InitDone, slot.Invocation == SimEvent.None ? _sequence++ : slot.Admission), EntryAction.InitDone, index);
        }
    }

    private void BeginInit(int index)
    {
        ref var slot = ref _pool[index];
        _handlers!.BeginInit(index, slot.Planned, LimitOf(slot));
    }

    private long LimitOf(in EnvironmentSlot slot) => slot.IsProvisioned ? _versions.ModelOf(slot.Version).ProvisionedInitLimit : InitLimit;

    /// <summary>INIT of a live environment is over.</summary>
    public void LiveInitDone(int index, InitOutcome outcome)
    {
        ref var slot = ref _pool[index];
        slot.NeedsInit = outcome != InitOutcome.Succeeded;
        slot.Init = Math.Min(_now - slot.Since, SimEvent.MaxInitNs);
        InitEnded(index, outcome);
    }

    private void InitDone(int index) => InitEnded(index, _failing?.Remove(_pool[index].Serial) == true ? InitOutcome.Failed : _pool[index].NeedsInit ? InitOutcome.TimedOut : InitOutcome.Succeeded);

    private void InitEnded(int index, InitOutcome outcome)
    {
        ref var slot = ref _pool[index];
        _log.Add(new SimEvent(_now, EventKind.InitCompleted, (byte)outcome, Told(slot), slot.Version, slot.Invocation, slot.Serial, slot.Init));
        ref var version = ref _versions[slot.Version];
        if (slot.IsProvisioned)
        {
            ProvisionedInitEnded(index, ref slot, outcome);
        }
        else if (slot.Invocation == SimEvent.None)
        {
            _versions.ModelOf(slot.Version).IsPreparing = false;
            Release(index, ref slot, ref version);
        }
        else if (version.IsLive)
        {
            InvokeLive(index, ref slot, slot.Flags, idle: 0);
        }
        else
        {
            // What was cut is part of the call's planned length.
            slot.NeedsInit = false;
            Invoke(index, ref slot, version.Timeout, slot.Planned, slot.Flags, idle: 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Started(ref EnvironmentSlot slot, ushort flags, ushort repeatsInit, long idle)
    {
        slot.State = EnvironmentState.Busy;
        slot.Since = _now;
        slot.Flags = flags;
        _log.Add(new SimEvent(_now, EventKind.Started, 0, (ushort)(flags | repeatsInit), slot.Version, slot.Invocation, slot.Serial, idle));
    }

    private void Ended(ref int top, int index, EndCause cause)
    {
        ref var slot = ref _pool[index];
        var flags = slot.IsProvisioned ? RunFlags.ProvisionedBit : (ushort)0;
        _log.Add(new SimEvent(_now, EventKind.EnvironmentEnded, (byte)cause, flags, slot.Version, SimEvent.None, slot.Serial, _now - slot.Since));
        _pool.Remove(ref top, index);
        _handlers?.Gone(index);
    }
}
