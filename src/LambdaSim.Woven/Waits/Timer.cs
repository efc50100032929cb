namespace LambdaSim.Woven.Waits;

/// <summary>A timer on virtual time.</summary>
[Substitutes(typeof(System.Threading.Timer))]
[Hidden]
public sealed class Timer : MarshalByRefObject, ITimer
{
    private readonly ITimer _timer;

    public Timer(TimerCallback callback) => _timer = Ambient.Time.CreateTimer(callback, this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public Timer(TimerCallback callback, object? state, int dueTime, int period)
        : this(callback, state, (long)dueTime, period)
    {
    }

    public Timer(TimerCallback callback, object? state, uint dueTime, uint period)
        : this(callback, state, Signed(dueTime), Signed(period))
    {
    }

    public Timer(TimerCallback callback, object? state, long dueTime, long period)
        : this(callback, state, TimeSpan.FromMilliseconds(dueTime), TimeSpan.FromMilliseconds(period))
    {
    }

    public Timer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => _timer = Ambient.Time.CreateTimer(callback, state, dueTime, period);

    public static long ActiveCount => System.Threading.Timer.ActiveCount;

    public bool Change(int dueTime, int period) => Change((long)dueTime, period);

    public bool Change(uint dueTime, uint period) => Change(Signed(dueTime), Signed(period));

    public bool Change(long dueTime, long period) => Change(TimeSpan.FromMilliseconds(dueTime), TimeSpan.FromMilliseconds(period));

    public bool Change(TimeSpan dueTime, TimeSpan period) => _timer.Change(dueTime, period);

    public void Dispose() => _timer.Dispose();

    public bool Dispose(WaitHandle notifyObject)
    {
        Dispose();
        (notifyObject as EventWaitHandle)?.Set();
        return true;
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    // The unsigned infinite time is the signed one's.
    private static long Signed(uint milliseconds) => milliseconds == uint.MaxValue ? -1 : milliseconds;
}
