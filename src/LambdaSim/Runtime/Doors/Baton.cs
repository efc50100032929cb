// Real threads and real time: this is where they are put in order.
#pragma warning disable RS0030

namespace LambdaSim.Runtime;

/// <summary>
/// The right to run a simulation's code. Normally the loop's thread has it. Work on foreign threads gets it through one of two doors, one item at a
/// time, while the loop's thread waits: <see cref="PoolDoor"/> for what the simulation itself put on the thread pool, in the order of queueing and for
/// exactly the item's whole execution; <see cref="ContextDoor"/> for everything else.
/// </summary>
internal sealed partial class Baton
{
    [ThreadStatic]
    private static Baton? _current;

    // The item this foreign thread runs with the baton.
    [ThreadStatic]
    private static HeldItem? _mine;

    private readonly object _lock = new();

    // Queued by the simulation, not yet let in; oldest first. An item leaves when it is granted, or run as a call by the one who waits for it.
    private readonly LinkedList<HeldItem> _escaped = [];
    private readonly List<HeldItem> _outside = [];

    // Threads that entered a dead sandbox: never let in.
    private readonly List<HeldItem> _fenced = [];

    // Let in and not yet over. More than one only when each but the last is blocked, waiting for what comes after.
    private readonly List<HeldItem> _running = [];

    // Set under a lock of .NET's, which nothing here may wait for.
    private readonly System.Collections.Concurrent.ConcurrentQueue<SetTimer> _realTimers = new();
    private volatile bool _anyRealTimer;
    private volatile bool _open;
    private bool _ended;
    private volatile bool _isAbandoned;
    private volatile int _busy;
    private volatile int _arrivals;
    private volatile int _turn;

    // The loop's thread has waited for a task since it last let work in.
    private volatile bool _blocking;

    /// <summary>The item that the calling thread runs, of any simulation.</summary>
    internal static HeldItem? Mine => _mine;

    internal Escapes Policy { get; set; }

    internal OutsideWork OutsidePolicy { get; set; }

    /// <summary>Stack of the first escape while they are rejected.</summary>
    internal string? RejectedEscape { get; private set; }

    /// <summary>Whose code it was.</summary>
    internal Sandbox? RejectedBy { get; private set; }

    /// <summary>The first sandbox entered from outside while that is rejected.</summary>
    internal Sandbox? OutsideArrival { get; private set; }

    /// <summary>The run ends with an arrival that is not let in.</summary>
    internal bool HasRefusedOutside => OutsidePolicy == OutsideWork.Reject && OutsideArrival is not null;

    /// <summary>Who came, in words.</summary>
    internal string? ArrivedBy { get; private set; }

    /// <summary>Code of the simulation has set real timers.</summary>
    internal bool AnyRealTimer => _anyRealTimer;

    /// <summary>The next of them; null: there is none.</summary>
    internal SetTimer? TakeRealTimer()
    {
        if (_realTimers.TryDequeue(out var timer))
        {
            return timer;
        }

        _anyRealTimer = false;
        return _realTimers.IsEmpty ? null : TakeRealTimer();
    }

    /// <summary>A verb has failed with it: the next does not.</summary>
    internal void Forgive() => (RejectedEscape, RejectedBy, OutsideArrival) = (null, null, null);

    internal int Adopted { get; private set; }

    internal int External { get; private set; }

    internal int Lent { get; private set; }

    /// <summary>May this thread run this simulation's code?</summary>
    internal bool IsMine => _current == this && !_isAbandoned;

    /// <summary>
    /// Simulation code runs here without the right to: a run ended before a thread that had waited at a door, or was given up with its thread. It may do
    /// what it likes but touch the simulation.
    /// </summary>
    internal bool IsTrespassed => (_current != this || _isAbandoned) && Sandbox.Current is { } sandbox && sandbox.Baton == this;

    /// <summary>A thread that had the baton never gave it back. Nobody gets it any more.</summary>
    internal bool IsAbandoned => _isAbandoned;

    /// <summary>Between <see cref="Open"/> and <see cref="Close"/>.</summary>
    internal bool IsOpen => _open;

    /// <summary>Escaped work waits to be let in, or work lent to is not over yet: the loop must not go on before it.</summary>
    internal bool AnyEscaped => _busy != 0;

    internal bool AnyOutside => _arrivals != 0;

    /// <summary>Takes the baton for the calling thread, the loop's.</summary>
    internal void Open()
    {
        PoolDoor.Start();
        _current = this;
        using (Uninterrupted.Lock(_lock))
        {
            _open = true;
        }
    }

    /// <summary>Ends the run: whatever waits at a door goes its way without the baton. Accepted arrivals from outside wait for the next run.</summary>
    internal void Close()
    {
        _current = null;
        using (Uninterrupted.Lock(_lock))
        {
            CloseDoors();
            if (OutsidePolicy == OutsideWork.Reject)
            {
                Dismiss();
            }

            Count();
            Monitor.PulseAll(_lock);
        }
    }

    private void CloseDoors()
    {
        _open = false;
        foreach (var item in _escaped)
        {
            item.Waiting = false;
            Routes.Forget(item);
            item.Dismiss();
        }

        _fenced.ForEach(static i => i.Dismiss());
        _escaped.Clear();
        _fenced.Clear();
    }

    /// <summary>There will be no other run.</summary>
    internal void End()
    {
        using (Uninterrupted.Lock(_lock))
        {
            _ended = true;
            Dismiss();
            Count();
        }
    }

    /// <summary>The thread that has the baton is given up: whoever has it or waits for it goes on without.</summary>
    internal void Abandon()
    {
        using (Uninterrupted.Lock(_lock))
        {
            _isAbandoned = true;
            _ended = true;
            _running.ForEach(static i => i.Over = true);
            _running.Clear();
            CloseDoors();
            Dismiss();
            Count();
            Monitor.PulseAll(_lock);
        }
    }

    private void Dismiss()
    {
        _outside.ForEach(static i => i.Dismiss());
        _outside.Clear();
    }

    /// <summary>
    /// Runs <paramref name="action"/> as if it were not the simulation's: nothing it starts is held at a door. The baton is given up and taken back
    /// inside the empty context, so that the doors never see a sandbox entered without it.
    /// </summary>
    internal void Outside(Action action) => ExecutionContext.Run(RootContext.Value, static state =>
    {
        var (baton, mine, action) = ((Baton?, HeldItem?, Action))state!;
        var context = SynchronizationContext.Current;
        _current = null;
        _mine = null;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            action();
        }
        finally
        {
            _current = baton;
            _mine = mine;
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }, (IsMine ? this : _current, _mine, action));

    /// <summary>For messages about a run that stands still.</summary>
    public override string ToString()
    {
        using (Uninterrupted.Lock(_lock))
        {
            return LambdaSim.Configuration.Text.Invariant($"{_escaped.Count} escaped items, {_escaped.Count(i => i.Arrived)} of them at the door; {_running.Count} running; {_outside.Count} outside");
        }
    }

    /// <summary>What is believed to run and to wait, for messages about a run that stands still.</summary>
    internal string Believed()
    {
        using (Uninterrupted.Lock(_lock))
        {
            var running = _running.Count == 0 ? "the simulation's own thread" : string.Join(", ", _running.Select(static i => i.ToString()));
            return _escaped.Count == 0 ? running : LambdaSim.Configuration.Text.Invariant($"{running}; {_escaped.Count} pieces of pool work wait for it");
        }
    }

    private void Count()
    {
        _busy = _escaped.Count + _running.Count;
        _arrivals = _outside.Count;
    }
}
