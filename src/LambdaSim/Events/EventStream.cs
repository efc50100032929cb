using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace LambdaSim.Events;

/// <summary>
/// Follows a run live from real threads outside the simulation. Each reader has a channel of its own, without bound: the run never waits for a
/// reader, and a reader misses nothing. Records come in the order of the log, in batches: whenever 512 are there, and at the end of each verb of time.
/// </summary>
public sealed class EventStream : IEventObserver
{
    private readonly Action<Action> _outside;
    private readonly Func<bool> _isInside;
    private readonly Func<IEnumerable<(int Number, string Text)>> _texts;
    private readonly List<FunctionDefinition> _functions = [];
    private readonly List<ResourceDefinition> _resources = [];
    private readonly Lock _lock = new();
    private volatile LogFollower[] _followers = [];
    private int _textCount;
    private volatile Channel<SimEvent>[] _readers = [];
    private bool _ended;
    private RunEnd? _end;

    /// <param name="outside">Runs what wakes readers as no work of the simulation's.</param>
    /// <param name="isInside">Whether the caller is code of the simulation.</param>
    /// <param name="texts">The texts told so far that may be named again, with their numbers, in order.</param>
    internal EventStream(Action<Action> outside, Func<bool> isInside, Func<IEnumerable<(int Number, string Text)>> texts)
    {
        _outside = outside;
        _isInside = isInside;
        _texts = texts;
    }

    /// <summary>Somebody reads.</summary>
    internal bool IsFollowed => _readers.Length + _followers.Length > 0;

    /// <summary>
    /// The records from this call on, until the run ends. Call it before the verb that makes them; the reading loop runs on another thread.
    /// Inside <c>Run</c> and in handlers read <see cref="Simulation.Log"/>.
    /// </summary>
    /// <param name="cancellation">Ends the reading; the run goes on.</param>
    /// <exception cref="InvalidOperationException">Called from inside the simulation.</exception>
    public IAsyncEnumerable<SimEvent> ReadAllAsync(CancellationToken cancellation = default)
    {
        if (_isInside())
        {
            throw new InvalidOperationException(
                "simulation.Events is read from outside the simulation, on real threads, while it runs; inside Run and in handlers read simulation.Log");
        }

        var channel = Channel.CreateUnbounded<SimEvent>(new UnboundedChannelOptions { SingleWriter = true, SingleReader = true });
        lock (_lock)
        {
            if (_ended)
            {
                channel.Writer.Complete();
            }
            else
            {
                _readers = [.. _readers, channel];
            }
        }

        return Read(channel, cancellation, CancellationToken.None);
    }

    /// <summary>
    /// Gives an observer the functions and resources so far, the texts that may be named again, and then everything that follows. Called on the simulation's thread,
    /// between two events, when all records so far were told. The observer is called on that thread too, as no work of the simulation's.
    /// </summary>
    /// <returns>Ends the following; from any thread.</returns>
    internal Action Follow(IEventObserver observer)
    {
        LogFollower? follower = null;
        _outside(() => follower = new LogFollower(observer, _functions, _resources, _texts(), _textCount));
        if (_end is { } end)
        {
            _outside(() => follower!.OnEnd(end));
        }

        lock (_lock)
        {
            _followers = _ended ? [] : [.. _followers, follower!];
        }

        return () =>
        {
            lock (_lock)
            {
                _followers = [.. _followers.Where(f => f != follower)];
            }
        };
    }

    void IEventObserver.OnFunction(FunctionDefinition function)
    {
        _functions.Add(function);
        Tell(follower => follower.OnFunction(function));
    }

    void IEventObserver.OnResource(ResourceDefinition resource)
    {
        _resources.Add(resource);
        Tell(follower => follower.OnResource(resource));
    }

    void IEventObserver.OnText(int number, string text)
    {
        _textCount = number + 1;
        Tell(follower => follower.OnText(number, text));
    }

    private void Tell(Action<LogFollower> what)
    {
        var followers = _followers;
        if (followers.Length > 0)
        {
            _outside(() => Array.ForEach(followers, what));
        }
    }

    void IEventObserver.OnEvents(ReadOnlySpan<SimEvent> events)
    {
        var readers = _readers;
        var followers = _followers;
        if (readers.Length + followers.Length == 0)
        {
            return;
        }

        // Waking a reader puts work on the thread pool. It is not the simulation's.
        var batch = events.ToArray();
        _outside(() =>
        {
            foreach (var follower in followers)
            {
                follower.OnEvents(batch);
            }

            foreach (var reader in readers)
            {
                foreach (var e in batch)
                {
                    reader.Writer.TryWrite(e);
                }
            }
        });
    }

    void IEventObserver.OnEnd(RunEnd end)
    {
        Channel<SimEvent>[] readers;
        LogFollower[] followers;
        lock (_lock)
        {
            (_ended, _end) = (true, end);
            (readers, followers) = (_readers, _followers);
            (_readers, _followers) = ([], []);
        }

        if (followers.Length > 0)
        {
            _outside(() => Array.ForEach(followers, f => f.OnEnd(end)));
        }

        if (readers.Length > 0)
        {
            _outside(() => Array.ForEach(readers, r => r.Writer.TryComplete()));
        }
    }

    private async IAsyncEnumerable<SimEvent> Read(Channel<SimEvent> channel, CancellationToken given, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(given, cancellation);
        try
        {
            await foreach (var e in channel.Reader.ReadAllAsync(both.Token).ConfigureAwait(false))
            {
                yield return e;
            }
        }
        finally
        {
            lock (_lock)
            {
                _readers = [.. _readers.Where(r => r != channel)];
            }
        }
    }
}
