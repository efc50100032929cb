using NodaTime;

namespace LambdaSim.Engine;

/// <summary>
/// A stream of arrivals in time order: a trace reader or an arrival process. It is read forward once, in blocks, and never
/// held in memory as a whole.
/// </summary>
public abstract class ArrivalSource : IDisposable
{
    /// <summary>What a person calls it: a file's name (no path) or the process's parameters.</summary>
    public abstract string Name { get; }

    /// <summary>The absolute instant of time 0, when the source knows one; read once, before the first <see cref="Read"/>.</summary>
    public virtual Instant? Start => null;

    /// <summary>The functions named so far, in order of first appearance. Grows while reading; entries never change.</summary>
    public abstract IReadOnlyList<TraceFunction> Functions { get; }

    /// <summary>Fills the buffer with the next arrivals, earliest first.</summary>
    /// <returns>How many were written; 0 at the end.</returns>
    /// <exception cref="TraceFormatException">The input is malformed; says file, line and column.</exception>
    public abstract int Read(Span<Arrival> buffer);

    /// <summary>Share of the input read so far, 0 to 1, when it can be told.</summary>
    public virtual double? Progress => null;

    /// <summary>Rows left out because they were malformed and the caller asked to skip those.</summary>
    public virtual long SkippedRows => 0;

    /// <summary>What reading passed over or took for granted, in sentences; complete once the source is read to its end.</summary>
    public virtual IReadOnlyList<string> Remarks => [];

    /// <inheritdoc/>
    public virtual void Dispose() => GC.SuppressFinalize(this);
}

/// <summary>A function as a workload knows it. What a configuration says takes precedence.</summary>
/// <param name="Name">Name, or <c>name:qualifier</c> for a version of its own.</param>
/// <param name="MemoryMb">Memory size in MB, when the workload gives one.</param>
public sealed record TraceFunction(string Name, int? MemoryMb = null);
