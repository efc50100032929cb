namespace LambdaSim.Events;

/// <summary>A run's log being written to a file, complete or not at all: an observer to attach, and <see cref="Commit"/> after the run.</summary>
public sealed class JsonLinesFile : IEventObserver, IDisposable
{
    private readonly WholeFile _file;
    private readonly JsonLinesWriter _writer;
    private bool _ended;

    private JsonLinesFile(WholeFile file, LogHeader header)
    {
        _file = file;
        _writer = new JsonLinesWriter(file.Stream, header);
    }

    /// <summary>Begins a log; with a name that ends in <c>.gz</c> it is compressed.</summary>
    /// <param name="path">Where it is to be.</param>
    /// <param name="header">What the run is made of.</param>
    /// <exception cref="IOException">It cannot be written there.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written there.</exception>
    public static JsonLinesFile Create(string path, LogHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        var file = WholeFile.Create(path);
        try
        {
            return new JsonLinesFile(file, header);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Keeps the log. Only after the run has ended.</summary>
    /// <exception cref="InvalidOperationException">The run has not ended.</exception>
    public void Commit()
    {
        if (!_ended)
        {
            throw new InvalidOperationException("the run has not ended: a log without its end is not kept");
        }

        _file.Commit();
    }

    /// <inheritdoc/>
    public void OnFunction(FunctionDefinition function) => _writer.OnFunction(function);

    /// <inheritdoc/>
    public void OnText(int number, string text) => _writer.OnText(number, text);

    /// <inheritdoc/>
    public void OnResource(ResourceDefinition resource) => _writer.OnResource(resource);

    /// <inheritdoc/>
    public void OnEvents(ReadOnlySpan<SimEvent> events) => _writer.OnEvents(events);

    /// <inheritdoc/>
    public void OnEnd(RunEnd end)
    {
        _writer.OnEnd(end);
        _ended = true;
    }

    /// <summary>Removes the log unless it was committed.</summary>
    public void Dispose()
    {
        _writer.Dispose();
        _file.Dispose();
    }
}
