using LambdaSim.Events;
using LambdaSim.Placement;

namespace LambdaSim.Runtime;

// Processes that somebody else starts and ends: each is an environment, and its environment ends with it (rule ENV-RUNTIME).
internal sealed partial class LoopHost
{
    public override bool HasRoom(int version) => _functions[version]?.Code is not { NoRoom: not null };

    public override void Promise(int version) => _functions[version]!.Code!.Promise();

    /// <summary>The process of an environment that waits for a call is gone.</summary>
    public void Lost(LiveProcess process)
    {
        var env = process.Environment;
        if (env.Process == process && env.State == EnvironmentState.Idle)
        {
            Kill(env);
            _engine.LoseProcess(env.Slot);
            AbandonWithoutProcess(env);
        }
    }

    // Provisioned ones stay: their next call looks for a process.
    private void AbandonWithoutProcess(LiveEnvironment env)
    {
        if (env is { Process: null, State: EnvironmentState.Idle } && env.Function.Code!.HasForeignProcesses && _engine.Pool[env.Slot] is { IsProvisioned: false, State: EnvironmentState.Idle })
        {
            _engine.Abandon(env.Slot);
        }
    }

    // The words of a refusal; those of processes that are not there say which.
    private static ThrottleReason ReasonOf(LiveFunction function, ThrottleCause cause)
    {
        var reason = ThrottleReason.Of(cause);
        return cause == ThrottleCause.RuntimeProcesses && function.Code?.NoRoom is { } why ? reason with { Message = why } : reason;
    }
}
