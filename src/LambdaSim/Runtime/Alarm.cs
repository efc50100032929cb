namespace LambdaSim.Runtime;

/// <summary>Something that rings at a virtual time. At most one queue entry of an alarm is live: the one whose number equals <see cref="Order"/>.</summary>
internal abstract class Alarm
{
    /// <summary>The clock's to use: where it keeps this alarm, or -1.</summary>
    internal int Slot = -1;

    /// <summary>Identity of the armed queue entry; 0 when not armed. The clock skips entries that carry another number.</summary>
    internal long Order;

    /// <summary>The process generation this alarm dies and freezes with; none for the test's own code.</summary>
    internal Sandbox? Sandbox;

    /// <summary>Counts the armed alarms that keep a run alive; null when this one does not, or is not armed.</summary>
    internal LoopAlarms? Counter;

    /// <summary>Armed, it keeps a run alive by itself: not what belongs to an environment, whose calls do.</summary>
    internal virtual bool KeepsAlive => Sandbox is null or { IsBody: true };

    /// <summary>It resumes code of its sandbox: waits while that is frozen or busy. Otherwise it has left the process already.</summary>
    internal virtual bool IsBound => true;

    internal abstract void Ring();

    internal void Disarm()
    {
        Order = 0;
        Release();
    }

    /// <summary>No queue entry stands for it any more; what it is parked or set for stays.</summary>
    internal void Release()
    {
        if (Counter is { } counter)
        {
            Counter = null;
            counter.Foreground--;
        }

        if (IsCounted)
        {
            IsCounted = false;
            Sandbox!.Waiting--;
        }
    }

    /// <summary>It is armed, and counts as something its sandbox waits for.</summary>
    internal bool IsCounted;
}
