namespace LambdaSim.Runtime;

/// <summary>
/// One process generation of an execution environment, or the test's body: the value in the execution context that marks code as belonging to it.
/// Its context is captured once, so that starting a handler is one <c>ExecutionContext.Run</c> and what a handler puts into
/// <c>AsyncLocal</c>s cannot reach the next invocation.
/// </summary>
internal sealed class Sandbox
{
    private readonly List<(Alarm Alarm, long Order)> _parked = [];
    private Exception? _crashedBy;

    /// <param name="baton">Whose code this is.</param>
    /// <param name="name">For messages.</param>
    /// <param name="basis">The context to build on, so that a test's output and activities flow in; null for an empty one.</param>
    internal Sandbox(Baton baton, string name, ExecutionContext? basis)
    {
        Baton = baton;
        Name = name;
        Context = ContextDoor.ContextOf(this, basis ?? RootContext.Value);
    }

    internal static Sandbox? Current => ContextDoor.Current;

    internal ExecutionContext Context { get; }

    internal Baton Baton { get; }

    internal string Name { get; }

    internal object? Owner { get; set; }

    /// <summary>What woven code of it sees in place of the machine; null: it was not asked for, or is the machine.</summary>
    internal object? Machine { get; set; }

    /// <summary>What measures its work; null: it takes the time that it declares.</summary>
    internal IWorkMeter? Meter { get; set; }

    /// <summary>Killed by a timeout or a crash: its alarms no longer ring, and foreign threads no longer enter.</summary>
    internal bool Dead { get; set; }

    /// <summary>Between invocations: alarms that come due are parked.</summary>
    internal bool Frozen { get; set; }

    /// <summary>The first exception that nobody caught, on a thread of this sandbox's work.</summary>
    internal Exception? CrashedBy => Volatile.Read(ref _crashedBy);

    /// <summary>Until when its one thread's worth of work goes on: what comes due earlier waits, and its own clock reads this.</summary>
    internal long BusyUntil { get; set; }

    /// <summary>By how much the clock that it reads is wrong, in nanoseconds.</summary>
    internal long Skew { get; init; }

    /// <summary>The body of Run, not a process: its timers keep the run alive.</summary>
    internal bool IsBody { get; init; }

    /// <summary>What inside the simulation will resume its code: armed alarms, calls on their way.</summary>
    internal int Waiting { get; set; }

    internal void Freeze() => Frozen = true;

    /// <summary>Keeps an alarm that came due while frozen. One that is disarmed or set again before the thaw is not rung for this.</summary>
    internal void Park(Alarm alarm) => _parked.Add((alarm, alarm.Order));

    /// <summary>Sets the parked alarms, all at the present instant, in the order in which they were parked.</summary>
    internal void Thaw(IAlarmClock clock)
    {
        Frozen = false;
        foreach (var (alarm, order) in _parked)
        {
            if (!Dead && alarm.Order == order)
            {
                clock.Set(alarm, clock.Now);
            }
        }

        _parked.Clear();
    }

    /// <summary>Notes what would have ended the process. The loop looks after each step.</summary>
    internal void Crash(Exception exception) => Interlocked.CompareExchange(ref _crashedBy, exception, null);

    public override string ToString() => Name;
}
