// Real threads are what this is about.
#pragma warning disable RS0030

namespace LambdaSim.Runtime;

/// <summary>
/// One piece of work that wants to run a simulation's code on a foreign thread: an item of the thread pool that the simulation queued itself, or an
/// arrival from outside. Life: queued, arrived (its thread waits at a door), granted (it holds the baton), over. All changes under the baton's lock.
/// </summary>
internal sealed class HeldItem(Baton baton, int id)
{
    // What a thread of the pool is called while it runs an item of a simulation. The pool gives it its own name back when the item is over.
    private const string Badge = ".NET TP Worker, running a simulation's work";

    private readonly TaskCompletionSource<bool> _door = new();
    private string? _poolName;

    internal Baton Baton { get; } = baton;

    /// <summary>The pool's number for the queued object: its identity hash, so two items in flight can share one.</summary>
    internal int Id { get; } = id;

    /// <summary>Number of the task that this item is, or 0.</summary>
    internal int TaskId { get; init; }

    internal bool FromOutside { get; init; }

    /// <summary>Whose code queued it, or entered; null: nobody's in particular.</summary>
    internal string? Owner { get; init; }

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

    internal void Arrive()
    {
        Thread = Thread.CurrentThread;
        OsThreads.Note(Thread);
    }

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

    /// <summary>For messages about a run that stands still.</summary>
    public override string ToString() => LambdaSim.Configuration.Text.Invariant(
        $"{(FromOutside ? "work from outside" : "work on the thread pool")}{(Owner is null ? "" : $" of '{Owner}'")} (thread {Thread?.ManagedThreadId}, {Thread?.ThreadState})");

    /// <summary>It is let in, on its own thread.</summary>
    internal void Begin()
    {
        var thread = Thread!;
        if (thread.IsThreadPoolThread && thread.Name is var name && name != Badge)
        {
            thread.Name = Badge;
            Volatile.Write(ref _poolName, name);
        }
    }

    /// <summary>
    /// Its thread has gone on to something else, or has ended. An item that runs in a context of somebody else's, without a callback of ours in it, ends
    /// unseen by the doors; this is always seen, but only when looked at.
    /// </summary>
    internal bool IsGone => Thread is { } thread && (!thread.IsAlive || (Volatile.Read(ref _poolName) is { } name && thread.Name == name));
}
