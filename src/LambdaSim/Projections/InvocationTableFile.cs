using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Projections;

/// <summary>An <see cref="InvocationTable"/> being written to a file, complete or not at all: an observer to attach, and <see cref="Commit"/> after the run.</summary>
public sealed class InvocationTableFile : IEventObserver, IDisposable
{
    private readonly WholeFile _file;
    private readonly InvocationTable _table;

    private InvocationTableFile(WholeFile file, InvocationTable table)
    {
        _file = file;
        _table = table;
    }

    /// <summary>Begins a table; with a name that ends in <c>.gz</c> it is compressed.</summary>
    /// <param name="path">Where it is to be.</param>
    /// <param name="seed">The run's seed, for the request ids.</param>
    /// <param name="start">Instant of virtual time 0.</param>
    /// <param name="billed">The rule of billing; null: that since 2025-08-01.</param>
    /// <exception cref="IOException">It cannot be written there.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written there.</exception>
    public static InvocationTableFile Create(string path, ulong seed, Instant start, BilledMilliseconds? billed = null)
    {
        var file = WholeFile.Create(path);
        return new InvocationTableFile(file, new InvocationTable(file.Stream, seed, start, billed));
    }

    /// <summary>Keeps the table. Only after the run has ended.</summary>
    public void Commit() => _file.Commit();

    /// <inheritdoc/>
    public void OnFunction(FunctionDefinition function) => _table.OnFunction(function);

    /// <inheritdoc/>
    public void OnEvents(ReadOnlySpan<SimEvent> events) => _table.OnEvents(events);

    /// <inheritdoc/>
    public void OnEnd(RunEnd end) => _table.OnEnd(end);

    /// <summary>Removes the table unless it was committed.</summary>
    public void Dispose() => _file.Dispose();
}
