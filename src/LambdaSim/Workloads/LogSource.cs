using LambdaSim.Engine;

namespace LambdaSim.Workloads;

/// <summary>A function's log, in whatever form it was exported.</summary>
internal abstract class LogSource : FileSource
{
    protected LogSource(BlockReader reader, LogFunction function, TraceOptions options)
        : base(reader.Name, options, RowOrder.None)
    {
        Reader = reader;
        reader.LongestLine = BlockReader.MaxLogLine;
        Events = new LogEvents(Name, Table, function, options, Amend);
    }

    public sealed override bool IsAbsolute => true;

    public sealed override double? Progress => Reader.Progress;

    public override IReadOnlyList<string> Remarks => [.. Events.Remarks];

    protected BlockReader Reader { get; }

    protected LogEvents Events { get; }

    protected override long Line => Reader.Line;

    protected override (string? Column, string Problem) Refusal => (Events.ProblemColumn, Events.Problem);

    /// <summary>The log is read: it must have held a call, unless a malformed one was left out.</summary>
    protected RowResult AtEnd() => Events.NoCalls is { } problem && SkippedRows == 0 ? throw new TraceFormatException(ShownFile, 0, null, problem) : RowResult.End;

    public override void Dispose()
    {
        Reader.Dispose();
        base.Dispose();
    }
}
