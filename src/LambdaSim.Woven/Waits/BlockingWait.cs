namespace LambdaSim.Woven.Waits;

/// <summary>
/// A wait that blocks its thread until something happens or a time is over. While code blocks nothing else of its process runs, except work that it has put
/// on the thread pool: that is waited for. When there is none, nothing can happen before the time is over, and the time passes at once (rule DEP-BLOCKING).
/// </summary>
internal static class BlockingWait
{
    // Real time between two looks whether work on the pool is still under way.
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(20);

    /// <param name="timeout">How long.</param>
    /// <param name="what">The member, for the list of what is not simulated.</param>
    /// <param name="wait">Waits really, for so long at most; says whether it has happened.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static bool For(TimeSpan timeout, string what, Func<TimeSpan, bool> wait, CancellationToken cancellationToken = default)
    {
        if (WovenEnvironment.OfProcess is not { } environment || timeout <= TimeSpan.Zero)
        {
            return wait(timeout);
        }

        cancellationToken.ThrowIfCancellationRequested();
        for (var happened = wait(TimeSpan.Zero); ; happened = wait(_look))
        {
            if (happened)
            {
                return true;
            }

            if (!environment.AnyWork)
            {
                // It may have ended between the two looks.
                return wait(TimeSpan.Zero) || Spend(environment, timeout, what);
            }
        }
    }

    public static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static bool Spend(WovenEnvironment environment, TimeSpan timeout, string what)
    {
        environment.Note($"{what}: nothing else of the process runs while it blocks, so it took its whole timeout; timers and answers that would have ended it come after. Await instead");
        environment.Spend(timeout);
        return false;
    }
}
