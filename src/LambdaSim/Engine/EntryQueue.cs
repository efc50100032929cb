using System.Numerics;
using System.Runtime.CompilerServices;

namespace LambdaSim.Engine;

/// <summary>
/// The one queue of entries: earliest first by (time, phase, sequence). A calendar: a ring of buckets holds the near future as
/// unsorted lists, the bucket at hand is a small sorted array, the far future waits in a heap. Its shape adapts to what it
/// holds; the order never depends on the shape, since keys are unique.
/// </summary>
internal sealed class EntryQueue
{
    private const int Nil = -1;
    private const int InitialWidthBits = 20;
    private const int InitialRingBits = 8;
    private const int MaxRingBits = 14;
    private const int MinWidthBits = 8;
    private const int CrowdedBucket = 24;
    private const int CrowdedLimit = 256;

    private readonly FarHeap _far = new();
    private Node[] _nodes = new Node[64];
    private int _free = Nil;
    private int _used;
    private int[] _heads;
    private ulong[] _occupied;
    private QueueEntry[] _current = new QueueEntry[32];
    private int _lo;
    private int _hi;
    private int _widthBits = InitialWidthBits;
    private int _ringBits = InitialRingBits;
    private long _bucket;
    private long _farBucket = long.MaxValue;
    private int _inRing;
    private int _farPushes;
    private int _crowded;

    public EntryQueue()
    {
        (_heads, _occupied) = NewRing(_ringBits);
    }

    public int Count => _inRing + (_hi - _lo) + _far.Count;

    public static long Order(EntryPhase phase, long sequence) => ((long)phase << 56) | sequence;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(long time, long order, EntryAction action, int target)
    {
        var bucket = time >> _widthBits;
        if ((ulong)(bucket - _bucket - 1) < (ulong)(_heads.Length - 1))
        {
            PushRing(time, order, action, target, (int)bucket & (_heads.Length - 1));
        }
        else
        {
            PushElsewhere(new QueueEntry(time, order, action, target), bucket);
        }
    }

    /// <summary>Takes the earliest entry if it comes before (time, order).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPop(long time, long order, out QueueEntry entry)
    {
        if (_lo == _hi && !Advance(time))
        {
            Unsafe.SkipInit(out entry);
            return false;
        }

        ref var first = ref _current[_lo];
        if (first.Time > time || (first.Time == time && first.Order >= order))
        {
            Unsafe.SkipInit(out entry);
            return false;
        }

        entry = first;
        _lo++;
        return true;
    }

    /// <summary>The earliest entry, if it comes at or before a time; it stays.</summary>
    public bool TryPeek(long time, out QueueEntry entry)
    {
        if (_lo == _hi && !Advance(time))
        {
            entry = default;
            return false;
        }

        entry = _current[_lo];
        return entry.Time <= time;
    }

    /// <summary>Everything still queued, in no particular order.</summary>
    public IEnumerable<QueueEntry> Pending()
    {
        for (var i = _lo; i < _hi; i++)
        {
            yield return _current[i];
        }

        foreach (var head in _heads)
        {
            for (var n = head; n != Nil; n = _nodes[n].Next)
            {
                yield return _nodes[n].Entry;
            }
        }

        foreach (var entry in _far.Entries)
        {
            yield return entry;
        }
    }

