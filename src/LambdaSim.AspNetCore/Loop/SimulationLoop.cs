using System.Diagnostics;
using System.Threading.Channels;
using NodaTime;

namespace LambdaSim.AspNetCore;

/// <summary>
/// Runs a simulation behind an endpoint, on a thread of its own: takes what was asked from the channel, lets time pass as the clock says, answers
/// what is over, and begins anew. Requests that come while time passes are worked on between two events.
/// </summary>
internal sealed class SimulationLoop : ISimulationLoop, IAsyncDisposable
{
    private const int MostSteps = 100_000;
    private const double OftenSeconds = 0.005;

    // It has one reader; a channel that is told so cannot count.
    private readonly Channel<LoopWork> _channel = Channel.CreateUnbounded<LoopWork>();
    private readonly List<LoopWork> _waiting = [];
    private readonly Func<Simulation> _create;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread _thread;
    private Exception? _trouble;
    private int _whenWorkWentOut;
    private Advance? _advance;
    private long _realSince;
    private long _virtualSince;

    /// <param name="simulation">What to run.</param>
    /// <param name="create">Makes another one, for a reset.</param>
    /// <param name="clock">How time passes.</param>
    public SimulationLoop(Simulation simulation, Func<Simulation> create, EndpointClock clock)
    {
        Simulation = simulation;
        Clock = clock;
        _create = create;
        _thread = new Thread(Run) { IsBackground = true, Name = "LambdaSim endpoint" };
        Adopt();
        _thread.Start();
    }

    /// <summary>The simulation of the moment: a reset makes another one.</summary>
    public Simulation Simulation { get; private set; }

    public EndpointClock Clock { get; }

    public Task<T> Ask<T>(Func<Simulation, T> work)
    {
        var question = new Question<T>(work);
        return Post(question) ? question.Result : Task.FromException<T>(Closed());
    }

    public Task<T> Await<T>(Func<Simulation, Task<T>> start)
    {
        var waiting = new Waiting<T>(start);
        return Post(waiting) ? waiting.Result : Task.FromException<T>(Closed());
    }

    /// <summary>Lets virtual time pass; requests that come meanwhile are worked on at their instants.</summary>
    /// <exception cref="InvalidOperationException">The clock follows real time, or somebody advances already.</exception>
    public Task<Duration> AdvanceBy(Duration time)
    {
        var advance = new Advance(time.ToInt64Nanoseconds(), Begin);
        return Post(advance) ? advance.Result : Task.FromException<Duration>(Closed());
    }

    /// <summary>Ends the run and begins another one.</summary>
    public Task<bool> Reset() => Ask(_ =>
    {
        FailAll(new ServiceResetException());
        Simulation.Dispose();
        Simulation = _create();
        Adopt();
        return true;
    });

