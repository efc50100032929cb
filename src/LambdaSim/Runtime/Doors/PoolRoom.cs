// The process's thread pool is what this is about.
#pragma warning disable RS0030

namespace LambdaSim.Runtime;

/// <summary>
/// A thread that waits at the door does no work for anybody, and the pool replaces it slowly, four threads a second at most. With many simulations at
/// once the items everybody waits for would be stuck behind items that wait themselves. So the pool's minimum is raised by as many threads as
/// wait, and lowered again: everybody else finds the pool as large as without the simulator.
/// </summary>
internal static class PoolRoom
{
    private const int Block = 8;

    private static readonly object _lock = new();
    private static int _waiting;
    private static int _added;

    internal static int Added => Volatile.Read(ref _added);

    /// <summary>Changes while the pool gets anything done.</summary>
    internal static (long Completed, int Threads, int Waiting) State => (ThreadPool.CompletedWorkItemCount, ThreadPool.ThreadCount, Volatile.Read(ref _waiting));

    /// <summary>For messages about work that does not come.</summary>
    internal static string Describe() => Configuration.Text.Invariant(
        $"{ThreadPool.ThreadCount} pool threads, {ThreadPool.PendingWorkItemCount} items in the pool's queues, {Volatile.Read(ref _waiting)} waiting for a simulation");

    internal static void Enter()
    {
        if (Interlocked.Increment(ref _waiting) > Volatile.Read(ref _added))
        {
            Adjust();
        }
    }

    internal static void Leave()
    {
        // Two blocks apart: a fan-out at the edge of one does not change the pool with every item.
        if (Interlocked.Decrement(ref _waiting) + (2 * Block) < Volatile.Read(ref _added))
        {
            Adjust();
        }
    }

    private static void Adjust()
    {
        using (Uninterrupted.Lock(_lock))
        {
            var waiting = Volatile.Read(ref _waiting);
            var more = waiting > _added ? Block : waiting + (2 * Block) < _added ? -Block : 0;
            if (more == 0)
            {
                return;
            }

            // By difference: the program may set its own minimum meanwhile. Refused beyond the pool's maximum, then it grows by its own rules.
            ThreadPool.GetMinThreads(out var workers, out var ports);
            if (ThreadPool.SetMinThreads(Math.Max(1, workers + more), ports))
            {
                Volatile.Write(ref _added, _added + more);
            }
        }
    }
}
