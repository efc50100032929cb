// Real threads are what this is about.
#pragma warning disable RS0030

using System.Diagnostics;
using System.Diagnostics.Tracing;

namespace LambdaSim.Runtime;

/// <summary>
/// The first door: hears of every item put on the process's thread pool, synchronously, on the thread that puts it there and on the one that takes
/// it; and of every task that starts. Started with the first delegate handler and never stopped: switching it off and on races with the pool
/// refreshing its logging flag.
/// </summary>
internal sealed class PoolDoor : EventListener
{
    private const int Enqueue = 30;
    private const int Dequeue = 31;
    private const int TaskScheduled = 7;
    private const int TaskStarted = 8;
    private const int TaskWaitBegin = 10;
    private const int Synchronous = 1;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private static readonly Lock _once = new();
    private static PoolDoor? _instance;
    private static EventSource? _pool;
    private static EventSource? _tasks;
    private static volatile bool _proven;
    private static volatile bool _heardEnqueue;
    private static volatile bool _heardDequeue;
    private static volatile bool _heardTask;
    private static volatile bool _hearsTasks;

    [ThreadStatic]
    private static bool _knocking;

    private static int _knock;

    // The task that this thread has just scheduled on the pool. The enqueue event that follows on the same thread is that task's.
    [ThreadStatic]
    private static int _scheduled;

    private static int _defaultScheduler;

    private PoolDoor()
    {
    }

    /// <summary>Opens the door once per process.</summary>
    /// <exception cref="InvalidOperationException">The process runs without event sources.</exception>
    internal static void Start()
    {
        if (_proven)
        {
            return;
        }

        lock (_once)
        {
            if (_proven)
            {
                return;
            }

            _defaultScheduler = TaskScheduler.Default.Id;
            _instance ??= new();
            if (Prove())
            {
                // Every await costs more while task events are on: they are on again from the first escape of a simulation's work.
                // Off before anybody may go on, who could switch them on.
                _instance.DisableEvents(_tasks!);
                _proven = true;
            }
            else
            {
                throw new InvalidOperationException(
                    "Handlers that are C# code cannot run in this process: LambdaSim keeps their order by listening to the thread pool's events, and event sources are switched off. "
                    + "Set <EventSourceSupport>true</EventSourceSupport> in the project (or System.Diagnostics.Tracing.EventSource.IsSupported in runtimeconfig.json), or use modelled handlers.");
            }
        }
    }

    /// <summary>
    /// Listens to tasks too, from now on. The first escape in a process comes from a loop's own thread, which has no local queue an item could
    /// be popped from, so what happened before need not be known.
    /// </summary>
    internal static void HearTasks()
    {
        if (_hearsTasks)
        {
            return;
        }

        // Whoever comes second waits: its own work may be popped unheard otherwise.
        lock (_once)
        {
            if (!_hearsTasks)
            {
                _instance!.EnableEvents(_tasks!, EventLevel.Informational, (EventKeywords)0x2);
                _hearsTasks = true;
            }
        }
    }

    // The sources come to life with their first use, and the pool reads its logging flag in its dispatch loop, on a busy machine only now and then: knock
    // until it hears. One knock at a time: on a swamped pool it waits its turn.
    private static bool Prove()
    {
        var since = Stopwatch.GetTimestamp();
        for (var i = 0; Stopwatch.GetElapsedTime(since) < _patience; i++)
        {
            _knocking = true;
            var knock = Task.Run(static () => { });
            _knocking = false;
            knock.Wait(_patience);
            if (_heardTask && _heardEnqueue && _heardDequeue)
            {
                return true;
            }

            if (i == 10 && _pool is null)
            {
                return false;
            }

            if (i > 10)
            {
                Thread.Sleep(1);
            }
        }

        return false;
    }

    // Called from the base constructor too, before this class's own: only statics here.
    protected override void OnEventSourceCreated(EventSource source)
    {
        if (source.Name == "System.Diagnostics.Eventing.FrameworkEventSource")
        {
            EnableEvents(source, EventLevel.Verbose, (EventKeywords)0x2);
            _pool = source;
        }
        else if (source.Name == "System.Threading.Tasks.TplEventSource")
        {
            EnableEvents(source, EventLevel.Informational, (EventKeywords)0x2);
            _tasks = source;
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs written)
    {
        try
        {
            if (written.EventSource == _pool)
            {
                OnPool(written);
            }
            else if (written.EventSource == _tasks)
            {
                OnTask(written);
            }
        }
        catch (Exception)
        {
            // An exception out of a listener would surface in code that has nothing to do with it.
        }
    }

    private static void OnPool(EventWrittenEventArgs written)
    {
        if (written.EventId is not (Enqueue or Dequeue))
        {
            return;
        }

        var id = (int)(long)written.Payload![0]!;
        if (written.EventId == Dequeue)
        {
            if (!_proven && Volatile.Read(ref _knock) == id)
            {
                _heardDequeue = true;
            }

            Baton.OnDequeue(id);
        }
        else if (_knocking)
        {
            Volatile.Write(ref _knock, id);
            _heardEnqueue = true;
        }
        else
        {
            var task = _scheduled;
            _scheduled = 0;
            Baton.OnEnqueue(id, task);
        }
    }

    private static void OnTask(EventWrittenEventArgs written)
    {
        if (written.EventId == TaskScheduled)
        {
            _heardTask |= _knocking;

            // A long-running task gets a thread of its own, another scheduler's task goes that scheduler's way.
            var payload = written.Payload!;
            var options = (TaskCreationOptions)(int)payload[4]!;
            _scheduled = (int)payload[0]! == _defaultScheduler && (options & TaskCreationOptions.LongRunning) == 0 ? (int)payload[2]! : 0;
        }
        else if (written.EventId == TaskStarted)
        {
            _scheduled = 0;
            Baton.OnTaskStarted((int)written.Payload![2]!);
        }
        else if (written.EventId == TaskWaitBegin && (int)written.Payload![3]! == Synchronous)
        {
            Baton.OnBlocking();
        }
    }
}
