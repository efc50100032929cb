using LambdaSim.Events;

namespace LambdaSim.Runtime;

// Environments and their processes: made, gone, running.
internal sealed partial class LoopHost
{
    private LiveEnvironment?[] _environments = new LiveEnvironment?[4];
    private CallError? _error;

    public override void Gone(int environment)
    {
        if (_environments[environment] is not { } env)
        {
            return;
        }

        // Without an extension AWS kills the process at once: nothing is disposed.
        if (env.Process is { } process)
        {
            process.Sandbox.Dead = true;
            _knownToWait.Remove(process);
            var code = env.Function.Code!;
            if (code.HasShutdown(process.Instance))
            {
                _left.Add(process);
            }

            if (code.Disposes(process.Instance))
            {
                Note($"disposal by '{env.Function.Name}' at shutdown: without an extension Lambda gives a process no time for it; Simulation.Dispose does it, outside the log");
            }
        }

        _environments[environment] = null;
    }

    public override IEnumerable<int> Running() =>
        _environments.Where(e => e is { Phase: not LivePhase.Idle } && _engine.Pool[e.Slot].Invocation != SimEvent.None).Select(e => e!.Slot);

    private LiveEnvironment NewEnvironment(int slot)
    {
        if (slot >= _environments.Length)
        {
            Array.Resize(ref _environments, Math.Max(slot + 1, _environments.Length * 2));
        }

        ref var record = ref _engine.Pool[slot];
        var function = _functions[record.Version]!;
        return _environments[slot] = new LiveEnvironment(slot, record.Serial, function, new TmpDirectory(function.Definition.Config.EphemeralStorageMb)) { CreatedAt = _engine.Now, IsProvisioned = record.IsProvisioned };
    }

    private LiveProcess StartProcess(LiveEnvironment env)
    {
        env.Generations++;
        var sandbox = new Sandbox(Baton, env.Function.Name, CallerContext);
        var process = new LiveProcess(env, sandbox);
        sandbox.Owner = process;
        return env.Process = process;
    }
}
