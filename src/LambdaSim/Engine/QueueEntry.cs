using System.Runtime.CompilerServices;

namespace LambdaSim.Engine;

/// <summary>Something due at a time: what, and on which environment, version or async invocation.</summary>
internal readonly struct QueueEntry(long time, long order, EntryAction action, int target)
{
    public readonly long Time = time;

    /// <summary>Phase and sequence: unique among entries of one time.</summary>
    public readonly long Order = order;

    public readonly EntryAction Action = action;

    public readonly int Target = target;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Precedes(in QueueEntry other) => Time < other.Time || (Time == other.Time && Order < other.Order);

    public readonly struct ByKey : IComparer<QueueEntry>
    {
        public int Compare(QueueEntry x, QueueEntry y) => x.Time != y.Time ? x.Time.CompareTo(y.Time) : x.Order.CompareTo(y.Order);
    }
}
