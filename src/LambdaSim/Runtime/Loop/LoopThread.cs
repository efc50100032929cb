// Real threads are what this is about.
#pragma warning disable RS0030

namespace LambdaSim.Runtime;

/// <summary>One parked thread. It takes a job, parks again and only then tells the caller, so that a caller's next loop finds it warm.</summary>
internal sealed class LoopThread
{
    private readonly object _lock = new();
    private LoopJob? _job;

    internal LoopThread() => LoopThreads.New(Live).UnsafeStart();

    internal void Start(LoopJob job)
    {
        lock (_lock)
        {
            _job = job;
            Monitor.Pulse(_lock);
        }
    }

    private void Live()
    {
        var live = true;
        while (live)
        {
            var job = Next();
            job.Run();
            live = LoopThreads.Park(this);
            job.Over.TrySetResult();
        }
    }

    // The watchdog's interrupt may come just after the handler stopped blocking: it is consumed here at the latest.
    private LoopJob Next()
    {
        lock (_lock)
        {
            while (_job is null)
            {
                try
                {
                    Monitor.Wait(_lock);
                }
                catch (ThreadInterruptedException)
                {
                }
            }

            var job = _job;
            _job = null;
            return job;
        }
    }
}