    /// <summary>Answers what is in work, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _channel.Writer.TryComplete();
        await _ended.Task.ConfigureAwait(false);
    }

    // Nothing comes any more, and nobody waits.
    private bool IsClosing => _channel.Reader.Completion.IsCompleted && _waiting.Count == 0 && _advance is null;

    private bool Post(LoopWork work) => _channel.Writer.TryWrite(work);

    private static ObjectDisposedException Closed() => new(nameof(SimulationLoop), "the endpoint has ended");

    private void Adopt()
    {
        Simulation.Serve(() => Thread.CurrentThread == _thread);
        _realSince = Stopwatch.GetTimestamp();
        _virtualSince = Simulation.NowNs;
        if (Clock == EndpointClock.Auto)
        {
            Simulation.IgnoreRequestRates();
        }

        Simulation.Interruptible(() => _channel.Reader.WaitToReadAsync().AsTask(), EachWaits);
    }

    // What is out waits for the simulation when as many callers came after it as there are pieces of it: they are taken to be its own calls.
    private bool EachWaits(int pieces)
    {
        var since = Math.Min(_whenWorkWentOut, _waiting.Count);
        return _waiting.Count - since >= pieces;
    }

    private void Run()
    {
        var reader = _channel.Reader;
        try
        {
            while (true)
            {
                while (reader.TryRead(out var work))
                {
                    Take(work);
                }

                if (IsClosing)
                {
                    Drain();
                    Simulation.TellObservers();
                    break;
                }

                var moved = LetTimePass();
                AnswerWhatIsOver();
                Drain();
                Simulation.TellObservers();
                if (reader.Count == 0 && !moved && !WaitForWork(reader))
                {
                    break;
                }
            }

            PassBefore(RealTarget());
        }
        finally
        {
            FailAll(Closed());
            Simulation.Serve(null);
            _ended.TrySetResult();
        }
    }

    private void Take(LoopWork work)
    {
        PassBefore(TargetAt(work.Asked));
        try
        {
            if (work.Waits && _trouble is { } trouble)
            {
                _trouble = null;
                throw trouble;
            }

            work.Begin(Simulation);
            if (work.Waits)
            {
                _waiting.Add(work);
            }
        }
        catch (Exception e)
        {
            work.Fail(e);
        }
    }

    // Rule HTTP-REAL: where the clock follows real time, what was due before a request came happens before the request is looked at. It never waits:
    // beside work of the real world time passes only as far as that lets it, and an instant that does not end is left for later.
    private void PassBefore(long target)
    {
        if (Clock.Factor <= 0 || Simulation.NowNs >= target)
        {
            return;
        }

        try
        {
            if (Simulation.NextDue <= target || Simulation.HasExternalWork)
            {
                var (steps, instant) = (0, Simulation.NowNs);
                Simulation.RunSlice(
                    () =>
                    {
                        if (!Simulation.HasExternalWork)
                        {
                            _whenWorkWentOut = _waiting.Count;
                        }

                        steps = Simulation.NowNs == instant ? steps + 1 : 0;
                        instant = Simulation.NowNs;
                        return steps > MostSteps || !Simulation.HasWorkUntil(target);
                    },
                    target);
                if (steps > MostSteps)
                {
                    return;
                }
            }

            Simulation.PassTo(Math.Min(target, Simulation.Reach));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            FailAll(e);
        }
    }

    // Returns whether it is to go on at once.
    private bool LetTimePass()
    {
        try
        {
            if (_advance is { } advance)
            {
                Slice(advance.Target);
                if (_channel.Reader.Count > 0 || AnyOver())
                {
                    return true;
                }

                Simulation.PassTo(advance.Target);
                _advance = null;
                advance.Reached(Duration.FromNanoseconds(Simulation.NowNs));
                return true;
            }

            if (Clock.Factor > 0)
            {
                var target = RealTarget();
                Slice(target);
                if (_channel.Reader.Count == 0)
                {
                    Simulation.PassTo(Math.Min(target, Simulation.Reach));
                }

                return false;
            }

            if (_waiting.Count > 0 || (Clock == EndpointClock.Auto && !Simulation.IsIdle))
            {
                var before = Simulation.NowNs;
                Slice(long.MaxValue);
                return AnyOver() || _channel.Reader.Count > 0 || Simulation.NowNs > before;
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whoever waits learns why the world stands still; what comes after may fare better.
            FailAll(e);
        }

        return false;
    }

    private void Slice(long until)
    {
        var waiting = _waiting.Count;
        Simulation.RunSlice(
            () =>
            {
                if (!Simulation.HasExternalWork)
                {
                    _whenWorkWentOut = waiting;
                }

                // Beside work of the real world, real time has brought what is due next.
                if (Clock.Factor > 0 && Simulation.HasExternalWork && Simulation.NextDue is { } due && due > until && due <= RealTarget())
                {
                    return true;
                }

                return _channel.Reader.Count > 0 || AnyOver() || IsClosing || (waiting == 0 && _advance is null && Clock == EndpointClock.Auto && Simulation.IsIdle);
            },
            until);
    }

    // Rule HTTP-CLOCK: with nobody waiting, what is on its way ends before the next request is looked at, so that a client that sends one after
    // the other meets the same world each time. Only what never ends is interrupted.
    private void Drain()
    {
        if (Clock != EndpointClock.Auto || _waiting.Count > 0 || _advance is not null || Simulation.IsIdle)
        {
            return;
        }

        try
        {
            var steps = 0;
            Simulation.RunSlice(() => Simulation.IsIdle || ++steps > MostSteps || (Simulation.HasExternalWork && _channel.Reader.Count > 0), long.MaxValue);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Nobody waits for it: who asks next learns it.
            _trouble = e;
        }
    }

    private bool AnyOver()
    {
        foreach (var work in _waiting)
        {
            if (work.IsOver)
            {
                return true;
            }
        }

        return false;
    }

    private void AnswerWhatIsOver()
    {
        var kept = 0;
        for (var i = 0; i < _waiting.Count; i++)
        {
            var work = _waiting[i];
            if (work.IsOver)
            {
                if (i < _whenWorkWentOut)
                {
                    _whenWorkWentOut--;
                }

                work.Answer();
            }
            else
            {
                _waiting[kept++] = work;
            }
        }

        _waiting.RemoveRange(kept, _waiting.Count - kept);
    }

    private bool WaitForWork(ChannelReader<LoopWork> reader)
    {
        // Work that is out ends without a word to this thread: it is looked at often.
        var isOut = Simulation.HasExternalWork;
        if (Clock.Factor > 0 && (isOut || Simulation.NextDue is not null))
        {
            var seconds = Simulation.NextDue is { } due ? Math.Clamp((due - RealTarget()) / 1e9 / Clock.Factor, 0, 3_600) : 3_600;
            var real = TimeSpan.FromSeconds(isOut ? Math.Min(seconds, OftenSeconds) : seconds);
            var waiting = reader.WaitToReadAsync().AsTask();
            return !waiting.Wait(real) || waiting.Result;
        }

        return reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult();
    }

    private long RealTarget() => TargetAt(Stopwatch.GetTimestamp());

    /// <summary>The virtual time that an instant of real time stands for; never before now.</summary>
    private long TargetAt(long timestamp) => Math.Max(Simulation.NowNs, _virtualSince + (long)(Stopwatch.GetElapsedTime(_realSince, timestamp).TotalSeconds * 1e9 * Clock.Factor));

    private void Begin(Advance advance)
    {
        if (Clock.Factor > 0)
        {
            throw new InvalidOperationException("the clock follows real time: it cannot be advanced; start with --clock manual or auto");
        }

        if (_advance is not null)
        {
            throw new InvalidOperationException("the clock is being advanced already: wait for that answer");
        }

        advance.Target = checked(Simulation.NowNs + advance.By);
        _advance = advance;
    }

    private void FailAll(Exception e)
    {
        foreach (var work in _waiting)
        {
            work.Fail(e);
        }

        _waiting.Clear();
        _advance?.Fail(e);
        _advance = null;
    }

    private sealed class Advance(long by, Action<Advance> begin) : LoopWork
    {
        private readonly TaskCompletionSource<Duration> _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public long By { get; } = by;

        public long Target { get; set; }

        public Task<Duration> Result => _reached.Task;

        public override void Begin(Simulation simulation) => begin(this);

        public void Reached(Duration now) => _reached.TrySetResult(now);

        public override void Fail(Exception e) => _reached.TrySetException(e);
    }
}

/// <summary>A reset ended what was in work.</summary>
internal sealed class ServiceResetException() : LambdaServiceException("ServiceException", "The simulation was reset while the request was in work.")
{
    public override int StatusCode => 500;

    // Who sent the request did nothing wrong.
    internal override string? FaultType => "Service";
}
