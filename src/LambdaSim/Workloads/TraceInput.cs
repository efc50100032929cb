using System.IO.Compression;
using LambdaSim.Engine;

namespace LambdaSim.Workloads;

/// <summary>A trace file.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Shown">How the user named it: what messages show.</param>
internal readonly record struct TraceFile(string Path, string Shown);

/// <summary>One trace file's bytes, decompressed if they are gzip, which the first two bytes tell.</summary>
internal sealed class TraceInput : IDisposable
{
    private readonly Stream _file;
    private readonly GzipStream? _gzip;

    private TraceInput(TraceFile named, Stream file)
    {
        Name = named.Shown;
        Path = named.Path;
        _file = file;
        Span<byte> magic = stackalloc byte[2];
        var read = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        file.Position = 0;
        if (read == 0)
        {
            throw Fault("the file is empty; a trace needs at least a header and one row");
        }

        if (read == 2 && magic[0] == 0x1f && magic[1] == 0x8b)
        {
            _gzip = new GzipStream(file);
        }
    }

    /// <summary>The file as it was given: what messages show.</summary>
    public string Name { get; }

    /// <summary>The path as given; log groups may stand in it.</summary>
    public string Path { get; }

    /// <summary>Share of the file's bytes taken so far.</summary>
    public double Progress => _file.Length == 0 ? 1 : (double)_file.Position / _file.Length;

    /// <summary>Opens a file.</summary>
    public static TraceInput Open(TraceFile named)
    {
        var (path, name) = named;
        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
            if (!file.CanSeek)
            {
                throw new TraceFormatException(name, 0, null, "not a regular file; write the trace to a file first");
            }

            return new TraceInput(named, file);
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            file?.Dispose();
            throw new TraceFormatException(name, 0, null, Unreadable(e), e);
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    /// <summary>Takes bytes in memory as a file of that path.</summary>
    public static TraceInput Of(string path, byte[] bytes) => new(new TraceFile(path, path), new MemoryStream(bytes, writable: false));

    /// <summary>The next bytes; 0 at the end.</summary>
    public int Read(Span<byte> buffer)
    {
        try
        {
            return _gzip is null ? _file.Read(buffer) : _gzip.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw Fault("the gzip data are cut off or damaged; copy or compress the file again", e);
        }
        catch (IOException e)
        {
            throw Fault(Unreadable(e), e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gzip?.Dispose();
        _file.Dispose();
    }

    /// <summary>Whether a file could not be opened or read.</summary>
    public static bool IsUnreadable(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    /// <summary>Why a file could not be opened or read.</summary>
    public static string Unreadable(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "no such file",
        UnauthorizedAccessException => "not a readable file; check its permissions and that it is no folder",
        _ => "the file cannot be read: " + e.Message.ReplaceLineEndings(" ").TrimEnd('.'),
    };

    private TraceFormatException Fault(string problem, Exception? inner = null) => new(Name, 0, null, problem, inner);

    /// <summary>
    /// Gzip that notices a missing end. <see cref="GZipStream"/> takes the end of its input for the end of the data wherever it
    /// comes. So when the input is used up, one more gzip member is fed to it: only if the last one was whole does this one come
    /// out as it is.
    /// </summary>
    private sealed class GzipStream(Stream file) : IDisposable
    {
        private readonly Feed _feed = new(file);
        private GZipStream? _decoder;
        private bool _ended;

        private static ReadOnlySpan<byte> Sentinel =>
        [
            0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff, 1, 24, 0, 0xe7, 0xff,
            (byte)'e', (byte)'n', (byte)'d', (byte)' ', (byte)'o', (byte)'f', (byte)' ', (byte)'t', (byte)'r', (byte)'a', (byte)'c', (byte)'e',
            (byte)',', (byte)' ', (byte)'w', (byte)'h', (byte)'o', (byte)'l', (byte)'e', (byte)' ', (byte)'g', (byte)'z', (byte)'i', (byte)'p',
            0x98, 0x9f, 0x5f, 0xf0, 24, 0, 0, 0,
        ];

        public int Read(Span<byte> buffer)
        {
            if (_ended)
            {
                return 0;
            }

            _decoder ??= new GZipStream(_feed, CompressionMode.Decompress);
            var read = _decoder.Read(buffer);
            if (read > 0 || buffer.IsEmpty)
            {
                return read;
            }

            _ended = true;
            _feed.Append(Sentinel);
            Span<byte> tail = stackalloc byte[64];
            var length = _decoder.ReadAtLeast(tail, tail.Length, throwOnEndOfStream: false);
            if (!tail[..length].SequenceEqual(Sentinel[15..39]))
            {
                throw new InvalidDataException();
            }

            return 0;
        }

        public void Dispose() => _decoder?.Dispose();

        private sealed class Feed(Stream file) : Stream
        {
            private MemoryStream? _appended;

            public override bool CanRead => true;

            public override bool CanSeek => false;

            public override bool CanWrite => false;

            public override long Length => throw new NotSupportedException();

            public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

            public void Append(ReadOnlySpan<byte> bytes) => _appended = new MemoryStream(bytes.ToArray());

            public override int Read(Span<byte> buffer) => _appended is null ? file.Read(buffer) : _appended.Read(buffer);

            public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

            public override void Flush() => throw new NotSupportedException();

            public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

            public override void SetLength(long value) => throw new NotSupportedException();

            public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        }
    }
}
