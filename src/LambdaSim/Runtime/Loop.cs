// Real threads and real time: the loop owns one and waits for the other.
#pragma warning disable RS0030

using LambdaSim.Configuration;

namespace LambdaSim.Runtime;

/// <summary>
/// Drives a simulation: escaped work first, in the order it escaped; then declared external work; then the next event. One
/// thread, and whoever it lends the baton to, one at a time.
/// </summary>
internal sealed partial class Loop(LoopHost host, Engine.Engine engine) : IWatched
{
    // How long, in real time, a foreign thread may take to show that code waits for the real world. Only code that nothing inside resumes costs it.
    private const int OutsideMs = 1_000;

    // Items of the pool that still run when a verb is cancelled: enough for any that end.
    private const int MostAfterCancellation = 10_000;

    // How long it waits for work whose answers come in order while other work is out that has its own pace.
    private static readonly TimeSpan _besidePaced = TimeSpan.FromMilliseconds(5);

    private Thread? _thread;
    private LoopJob? _job;
    private volatile StuckException? _stall;
    private long _step;
    private volatile bool _inUser;
    private volatile bool _interrupted;
    private volatile BlockingCall? _call;
    private string _blocked = "";

    long IWatched.Step => Volatile.Read(ref _step);

    bool IWatched.InUser => _inUser;

    Thread IWatched.Thread => _thread!;

    Baton IWatched.Baton => host.Baton;

    int IWatched.PatienceMs => (int)host.Options.BlockingPatience.TotalMilliseconds;

    public bool IsRunning { get; private set; }

    /// <summary>Where a run is, for messages about one that stands still.</summary>
    public override string ToString() => LambdaSim.Configuration.Text.Invariant(
        $"step {Volatile.Read(ref _step)}, {(_thread is null ? "not begun" : $"loop thread {_thread.ThreadState}")}, {(_inUser ? "in user code" : "not in user code")}, {host.Baton}; {PoolRoom.Describe()}");

    // The blocked thread stands still meanwhile: what it was doing can be read.
    void IWatched.Interrupted()
    {
        _blocked = host.Describe(host.Baton.Owner ?? host.Working);
        if (_call is null)
        {
            // Once, though an earlier interrupt may have found nobody.
            AppDomain.CurrentDomain.FirstChanceException -= NoteCall;
            AppDomain.CurrentDomain.FirstChanceException += NoteCall;
        }

        _interrupted = true;
    }

    /// <summary>Calls code of the caller's on the loop's thread, watched as handlers are.</summary>
    public bool Ask(Func<bool> condition)
    {
        _inUser = true;
        try
        {
            return condition();
        }
        catch (ThreadInterruptedException) when (_interrupted)
        {
            // Reported by the check that follows.
            return false;
        }
        finally
        {
            _inUser = false;
            Check();
        }
    }

    /// <summary>Runs until a condition holds, or nothing due at or before a time is left.</summary>
    /// <param name="verb">The verb's name, for messages.</param>
    /// <param name="start">What begins the run, on the loop's thread.</param>
    /// <param name="done">Checked before each event.</param>
    /// <param name="until">Virtual time.</param>
    /// <param name="cancellation">Ends the run between two events.</param>
    public void Drive(string verb, Action? start, Func<bool> done, long until, CancellationToken cancellation)
    {
        if (Sandbox.Current is { } current && current.Baton == host.Baton && IsRunning)
        {
            throw new NestedRunException(verb, host.Seed, engine.Now);
        }

        if (IsRunning)
        {
            throw AnotherThread(verb);
        }

        // Its thread would wait for the loop's, and work of either simulation stop at the other's door.
        if (Sandbox.Current is { } outer && outer.Baton != host.Baton && outer.Baton.IsOpen)
        {
            throw new InvalidOperationException($"{verb}: code of another simulation calls it ('{outer.Name}'); a simulation is run by a test, not by another one: call it before or after");
        }

        if (_stall is { } stall)
        {
            throw new StuckException($"{verb}: this simulation has stopped, its code kept a thread: make a new one. It was told: {stall.Message}", host.Seed, engine.Now);
        }

        IsRunning = true;
        ConsoleLines.Listen();
        var context = host.CallerContext = ExecutionContext.Capture();
        try
        {
            _job = new(() => Run(start, done, until, cancellation), context);
            LoopThreads.Run(_job);
        }
        finally
        {
            IsRunning = false;
            engine.Flush();
        }
    }

    internal static InvalidOperationException AnotherThread(string verb) => new(
        $"{verb}: another thread runs this simulation; a simulation is for one thread at a time, make one for each test");

    private void Run(Action? start, Func<bool> done, long until, CancellationToken cancellation)
    {
        _thread = Thread.CurrentThread;
        OsThreads.Note(_thread);
        _interrupted = false;
        _call = null;
        host.Baton.Open();
        Watchdog.Watch(this);
        try
        {
            if (start is not null)
            {
                Guarded(start);
            }

            while (!cancellation.IsCancellationRequested && Turn(done, until, start is not null, cancellation))
            {
            }

            cancellation.ThrowIfCancellationRequested();
        }
        finally
        {
            Watchdog.Unwatch(this);
            host.Baton.Close();
        }
    }

