using System.Runtime.CompilerServices;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Placement;

namespace LambdaSim.Engine;

// Live handlers: the same transitions, but code decides when a call ends.
internal sealed partial class Engine
{
    private HandlerHost? _handlers;
    private AlarmHost? _alarms;
    private long _lastArrival;

    /// <summary>Environments by slot, for the host.</summary>
    public EnvironmentPool Pool => _pool;

    /// <summary>Who runs the code of live versions; its alarms ring too.</summary>
    public void Attach(HandlerHost handlers) => _alarms = _handlers = handlers;

    /// <summary>Whose alarms ring, where no code runs.</summary>
    public void Attach(AlarmHost alarms) => _alarms = alarms;

    /// <inheritdoc cref="RecordBatch.IsTelling"/>
    public bool IsTelling => _log.IsTelling;

    public int Deploy(string name, FunctionConfig config, bool isLive)
    {
        var index = _versions.Deploy(name, config, isLive);
        if (config.Provisioned is { } provisioned)
        {
            SetOf(index).Resize(provisioned.Concurrency);
            Schedule(_now + provisioned.ReadyAt.ToInt64Nanoseconds(), EntryPhase.Control, EntryAction.ProvisionedReady, index);
        }

        return index;
    }

    /// <summary>Works off the earliest entry due at or before a time.</summary>
    public bool Step(long until)
    {
        if (!_queue.TryPop(until, long.MaxValue, out var entry))
        {
            return false;
        }

        Dispatch(entry);
        return true;
    }

    /// <summary>The earliest entry due at or before a time, which stays.</summary>
    public bool Peek(long until, out QueueEntry entry) => _queue.TryPeek(until, out entry);

    /// <summary>When the earliest entry is due; null: there is none.</summary>
    public long? NextDue() => _queue.TryPeek(long.MaxValue, out var entry) ? entry.Time : null;

    /// <summary>Lets time pass to an instant, or to what is due before it.</summary>
    public void PassTo(long time) => _now = Math.Max(_now, Math.Min(time, NextDue() ?? time));

    /// <inheritdoc cref="RecordBatch.Total"/>
    public int Records => _log.Total;

    public void Flush() => _log.Flush();

    public void Record(in SimEvent e) => _log.Add(e);

    public void DefineText(int number, string text) => _log.Define(number, text);

    public void DefineResource(ResourceDefinition resource) => _log.Define(resource);

    /// <summary>Arms an entry of a host's or caller's own and returns the order that identifies it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long ArmHost(long time, EntryPhase phase, EntryAction action, int target)
    {
        var order = EntryQueue.Order(phase, _sequence++);
        _queue.Push(time, order, action, target);
        return order;
    }

    /// <summary>Arms the end of INIT, of a call, or its deadline; ties are settled by admission.</summary>
    public void ScheduleLive(long time, EntryPhase phase, EntryAction action, int environment) =>
        _queue.Push(time, EntryQueue.Order(phase, _pool[environment].Admission), action, environment);

    /// <summary>A live call ends now.</summary>
    public void CompleteLive(int index, Outcome outcome)
    {
        _pool[index].Outcome = (byte)outcome;
        Complete(index);
    }

    private void InvokeLive(int index, ref EnvironmentSlot slot, ushort flags, long idle)
    {
        var repeatsInit = slot.NeedsInit;
        Started(ref slot, flags, repeatsInit ? RunFlags.RepeatsInitBit : (ushort)0, idle);
        var cold = (flags & RunFlags.StartMask) == RunFlags.Cold;
        _handlers!.BeginCall(index, repeatsInit ? slot.Planned : 0, cold ? _versions.ModelOf(slot.Version).FirstCallPenalty : 0);
    }

    /// <summary>The process of an idle live environment is gone: its next call starts one.</summary>
    public void LoseProcess(int index) => _pool[index].NeedsInit = true;

    /// <summary>An idle environment on demand ends at this instant, before anything arrives (rule ENV-RUNTIME).</summary>
    public void Abandon(int index)
    {
        ref var slot = ref _pool[index];
        slot.RecycleAt = EnvironmentSlot.Abandoned;
        Arm(index, ref slot, _now);
    }

    /// <summary>Ends a live run: what is left gets its fate.</summary>
    public RunEnd EndLive() => Finish(_lastArrival, partial: false);
}
