// Real threads are what this is about.
#pragma warning disable RS0030

using System.Runtime.ExceptionServices;

namespace LambdaSim.Runtime;

/// <summary>
/// Parked threads for loops, with one fixed stack size: how deep a chain of continuations runs as calls depends on the stack, so it must not depend on
/// the caller's. Background threads, reused; beyond sixteen idle ones they retire.
/// </summary>
internal static class LoopThreads
{
    private const int StackSize = 16 << 20;
    private const int MostIdle = 16;

    private static readonly Lock _lock = new();
    private static readonly Stack<LoopThread> _idle = [];

    /// <summary>Runs <paramref name="body"/> on such a thread, in the given context, and blocks the caller until it is over. Its exception comes out here.</summary>
    internal static void Run(Action body, ExecutionContext? context) => Run(new LoopJob(body, context));

    /// <summary>The same for a job that another thread may give up: then the caller goes on, and the thread is left to itself.</summary>
    internal static void Run(LoopJob job)
    {
        Take().Start(job);
        Wait(job.Over.Task);
        job.Error?.Throw();
    }

    /// <summary>The same, with an end to the waiting; errors are nobody's.</summary>
    internal static void Run(LoopJob job, TimeSpan patience)
    {
        Take().Start(job);
        job.Over.Task.Wait(patience);
    }

    /// <returns>Whether the thread is to live on.</returns>
    internal static bool Park(LoopThread thread)
    {
        lock (_lock)
        {
            if (_idle.Count >= MostIdle)
            {
                return false;
            }

            _idle.Push(thread);
            return true;
        }
    }

    internal static int Idle
    {
        get
        {
            lock (_lock)
            {
                return _idle.Count;
            }
        }
    }

    internal static Thread New(ThreadStart start) => new(start, StackSize) { IsBackground = true, Name = "LambdaSim loop" };

    private static LoopThread Take()
    {
        lock (_lock)
        {
            if (_idle.TryPop(out var thread))
            {
                return thread;
            }
        }

        return new();
    }

    // By a task's wait: if the caller is a pool thread, the pool knows that it is blocked and adds another.
    private static void Wait(Task over)
    {
        var interrupted = false;
        while (!over.IsCompleted)
        {
            try
            {
                over.Wait();
            }
            catch (ThreadInterruptedException)
            {
                // Leaving now would leave the body behind with the caller's state: pass it on afterwards.
                interrupted = true;
            }
        }

        if (interrupted)
        {
            Thread.CurrentThread.Interrupt();
        }
    }
}

internal sealed class LoopJob(Action body, ExecutionContext? context)
{
    internal TaskCompletionSource Over { get; } = new();

    private ExceptionDispatchInfo? _givenUp;
    private ExceptionDispatchInfo? _error;

    internal ExceptionDispatchInfo? Error => Volatile.Read(ref _givenUp) ?? _error;

    /// <summary>Ends the caller's wait with an error, whatever becomes of the body.</summary>
    internal void GiveUp(Exception error)
    {
        Volatile.Write(ref _givenUp, ExceptionDispatchInfo.Capture(error));
        Over.TrySetResult();
    }

    internal void Run()
    {
        try
        {
            if (context is null)
            {
                body();
            }
            else
            {
                ExecutionContext.Run(context, static state => ((Action)state!)(), body);
            }
        }
        catch (Exception e)
        {
            _error = ExceptionDispatchInfo.Capture(e);
        }
    }
}
