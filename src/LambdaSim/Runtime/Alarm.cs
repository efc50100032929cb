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

    internal abstract void Ring();

    internal void Disarm() => Order = 0;
}
