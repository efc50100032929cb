// Real threads are what this is about.
#pragma warning disable RS0030

using System.Diagnostics;

namespace LambdaSim.Runtime;

/// <summary>
/// One piece of work that wants to run a simulation's code on a foreign thread: an item of the thread pool that the simulation queued itself, or an
/// arrival from outside. Life: queued, arrived (its thread waits at a door), granted (it holds the baton), over. All changes under the baton's lock.
/// </summary>
internal sealed class HeldItem(Baton baton, int id)
{
    private readonly TaskCompletionSource<bool> _door = new();
    private long _left;

    internal Baton Baton { get; } = baton;

    /// <summary>The pool's number for the queued object: its identity hash, so two items in flight can share one.</summary>
    internal int Id { get; } = id;

    /// <summary>Number of the task that this item is, or 0.</summary>
    internal int TaskId { get; init; }

    internal bool FromOutside { get; init; }

    /// <summary>The thread that waits or runs, from arrival on.</summary>
    internal Thread? Thread { get; private set; }

    internal bool Arrived => Thread is not null;

    internal bool Over { get; set; }

    /// <summary>In the list of what escaped.</summary>
    internal bool Waiting { get; set; }

    /// <summary>Whose code the thread ran before: its own again afterwards.</summary>
    internal (Baton?, HeldItem?) Outer { get; set; }

    /// <summary>It has waited for a task.</summary>
    internal bool Blocking { get; set; }

    /// <summary>The watchdog interrupted its thread: an interrupt that nobody consumed must not reach the pool's next item.</summary>
    internal bool Interrupted { get; set; }

    internal void Arrive() => Thread = Thread.CurrentThread;

    internal void Grant() => _door.TrySetResult(true);

    /// <summary>The simulation is over: the thread goes its way without the baton.</summary>
    internal void Dismiss() => _door.TrySetResult(false);

    /// <summary>Blocks the arriving thread. By a task's wait, for then the pool knows that the thread is blocked and adds another.</summary>
    internal bool WaitAtTheDoor()
    {
        var interrupted = false;
        var pooled = Thread.CurrentThread.IsThreadPoolThread;
        if (pooled)
        {
            PoolRoom.Enter();
        }

        while (true)
        {
            try
            {
                _door.Task.Wait();
                break;
            }
            catch (ThreadInterruptedException)
            {
                interrupted = true;
            }
        }

        if (pooled)
        {
            PoolRoom.Leave();
        }

        if (interrupted)
        {
            Thread.CurrentThread.Interrupt();
        }

        return _door.Task.Result;
    }

    internal void Left() => Volatile.Write(ref _left, Stopwatch.GetTimestamp());

    internal void Returned() => Volatile.Write(ref _left, 0);

    /// <summary>It left its sandbox's context this long ago and did not come back. Only asked where the pool's frames cannot be read.</summary>
    internal bool LeftFor(TimeSpan time) => Volatile.Read(ref _left) is not 0 and var left && Stopwatch.GetElapsedTime(left) > time;
}
