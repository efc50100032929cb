using System.Text;
using LambdaSim.Events;

namespace LambdaSim;

/// <summary>What <see cref="InvokeResult.ShouldSucceed"/> shows of a call that did not: the error, the function's log, how to repeat the run.</summary>
internal static class CallFailure
{
    public static string Of(InvokeResult result)
    {
        var function = result.Function;
        var text = new StringBuilder(function.Name).Append(" should have succeeded, but ").Append(What(result));
        if (result.Error is { } error)
        {
            text.Append(": ").Append(error.Type).Append(": ").Append(error.Message);
        }

        if (result.Throttle == ThrottleCause.None)
        {
            text.Append("\n\nlog of the call:\n").Append(Log(result));
        }

        var seed = function.Host.Seed;
        return text.Append(Configuration.Text.Invariant($"\n\n(request {result.RequestId}; repeat with seed {seed}: LAMBDASIM_SEED={seed})")).ToString();
    }

    private static string What(InvokeResult result) => result.Outcome switch
    {
        Outcome.TimedOut => "timed out",
        Outcome.Crashed => "crashed",
        Outcome.Throttled => $"was throttled ({result.Throttle}, rule {ThrottleReason.Of(result.Throttle).Rule})",
        _ => "failed",
    };

    private static string Log(InvokeResult result)
    {
        if (result.Function.Host.Options.Log != EventLogLevel.Kept)
        {
            return "  (it is not kept: set Log = EventLogLevel.Kept in the simulation's options)";
        }

        var lines = result.Function.Host.Tail(result.Invocation).ReplaceLineEndings("\n").TrimEnd();
        return "  " + lines.Replace("\n", "\n  ", StringComparison.Ordinal);
    }
}
