namespace LambdaSim.Neighbours.Streams;

/// <summary>
/// Records of a shard that came one after the other: their bytes in one array, what is said of them in columns of a few bytes each. It is only added to, so that
/// whoever has read bytes of it keeps them.
/// </summary>
internal sealed class RecordChunk
{
    public const int MostRecords = 1_024;

    private const int MostBytes = 1 << 18, FirstRecords = 4, FirstBytes = 64;

    private readonly long _firstCounter;
    private readonly long _firstMs;
    private byte[] _bytes;
    private int _used;
    private uint[] _counters = new uint[FirstRecords];
    private uint[] _times = new uint[FirstRecords];
    private int[] _ends = new int[FirstRecords];
    private ushort[] _keys = new ushort[FirstRecords];

    /// <param name="first">Position of its first record.</param>
    /// <param name="counter">Of that record.</param>
    /// <param name="ms">When that record came.</param>
    /// <param name="size">Bytes of that record.</param>
    public RecordChunk(long first, long counter, long ms, int size)
    {
        (First, _firstCounter, _firstMs) = (first, counter, ms);
        _bytes = new byte[Math.Max(size, FirstBytes)];
    }

    public long First { get; }

    public int Count { get; private set; }

    public long Next => First + Count;

    /// <summary>Whether one more may follow in the same columns.</summary>
    public bool Takes(long counter, long ms, int size) =>
        Count < MostRecords && _used + (long)size <= MostBytes && counter - _firstCounter <= uint.MaxValue && ms - _firstMs <= uint.MaxValue;

    public void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, long counter, long ms)
    {
        if (Count == _ends.Length)
        {
            var room = Count * 2;
            Array.Resize(ref _counters, room);
            Array.Resize(ref _times, room);
            Array.Resize(ref _ends, room);
            Array.Resize(ref _keys, room);
        }

        var end = _used + key.Length + data.Length;
        if (end > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(end, Math.Min(MostBytes, _bytes.Length * 2)));
        }

        key.CopyTo(_bytes.AsSpan(_used));
        data.CopyTo(_bytes.AsSpan(_used + key.Length));
        (_counters[Count], _times[Count], _ends[Count], _keys[Count]) = ((uint)(counter - _firstCounter), (uint)(ms - _firstMs), end, (ushort)key.Length);
        _used = end;
        Count++;
    }

    public long CounterOf(int index) => _firstCounter + _counters[index];

    public long MsOf(int index) => _firstMs + _times[index];

    public ReadOnlySpan<byte> KeyOf(int index) => _bytes.AsSpan(StartOf(index), _keys[index]);

    public ReadOnlyMemory<byte> DataOf(int index) => _bytes.AsMemory(StartOf(index) + _keys[index], DataBytesOf(index));

    public int DataBytesOf(int index) => SizeOf(index) - _keys[index];

    /// <summary>Bytes of key and data.</summary>
    public int SizeOf(int index) => _ends[index] - StartOf(index);

    private int StartOf(int index) => index == 0 ? 0 : _ends[index - 1];
}
