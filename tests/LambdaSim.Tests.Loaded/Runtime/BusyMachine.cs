namespace LambdaSim.Tests.Runtime;

/// <summary>Load while it lives: a spinning thread per core, and somebody else's noise on the thread pool.</summary>
internal sealed class BusyMachine : IDisposable
{
    private readonly List<Thread> _threads = [];
    private volatile bool _over;

    internal BusyMachine()
    {
        for (var i = 0; i < Environment.ProcessorCount; i++)
        {
            Start(() => Spin(100_000));
        }

        Start(() =>
        {
            // Noise, not a flood: behind thousands of items everybody only waits.
            for (var i = 0; i < 4 && ThreadPool.PendingWorkItemCount < 200; i++)
            {
                ThreadPool.UnsafeQueueUserWorkItem(static _ => Spin(50_000), 0, preferLocal: false);
            }

            Thread.Sleep(1);
        });
    }

    public void Dispose()
    {
        _over = true;
        _threads.ForEach(t => t.Join());
    }

    private static void Spin(int count) => Thread.SpinWait(count / 10);

    private void Start(Action turn)
    {
        var thread = new Thread(() =>
        {
            while (!_over)
            {
                turn();
            }
        })
        { IsBackground = true };
        _threads.Add(thread);
        thread.UnsafeStart();
    }
}