    private bool Turn(Func<bool> done, long until, bool hasBody, CancellationToken cancellation)
    {
        _step++;
        Standstill standstill = default;
        for (var after = 0; host.Baton.AnyEscaped; after += cancellation.IsCancellationRequested ? 1 : 0)
        {
            if (after == MostAfterCancellation)
            {
                return false;
            }

            LetOneIn();
            Check();
            if (standstill.IsReached(host.Options.BlockingPatience))
            {
                throw new StuckException(
                    Text.Invariant($"work on the thread pool makes more of it without an end, {standstill.Items} pieces while virtual time stands still: it waits for what only time brings; await context.Delay in such a loop. Running: {string.Join("; ", host.Unfinished())}"), host.Seed, engine.Now);
            }
        }

        if (host.Paced.Any)
        {
            if (done())
            {
                return false;
            }

            host.Paced.Deliver();
            var bound = host.Externals.Any && !host.Externals.MayPass ? engine.Now : host.Paced.Any ? Math.Max(engine.Now, host.Paced.Bound) : until;
            if (Step(Math.Min(until, bound)))
            {
                return true;
            }

            if (!host.Externals.Any)
            {
                if (host.Paced.Any)
                {
                    host.Paced.Wait(engine.NextDue());
                }

                return true;
            }
        }

        if (host.Externals.Any && host.Externals.IsInterruptible)
        {
            if (done())
            {
                return false;
            }

            if (host.Externals.Deliver())
            {
                return true;
            }

            // What is due at this very instant needs no time to pass.
            if (Step(host.Externals.MayPass ? until : Math.Min(until, engine.Now)))
            {
                return true;
            }

            // Time may pass, and has come as far as it was to: whoever drives it says how far next.
            if (until != long.MaxValue && host.Externals.MayPass)
            {
                return false;
            }
        }

        if (host.Externals.Any)
        {
            if (host.Externals.Wait(host.Paced.Any ? _besidePaced : host.Options.ExternalPatience) is not { } over || (!over && host.Paced.Any))
            {
                return true;
            }

            if (!over)
            {
                throw new ExternalWorkException(
                    $"external work ({string.Join(", ", host.Externals.Names)}) was not over after {host.Options.ExternalPatience}; give it longer with ExternalPatience", host.Seed, engine.Now);
            }

            return true;
        }

        if (host.Externals.Problem is { } problem)
        {
            throw new ExternalWorkException(problem, host.Seed, engine.Now);
        }

        if (done())
        {
            return false;
        }

        // Who is there already need not be waited for: before virtual time goes on.
        if (host.Baton.AnyOutside && host.Baton.LetOutsideIn(0))
        {
            Check();
            return true;
        }

        if (host.NothingInsideWillResume(until, out var waiting) && host.Baton.LetOutsideIn(OutsideMs))
        {
            Check();
            return true;
        }

        Check();
        if (waiting is not null)
        {
            host.KnownToWait(waiting);
        }

        if (Step(until))
        {
            return true;
        }

        // Nothing is left, and the body of Run has not ended: it may wait for the real world.
        var came = hasBody && !done() && host.Baton.LetOutsideIn(OutsideMs);
        Check();
        return came;
    }

    private bool Step(long until)
    {
        _inUser = true;
        try
        {
            return engine.Step(until);
        }
        catch (ThreadInterruptedException) when (_interrupted)
        {
            return true;
        }
        finally
        {
            _inUser = false;
            Check();
        }
    }

    // Not in user code: while an item runs, the baton says whose thread to watch; while none does, nobody blocks but the loop itself.
    private void LetOneIn()
    {
        if (!host.Baton.LetOneIn())
        {
            throw new StuckException($"work that a handler put on the thread pool never ran: the pool is exhausted ({PoolRoom.Describe()})", host.Seed, engine.Now);
        }

        if (host.Options.CrashOnUnhandledExceptions)
        {
            host.CrashWhatIsLost();
        }
    }

    private void Guarded(Action action)
    {
        _inUser = true;
        try
        {
            action();
        }
        catch (ThreadInterruptedException) when (_interrupted)
        {
            // Reported by the check that follows.
        }
        finally
        {
            _inUser = false;
        }
    }

    private void Check()
    {
        var baton = host.Baton;
        if (_stall is { } stall)
        {
            throw stall;
        }

        if (host.Endless is { } endless)
        {
            throw endless;
        }

        if (_interrupted)
        {
            _interrupted = false;
            Uninterrupted.Calm();
            AppDomain.CurrentDomain.FirstChanceException -= NoteCall;
            throw new BlockedException(_blocked, host.Options.BlockingPatience, _call ?? BlockingCall.Unknown, host.Seed, engine.Now);
        }

        if (baton.OutsideArrival is { } outside && baton.OutsidePolicy == OutsideWork.Reject)
        {
            throw new OutsideWorkException(host.Describe(outside.Name), host.Seed, engine.Now);
        }

        if (baton.Policy == Escapes.Reject && baton.RejectedEscape is { } stack)
        {
            throw new EscapeException(host.Describe(host.Working), stack, host.Seed, engine.Now);
        }
    }
}
