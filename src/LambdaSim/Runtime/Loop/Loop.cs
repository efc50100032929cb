// Real threads and real time: the loop owns one and waits for the other.
#pragma warning disable RS0030

using LambdaSim.Configuration;

namespace LambdaSim.Runtime;

/// <summary>
/// Drives a simulation: escaped work first, in the order it escaped; then declared external work; then the next entry. One
/// thread, and whoever it lends the baton to, one at a time.
/// </summary>
internal sealed partial class Loop(LoopHost host, Engine.Engine engine) : IWatched
{
    // Items of the pool that still run when a verb is cancelled: enough for any that end.
    private const int MostAfterCancellation = 10_000;

    // How long it waits for work whose answers come in order while other work is out that has its own pace.
    private static readonly TimeSpan _besidePaced = TimeSpan.FromMilliseconds(5);

    // Real time that code may hold the thread for before it is told: asleep, and in any other way, for starting a library takes its time.
    private const int BlockedMs = 100;
    private const int AtWorkMs = 2_000;

    private Thread? _thread;
    private int _heldMs;
    private int _blockedMs;
    private Sandbox? _heldBy;
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

    void IWatched.Held(double elapsedMs, bool isBlocked)
    {
        // The last look may come when the code has just ended.
        _heldBy = host.Working ?? _heldBy;
        Interlocked.Add(ref _heldMs, (int)elapsedMs);
        Interlocked.Add(ref _blockedMs, isBlocked ? (int)elapsedMs : 0);
    }

    // The blocked thread stands still meanwhile: what it was doing can be read.
    void IWatched.Interrupted()
    {
        _blocked = host.Describe(host.Baton.Owner ?? host.Working?.Name);
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
    /// <param name="done">Checked before each entry.</param>
    /// <param name="until">Virtual time.</param>
    /// <param name="cancellation">Ends the run between two entries.</param>
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
        host.Unattended.Begin();
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
            host.LeaveVerb();
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
        TimerDoor.Start();
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

        if (host.Baton.AnyRealTimer && host.TakeRealTimers() is var (setter, timer))
        {
            RefuseOutside(setter, timer);
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
                    $"external work ({string.Join(", ", host.Externals.GiveUp())}) was not over after {host.Options.ExternalPatience}; give it longer with ExternalPatience", host.Seed, engine.Now);
            }

            return true;
        }

        if (host.Externals.TakeProblem() is { } problem)
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

        if (host.DoubtedNext(until) is { } doubted && AwaitOutside(doubted.Sandbox, host.AwaitedOf(doubted.Sandbox), doubted))
        {
            return true;
        }

        Check();
        if (host.FirstRealDue != long.MaxValue && engine.NextDue() is { } next && next >= host.FirstRealDue)
        {
            host.PassRealTimers(next);
        }

        if (Step(until))
        {
            return true;
        }

        // Nothing is left, and the body of Run has not ended: it may wait for the real world.
        return hasBody && !done() && host.Body is { } body && AwaitOutside(body, host.AwaitedOf(body), null);
    }

    // Code may wait for the real world: virtual time stands still while it may come.
    private bool AwaitOutside(Sandbox sandbox, Awaited? awaited, LiveProcess? process)
    {
        RefuseOutside(sandbox, awaited);
        if (awaited is { Kind: AwaitedKind.Inside } && process is not null)
        {
            return false;
        }

        if (awaited is { Kind: AwaitedKind.Never })
        {
            host.KnowsToWait(process, awaited);
            return false;
        }

        var patience = awaited is { Kind: AwaitedKind.Outside } ? (int)host.Options.ExternalPatience.TotalMilliseconds : host.PatienceWith(process);
        if (host.Baton.LetOutsideIn(patience))
        {
            Check();
            return true;
        }

        Check();
        host.NobodyCame(process, awaited);
        return false;
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
        if (_heldMs != 0)
        {
            TellHeld();
        }

        if (_stall is { } stall)
        {
            throw stall;
        }

        if (host.Endless is { } endless)
        {
            throw endless;
        }

        if (host.AfterStep is not null && !_interrupted)
        {
            Look();
        }

        if (_interrupted)
        {
            _interrupted = false;
            Uninterrupted.Calm();
            AppDomain.CurrentDomain.FirstChanceException -= NoteCall;
            if (!baton.HasRefusedOutside)
            {
                throw new BlockedException(_blocked, host.Options.BlockingPatience, _call ?? BlockingCall.Unknown, host.Seed, engine.Now);
            }
        }

        if (baton.HasRefusedOutside)
        {
            // Also where code blocks until that thread has done its part: whether the thread or the wait comes first is the machine's choice.
            var outside = baton.OutsideArrival!;
            var how = $"was resumed by a thread the simulation does not know: {baton.ArrivedBy}";
            throw Refuse(outside, host.AwaitedOf(outside) is { } awaited ? $"{how}; it waited for {awaited.Words}" : how);
        }

        if (baton.Policy == Escapes.Reject && baton.RejectedEscape is { } stack)
        {
            var who = LoopHost.Describe(baton.RejectedBy ?? host.Working);
            host.Refuse(baton.RejectedBy);
            baton.Forgive();
            throw new EscapeException(who, stack, host.Seed, engine.Now);
        }
    }

    // Conditions are code of the test's, watched as its other code is.
    private void Look()
    {
        _inUser = true;
        try
        {
            host.AfterStep!();
        }
        catch (ThreadInterruptedException) when (_interrupted)
        {
            // Reported by what follows in the check.
        }
        finally
        {
            _inUser = false;
        }
    }

    private void TellHeld()
    {
        var (ms, blocked) = (Interlocked.Exchange(ref _heldMs, 0), Interlocked.Exchange(ref _blockedMs, 0));
        var isBlocked = blocked >= BlockedMs;
        var by = _heldBy;
        _heldBy = null;
        if ((isBlocked || ms >= AtWorkMs) && by is not null)
        {
            host.RemarkHeld(by, TimeSpan.FromMilliseconds(isBlocked ? blocked : ms), isBlocked);
        }
    }

    // Certain without waiting for it.
    private void RefuseOutside(Sandbox sandbox, Awaited? awaited)
    {
        if (awaited is { Kind: AwaitedKind.Outside } && host.Options.OutsideWork == OutsideWork.Reject)
        {
            throw Refuse(sandbox, $"waits for the real world: {awaited.Words}");
        }
    }

    private OutsideWorkException Refuse(Sandbox sandbox, string how)
    {
        var who = LoopHost.Describe(sandbox);
        host.Refuse(sandbox);
        host.Baton.Forgive();
        return new(who, how, host.Seed, engine.Now);
    }
}