    private static (int[] Heads, ulong[] Occupied) NewRing(int bits)
    {
        var heads = new int[1 << bits];
        Array.Fill(heads, Nil);
        return (heads, new ulong[Math.Max(1, heads.Length / 64)]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PushRing(long time, long order, EntryAction action, int target, int slot)
    {
        var n = _free;
        if (n == Nil)
        {
            n = NewNode();
        }

        ref var node = ref _nodes[n];
        _free = node.Next;
        ref var head = ref _heads[slot];
        node.Entry = new QueueEntry(time, order, action, target);
        node.Next = head;
        head = n;
        _occupied[slot >> 6] |= 1ul << slot;
        _inRing++;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int NewNode()
    {
        if (_used == _nodes.Length)
        {
            Array.Resize(ref _nodes, _nodes.Length * 2);
        }

        _nodes[_used].Next = Nil;
        return _used++;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void PushElsewhere(in QueueEntry entry, long bucket)
    {
        if (bucket <= _bucket)
        {
            InsertCurrent(entry);
            return;
        }

        _far.Push(entry);
        _farBucket = Math.Min(_farBucket, bucket);
        if (++_farPushes > 4 * _heads.Length && _ringBits < MaxRingBits)
        {
            Reshape(_widthBits, _ringBits + 2);
        }
    }

    private void InsertCurrent(in QueueEntry entry)
    {
        if (_hi == _current.Length)
        {
            MakeRoom();
        }

        var i = _hi++;
        while (i > _lo && entry.Precedes(_current[i - 1]))
        {
            _current[i] = _current[i - 1];
            i--;
        }

        _current[i] = entry;
    }

    // What was taken leaves room in front; only when that is little does the array grow.
    private void MakeRoom()
    {
        var left = _hi - _lo;
        if (left > _current.Length / 2)
        {
            Array.Resize(ref _current, _current.Length * 2);
            return;
        }

        Array.Copy(_current, _lo, _current, 0, left);
        (_lo, _hi) = (0, left);
    }

    // The bucket at hand is used up: moves to the next one that holds something, at most to the one that time falls in.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Advance(long time)
    {
        var last = time >> _widthBits;
        while (_bucket < last)
        {
            var next = NextBucket(last);
            if (next == long.MaxValue >> _widthBits && _inRing == 0 && _far.Count == 0)
            {
                return false;
            }

            Load(next);
            if (_lo < _hi)
            {
                return true;
            }
        }

        return false;
    }

    private long NextBucket(long limit)
    {
        var best = Math.Min(_farBucket, limit);
        if (_inRing == 0)
        {
            return best;
        }

        var mask = _heads.Length - 1;
        var bucket = _bucket + 1;
        while (bucket <= best)
        {
            var slot = (int)bucket & mask;
            var word = _occupied[slot >> 6] >> slot;
            if (word != 0)
            {
                return Math.Min(best, bucket + BitOperations.TrailingZeroCount(word));
            }

            bucket += 64 - (slot & 63);
        }

        return best;
    }

    private void Load(long bucket)
    {
        _bucket = bucket;
        _lo = _hi = 0;
        var slot = (int)bucket & (_heads.Length - 1);
        var n = _heads[slot];
        if (n != Nil)
        {
            _heads[slot] = Nil;
            _occupied[slot >> 6] &= ~(1ul << slot);
            TakeList(n);
        }

        if (_farBucket == bucket)
        {
            while (_far.Count > 0 && _far.First.Time >> _widthBits == bucket)
            {
                InsertCurrent(_far.Pop());
            }

            _farBucket = _far.Count > 0 ? _far.First.Time >> _widthBits : long.MaxValue;
        }

        if (_hi > CrowdedBucket && ++_crowded > CrowdedLimit && _widthBits > MinWidthBits)
        {
            _crowded = 0;
            NarrowBuckets();
        }
    }

    private void TakeList(int n)
    {
        var count = 0;
        do
        {
            ref var node = ref _nodes[n];
            if (count == _current.Length)
            {
                Array.Resize(ref _current, _current.Length * 2);
            }

            _current[count++] = node.Entry;
            var next = node.Next;
            node.Next = _free;
            _free = n;
            n = next;
        }
        while (n != Nil);
        _inRing -= count;
        _hi = count;
        Sort(_current, count);
    }

    private static void Sort(QueueEntry[] entries, int count)
    {
        if (count > 32)
        {
            entries.AsSpan(0, count).Sort(default(QueueEntry.ByKey));
            return;
        }

        for (var i = 1; i < count; i++)
        {
            var entry = entries[i];
            var j = i;
            while (j > 0 && entry.Precedes(entries[j - 1]))
            {
                entries[j] = entries[j - 1];
                j--;
            }

            entries[j] = entry;
        }
    }

    // Buckets that hold many entries of different instants cost a sort each; entries of one instant stay together whatever the width.
    private void NarrowBuckets()
    {
        if (_current[_lo].Time != _current[_hi - 1].Time)
        {
            Reshape(_widthBits - 2, _ringBits);
        }
    }

    private void Reshape(int widthBits, int ringBits)
    {
        var all = Pending().ToArray();
        var now = _lo < _hi ? _current[_lo].Time : _bucket << _widthBits;
        (_heads, _occupied) = NewRing(ringBits);
        _far.Clear();
        _farBucket = long.MaxValue;
        _free = Nil;
        _used = 0;
        _inRing = _lo = _hi = _farPushes = 0;
        _widthBits = widthBits;
        _ringBits = ringBits;
        _bucket = now >> widthBits;
        foreach (var entry in all)
        {
            Push(entry.Time, entry.Order, entry.Action, entry.Target);
        }
    }

    private struct Node
    {
        public QueueEntry Entry;
        public int Next;
    }
}
