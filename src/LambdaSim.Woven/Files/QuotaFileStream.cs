namespace LambdaSim.Woven.Files;

/// <summary>A file of an environment: it grows as far as the file system has room.</summary>
[Hidden]
internal sealed class QuotaFileStream : FileStream
{
    // Asked for ahead: looking how full the folder is costs more than a write.
    private const long Step = 1 << 16;

    private readonly WovenEnvironment _environment;
    private readonly string _path;
    private readonly string _real;
    private long _granted;
    private bool _isClosed;
    private bool _written;

    public QuotaFileStream(WovenEnvironment environment, string path, FileMode mode, FileAccess access, FileShare share, int bufferSize, FileOptions options)
        : this(environment, path, RealOf(environment, path, mode, access), mode, access, share, bufferSize, options)
    {
    }

    private QuotaFileStream(WovenEnvironment environment, string path, string real, FileMode mode, FileAccess access, FileShare share, int bufferSize, FileOptions options)
        : this(environment, path, real, mode == FileMode.Open || File.Exists(real), mode, access, share, bufferSize, options)
    {
    }

    private QuotaFileStream(WovenEnvironment environment, string path, string real, bool existed, FileMode mode, FileAccess access, FileShare share, int bufferSize, FileOptions options)
        : base(real, mode, access, share, bufferSize, options)
    {
        (_environment, _path, _real) = (environment, path, real);
        _written = mode is FileMode.Create or FileMode.Truncate || !existed;
        if (!existed)
        {
            FileTimes.Of(environment).Created(real);
        }

        _granted = CanSeek ? Length : 0;
        environment.OpenFiles++;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        Grow(count);
        base.Write(buffer, offset, count);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Grow(buffer.Length);
        base.Write(buffer);
    }

    public override void WriteByte(byte value)
    {
        Grow(1);
        base.WriteByte(value);
    }

    // To the disk and back in no time of the simulation, and in no other order than that of the code.
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer, offset, count);
        return Task.CompletedTask;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer.Span);
        return default;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Read(buffer, offset, count));
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Read(buffer.Span));
    }

    public override Task FlushAsync(CancellationToken cancellationToken)
    {
        Flush();
        return Task.CompletedTask;
    }

    public override void Flush(bool flushToDisk)
    {
        base.Flush(flushToDisk);
        Stamp();
    }

    public override void SetLength(long value)
    {
        _written = true;
        if (value > _granted)
        {
            _environment.Folders.Writing(_path, value - _granted);
            _granted = value;
        }

        base.SetLength(value);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        // What nobody disposes of stays open until the process ends: when its collector comes is the machine's affair.
        if (disposing && !_isClosed && _environment is not null)
        {
            _isClosed = true;
            _environment.OpenFiles--;
            Stamp();
        }
    }

    private void Stamp()
    {
        if (_written)
        {
            FileTimes.Of(_environment).Written(_real);
        }
    }

    private static string RealOf(WovenEnvironment environment, string path, FileMode mode, FileAccess access)
    {
        if (environment.OpenFiles >= WovenEnvironment.MaxOpenFiles)
        {
            throw new IOException($"Too many open files : '{path}'");
        }

        if (mode is not FileMode.Open || access != FileAccess.Read)
        {
            environment.Folders.Writing(path, 0);
        }

        return environment.Folders.In(path);
    }

    private void Grow(int count)
    {
        _written = true;
        var end = (CanSeek ? Position : _granted) + count;
        if (end <= _granted)
        {
            return;
        }

        var wanted = Math.Max(end - _granted, Step);
        try
        {
            _environment.Folders.Writing(_path, wanted);
        }
        catch (IOException) when (wanted > end - _granted)
        {
            wanted = end - _granted;
            _environment.Folders.Writing(_path, wanted);
        }

        _granted += wanted;
    }
}
