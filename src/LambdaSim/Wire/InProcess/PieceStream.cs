namespace LambdaSim.Wire.InProcess;

/// <summary>The body of an answer that comes as virtual time brings it, as .NET's HTTP clients read it: each read waits for the next piece.</summary>
internal sealed class PieceStream(IAsyncEnumerable<ReadOnlyMemory<byte>> pieces) : Stream
{
    private readonly IAsyncEnumerator<ReadOnlyMemory<byte>> _pieces = pieces.GetAsyncEnumerator();
    private ReadOnlyMemory<byte> _rest;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("how long it is, its end tells");

    public override long Position
    {
        get => throw new NotSupportedException("it is read once, from its beginning");
        set => throw new NotSupportedException("it is read once, from its beginning");
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_rest.IsEmpty)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!await _pieces.MoveNextAsync().ConfigureAwait(false))
            {
                return 0;
            }

            _rest = _pieces.Current;
        }

        var count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("the body is read by a call that blocks, and virtual time cannot pass meanwhile: read it with ReadAsync, and await it");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("it is read once, from its beginning");

    public override void SetLength(long value) => throw new NotSupportedException("it is read only");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("it is read only");
}
