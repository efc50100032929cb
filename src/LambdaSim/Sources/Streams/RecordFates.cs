using LambdaSim.Events;

namespace LambdaSim.Sources.Streams;

/// <summary>
/// The fates of a shard's records for one mapping, from its checkpoint on: all records before the checkpoint have one, which has been told. Fates come in any
/// order, since lanes are as fast as they are; they are told in the order of the records (rule STM-CHECKPOINT).
/// </summary>
/// <param name="first">Position of the first record that is read.</param>
internal sealed class RecordFates(long first)
{
    private const byte Open = byte.MaxValue;

    // As long as a power of two.
    private byte[] _ring = new byte[64];
    private int _head;

    /// <summary>Position of the oldest record that has no fate, or of the next to be read.</summary>
    public long Checkpoint { get; private set; } = first;

    /// <summary>Position behind the last record that was read.</summary>
    public long Read { get; private set; } = first;

    /// <summary>The next record is read.</summary>
    public void Begin()
    {
        var count = (int)(Read - Checkpoint);
        if (count == _ring.Length)
        {
            Grow(count);
        }

        _ring[(_head + count) & (_ring.Length - 1)] = Open;
        Read++;
    }

    public bool IsOpen(long position) => _ring[(_head + (int)(position - Checkpoint)) & (_ring.Length - 1)] == Open;

    public void End(long position, RecordFate fate) => _ring[(_head + (int)(position - Checkpoint)) & (_ring.Length - 1)] = (byte)fate;

    /// <summary>Moves the checkpoint behind all records that have fates.</summary>
    /// <param name="tell">Told fate, position of the first and count of records that follow each other.</param>
    public void Advance(Action<RecordFate, long, int> tell)
    {
        while (Checkpoint < Read && _ring[_head] is not Open and var fate)
        {
            var count = Run(fate);
            tell((RecordFate)fate, Checkpoint, count);
            Skip(count);
        }
    }

    /// <summary>The run is over, or the mapping is no more: all records have their fates told.</summary>
    /// <param name="tell">Told fate, position of the first and count; of those without one the fate is null.</param>
    public void Close(Action<RecordFate?, long, int> tell)
    {
        while (Checkpoint < Read)
        {
            var fate = _ring[_head];
            var count = Run(fate);
            tell(fate == Open ? null : (RecordFate)fate, Checkpoint, count);
            Skip(count);
        }
    }

    /// <summary>Records that were not read have their fate.</summary>
    /// <param name="next">Position behind them.</param>
    public void Pass(long next)
    {
        if (Checkpoint != Read)
        {
            throw new InvalidOperationException("records before have no fate");
        }

        Checkpoint = Read = next;
    }

    private int Run(byte fate)
    {
        var count = 1;
        while (Checkpoint + count < Read && _ring[(_head + count) & (_ring.Length - 1)] == fate)
        {
            count++;
        }

        return count;
    }

    private void Skip(int count)
    {
        _head = (_head + count) & (_ring.Length - 1);
        Checkpoint += count;
    }

    private void Grow(int count)
    {
        var larger = new byte[_ring.Length * 2];
        for (var i = 0; i < count; i++)
        {
            larger[i] = _ring[(_head + i) & (_ring.Length - 1)];
        }

        (_ring, _head) = (larger, 0);
    }
}
