using LambdaSim.Engine;

namespace LambdaSim.Workloads;

/// <summary>Log text: lines as <c>aws logs tail</c> prints them (time, stream, message) or as an export holds them (time, message).</summary>
internal sealed class CloudWatchText : FileSource
{
    private readonly BlockReader _reader;
    private readonly LogEvents _events;

    public CloudWatchText(BlockReader reader, string? function, TraceOptions options)
        : base(reader.Name, options, orderedByEnd: true)
    {
        _reader = reader;
        _events = new LogEvents(Table, function);
    }

    public override bool IsAbsolute => true;

    public override double? Progress => _reader.Progress;

    protected override long Line => _reader.Line;

    protected override (string? Column, string Problem) Refusal => (_events.ProblemColumn, _events.Problem);

    /// <summary>Whether a file's first line looks like a log's.</summary>
    public static bool Recognises(ReadOnlySpan<byte> line)
    {
        Split(line, out var time, out _, out var message);
        return time is not null || message.StartsWith(ReportLine.Prefix) || message.StartsWith("START RequestId: "u8) ||
            message.StartsWith("END RequestId: "u8) || message.StartsWith("INIT_START "u8);
    }

    public override void Dispose()
    {
        _reader.Dispose();
        base.Dispose();
    }

    protected override RowResult NextRow(ref Arrival row, out long seen)
    {
        seen = 0;
        if (!_reader.ReadLine(out var line))
        {
            return _events.Reports > 0 ? RowResult.End : throw new TraceFormatException(Name, 0, null, CloudWatchJson.NoReports);
        }

        Split(line, out var time, out var stream, out var message);
        seen = time ?? 0;
        return _events.Take(time, stream, message, ref row);
    }

    private static void Split(ReadOnlySpan<byte> line, out long? time, out ReadOnlySpan<byte> stream, out ReadOnlySpan<byte> message)
    {
        time = null;
        stream = default;
        message = line;
        var blank = line.IndexOfAny((byte)' ', (byte)'\t');
        if (blank < 19 || IsoInstant.Read(line[..blank], zoneOptional: true, out var instant) is not null)
        {
            return;
        }

        time = instant;
        message = line[(blank + 1)..];
        blank = message.IndexOfAny((byte)' ', (byte)'\t');
        if (blank > 11 && message[4] == '/' && message[7] == '/' && message[10] == '/' && message[..blank].Contains((byte)'['))
        {
            stream = message[..blank];
            message = message[(blank + 1)..];
        }
    }
}
