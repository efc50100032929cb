using System.Collections;
using LambdaSim.Configuration;

namespace LambdaSim.Runtime;

/// <summary>
/// Follows awaits from code that waits to what it waits for in the end. What it finds for certain (a real timer, a socket, virtual time) needs no waiting in
/// real time, so the same code is refused at the same virtual instant on each machine.
/// </summary>
internal sealed class AwaitPath
{
    private const int Deepest = 200;
    private const int MostMethods = 6;

    private static readonly Awaited _unknown = new(AwaitedKind.Unknown, "something that nothing in the simulation completes", "");

    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly List<string> _methods = [];
    private readonly bool _hasTimers;

    private AwaitPath(bool hasTimers) => _hasTimers = hasTimers;

    /// <summary>What could resume code.</summary>
    /// <param name="task">The task, or value task source, that the code completes.</param>
    /// <param name="inside">Armed alarms of its sandbox.</param>
    /// <param name="outside">Real timers that it set and that tick.</param>
    internal static Awaited Of(object? task, IReadOnlyCollection<Alarm> inside, Func<IEnumerable<RealTimer>> outside)
    {
        var path = new AwaitPath(inside.Count > 0);
        var (kind, what, _) = path.Visit(task, 0);
        if (kind == AwaitedKind.Unknown)
        {
            // From the other end: who waits for them, by ways that do not show from here (Task.WhenAll, Task.Run).
            if (inside.Any(alarm => path.Meets(alarm.Awaited)))
            {
                kind = AwaitedKind.Inside;
            }
            else if (outside().FirstOrDefault(timer => path.Meets(timer.State)) is { } timer)
            {
                (kind, what) = (AwaitedKind.Outside, timer.Words);
            }
        }

        return new Awaited(kind, what, string.Join(" > ", path._methods.Take(MostMethods)));
    }

    private bool Meets(object? awaited) => awaited is not null && AwaitedBy.Chain(awaited).Any(_seen.Contains);

    private Awaited Visit(object? node, int depth)
    {
        if (node is null || depth > Deepest || !_seen.Add(node))
        {
            return _unknown;
        }

        if (StateMachine.Of(node) is { } machine)
        {
            if (machine.GetType().Assembly != typeof(AwaitPath).Assembly)
            {
                _methods.Add(StateMachine.NameOf(machine));
            }

            // Over, it is what code waited for that is on its way back.
            var awaited = StateMachine.AwaitedOf(machine).OrderBy(static n => n is Task { IsCompleted: true }).FirstOrDefault();
            return Visit(awaited, depth + 1);
        }

        return node switch
        {
            PooledDelay or VirtualTimer => Leaf(AwaitedKind.Inside, "virtual time"),
            Task { AsyncState: OutstandingWork { IsGivenUp: var isGivenUp } } => Leaf(isGivenUp ? AwaitedKind.Never : AwaitedKind.Inside, "declared work that was given up"),
            Task<InvokeResult> or Task<SendResult> when !node.GetType().IsNested => Leaf(AwaitedKind.Inside, "an answer"),
            Task task => VisitTask(task, depth),
            _ => VisitSource(node),
        };
    }

    private Awaited VisitTask(Task task, int depth)
    {
        var type = task.GetType();
        switch (type.Name)
        {
            case "DelayPromise":
            case "DelayPromiseWithCancellation":
                return TaskInternals.Read(task, "_timer") is { } timer ? OfTimer(timer, "Task.Delay")
                    : type.Name == "DelayPromise" ? Leaf(AwaitedKind.Never, "Task.Delay without end")
                    : Leaf(_hasTimers ? AwaitedKind.Inside : AwaitedKind.Unknown, "Task.Delay without end, or its token");
            case "CancellationPromise`1":
                var guarded = Visit(TaskInternals.Read(task, "_task"), depth + 1);
                return TaskInternals.Read(task, "_timer") is { } guard ? First([guarded, OfTimer(guard, "WaitAsync")]) : guarded;
            case "TwoTaskWhenAnyPromise`1":
                return First([Visit(TaskInternals.Read(task, "_task1"), depth + 1), Visit(TaskInternals.Read(task, "_task2"), depth + 1)]);
            case "CompleteOnInvokePromise`1":
                return First([.. (TaskInternals.Read(task, "_tasks") as IList)?.Cast<object>().Select(t => Visit(t, depth + 1)) ?? []]);
            case "WhenAllPromise`1":
                return Last([.. (TaskInternals.Read(task, "m_tasks") as IList)?.OfType<Task>().Where(static t => !t.IsCompleted).Select(t => Visit(t, depth + 1)) ?? []]);
            case "WhenAllPromise":
                return Leaf(AwaitedKind.Unknown, "Task.WhenAll");
            case "UnwrapPromise`1":
                return Leaf(AwaitedKind.Unknown, "Task.Run");
        }

        return TaskInternals.Read(task, "m_antecedent") is { } before ? Visit(before, depth + 1)
            : type.DeclaringType == typeof(SemaphoreSlim) ? Leaf(AwaitedKind.Unknown, "SemaphoreSlim.WaitAsync")
            : TaskInternals.Read(task, "m_action") is not null ? Leaf(AwaitedKind.Unknown, "a task on another thread")
            : Leaf(AwaitedKind.Unknown, "a TaskCompletionSource, or a task like it");
    }

    private static Awaited VisitSource(object source)
    {
        var type = source.GetType();
        if (type.DeclaringType == typeof(PeriodicTimer))
        {
            return TaskInternals.Read(source, "_owner") is { } owner && TaskInternals.Read(owner, "_timer") is { } timer ? OfTimer(timer, "PeriodicTimer") : _unknown;
        }

        return type.Namespace switch
        {
            "System.Net.Sockets" => Leaf(AwaitedKind.Outside, "a socket"),
            "System.IO" or "Microsoft.Win32.SafeHandles" => Leaf(AwaitedKind.Outside, "a file"),
            "System.Threading.Channels" => Leaf(AwaitedKind.Unknown, "a channel"),
            _ => Leaf(AwaitedKind.Unknown, StateMachine.Plain(type.Name)),
        };
    }

    private static Awaited OfTimer(object timer, string what) =>
        timer is VirtualTimer ? Leaf(AwaitedKind.Inside, "virtual time")
            : RealTimer.Of(timer) is { } real ? Leaf(AwaitedKind.Outside, Text.Invariant($"{what} of {real.Due.TotalSeconds:0.###} s of real time"))
            : Leaf(AwaitedKind.Unknown, what);

    // Whichever comes first goes on.
    private static Awaited First(Awaited[] all) => Pick(all, AwaitedKind.Inside, AwaitedKind.Unknown, AwaitedKind.Outside);

    // All must come.
    private static Awaited Last(Awaited[] all) => Pick(all, AwaitedKind.Outside, AwaitedKind.Unknown, AwaitedKind.Inside);

    private static Awaited Pick(Awaited[] all, params ReadOnlySpan<AwaitedKind> order)
    {
        foreach (var kind in order)
        {
            if (Array.Find(all, a => a.Kind == kind) is { } found)
            {
                return found;
            }
        }

        return all.FirstOrDefault(_unknown);
    }

    private static Awaited Leaf(AwaitedKind kind, string what) => new(kind, what, "");
}
