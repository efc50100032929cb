using System.Threading.Channels;
using LambdaSim.Events;

namespace LambdaSim.AspNetCore.Control;

/// <summary>The log from a moment on, as lines for a reader on another thread. The run never waits for it: one that falls far behind is left.</summary>
internal sealed class RecordLines : Stream, IEventObserver
{
    private const long MostBehind = 256 << 20;

    private readonly Channel<byte[]> _pieces = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
    private readonly JsonLinesWriter _writer;
    private long _behind;

    public RecordLines(LogHeader header) => _writer = new JsonLinesWriter(this, header) { IsLive = true };

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Follows a run: on the simulation's thread.</summary>
    /// <returns>Ends the following; from any thread.</returns>
    public Action Follow(Simulation simulation)
    {
        simulation.TellObservers();
        var stop = simulation.Events.Follow(this);
        _writer.Flush();
        return stop;
    }

    /// <summary>Whole lines, as they come, until the run ends or the reader has fallen behind.</summary>
    public async IAsyncEnumerable<byte[]> Read([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var piece in _pieces.Reader.ReadAllAsync(cancellation))
        {
            Interlocked.Add(ref _behind, -piece.Length);
            yield return piece;
        }
    }

    public void OnFunction(FunctionDefinition function) => _writer.OnFunction(function);

    public void OnText(int number, string text) => _writer.OnText(number, text);

    public void OnResource(ResourceDefinition resource) => _writer.OnResource(resource);

    public void OnEvents(ReadOnlySpan<SimEvent> events) => _writer.OnEvents(events);

    public void OnEnd(RunEnd end)
    {
        _writer.OnEnd(end);
        _pieces.Writer.TryComplete();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length == 0)
        {
            return;
        }

        if (Interlocked.Add(ref _behind, buffer.Length) > MostBehind)
        {
            _pieces.Writer.TryComplete();
            return;
        }

        _pieces.Writer.TryWrite(buffer.ToArray());
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _writer.Dispose();
        }

        base.Dispose(disposing);
    }
}
