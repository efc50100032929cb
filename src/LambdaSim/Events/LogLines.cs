using System.IO.Compression;

namespace LambdaSim.Events;

/// <summary>The lines of a log, one at a time, from plain or gzip-compressed bytes. Neither the file nor more than one line is held.</summary>
internal sealed class LogLines : IDisposable
{
    // The header holds the whole configuration, so lines may be long; a file that never breaks a line is no log.
    internal const int LongestLine = 64 << 20;

    private readonly Stream _stream;
    private readonly string _name;
    private byte[] _buffer = new byte[1 << 16];
    private int _from;
    private int _to;
    private int _searched;
    private bool _atEnd;

    public LogLines(Stream stream, string name)
    {
        _name = name;
        _stream = stream;
        Fill();
        if (_to >= 2 && _buffer[0] == 0x1f && _buffer[1] == 0x8b)
        {
            var head = new PrefixedStream(_buffer.AsSpan(0, _to).ToArray(), stream);
            _stream = new GZipStream(head, CompressionMode.Decompress);
            _to = 0;
            _atEnd = false;
            Fill();
        }

        if (_buffer.AsSpan(0, _to).StartsWith("\uFEFF"u8))
        {
            _from = _searched = 3;
        }
    }

    /// <summary>Number of the line read last, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Whether the line read last ended with a line break.</summary>
    public bool Terminated { get; private set; }

    /// <summary>The next line, without its line break; valid until the next call. False at the end of the file.</summary>
    /// <exception cref="LogFormatException">The compressed data are damaged, or the line is endless.</exception>
    public bool TryRead(out ReadOnlyMemory<byte> line)
    {
        while (true)
        {
            var found = _buffer.AsSpan(_searched, _to - _searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                line = _buffer.AsMemory(_from, _searched + found - _from);
                _from = _searched = _searched + found + 1;
                Line++;
                Terminated = true;
                return true;
            }

            _searched = _to;
            if (_atEnd)
            {
                line = _buffer.AsMemory(_from, _to - _from);
                _from = _to;
                Terminated = false;
                Line += line.IsEmpty ? 0 : 1;
                return !line.IsEmpty;
            }

            Fill();
        }
    }

    public void Dispose() => _stream.Dispose();

    private void Fill()
    {
        if (_from > 0)
        {
            _buffer.AsSpan(_from, _to - _from).CopyTo(_buffer);
            _to -= _from;
            _searched -= _from;
            _from = 0;
        }

        if (_to == _buffer.Length)
        {
            if (_to >= LongestLine)
            {
                throw new LogFormatException(_name, Line + 1, "the line does not end; this is no event log");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        try
        {
            // At least two bytes the first time, to know gzip when it is there.
            do
            {
                var read = _stream.Read(_buffer, _to, _buffer.Length - _to);
                _atEnd = read == 0;
                _to += read;
            }
            while (!_atEnd && _to < 2);
        }
        catch (InvalidDataException e)
        {
            throw new LogFormatException(_name, Line + 1, "the gzip data are damaged or cut short; copy the file again", e);
        }
    }

    // What was read to recognise the format comes first again.
    private sealed class PrefixedStream(byte[] head, Stream rest) : Stream
    {
        private int _given;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var left = head.AsSpan(_given);
            if (left.IsEmpty)
            {
                return rest.Read(buffer);
            }

            var count = Math.Min(left.Length, buffer.Length);
            left[..count].CopyTo(buffer);
            _given += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                rest.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
