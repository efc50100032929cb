using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace LambdaSim.Events;

/// <summary>
/// A run's log as JSON Lines for one reader on a real thread, from a moment on. The run never waits for the reader, and holds a bounded number of batches
/// for it: one that falls further behind is cut off, and its last line says so.
/// </summary>
internal sealed class LogFeed : IEventObserver, IDisposable
{
    private readonly Channel<byte[]> _batches = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
    private readonly MemoryStream _bytes = new();
    private readonly JsonLinesWriter _writer;
    private readonly int _most;
    private int _waiting;
    private bool _isOver;

    /// <param name="header">What the run is made of.</param>
    /// <param name="most">Batches that may wait for the reader.</param>
    public LogFeed(LogHeader header, int most)
    {
        _writer = new JsonLinesWriter(_bytes, header) { IsLive = true };
        _most = most;
    }

    /// <summary>Ends the following; set by who began it.</summary>
    public Action? Stop { get; set; }

    /// <inheritdoc/>
    public void OnFunction(FunctionDefinition function) => Tell(function, static (writer, function) => writer.OnFunction(function));

    /// <inheritdoc/>
    public void OnText(int number, string text) => Tell((number, text), static (writer, it) => writer.OnText(it.number, it.text));

    /// <inheritdoc/>
    public void OnResource(ResourceDefinition resource) => Tell(resource, static (writer, resource) => writer.OnResource(resource));

    /// <inheritdoc/>
    public void OnEvents(ReadOnlySpan<SimEvent> events)
    {
        if (!_isOver)
        {
            _writer.OnEvents(events);
            Send();
        }
    }

    /// <inheritdoc/>
    public void OnEnd(RunEnd end)
    {
        if (!_isOver)
        {
            _writer.OnEnd(end);
            Send();
            Complete();
        }
    }

    /// <summary>Lines in UTF-8, several at a time, until the run ends or the reader is cut off. To be read once.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        try
        {
            await foreach (var batch in _batches.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                Interlocked.Decrement(ref _waiting);
                yield return batch;
            }
        }
        finally
        {
            Stop?.Invoke();
        }
    }

    /// <summary>Ends the following; from any thread.</summary>
    public void Dispose()
    {
        Stop?.Invoke();
        _batches.Writer.TryComplete();
    }

    /// <summary>What was told so far goes out; without it functions, resources and texts wait for the next records.</summary>
    public void Send()
    {
        if (_isOver)
        {
            return;
        }

        _writer.Flush();

        if (Interlocked.Increment(ref _waiting) > _most)
        {
            _batches.Writer.TryWrite(System.Text.Encoding.UTF8.GetBytes(Configuration.Text.Invariant($"{{\"cut\":\"the reader fell behind by more than {_most} batches; follow the run again\"}}\n")));
            Complete();
            return;
        }

        _batches.Writer.TryWrite(_bytes.ToArray());
        _bytes.SetLength(0);
    }

    private void Complete()
    {
        _isOver = true;
        _batches.Writer.TryComplete();
        _writer.Dispose();
        _bytes.SetLength(0);
        Stop?.Invoke();
    }

    private void Tell<T>(T what, Action<JsonLinesWriter, T> tell)
    {
        if (!_isOver)
        {
            tell(_writer, what);
        }
    }
}
