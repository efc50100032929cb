// Real timers are what this is about, told apart by their identity.
#pragma warning disable RS0030

using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using LambdaSim.Configuration;

namespace LambdaSim.Runtime;

/// <summary>A timer of .NET's own that ticks.</summary>
/// <param name="Id">Its identity hash.</param>
/// <param name="Due">How long, from when it was set.</param>
/// <param name="State">What it tells: a task, a token source, or what its maker gave.</param>
internal sealed record RealTimer(int Id, TimeSpan Due, object? State)
{
    private static readonly string[] _libraries = ["System.", "Microsoft."];

    private MethodInfo? Callback { get; init; }

    /// <summary>What it is to code that set it.</summary>
    public string Kind => State switch
    {
        CancellationTokenSource => "CancellationTokenSource",
        Task { } task when task.GetType().Name.StartsWith("CancellationPromise", StringComparison.Ordinal) => "WaitAsync",
        Task => "Task.Delay",
        { } other when other.GetType().DeclaringType == typeof(PeriodicTimer) => "PeriodicTimer",
        _ => "Timer",
    };

    public string Words => Text.Invariant($"{Kind} of {Due.TotalSeconds:0.###} s of real time");

    /// <summary>Housekeeping of a library, which no handler waits for.</summary>
    public bool IsHousekeeping => Kind == "Timer" && Callback?.DeclaringType?.Assembly.GetName().Name is { } name && Array.Exists(_libraries, l => name.StartsWith(l, StringComparison.Ordinal));

    /// <summary>As an object of .NET's; null: it is none.</summary>
    public static RealTimer? Of(object timer)
    {
        var own = timer.GetType().Name == "TimerQueueTimer" ? timer : TaskInternals.Read(timer, "_timer");
        return own?.GetType().Name == "TimerQueueTimer" && TaskInternals.Read(own, "_dueTime") is uint due
            ? new RealTimer(own.GetHashCode(), TimeSpan.FromMilliseconds(due), TaskInternals.Read(own, "_state")) { Callback = (TaskInternals.Read(own, "_timerCallback") as TimerCallback)?.Method }
            : null;
    }

    /// <summary>Those of the process that tick; none where they cannot be read.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Without the members the answer is 'none', which only means that less is said.")]
    public static IReadOnlyList<RealTimer> Ticking(IReadOnlySet<int> ids)
    {
        List<RealTimer> found = [];
        const BindingFlags All = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        if (Type.GetType("System.Threading.TimerQueue")?.GetProperty("Instances", All)?.GetValue(null) is not IEnumerable queues)
        {
            return found;
        }

        foreach (var queue in queues)
        {
            if (TaskInternals.Read(queue, "<SharedLock>k__BackingField") is not Lock shared)
            {
                return found;
            }

            lock (shared)
            {
                foreach (var list in new[] { "_shortTimers", "_longTimers" })
                {
                    for (var timer = TaskInternals.Read(queue, list); timer is not null; timer = TaskInternals.Read(timer, "_next"))
                    {
                        if (ids.Contains(timer.GetHashCode()) && Of(timer) is { } real)
                        {
                            found.Add(real);
                        }
                    }
                }
            }
        }

        return found;
    }
}
