using System.Buffers;
using LambdaSim.Engine;

namespace LambdaSim.Workloads;

/// <summary>
/// A log as text: what <c>aws logs tail</c> and <c>sam logs</c> print, what an export to S3 holds, or a JSON object a line. A JSON object
/// may span lines, as those tools lay it out.
/// </summary>
internal sealed class LogText(BlockReader reader, LogFunction function, TraceOptions options) : LogSource(reader, function, options)
{
    private readonly LogRow _row = new();
    private readonly ArrayBufferWriter<byte> _object = new();
    private readonly LogRow _prefix = new();
    private long? _prefixTime;
    private JsonDepth _depth;
    private byte[] _plain = [];

    /// <summary>Whether a file's beginning looks like a log's.</summary>
    public static bool Recognises(ReadOnlySpan<byte> head)
    {
        for (var first = true; !head.IsEmpty; first = false)
        {
            var end = head.IndexOf((byte)'\n');
            var line = (end < 0 ? head : head[..end]).TrimEnd((byte)'\r');
            head = end < 0 ? default : head[(end + 1)..];
            var prefix = LogPrefix.Of(Decolored(line, new byte[line.Length]));
            if ((first && prefix.Time is not null && (prefix.Message.Length > 0 || !prefix.Stream.IsEmpty)) || (prefix.Time is not null && !prefix.Stream.IsEmpty) || IsPlatformLine(prefix.Message))
            {
                return true;
            }
        }

        return false;
    }

    protected override RowResult NextRow(ref Arrival row, out long seen)
    {
        seen = 0;
        while (Reader.ReadLine(out var line))
        {
            var result = Take(Plain(line), ref row);
            seen = Events.Seen;
            if (result != RowResult.LeftOut)
            {
                return result;
            }
        }

        GiveUp();
        return AtEnd();
    }

    private static bool IsPlatformLine(ReadOnlySpan<byte> message) =>
        message.StartsWith(ReportLine.Prefix) || message.StartsWith("START RequestId: "u8) || message.StartsWith("END RequestId: "u8) || message.StartsWith("INIT_START "u8);

    private RowResult Take(ReadOnlySpan<byte> line, ref Arrival row)
    {
        var prefix = LogPrefix.Of(line);
        if (_object.WrittenCount > 0)
        {
            if (!prefix.Exists && line is not [(byte)'{', ..] && _object.WrittenCount + line.Length < BlockReader.MaxLogLine)
            {
                return GoOn(line, ref row);
            }

            GiveUp();
        }

        if (prefix.Message is [(byte)'{', ..])
        {
            if (prefix.Exists)
            {
                Remember(prefix);
            }

            _depth = default;
            return GoOn(prefix.Message, ref row);
        }

        if (prefix.Message.IsEmpty)
        {
            // The object that the message is begins on the next line.
            if (prefix.Exists)
            {
                Remember(prefix);
            }

            return RowResult.LeftOut;
        }

        // A line without a time of its own goes on with the message before, whose time it has not.
        Forget();
        return Events.Take(prefix.Time, prefix.Stream, prefix.Group, prefix.Message, ref row);
    }

    private void Remember(in LogPrefix prefix)
    {
        _prefixTime = prefix.Time;
        _prefix.Set(LogField.Stream, prefix.Stream);
        _prefix.Set(LogField.Group, prefix.Group);
    }

    private RowResult GoOn(ReadOnlySpan<byte> part, ref Arrival row)
    {
        _depth.Take(part);
        if (!_depth.IsClosed)
        {
            _object.Write(part);
            _object.Write("\n"u8);
            return RowResult.LeftOut;
        }

        if (_object.WrittenCount > 0)
        {
            _object.Write(part);
            part = _object.WrittenSpan;
        }

        RowResult result;
        if (_prefixTime is null && _prefix[LogField.Stream].IsEmpty && LogObject.Read(part.TrimEnd(" \t\r\n"u8), _row))
        {
            result = Events.Take(_row, ref row);
        }
        else
        {
            result = Events.Take(_prefixTime, _prefix[LogField.Stream], _prefix[LogField.Group], part, ref row);
        }

        Forget();
        return result;
    }

    // It began like JSON and was none: the function's own.
    private void GiveUp()
    {
        if (_object.WrittenCount > 0)
        {
            Arrival none = default;
            Events.Take(null, default, default, "{ "u8, ref none);
            Forget();
        }
    }

    private void Forget()
    {
        _object.ResetWrittenCount();
        _prefixTime = null;
        _prefix.Clear();
    }

    private ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> line)
    {
        if (!line.Contains((byte)0x1b))
        {
            return line;
        }

        if (_plain.Length < line.Length)
        {
            _plain = new byte[line.Length];
        }

        return Decolored(line, _plain);
    }

    // Takes a terminal's colours out: ESC [ ... letter.
    private static ReadOnlySpan<byte> Decolored(ReadOnlySpan<byte> line, byte[] room)
    {
        var length = 0;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == 0x1b && i + 1 < line.Length && line[i + 1] == '[')
            {
                for (i += 2; i < line.Length && line[i] is < (byte)'@' or > (byte)'~'; i++)
                {
                }

                continue;
            }

            room[length++] = line[i];
        }

        return room.AsSpan(0, length);
    }
}
