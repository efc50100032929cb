namespace LambdaSim.Runtime;

/// <summary>Arithmetic of virtual nanoseconds that ends at the end of time rather than before its beginning.</summary>
internal static class Virtual
{
    internal static long Nanoseconds(TimeSpan time) =>
        time <= TimeSpan.Zero ? 0 : time.Ticks > long.MaxValue / 100 ? long.MaxValue : time.Ticks * 100;

    internal static long Add(long time, long nanoseconds) => nanoseconds <= 0 ? time : time > long.MaxValue - nanoseconds ? long.MaxValue : time + nanoseconds;
}
