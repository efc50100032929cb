using System.Runtime.CompilerServices;

namespace LambdaSim.Placement;

/// <summary>
/// All environments of a run, in one slab, and per version a list of the idle ones, most recently used first (rule ENV-MRU).
/// The head of each list lies with its version.
/// </summary>
internal sealed class EnvironmentPool
{
    private readonly Slab<EnvironmentSlot> _slots = new(16);
    private int _free = EnvironmentSlot.Nil;
    private int _used;

    /// <summary>Environments created so far.</summary>
    public int Created { get; private set; }

    /// <summary>Slots ever used; some may be free.</summary>
    public int Used => _used;

    public ref EnvironmentSlot this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _slots[index];
    }

    /// <summary>Where a slot lies, for prefetching only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void* AddressOf(int index) => _slots.AddressOf(index);

    /// <summary>Takes a slot for a new environment.</summary>
    public int Create(int version)
    {
        var index = _free;
        if (index == EnvironmentSlot.Nil)
        {
            if (_used == _slots.Capacity)
            {
                _slots.Grow();
            }

            index = _used++;
        }
        else
        {
            _free = _slots[index].Below;
        }

        ref var slot = ref _slots[index];
        slot = new EnvironmentSlot
        {
            Version = version,
            Serial = Created++,
            ArmedAt = EnvironmentSlot.NotArmed,
            RecycleAt = long.MaxValue,
            KeepAlive = long.MaxValue,
            Below = EnvironmentSlot.Nil,
            Above = EnvironmentSlot.Nil,
            Invocation = Events.SimEvent.None,
            State = EnvironmentState.Init,
        };
        return index;
    }

    /// <summary>Puts an environment on top of its version's idle ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PushIdle(ref int top, int index, ref EnvironmentSlot slot, long now)
    {
        slot.State = EnvironmentState.Idle;
        slot.Since = now;
        slot.Below = top;
        slot.Above = EnvironmentSlot.Nil;
        if (top != EnvironmentSlot.Nil)
        {
            _slots[top].Above = index;
        }

        top = index;
    }

    /// <summary>Takes the most recently used idle environment off its list.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PopIdle(ref int top, ref EnvironmentSlot slot)
    {
        top = slot.Below;
        if (top != EnvironmentSlot.Nil)
        {
            _slots[top].Above = EnvironmentSlot.Nil;
        }
    }

    /// <summary>Takes an idle environment out, wherever it stands, and frees its slot.</summary>
    public void Remove(ref int top, int index)
    {
        ref var slot = ref _slots[index];
        if (slot.Above == EnvironmentSlot.Nil)
        {
            top = slot.Below;
        }
        else
        {
            _slots[slot.Above].Below = slot.Below;
        }

        if (slot.Below != EnvironmentSlot.Nil)
        {
            _slots[slot.Below].Above = slot.Above;
        }

        slot.State = EnvironmentState.Free;
        slot.ArmedAt = EnvironmentSlot.NotArmed;
        slot.Below = _free;
        _free = index;
    }
}
