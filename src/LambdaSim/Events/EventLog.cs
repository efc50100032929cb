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
    private readonly List<string> _texts = [];
    private readonly List<ResourceDefinition> _resources = [];

    // Functions, texts and resources in the order in which they came, each with the number of records before it.
    private readonly List<(int Before, Entry Entry)> _entries = [];

    private enum Entry : byte
    {
        Function,
        Text,
        Resource,
    }

    /// <summary>The functions that can have records, whether or not they have; null: not known.</summary>
    internal Func<IEnumerable<KnownFunction>>? Known { get; set; }

    /// <summary>The run's seed.</summary>
    public ulong Seed { get; } = seed;

    /// <summary>What was noticed beside it.</summary>
    internal Remarks Remarks { get; } = new();

    /// <summary>Number of records.</summary>
    public int Count { get; private set; }

    /// <summary>The functions that took part, by index.</summary>
    public IReadOnlyList<FunctionDefinition> Functions => _functions;

    /// <summary>The texts that records name by number, in order.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>The resources beside the functions that took part, by index: the queues. Only runs with version 3 of the rules and later tell of them.</summary>
    public IReadOnlyList<ResourceDefinition> Resources => _resources;

    /// <summary>How the run ended; null while it goes on.</summary>
    public RunEnd? End { get; private set; }

    /// <summary>The record at a position, from 0.</summary>
    public SimEvent this[int index] =>
        (uint)index < (uint)Count ? _chunks[index >> ChunkBits][index & (ChunkLength - 1)] : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>A text that a record names.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The log has no text of this number.</exception>
    public string TextOf(int number) => _texts[number];

    /// <summary>Everything a record of this log says, on one line, with the names of functions and resources and the texts.</summary>
    /// <example>
    /// <code>
    /// foreach (var e in simulation.Log)
    /// {
    ///     output.WriteLine(simulation.Log.Describe(e));
    /// }
    /// </code>
    /// </example>
    public string Describe(SimEvent e) => RecordText.Of(e, _functions, _texts, _resources);

    /// <summary>Its records, each on a line; the first hundred of a longer log.</summary>
    public override string ToString()
    {
        const int Enough = 100;
        var lines = this.Take(Enough).Select(Describe);
        return string.Join('\n', Count <= Enough ? lines : lines.Append(Configuration.Text.Invariant($"and {Count - Enough} more")));
    }

    /// <summary>Number of records before a function was announced.</summary>
    internal int RecordsBefore(int function) => _entries.Where(static entry => entry.Entry == Entry.Function).ElementAt(function).Before;

    /// <summary>Gives the log to an observer, as the run did, and ends it if the run has ended.</summary>
    public void Replay(IEventObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var position = 0;
        var functions = 0;
        var texts = 0;
        var resources = 0;
        foreach (var (before, entry) in _entries)
        {
            position = Feed(observer, position, before);
            switch (entry)
            {
                case Entry.Function:
                    observer.OnFunction(_functions[functions++]);
                    break;
                case Entry.Text:
                    observer.OnText(texts, _texts[texts]);
                    texts++;
                    break;
                default:
                    observer.OnResource(_resources[resources++]);
                    break;
            }
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
        _entries.Add((Count, Entry.Function));
    }

    void IEventObserver.OnText(int number, string text)
    {
        _texts.Add(text);
        _entries.Add((Count, Entry.Text));
    }

    void IEventObserver.OnResource(ResourceDefinition resource)
    {
        _resources.Add(resource);
        _entries.Add((Count, Entry.Resource));
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
