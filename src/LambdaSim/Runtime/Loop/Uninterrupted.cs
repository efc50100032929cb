// Real threads are what this is about.
#pragma warning disable RS0030

namespace LambdaSim.Runtime;

/// <summary>
/// A lock whose wait ends in the lock, never in an exception: the watchdog's interrupt may come when the handler it was meant for has just gone on, and
/// what is guarded here must not be left half done.
/// </summary>
internal readonly ref struct Uninterrupted
{
    private readonly object _lock;

    private Uninterrupted(object @lock) => _lock = @lock;

    internal static Uninterrupted Lock(object @lock)
    {
        while (true)
        {
            try
            {
                Monitor.Enter(@lock);
                return new(@lock);
            }
            catch (ThreadInterruptedException)
            {
            }
        }
    }

    public void Dispose() => Monitor.Exit(_lock);

    /// <summary>An interrupt that came too late to end a wait would end the next one.</summary>
    public static void Calm()
    {
        try
        {
            Thread.Sleep(1);
        }
        catch (ThreadInterruptedException)
        {
            // Consumed.
        }
    }
}
