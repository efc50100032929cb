using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LambdaSim.Configuration;

namespace LambdaSim.Placement;

/// <summary>
/// Structs side by side, from the start of a cache line on, so that one that fills a line never lies across two. Indices come from
/// the engine's own lists and are not checked again here (they are in Debug builds). Grows by doubling; references taken before
/// are void after.
/// </summary>
internal sealed unsafe class Slab<T>
    where T : unmanaged
{
    private const int CacheLine = 64;

    private byte[] _memory;
    private T* _items;

    public Slab(int capacity)
    {
        _memory = Allocate(capacity, out _items);
        Capacity = capacity;
    }

    public int Capacity { get; private set; }

    public ref T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            System.Diagnostics.Debug.Assert((uint)index < (uint)Capacity, "index outside the slab");
            return ref _items[index];
        }
    }

    /// <summary>Where an item lies, for prefetching only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void* AddressOf(int index) => _items + index;

    /// <exception cref="InvalidOperationException">There is no room for as many as would be needed.</exception>
    public void Grow()
    {
        if (((long)Capacity * 2 * sizeof(T)) + CacheLine > Array.MaxLength)
        {
            throw new InvalidOperationException(Text.Invariant(
                $"more than {Capacity} environments or function versions at once; shorten keepAlive, or split the workload"));
        }

        var memory = Allocate(Capacity * 2, out var items);
        new ReadOnlySpan<T>(_items, Capacity).CopyTo(new Span<T>(items, Capacity * 2));
        GC.KeepAlive(_memory);
        _memory = memory;
        _items = items;
        Capacity *= 2;
    }

    private static byte[] Allocate(int capacity, out T* items)
    {
        // Pinned: the collector never moves it, so its address may be kept beside the array that keeps it alive.
        var memory = GC.AllocateArray<byte>(checked((capacity * sizeof(T)) + CacheLine), pinned: true);
        var address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(memory));
        items = (T*)((address + CacheLine - 1) & ~(nuint)(CacheLine - 1));
        return memory;
    }
}
