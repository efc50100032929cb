namespace LambdaSim.Tests.Determinism.Async;

/// <summary>A busy machine: two spinning threads for each core, and strangers' work on the thread pool.</summary>
public sealed class Load : IDisposable
{
    private readonly List<Thread> _threads = [];
    private volatile bool _stop;

    public Load()
    {
        for (var i = 0; i < Environment.ProcessorCount * 2; i++)
        {
            Start(Spin);
        }

        Start(Disturb);
    }

    public void Dispose()
    {
        _stop = true;
        _threads.ForEach(static t => t.Join());
    }

    private void Start(ThreadStart body)
    {
        var thread = new Thread(body) { IsBackground = true, Name = "load" };
        _threads.Add(thread);
        thread.Start();
    }

    private void Spin()
    {
        var random = new Random();
        while (!_stop)
        {
            Thread.SpinWait(random.Next(20_000));
            if (random.Next(20) == 0)
            {
                Thread.Yield();
            }
        }
    }

    private void Disturb()
    {
        var random = new Random();
        while (!_stop)
        {
            // Noise, not a flood: behind thousands of items everybody only waits.
            for (var i = 0; i < 4 && ThreadPool.PendingWorkItemCount < 200; i++)
            {
                ThreadPool.UnsafeQueueUserWorkItem(static turns => Thread.SpinWait(turns), random.Next(40_000), preferLocal: false);
            }

            Thread.Sleep(random.Next(3));
        }
    }
}

/// <summary>Not beside other tests: it takes the whole machine, and counts threads.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class LoadedCollection
{
    public const string Name = "under load";
}
