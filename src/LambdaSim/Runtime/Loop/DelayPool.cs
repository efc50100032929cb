namespace LambdaSim.Runtime;

/// <summary>Delays that cost nothing once warm. One pool per clock.</summary>
internal sealed class DelayPool(IAlarmClock clock)
{
    private readonly Lock _lock = new();
    private readonly Stack<PooledDelay> _free = [];

    internal IAlarmClock Clock { get; } = clock;

    /// <summary>Completes <paramref name="ns"/> later as an entry of its own, even when that is now. Await it once.</summary>
    internal ValueTask Delay(long ns, Sandbox? sandbox)
    {
        var delay = Rent(sandbox);
        Clock.Set(delay, Virtual.Add(Clock.Now, ns));
        Note(delay);
        return delay.Task;
    }

    internal ValueTask Delay(long ns, Sandbox? sandbox, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellation);
        }

        var delay = Rent(sandbox);
        var task = delay.Task;
        Clock.Set(delay, Virtual.Add(Clock.Now, ns));
        Note(delay);
        if (cancellation.CanBeCanceled)
        {
            delay.CancelWith(cancellation);
        }

        return task;
    }

    internal void Return(PooledDelay delay)
    {
        lock (_lock)
        {
            _free.Push(delay);
        }
    }

    // Of the test's own code outside any verb.
    private void Note(PooledDelay delay)
    {
        if (delay.Sandbox is null)
        {
            Clock.Unattended?.Add(delay);
        }
    }

    // Under a lock, for what a timeout left behind may return its delay from any thread.
    private PooledDelay Rent(Sandbox? sandbox)
    {
        PooledDelay? delay;
        lock (_lock)
        {
            _free.TryPop(out delay);
        }

        delay ??= new(this);
        delay.Sandbox = sandbox;
        return delay;
    }
}
