using LambdaSim.Events;
using LambdaSim.Placement;

namespace LambdaSim.Runtime;

// Environments and their processes: made, gone, running.
internal sealed partial class LoopHost
{
    private LiveEnvironment?[] _environments = new LiveEnvironment?[4];
    private CallError? _error;

    public override void Gone(int environment)
    {
        // Modelled environments are not known here.
        if (environment >= _environments.Length || _environments[environment] is not { } env)
        {
            return;
        }

        env.Function.Environments--;

        // Without an extension AWS kills the process at once: nothing is disposed.
        if (env.Process is { } process)
        {
            process.Sandbox.Dead = true;
            env.Function.Code!.Left(process.Instance);
            Leave(process);
            if (env.Function.Code!.Disposes(process.Instance))
            {
                Note($"disposal by '{env.Function.Name}' at shutdown: without an extension Lambda gives a process no time for it; Simulation.Dispose does it, outside the log");
            }
        }

        env.Release();
        _environments[environment] = null;
        if (env.Function is { Environments: 0, HasLeft: false, IsOfService: true } function && _engine.Versions.ModelOf(function.Index).IsRetired)
        {
            function.Release();
        }
    }

    public override IEnumerable<int> Running() =>
        _environments.Where(e => e is { State: not EnvironmentState.Idle } && _engine.Pool[e.Slot].Invocation != SimEvent.None).Select(e => e!.Slot);

    /// <summary>What an environment is doing; its slot may have another one by now.</summary>
    public EnvironmentState StateOf(LiveEnvironment env)
    {
        ref readonly var slot = ref _engine.Pool[env.Slot];
        return slot.Serial == env.Serial ? slot.State : EnvironmentState.Free;
    }

    private LiveEnvironment NewEnvironment(int slot)
    {
        if (slot >= _environments.Length)
        {
            Array.Resize(ref _environments, Math.Max(slot + 1, _environments.Length * 2));
        }

        ref var record = ref _engine.Pool[slot];
        var function = _functions[record.Version]!;
        function.Environments++;
        return _environments[slot] = new LiveEnvironment(slot, record.Serial, function, new TmpDirectory(function.Definition.Config.EphemeralStorageMb)) { CreatedAt = _engine.Now, IsProvisioned = record.IsProvisioned };
    }

    // A run may go on for ever: of what is gone only that is kept which the run's end disposes of.
    private void Leave(LiveProcess process)
    {
        _knownToWait.Remove(process);
        if (process.Environment.Function.Code!.HasShutdown(process.Instance))
        {
            _left.Add(process);
            process.Environment.Function.HasLeft = true;
        }
    }

    private LiveProcess StartProcess(LiveEnvironment env)
    {
        env.Generations++;
        var sandbox = new Sandbox(Baton, env.Function.Name, CallerContext) { Skew = SkewOf(env) };
        var process = new LiveProcess(env, sandbox);
        sandbox.Owner = process;
        return env.Process = process;
    }
}
