using LambdaSim.Runtime;

namespace LambdaSim.Tests.Runtime;

/// <summary>The smallest loop that obeys the rules: escaped work first, then external answers, then the next event. Handlers are plain delegates.</summary>
internal sealed class MiniLoop : IAlarmClock, IWatched
{
    private readonly object _lock = new();
    private readonly SortedSet<(long Time, long Sequence)> _queue = [];
    private readonly Dictionary<long, object> _entries = [];
    private readonly List<string> _trace = [];
    private long _sequence;
    private long _step;
    private volatile bool _inUser;
    private volatile bool _interrupted;
    private int _pending;

    internal MiniLoop()
    {
        Baton = new();
        Time = new(this, Baton);
        Delays = new(this);
        External = new(Baton, this);
    }

    public long Now { get; private set; }

    public Instant Start { get; } = Instant.FromUtc(2026, 1, 1, 0, 0);

    public Baton Baton { get; }

    public long Step => Volatile.Read(ref _step);

    public bool InUser => _inUser;

    public Thread Thread { get; private set; } = Thread.CurrentThread;

    public int PatienceMs { get; init; } = 5000;

    internal VirtualTimeProvider Time { get; }

    internal DelayPool Delays { get; }

    internal ExternalWork External { get; }

    internal int OutsidePatienceMs { get; init; } = 5000;

    private string? _atEnd;

    internal int OffBaton { get; private set; }

    internal int Interruptions { get; private set; }

    internal string? Failure { get; private set; }

    internal List<Sandbox> Sandboxes { get; } = [];

    internal string Trace
    {
        get
        {
            lock (_trace)
            {
                return _atEnd ?? string.Join('\n', _trace);
            }
        }
    }

    public void Set(Alarm alarm, long time)
    {
        lock (_lock)
        {
            alarm.Order = ++_sequence;
            _queue.Add((time, _sequence));
            _entries[_sequence] = alarm;
        }
    }

    public void Disarm(Alarm alarm) => alarm.Order = 0;

    public void Interrupted()
    {
        _interrupted = true;
        Interruptions++;
    }

    public void Abandon(Thread thread, Stall stall) => Baton.Abandon();

    internal void At(double ms, Action action)
    {
        lock (_lock)
        {
            _queue.Add(((long)(ms * 1e6), ++_sequence));
            _entries[_sequence] = action;
        }
    }

    internal Sandbox NewSandbox(string name, ExecutionContext? basis = null)
    {
        var sandbox = new Sandbox(Baton, name, basis);
        Sandboxes.Add(sandbox);
        return sandbox;
    }

    internal Task Delay(double ms) => Task.Delay(TimeSpan.FromMilliseconds(ms), Time);

    internal void Log(string what)
    {
        lock (_trace)
        {
            OffBaton += Baton.IsMine ? 0 : 1;
            _trace.Add(FormattableString.Invariant($"{Now / 1e6:0.###} {Sandbox.Current?.Name} {what}"));
        }
    }

    /// <summary>Invokes a handler in a sandbox of its own, or the given one.</summary>
    internal void Invoke(double ms, string name, Func<Task> handler, Sandbox? sandbox = null)
    {
        sandbox ??= NewSandbox(name);
        _pending++;
        At(ms, () => ExecutionContext.Run(sandbox.Context, _ =>
        {
            Task task;
            try
            {
                task = handler();
            }
            catch (Exception e)
            {
                task = Task.FromException(e);
            }

            if (task.IsCompleted)
            {
                Complete(name, task);
            }
            else
            {
                // With the context: a task that foreign work completes must come through the door.
                task.GetAwaiter().OnCompleted(() => At(Now / 1e6, () => Complete(name, task)));
            }
        }, null));
    }

    internal MiniLoop Run()
    {
        LoopThreads.Run(Loop, null);
        return this;
    }

    private void Complete(string name, Task task)
    {
        _pending--;
        lock (_trace)
        {
            var error = task.Exception?.InnerException;
            _trace.Add(FormattableString.Invariant($"{Now / 1e6:0.###} {name} -> {(error is not null ? error.GetType().Name : task.IsCanceled ? "canceled" : "ok")}"));
        }
    }

    private void Loop()
    {
        Thread = Thread.CurrentThread;
        Baton.Open();
        Watchdog.Watch(this);
        try
        {
            while (Next())
            {
                _step++;
            }
        }
        finally
        {
            Watchdog.Unwatch(this);

            // What the doors dismiss from here on is no part of the run.
            _atEnd = Trace;
            Baton.Close();
        }
    }

    private bool Next()
    {
        if (Baton.RejectedEscape is not null || Baton.OutsideArrival is not null)
        {
            return false;
        }

        if (Baton.AnyEscaped)
        {
            Failure = Baton.LetOneIn() ? Failure : "escaped work never arrived";
            return Failure is null;
        }

        if (External.Any)
        {
            Failure = External.Wait(TimeSpan.FromSeconds(30)) == true ? Failure : "external work never ended";
            return Failure is null;
        }

        if (Pop() is not { } entry)
        {
            return _pending > 0 && Baton.LetOutsideIn(OutsidePatienceMs);
        }

        _inUser = true;
        try
        {
            Ring(entry);
        }
        finally
        {
            _inUser = false;
        }

        if (_interrupted)
        {
            _interrupted = false;
            try
            {
                Thread.Sleep(1);
            }
            catch (ThreadInterruptedException)
            {
            }
        }

        return true;
    }

    private void Ring((object What, long Time, long Sequence) entry)
    {
        if (entry.What is Action action)
        {
            Now = entry.Time;
            action();
            return;
        }

        var alarm = (Alarm)entry.What;
        if (alarm.Order != entry.Sequence || alarm.Sandbox is { Dead: true })
        {
            return;
        }

        Now = entry.Time;
        if (alarm.Sandbox is { Frozen: true } frozen)
        {
            frozen.Park(alarm);
        }
        else
        {
            Disarm(alarm);
            alarm.Ring();
        }
    }

    private (object What, long Time, long Sequence)? Pop()
    {
        lock (_lock)
        {
            if (_queue.Count == 0)
            {
                return null;
            }

            var (time, sequence) = _queue.Min;
            _queue.Remove((time, sequence));
            _entries.Remove(sequence, out var what);
            return (what!, time, sequence);
        }
    }
}
