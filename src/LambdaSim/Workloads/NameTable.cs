using System.Buffers.Binary;

namespace LambdaSim.Workloads;

/// <summary>Numbers byte strings in order of first appearance, without making a string of each.</summary>
internal sealed class NameTable
{
    private int[] _slots = new int[64];
    private Entry[] _entries = new Entry[16];
    private byte[] _text = new byte[1024];
    private int _textLength;

    public int Count { get; private set; }

    /// <summary>The number of a name, or -1.</summary>
    public int Find(ReadOnlySpan<byte> name) => Find(name, Hash(name));

    /// <summary>The number of a name, which is the next one if it is new.</summary>
    public int Add(ReadOnlySpan<byte> name)
    {
        var hash = Hash(name);
        var found = Find(name, hash);
        if (found >= 0)
        {
            return found;
        }

        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, Count * 2);
        }

        while (_textLength + name.Length > _text.Length)
        {
            Array.Resize(ref _text, _text.Length * 2);
        }

        name.CopyTo(_text.AsSpan(_textLength));
        _entries[Count] = new Entry(hash, _textLength, name.Length);
        _textLength += name.Length;
        Count++;
        if (Count * 2 > _slots.Length)
        {
            Array.Resize(ref _slots, _slots.Length * 2);
            Array.Clear(_slots);
            for (var i = 0; i < Count; i++)
            {
                Place(i);
            }
        }
        else
        {
            Place(Count - 1);
        }

        return Count - 1;
    }

    /// <summary>The bytes of a number. They hold until the next name is added.</summary>
    public ReadOnlySpan<byte> this[int index] => _text.AsSpan(_entries[index].Start, _entries[index].Length);

    private void Place(int index)
    {
        var mask = _slots.Length - 1;
        var slot = (int)_entries[index].Hash & mask;
        while (_slots[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        _slots[slot] = index + 1;
    }

    private int Find(ReadOnlySpan<byte> name, ulong hash)
    {
        var mask = _slots.Length - 1;
        for (var slot = (int)hash & mask; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            ref var entry = ref _entries[_slots[slot] - 1];
            if (entry.Hash == hash && name.SequenceEqual(_text.AsSpan(entry.Start, entry.Length)))
            {
                return _slots[slot] - 1;
            }
        }

        return -1;
    }

    private static ulong Hash(ReadOnlySpan<byte> name)
    {
        var hash = (ulong)name.Length;
        while (name.Length >= 8)
        {
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(name)) * 0x9E3779B97F4A7C15;
            hash ^= hash >> 32;
            name = name[8..];
        }

        ulong tail = 0;
        foreach (var b in name)
        {
            tail = (tail << 8) | b;
        }

        hash = (hash ^ tail) * 0xBF58476D1CE4E5B9;
        return hash ^ (hash >> 29);
    }

    private record struct Entry(ulong Hash, int Start, int Length);
}
