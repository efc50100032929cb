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

    /// <summary>The clock's to use: armed, and counted among what keeps a run alive.</summary>
    internal bool IsForeground;

    /// <summary>The clock's to use: armed, and counted as something its sandbox waits for.</summary>
    internal bool IsCounted;

    /// <summary>Armed, it keeps a run alive by itself: not what belongs to an environment, whose calls do.</summary>
    internal virtual bool KeepsAlive => Sandbox is null or { IsBody: true };

    /// <summary>It resumes code of its sandbox: waits while that is frozen or busy. Otherwise it has left the process already.</summary>
    internal virtual bool IsBound => true;

    /// <summary>Code may have set it and wait for something else: a token's timer, a heartbeat.</summary>
    internal virtual bool IsDoubtful => false;

    /// <summary>What code awaits of it; null: nothing that it could be told by.</summary>
    internal virtual object? Awaited => null;

    /// <summary>Nobody waits for it any more.</summary>
    internal virtual bool IsAnswered => true;

    /// <summary>For messages to who awaits it.</summary>
    internal virtual string Words => "virtual time";

    /// <summary>It will never ring: who awaits it is told so.</summary>
    internal virtual void Abandon(Exception error)
    {
    }

    /// <summary>Its time has come. Its clock has disarmed it before.</summary>
    internal abstract void Ring();
}
