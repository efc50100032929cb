using System.Runtime.CompilerServices;
using LambdaSim.Events;

namespace LambdaSim.Engine;

/// <summary>Collects records and hands them to the observers in batches.</summary>
internal sealed class RecordBatch(IReadOnlyList<IEventObserver> observers)
{
    // 16 KiB: the batch stays in the first-level cache from the engine's stores to the last observer's loads.
    private const int Size = 512;

    private readonly IEventObserver[] _observers = [.. observers];
    private readonly SimEvent[] _events = new SimEvent[Size];
    private int _count;
    private int _told;

    /// <summary>Records so far.</summary>
    public int Total => _told + _count;

    /// <summary>Observers are at work: what they write to the console is theirs, not a function's.</summary>
    public bool IsTelling { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in SimEvent e)
    {
        if (_count == Size)
        {
            Flush();
        }

        _events[_count++] = e;
    }

    public void Define(FunctionDefinition function)
    {
        Flush();
        IsTelling = true;
        foreach (var observer in _observers)
        {
            observer.OnFunction(function);
        }

        IsTelling = false;
    }

    public void Define(int number, string text)
    {
        Flush();
        IsTelling = true;
        foreach (var observer in _observers)
        {
            observer.OnText(number, text);
        }

        IsTelling = false;
    }

    public void Define(ResourceDefinition resource)
    {
        Flush();
        IsTelling = true;
        foreach (var observer in _observers)
        {
            observer.OnResource(resource);
        }

        IsTelling = false;
    }

    public void End(RunEnd end)
    {
        Flush();
        foreach (var observer in _observers)
        {
            observer.OnEnd(end);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Flush()
    {
        var batch = _events.AsSpan(0, _count);
        _told += _count;
        _count = 0;
        if (batch.IsEmpty)
        {
            return;
        }

        IsTelling = true;
        foreach (var observer in _observers)
        {
            observer.OnEvents(batch);
        }

        IsTelling = false;
    }
}
