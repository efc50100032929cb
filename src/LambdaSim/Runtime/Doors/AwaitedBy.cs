using System.Collections;
using System.Threading.Tasks.Sources;

namespace LambdaSim.Runtime;

/// <summary>Who goes on when something is over: the chain of awaits, from what is awaited to those who await.</summary>
internal static class AwaitedBy
{
    // A chain longer than this says nothing more.
    private const int Most = 512;

    private static readonly string[] _runners = ["xunit.v3.", "xunit.core", "xunit.execution", "nunit.", "NUnit", "Microsoft.VisualStudio.TestPlatform", "Microsoft.TestPlatform", "MSTest", "Microsoft.Testing", "TUnit"];

    /// <summary>Everything that goes on after <paramref name="awaited"/>, itself first.</summary>
    internal static IEnumerable<object> Chain(object? awaited)
    {
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        Queue<object> next = new();
        Add(awaited);
        while (next.TryDequeue(out var node))
        {
            yield return node;
            foreach (var one in After(node))
            {
                Add(one);
            }
        }

        void Add(object? node)
        {
            if (node is not null && seen.Count < Most && seen.Add(node))
            {
                next.Enqueue(node);
            }
        }
    }

    /// <summary>
    /// The code that awaits it has gone back to a thread that blocks, or to a test's runner: none of it will call a verb before this is over. Otherwise
    /// its task may be in somebody's hands who calls one.
    /// </summary>
    internal static bool IsLeftAlone(object? awaited) => Chain(awaited).Any(static node => IsBlockedThread(node) || IsRunner(node));

    private static bool IsBlockedThread(object node) => node is not Task && node.GetType().Name is "SetOnInvokeMres" or "SetOnCountdownMres";

    private static bool IsRunner(object node) =>
        StateMachine.Of(node) is { } machine && machine.GetType().Assembly.GetName().Name is { } name
        && !name.Contains("assert", StringComparison.OrdinalIgnoreCase) && Array.Exists(_runners, r => name.StartsWith(r, StringComparison.Ordinal));

    private static IEnumerable<object?> After(object node) => node switch
    {
        Task task => Array.Empty<object?>().Append(TaskInternals.ContinuationOf(task)),
        Delegate action => [action.Target],
        IList many => many.Cast<object?>(),
        _ => node.GetType() switch
        {
            { Namespace: "System.Threading.Tasks" } => [TaskInternals.Read(node, "m_action"), TaskInternals.Read(node, "m_task")],
            _ when node is IValueTaskSource => TaskInternals.ValuesOf(node)
                .Where(static v => v.GetType().Name.StartsWith(nameof(ManualResetValueTaskSourceCore<>), StringComparison.Ordinal))
                .SelectMany(static core => new[] { TaskInternals.Read(core, "_continuationState"), TaskInternals.Read(core, "_continuation") }),
            { Name: "ContinuationWrapper" } => [TaskInternals.Read(node, "_innerTask"), TaskInternals.Read(node, "_continuation")],
            _ => [],
        },
    };
}
