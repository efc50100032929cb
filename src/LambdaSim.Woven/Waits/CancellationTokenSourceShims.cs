using System.Runtime.CompilerServices;

namespace LambdaSim.Woven.Waits;

[Redirects(typeof(CancellationTokenSource))]
[Hidden]
public static class CancellationTokenSourceShims
{
    [Constructor]
    public static CancellationTokenSource New(TimeSpan delay) => new(delay, Ambient.Time);

    [Constructor]
    public static CancellationTokenSource New(int millisecondsDelay) => new(TimeSpan.FromMilliseconds(millisecondsDelay), Ambient.Time);

    [InstanceMember]
    public static void CancelAfter(CancellationTokenSource self, int millisecondsDelay) => CancelAfter(self, TimeSpan.FromMilliseconds(millisecondsDelay));

    [InstanceMember]
    public static void CancelAfter(CancellationTokenSource self, TimeSpan delay)
    {
        // A source without a timer would make a real one. With a virtual one in its place, all else is the source's own.
        ref var timer = ref TimerOf(self);
        if (timer is null && WovenEnvironment.Current is not null && !self.IsCancellationRequested)
        {
            var made = Ambient.Time.CreateTimer(Cancel, self, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            if (Interlocked.CompareExchange(ref timer, made, null) is not null)
            {
                made.Dispose();
            }
        }

        self.CancelAfter(delay);
    }

    /// <summary>A source whose virtual timer has been stopped serves again, as one with a timer of its own does.</summary>
    [InstanceMember]
    public static bool TryReset(CancellationTokenSource self)
    {
        if (WovenEnvironment.Current is null || TimerOf(self) is null || self.IsCancellationRequested)
        {
            return self.TryReset();
        }

        TimerOf(self)!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        TimerOf(self)!.Dispose();
        TimerOf(self) = null;
        return self.TryReset();
    }

    private static void Cancel(object? source)
    {
        try
        {
            ((CancellationTokenSource)source!).Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Disposed between its timer's end and this.
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_timer")]
    private static extern ref ITimer? TimerOf(CancellationTokenSource source);
}
