using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Runtime;

// What was noticed about calls, beside the log.
internal sealed partial class LoopHost
{
    private readonly HashSet<(LiveFunction, string)> _noted = [];

    /// <summary>Where remarks are kept beside a kept log; null: only results carry them.</summary>
    public Remarks? Remarks { get; init; }

    /// <summary>Code held the thread that all share.</summary>
    public void RemarkHeld(Sandbox by, TimeSpan real, bool isBlocked)
    {
        if (by.Owner is not LiveProcess process)
        {
            return;
        }

        Remark(
            process,
            Text.Invariant($"it held its thread for {real.TotalSeconds:0.0} s of real time ({(isBlocked ? "asleep or blocked" : "at work, or blocked outside .NET")}), which took no virtual time: use await context.Delay or context.Spend"),
            "held");
        NoteOnce(process, "held", Text.Invariant($"real time that handlers hold their thread for: '{process.Environment.Function.Name}' did ({real.TotalSeconds:0.0} s), and no virtual time passed; use await context.Delay or context.Spend"));
    }

    // Its call ends, and what was known about it goes with it.
    private string? TakeRemark(LiveProcess process, int invocation)
    {
        if (process.Remarks is not { } remarks)
        {
            return null;
        }

        process.Remarks = null;
        var text = string.Join("; ", remarks.Values);
        Remarks?.Add(invocation, _engine.Now, text);
        return text;
    }

    private static void Remark(LiveProcess process, string text, string kind) => (process.Remarks ??= new(StringComparer.Ordinal)).TryAdd(kind, text);

    private void NoteOnce(LiveProcess process, string kind, string text)
    {
        if (_noted.Add((process.Environment.Function, kind)))
        {
            Note(text);
        }
    }
}
