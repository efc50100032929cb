namespace LambdaSim.Woven.Waits;

[Redirects(typeof(SemaphoreSlim))]
[Hidden]
public static class SemaphoreSlimShims
{
    [InstanceMember]
    public static Task<bool> WaitAsync(SemaphoreSlim self, int millisecondsTimeout) => WaitAsync(self, TimeSpan.FromMilliseconds(millisecondsTimeout), default);

    [InstanceMember]
    public static Task<bool> WaitAsync(SemaphoreSlim self, int millisecondsTimeout, CancellationToken cancellationToken) =>
        WaitAsync(self, TimeSpan.FromMilliseconds(millisecondsTimeout), cancellationToken);

    [InstanceMember]
    public static Task<bool> WaitAsync(SemaphoreSlim self, TimeSpan timeout) => WaitAsync(self, timeout, default);

    [InstanceMember]
    public static Task<bool> WaitAsync(SemaphoreSlim self, TimeSpan timeout, CancellationToken cancellationToken) =>
        timeout == TimeSpan.Zero || WovenEnvironment.Current is null ? self.WaitAsync(timeout, cancellationToken) : Within(self, timeout, cancellationToken);

    private static async Task<bool> Within(SemaphoreSlim semaphore, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (timeout == Timeout.InfiniteTimeSpan)
        {
            await semaphore.WaitAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        using var timer = new CancellationTokenSource(timeout, Ambient.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            await semaphore.WaitAsync(either.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
