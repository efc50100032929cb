namespace LambdaSim.Woven.Waits;

[Redirects(typeof(Task))]
[Hidden]
public static class TaskShims
{
    public static Task Delay(int millisecondsDelay) => Task.Delay(TimeSpan.FromMilliseconds(millisecondsDelay), Ambient.Time);

    public static Task Delay(int millisecondsDelay, CancellationToken cancellationToken) => Task.Delay(TimeSpan.FromMilliseconds(millisecondsDelay), Ambient.Time, cancellationToken);

    public static Task Delay(TimeSpan delay) => Task.Delay(delay, Ambient.Time);

    public static Task Delay(TimeSpan delay, CancellationToken cancellationToken) => Task.Delay(delay, Ambient.Time, cancellationToken);

    [InstanceMember]
    public static Task WaitAsync(Task self, TimeSpan timeout) => self.WaitAsync(timeout, Ambient.Time);

    [InstanceMember]
    public static Task WaitAsync(Task self, TimeSpan timeout, CancellationToken cancellationToken) => self.WaitAsync(timeout, Ambient.Time, cancellationToken);
}

[Redirects(typeof(Task<>))]
[Hidden]
public static class TaskOfResultShims
{
    [InstanceMember]
    public static Task<T> WaitAsync<T>(Task<T> self, TimeSpan timeout) => self.WaitAsync(timeout, Ambient.Time);

    [InstanceMember]
    public static Task<T> WaitAsync<T>(Task<T> self, TimeSpan timeout, CancellationToken cancellationToken) => self.WaitAsync(timeout, Ambient.Time, cancellationToken);
}

[Redirects(typeof(PeriodicTimer))]
[Hidden]
public static class PeriodicTimerShims
{
    [Constructor]
    public static PeriodicTimer New(TimeSpan period) => new(period, Ambient.Time);
}

[Redirects(typeof(Thread))]
[Hidden]
public static class ThreadShims
{
    public static void Sleep(int millisecondsTimeout) => Sleep(TimeSpan.FromMilliseconds(millisecondsTimeout));

    public static void Sleep(TimeSpan timeout)
    {
        if (WovenEnvironment.Current is { } environment && timeout > TimeSpan.Zero)
        {
            environment.Spend(timeout);
        }
        else
        {
            Thread.Sleep(timeout);
        }
    }
}
