using System.Collections;
using System.Runtime.InteropServices;

namespace LambdaSim.Events;

/// <summary>The event log of one run, kept in memory: for tests and small runs. Itself an observer that fills while the run goes on.</summary>
/// <param name="seed">The run's seed.</param>
public sealed class EventLog(ulong seed) : IEventObserver, IReadOnlyList<SimEvent>
{
    private const int ChunkBits = 11;
    private const int ChunkLength = 1 << ChunkBits;

    private readonly List<SimEvent[]> _chunks = [];
    private readonly List<FunctionDefinition> _functions = [];
    private readonly List<int> _announcedAt = [];

    /// <summary>The run's seed.</summary>
    public ulong Seed { get; } = seed;

    /// <summary>Number of records.</summary>
    public int Count { get; private set; }

    /// <summary>The functions that took part, by index.</summary>
    public IReadOnlyList<FunctionDefinition> Functions => _functions;

    /// <summary>How the run ended; null while it goes on.</summary>
    public RunEnd? End { get; private set; }

    /// <summary>The record at a position, from 0.</summary>
    public SimEvent this[int index] =>
        (uint)index < (uint)Count ? _chunks[index >> ChunkBits][index & (ChunkLength - 1)] : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>Gives the log to an observer, as the run did, and ends it if the run has ended.</summary>
    public void Replay(IEventObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var position = 0;
        for (var i = 0; i < _functions.Count; i++)
        {
            position = Feed(observer, position, _announcedAt[i]);
            observer.OnFunction(_functions[i]);
        }

        Feed(observer, position, Count);
        if (End is { } end)
        {
            observer.OnEnd(end);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<SimEvent> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void IEventObserver.OnFunction(FunctionDefinition function)
    {
        _functions.Add(function);
        _announcedAt.Add(Count);
    }

    void IEventObserver.OnEvents(ReadOnlySpan<SimEvent> events)
    {
        while (!events.IsEmpty)
        {
            var offset = Count & (ChunkLength - 1);
            if (offset == 0)
            {
                _chunks.Add(new SimEvent[ChunkLength]);
            }

            var length = Math.Min(events.Length, ChunkLength - offset);
            events[..length].CopyTo(CollectionsMarshal.AsSpan(_chunks)[^1].AsSpan(offset));
            Count += length;
            events = events[length..];
        }
    }

    void IEventObserver.OnEnd(RunEnd end) => End = end;

    private int Feed(IEventObserver observer, int from, int to)
    {
        while (from < to)
        {
            var offset = from & (ChunkLength - 1);
            var length = Math.Min(to - from, ChunkLength - offset);
            observer.OnEvents(_chunks[from >> ChunkBits].AsSpan(offset, length));
            from += length;
        }

        return to;
    }
}
