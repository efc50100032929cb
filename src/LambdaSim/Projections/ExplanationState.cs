using System.Runtime.InteropServices;
using LambdaSim.Events;

namespace LambdaSim.Projections;

/// <summary>What the functions and environments of a run were doing at a moment of its log.</summary>
internal sealed class ExplanationState
{
    private readonly List<FunctionLoad> _functions = [];
    private readonly List<EnvironmentState> _environments = [];

    /// <summary>Busy environments of the account.</summary>
    public int Running { get; private set; }

    public void OnFunction(FunctionDefinition function) => _functions.Add(new FunctionLoad(function));

    public FunctionLoad LoadOf(int function) => _functions[function];

    public EnvironmentState EnvironmentOf(int environment) => environment < _environments.Count && environment >= 0 ? _environments[environment] : default;

    /// <summary>Busy on-demand environments of all versions of a function: what its reserved concurrency counts.</summary>
    public int RunningOf(string name) => _functions.Where(load => load.Function.Name == name).Sum(load => load.Running - load.RunningProvisioned);

    /// <summary>Busy on-demand environments of functions without reserved concurrency: what the unreserved pool counts.</summary>
    public int RunningUnreserved => _functions.Where(load => load.Function.Config.ReservedConcurrency is null).Sum(load => load.Running - load.RunningProvisioned);

    public void Fold(in SimEvent e)
    {
        switch (e.Kind)
        {
            case EventKind.EnvironmentCreated:
                while (_environments.Count <= e.Environment)
                {
                    _environments.Add(default);
                }

                _functions[e.Function].Environments++;
                if (e.CreationCause == CreationCause.ColdStart)
                {
                    Occupy(e);
                }

                break;
            case EventKind.Started:
                Occupy(e);
                break;
            case EventKind.Completed:
                Free(e);
                break;
            case EventKind.EnvironmentEnded:
                var load = _functions[e.Function];
                load.Environments--;
                load.LastEnd = e;
                break;
        }
    }

    // An environment is busy from the start of INIT to the end of the call; both records come here.
    private void Occupy(in SimEvent e)
    {
        ref var environment = ref CollectionsMarshal.AsSpan(_environments)[e.Environment];
        if (environment.Busy)
        {
            return;
        }

        environment.Busy = true;
        environment.Calls++;
        var load = _functions[e.Function];
        load.Running++;
        load.RunningProvisioned += e.IsProvisioned ? 1 : 0;
        Running++;
    }

    private void Free(in SimEvent e)
    {
        ref var environment = ref CollectionsMarshal.AsSpan(_environments)[e.Environment];
        environment.Busy = false;
        environment.LastInvocation = e.Invocation;
        environment.LastOutcome = e.Outcome;
        var load = _functions[e.Function];
        load.Running--;
        load.RunningProvisioned -= e.IsProvisioned ? 1 : 0;
        Running--;
    }

    public struct EnvironmentState
    {
        public bool Busy;
        public int Calls;
        public int LastInvocation;
        public Outcome LastOutcome;
    }
}

/// <summary>What one function version was doing.</summary>
internal sealed class FunctionLoad(FunctionDefinition function)
{
    public FunctionDefinition Function { get; } = function;

    public int Running { get; set; }

    public int RunningProvisioned { get; set; }

    public int Environments { get; set; }

    public int Idle => Environments - Running;

    /// <summary>The record of the environment that went last.</summary>
    public SimEvent? LastEnd { get; set; }
}
