using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim.Runtime;

// Real timers that handlers set: they do not see virtual time.
internal sealed partial class LoopHost
{
    private const int MostTimers = 1_000;

    private readonly List<TickingTimer> _timers = [];

    /// <summary>When the first of them would have rung in virtual time.</summary>
    public long FirstRealDue { get; private set; } = long.MaxValue;

    /// <summary>Takes note of what was set since the last time.</summary>
    /// <returns>A sandbox whose code waits for one, and for what.</returns>
    public (Sandbox Sandbox, Awaited Awaited)? TakeRealTimers()
    {
        HashSet<Sandbox> setters = [];
        while (Baton.TakeRealTimer() is { } set)
        {
            setters.Add(set.Sandbox);
            Forget();
            if (_timers.Count < MostTimers)
            {
                var due = Virtual.Add(_engine.Now, set.DueMs * NodaConstants.NanosecondsPerMillisecond);
                _timers.Add(new TickingTimer(set.Sandbox, (set.Sandbox.Owner as LiveProcess)?.Environment.Context, set.Id, due));
                FirstRealDue = Math.Min(FirstRealDue, due);
            }
        }

        foreach (var sandbox in setters)
        {
            if (AwaitedOf(sandbox) is { Kind: AwaitedKind.Outside } awaited)
            {
                return (sandbox, awaited);
            }
        }

        return null;
    }

    /// <summary>Virtual time is about to pass some of them by: their calls are told so.</summary>
    public void PassRealTimers(long time)
    {
        var passed = _timers.Where(t => t.Due <= time).ToList();
        _timers.RemoveAll(passed.Contains);
        FirstRealDue = _timers.Count == 0 ? long.MaxValue : _timers.Min(static t => t.Due);
        var waiting = passed.Where(static t => t is { Sandbox: { Dead: false, Owner: LiveProcess { IsSuspended: true } } } && !t.IsOver).ToDictionary(static t => t.Id, static t => (LiveProcess)t.Sandbox.Owner!);
        if (waiting.Count == 0)
        {
            return;
        }

        foreach (var timer in RealTimer.Ticking(waiting.Keys.ToHashSet()).Where(static t => !t.IsHousekeeping))
        {
            var process = waiting[timer.Id];
            var due = Text.Invariant($"{timer.Due.TotalSeconds:0.###} s");
            Remark(process, $"its {timer.Kind} of {due} counts real time and did not ring when {due} of virtual time had passed: give it context.Time", $"timer {timer.Kind} {due}");
            NoteOnce(process, timer.Kind, $"real timers of handlers: '{process.Environment.Function.Name}' set one ({timer.Kind}, {due}) that did not ring when as much virtual time had passed; give it context.Time");
        }
    }

    // Of calls that are over.
    private void Forget()
    {
        if (_timers.Count >= MostTimers)
        {
            _timers.RemoveAll(static t => t.IsOver);
        }
    }

    private IEnumerable<RealTimer> TickingOf(Sandbox sandbox) =>
        _timers.Where(t => t.Sandbox == sandbox && !t.IsOver).Select(static t => t.Id).ToHashSet() is { Count: > 0 } ids ? RealTimer.Ticking(ids) : [];

    private sealed record TickingTimer(Sandbox Sandbox, InvocationContext? Context, int Id, long Due)
    {
        public bool IsOver => Sandbox.Owner is LiveProcess process && process.Environment.Context != Context;
    }
}
