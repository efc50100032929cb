namespace LambdaSim.Runtime;

/// <summary>A timer in virtual time. It belongs to the sandbox that created it and calls back on the loop's thread, in the context of its creation.</summary>
internal sealed class VirtualTimer : Alarm, ITimer
{
    private static readonly ContextCallback _call = static state =>
    {
        var timer = (VirtualTimer)state!;
        timer._callback(timer._state);
    };

    private static readonly TimeSpan _longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private readonly VirtualTimeProvider _provider;
    private readonly IAlarmClock _clock;
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private readonly ExecutionContext? _context;
    private long _period;
    private bool _disposed;

    internal VirtualTimer(VirtualTimeProvider provider, IAlarmClock clock, TimerCallback callback, object? state)
    {
        _provider = provider;
        _clock = clock;
        _callback = callback;
        _state = state;
        _context = ExecutionContext.Capture();
        Sandbox = LambdaSim.Runtime.Sandbox.Current;
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, nameof(dueTime));
        Check(period, nameof(period));
        if (_disposed)
        {
            return false;
        }

        if (dueTime == Timeout.InfiniteTimeSpan)
        {
            _clock.Disarm(this);
            return true;
        }

        _provider.CheckThread("change");
        _period = period <= TimeSpan.Zero ? 0 : Virtual.Nanoseconds(period);
        if (_state is Task && Sandbox is null && _clock.HasEnded)
        {
            throw new InvalidOperationException("a wait for virtual time: the run has ended (End, Fingerprint or Dispose was called), so none passes any more; make a new simulation");
        }

        _clock.Set(this, Virtual.Add(_clock.Now, Virtual.Nanoseconds(dueTime)));
        if (_state is Task && Sandbox is null)
        {
            _clock.Unattended?.Add(this);
        }

        return true;
    }

    public void Dispose()
    {
        _disposed = true;
        _clock.Disarm(this);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    internal override bool IsDoubtful => _state is not Task;

    // Task.Delay and WaitAsync give their task, who has a timer of its own something else.
    internal override object? Awaited => _state as Task;

    internal override bool IsAnswered => _state is not Task { IsCompleted: false };

    internal override void Abandon(Exception error)
    {
        if (_state is Task task && !TaskInternals.Fail(task, error))
        {
            _callback(_state);
        }
    }

    internal override void Ring()
    {
        if (_disposed || Sandbox is { Dead: true })
        {
            return;
        }

        if (_period > 0)
        {
            // Before the callback, which may change or dispose it.
            _clock.Set(this, Virtual.Add(_clock.Now, _period));
        }

        try
        {
            if (_context is null)
            {
                // Its creator suppressed the flow: the callback sees the loop's own context.
                _callback(_state);
            }
            else
            {
                ExecutionContext.Run(_context, _call, this);
            }
        }
        catch (Exception e) when (Sandbox is not null)
        {
            Sandbox.Crash(e);
        }
    }

    private static void Check(TimeSpan time, string name)
    {
        if ((time < TimeSpan.Zero && time != Timeout.InfiniteTimeSpan) || time > _longest)
        {
            throw new ArgumentOutOfRangeException(name, time, "A timer's time is not negative (but may be infinite) and at most 49.7 days.");
        }
    }
}
