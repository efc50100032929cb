// Real threads are what this is about.
#pragma warning disable RS0030

using System.Diagnostics;

namespace LambdaSim.Runtime;

/// <summary>Who brings code back that waited for the real world: told by the stack of the arriving thread, from its beginning.</summary>
internal static class ArrivingThread
{
    // By the first frame, from the thread's beginning on, that says more than that there is a pool.
    private static readonly (string Space, string Type, string Words)[] _known =
    [
        ("System.Threading.Tasks", "DelayPromise", "a real timer (Task.Delay)"),
        ("System.Threading", "CancellationTokenSource", "a real timer (CancellationTokenSource)"),
        ("System.Threading", "PeriodicTimer", "a real timer (PeriodicTimer)"),
        ("System.Net.Sockets", "", "a socket"),
        ("System.Net", "", "the network"),
        ("System.IO", "", "a file or a pipe"),
        ("Microsoft.Win32.SafeHandles", "", "a file"),
        ("System.Diagnostics", "Process", "another process"),
    ];

    /// <summary>The calling thread, in words.</summary>
    internal static string Words()
    {
        var frames = new StackTrace(1, fNeedFileInfo: false).GetFrames();
        var isTimer = false;
        for (var i = frames.Length - 1; i >= 0; i--)
        {
            if (PoolFrames.MethodOf(frames[i])?.DeclaringType is not { } type)
            {
                continue;
            }

            if (type.Assembly == typeof(ArrivingThread).Assembly)
            {
                break;
            }

            isTimer |= type.Name is "TimerQueueTimer" or "TimerQueue";
            foreach (var (space, name, words) in _known)
            {
                if (IsIn(type.Namespace, space) && (name.Length == 0 || type.FullName!.Contains(name, StringComparison.Ordinal)))
                {
                    return words;
                }
            }
        }

        var thread = Thread.CurrentThread;
        return isTimer ? "a real timer"
            : thread.IsThreadPoolThread ? "work that other code put on the thread pool"
            : thread.Name is { Length: > 0 } called ? $"a thread of its own ('{called}')" : "a thread of its own";
    }

    private static bool IsIn(string? space, string root) => space is not null && (space == root || space.StartsWith(root + ".", StringComparison.Ordinal)) && space is not "System.IO.Pipelines";
}
