using LambdaSim.Engine;

namespace LambdaSim.Workloads;

/// <summary>Cuts a file's bytes into lines or CSV records, a block at a time. The spans hold until the next call.</summary>
internal sealed class BlockReader : IDisposable
{
    /// <summary>No row of a trace is longer; what is, is no trace.</summary>
    public const int MaxLine = 1 << 20;

    /// <summary>No line of a log is longer: a message of 1 MiB whose characters are all escaped.</summary>
    public const int MaxLogLine = 8 << 20;

    private readonly TraceInput _input;
    private byte[] _buffer;
    private int _position;
    private int _limit;
    private long _nextLine = 1;

    public BlockReader(TraceInput input, int bufferSize)
    {
        _input = input;
        _buffer = new byte[Math.Max(bufferSize, 16)];
        Refill();
        while (_limit < 16 && Refill())
        {
        }

        if (_limit == 0)
        {
            throw Fault(0, "the file is empty; a trace needs at least a header and one row");
        }

        var head = _buffer.AsSpan(0, _limit);
        if (head.StartsWith("\uFEFF"u8))
        {
            _position = 3;
        }
        else if (head is [0xff, 0xfe, ..] or [0xfe, 0xff, ..])
        {
            throw Fault(1, "the file is UTF-16; save it as UTF-8");
        }
    }

    /// <summary>The input, as messages name it.</summary>
    public string Name => _input.Name;

    /// <summary>The longest line or record that is let pass.</summary>
    public int LongestLine { get; set; } = MaxLine;

    /// <summary>The line on which the last line or record began, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Share of the input read.</summary>
    public double Progress => _input.Progress;

    /// <summary>The bytes not yet taken, as far as they are in memory; at least <paramref name="wanted"/> unless the file ends before.</summary>
    public ReadOnlySpan<byte> Peek(int wanted)
    {
        // With room for twice as much, bytes are moved once for as many that were taken, not for each row.
        if (_buffer.Length < 2 * wanted)
        {
            Array.Resize(ref _buffer, 2 * wanted);
        }

        while (_limit - _position < wanted && Refill())
        {
        }

        return _buffer.AsSpan(_position, _limit - _position);
    }

    /// <summary>Takes bytes seen by <see cref="Peek"/>.</summary>
    public void Skip(int bytes) => _position += bytes;

    /// <summary>The next line, without its end.</summary>
    /// <returns>False at the end of the file.</returns>
    public bool ReadLine(out ReadOnlySpan<byte> line)
    {
        while (true)
        {
            var rest = _buffer.AsSpan(_position, _limit - _position);
            var end = rest.IndexOf((byte)'\n');
            if (end >= 0 || !Refill())
            {
                return Take(end, 1, out line);
            }

            CheckLength(rest.Length, "the line");
        }
    }

    /// <summary>The next CSV record, without its end. Line breaks inside quotes belong to it (RFC 4180).</summary>
    /// <param name="record">The record, quotes and all.</param>
    /// <param name="quoted">Whether a quote occurs in it.</param>
    /// <returns>False at the end of the file.</returns>
    public bool ReadRecord(out ReadOnlySpan<byte> record, out bool quoted)
    {
        while (true)
        {
            var rest = _buffer.AsSpan(_position, _limit - _position);
            var end = rest.IndexOfAny((byte)'\n', (byte)'"');
            if (end >= 0 && rest[end] == '"')
            {
                quoted = true;
                return ReadQuoted(out record);
            }

            if (end >= 0 || !Refill())
            {
                quoted = false;
                return Take(end, 1, out record);
            }

            CheckLength(rest.Length, "the line");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _input.Dispose();

    private bool ReadQuoted(out ReadOnlySpan<byte> record)
    {
        while (true)
        {
            var rest = _buffer.AsSpan(_position, _limit - _position);
            var at = 0;
            var breaks = 0;
            var inside = false;
            while (true)
            {
                var next = rest[at..].IndexOfAny((byte)'\n', (byte)'"');
                if (next < 0)
                {
                    break;
                }

                at += next + 1;
                if (rest[at - 1] == '"')
                {
                    inside = !inside;
                }
                else if (inside)
                {
                    breaks++;
                }
                else
                {
                    return Take(at - 1, breaks + 1, out record);
                }
            }

            if (!Refill())
            {
                if (inside)
                {
                    throw Fault(_nextLine, "a quote opened in this row is never closed; close it, and double quotes inside quoted text");
                }

                return Take(-1, breaks + 1, out record);
            }

            CheckLength(rest.Length, inside ? "the row with its open quote" : "the line");
        }
    }

    private bool Take(int end, int lines, out ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> rest = _buffer.AsSpan(_position, _limit - _position);
        Line = _nextLine;
        if (end < 0)
        {
            _position = _limit;
            line = rest;
            if (rest.IsEmpty)
            {
                return false;
            }
        }
        else
        {
            _position += end + 1;
            line = rest[..end];
        }

        if (line.Length > LongestLine)
        {
            CheckLength(line.Length, "the line");
        }

        _nextLine += lines;
        if (!line.IsEmpty && line[^1] == '\r')
        {
            line = line[..^1];
        }

        return true;
    }

    private void CheckLength(int length, string what)
    {
        if (length > LongestLine)
        {
            throw Fault(_nextLine, Configuration.Text.Invariant($"{what} is longer than {LongestLine >> 20} MiB; is this a text file with line breaks?"));
        }
    }

    // Moves what is left to the front (whatever it returns), doubles the buffer when that leaves no room, and reads until it is full or the file ends.
    private bool Refill()
    {
        if (_position > 0)
        {
            _buffer.AsSpan(_position, _limit - _position).CopyTo(_buffer);
            _limit -= _position;
            _position = 0;
        }
        else if (_limit == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var before = _limit;
        while (_limit < _buffer.Length)
        {
            var read = _input.Read(_buffer.AsSpan(_limit));
            if (read == 0)
            {
                break;
            }

            _limit += read;
        }

        return _limit > before;
    }

    private TraceFormatException Fault(long line, string problem) => new(Name, line, null, problem);
}
