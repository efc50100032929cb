using LambdaSim.Engine;

namespace LambdaSim.Runtime;

/// <summary>
/// Armed alarms by slot. A queue entry names a slot and carries its own order; an alarm whose order differs by then was armed
/// anew or disarmed, and the entry is stale.
/// </summary>
internal sealed class LoopAlarms(Engine.Engine engine)
{
    private Alarm?[] _alarms = new Alarm?[16];
    private int[] _free = new int[16];
    private int _freeCount;
    private int _used;

    /// <summary>Armed alarms that keep a run alive by themselves: the test's own timers and messages on their way.</summary>
    public int Foreground { get; private set; }

    /// <summary>All that are armed, in no order that means anything.</summary>
    public IEnumerable<Alarm> Armed => _alarms.Where((alarm, slot) => alarm is { Order: not 0 } && alarm.Slot == slot).OfType<Alarm>();

    public void Arm(Alarm alarm, long time, EntryPhase phase)
    {
        Disarm(alarm);
        var slot = _freeCount > 0 ? _free[--_freeCount] : Grow();
        _alarms[slot] = alarm;
        alarm.Slot = slot;
        alarm.Order = engine.ArmHost(time, phase, EntryAction.Ring, slot);
        if (alarm.KeepsAlive)
        {
            alarm.IsForeground = true;
            Foreground++;
        }

        if (alarm.Sandbox is { } sandbox && alarm.IsBound)
        {
            alarm.IsCounted = true;
            sandbox.Waiting++;
        }
    }

    public void Disarm(Alarm alarm)
    {
        alarm.Order = 0;
        Release(alarm);
    }

    /// <summary>No queue entry stands for it any more; what it is parked or set for stays.</summary>
    public void Release(Alarm alarm)
    {
        if (alarm.IsForeground)
        {
            alarm.IsForeground = false;
            Foreground--;
        }

        if (alarm.IsCounted)
        {
            alarm.IsCounted = false;
            alarm.Sandbox!.Waiting--;
        }
    }

    /// <summary>The alarm an entry is for, which stays; null when the entry is stale.</summary>
    public Alarm? At(in QueueEntry entry) => _alarms[entry.Target] is { } alarm && alarm.Order == entry.Order ? alarm : null;

    /// <summary>The alarm an entry is for, still armed; null when the entry is stale.</summary>
    public Alarm? Take(in QueueEntry entry)
    {
        var alarm = _alarms[entry.Target];
        _alarms[entry.Target] = null;
        if (_freeCount == _free.Length)
        {
            Array.Resize(ref _free, _free.Length * 2);
        }

        _free[_freeCount++] = entry.Target;
        return alarm is not null && alarm.Order == entry.Order ? alarm : null;
    }

    private int Grow()
    {
        if (_used == _alarms.Length)
        {
            Array.Resize(ref _alarms, _alarms.Length * 2);
        }

        return _used++;
    }
}
