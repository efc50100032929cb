using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LambdaSim.Events;

namespace LambdaSim.Projections;

/// <summary>What the functions and environments of a run were doing at a moment of its log.</summary>
internal sealed class ExplanationState
{
    private readonly List<FunctionLoad> _functions = [];
    private readonly Dictionary<string, FunctionLoad> _newest = new(StringComparer.Ordinal);

    // Calls of the API that changed what becomes of events.
    private readonly HashSet<string> _asyncRules = new(StringComparer.Ordinal);

    // Reserved concurrency by function: as the first version is configured, then as it was put.
    private readonly Dictionary<string, (int? Amount, bool IsPut)> _reserved = new(StringComparer.Ordinal);

    // Those that live: a run may go on for ever.
    private readonly Dictionary<int, EnvironmentState> _environments = [];

    /// <summary>The same state, which this one's later records do not change.</summary>
    public ExplanationState Copy()
    {
        var copy = new ExplanationState();
        foreach (var load in _functions)
        {
            var newest = load.Copy(copy._newest.GetValueOrDefault(load.Function.DisplayName));
            copy._functions.Add(newest);
            copy._newest[load.Function.DisplayName] = newest;
        }

        copy._asyncRules.UnionWith(_asyncRules);
        foreach (var (name, reserved) in _reserved)
        {
            copy._reserved.Add(name, reserved);
        }

        foreach (var (number, environment) in _environments)
        {
            copy._environments.Add(number, environment);
        }

        return copy;
    }

    public void OnFunction(FunctionDefinition function)
    {
        var load = new FunctionLoad(function, _newest.GetValueOrDefault(function.DisplayName));
        _functions.Add(load);
        _newest[function.DisplayName] = load;
        var name = NameOf(function);
        if (!_reserved.TryGetValue(name, out var reserved) || (!reserved.IsPut && function.Config.ReservedConcurrency is not null))
        {
            _reserved[name] = (function.Config.ReservedConcurrency, IsPut: false);
        }
    }

    /// <summary>Busy environments of a function's account.</summary>
    public int RunningWith(FunctionDefinition function) => _functions.Where(load => load.Function.Place == function.Place).Sum(load => load.Running);

    /// <summary>Reserved concurrency of a function, and whether it was put over the API.</summary>
    public (int? Amount, bool IsPut) ReservedOf(FunctionDefinition function) => _reserved[NameOf(function)];

    /// <summary>Retries that a function allows its events; null: the API decides, and the log does not tell.</summary>
    public int? RetriesOf(FunctionDefinition function) => _asyncRules.Any(text => ApiCallText.ChangesAsyncRules(text, function)) ? null : function.Config.MaximumRetryAttempts;

    public FunctionLoad LoadOf(int function) => _functions[function];

    public EnvironmentState EnvironmentOf(int environment) => _environments.GetValueOrDefault(environment);

    /// <summary>Busy on-demand environments of all versions of a function: what its reserved concurrency counts.</summary>
    public int RunningOf(FunctionDefinition function) => _functions.Where(load => NameOf(load.Function) == NameOf(function)).Sum(load => load.Running - load.RunningProvisioned);

    /// <summary>Busy on-demand environments of functions without reserved concurrency, in a function's account: what the unreserved pool counts.</summary>
    public int RunningUnreserved(FunctionDefinition function) =>
        _functions.Where(load => load.Function.Place == function.Place && ReservedOf(load.Function).Amount is null).Sum(load => load.Running - load.RunningProvisioned);

    private static string NameOf(FunctionDefinition function) => FunctionDefinition.Display(function.Place, function.Name, FunctionDefinition.Latest);

    public void Fold(in SimEvent e, IReadOnlyList<string> texts)
    {
        switch (e.Kind)
        {
            case EventKind.Claimed:
                _reserved[NameOf(_functions[e.Function].Function)] = (e.ClaimCause == ClaimCause.Reserved ? e.ClaimedConcurrency : null, IsPut: true);
                break;
            case EventKind.ApiCalled:
                var text = RecordText.Whole(e.TextNumber, texts);
                if (ApiCallText.IsOfAsyncRules(text))
                {
                    _asyncRules.Add(text);
                }

                break;
            case EventKind.EnvironmentCreated:
                _environments[e.Environment] = default;
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
                _environments.Remove(e.Environment);
                load.Environments--;
                load.LastEnd = e;
                break;
        }
    }

    // An environment is busy from the start of INIT to the end of the call; both records come here.
    private void Occupy(in SimEvent e)
    {
        ref var environment = ref CollectionsMarshal.GetValueRefOrAddDefault(_environments, e.Environment, out _);
        if (environment.Busy)
        {
            return;
        }

        environment.Busy = true;
        environment.Calls++;
        var load = _functions[e.Function];
        load.Running++;
        load.RunningProvisioned += e.IsProvisioned ? 1 : 0;
    }

    private void Free(in SimEvent e)
    {
        ref var environment = ref CollectionsMarshal.GetValueRefOrNullRef(_environments, e.Environment);
        if (!Unsafe.IsNullRef(ref environment))
        {
            environment.Busy = false;
            environment.LastInvocation = e.Invocation;
            environment.LastOutcome = e.Outcome;
        }

        var load = _functions[e.Function];
        load.Running--;
        load.RunningProvisioned -= e.IsProvisioned ? 1 : 0;
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
internal sealed class FunctionLoad(FunctionDefinition function, FunctionLoad? before)
{
    private SimEvent? _lastEnd;

    public FunctionDefinition Function { get; } = function;

    public int Running { get; set; }

    public int RunningProvisioned { get; set; }

    public int Environments { get; set; }

    public int Idle => Environments - Running;

    /// <summary>The same load, after a copy of the one before.</summary>
    public FunctionLoad Copy(FunctionLoad? before) => new(Function, before) { Running = Running, RunningProvisioned = RunningProvisioned, Environments = Environments, LastEnd = LastEnd };

    /// <summary>The record of the environment that went last; if none did, of the version before its update.</summary>
    public SimEvent? LastEnd
    {
        get
        {
            // Not by recursion: a function may have been updated any number of times.
            for (var load = this; load is not null; load = load.Before)
            {
                if (load._lastEnd is { } end)
                {
                    return end;
                }
            }

            return null;
        }

        set => _lastEnd = value;
    }

    private FunctionLoad? Before { get; } = before;
}
