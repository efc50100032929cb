using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Projections;

/// <summary>The log of one function version.</summary>
internal sealed class FunctionLog(FunctionDefinition function, FunctionLog? before)
{
    public FunctionDefinition Function { get; } = function;

    public LogStyle Style { get; } = function.Config.LogFormat == LogFormat.Json ? new JsonLogStyle(function) : new TextLogStyle(function);

    /// <summary>Those of the version before an update too.</summary>
    public List<FunctionLogLine> Lines { get; } = before?.Lines ?? [];
}

/// <summary>An environment as its log stream sees it.</summary>
internal sealed class LoggedEnvironment(int number, FunctionLog log, string stream, bool isProvisioned)
{
    public int Number { get; } = number;

    public FunctionLog Log { get; } = log;

    public string Stream { get; } = stream;

    public bool IsProvisioned { get; } = isProvisioned;

    /// <summary>The call that runs in it; none in its init phase and while it is idle.</summary>
    public int Invocation { get; private set; } = SimEvent.None;

    /// <summary>How its last init phase ended, until a call repeats it.</summary>
    public InitOutcome InitOutcome { get; private set; }

    /// <summary>Whether the INIT before the current call succeeded.</summary>
    public bool InitSucceeded { get; private set; }

    /// <summary>The call that is in it repeats INIT; until that is over, nothing is written for the call.</summary>
    public bool RepeatsInit { get; private set; }

    /// <summary>Memory that the process declared; null: none.</summary>
    public int? MemoryMb { get; set; }

    /// <summary>The error that is about to end the call or the init phase, by the name a report gives it.</summary>
    public string? ErrorType { get; set; }

    /// <summary>What its code wrote last.</summary>
    public string? LastLine { get; set; }

    public void InitEnded(InitOutcome outcome)
    {
        InitOutcome = outcome;
        ErrorType = null;
    }

    /// <summary>A call has come.</summary>
    public void Start(bool repeatsInit)
    {
        RepeatsInit = repeatsInit;
        InitSucceeded = InitOutcome == InitOutcome.Succeeded;
        InitOutcome = InitOutcome.Succeeded;
        ErrorType = null;
    }

    /// <summary>The handler begins; or what INIT, repeated, ended with is told as the call's.</summary>
    public void Enter(int invocation)
    {
        Invocation = invocation;
        RepeatsInit = false;
    }

    public void Leave(Outcome outcome)
    {
        Invocation = SimEvent.None;
        RepeatsInit = false;
        ErrorType = null;
        if (outcome is Outcome.TimedOut or Outcome.Crashed)
        {
            // The process is gone, and its memory with it.
            MemoryMb = null;
        }
    }
}

/// <summary>What a REPORT line says.</summary>
internal sealed record LoggedReport
{
    public required Outcome Outcome { get; init; }

    public required long DurationNs { get; init; }

    public required long? InitNs { get; init; }

    public required long BilledMs { get; init; }

    public required int MemoryMb { get; init; }

    public required int MaxMemoryMb { get; init; }

    public required string? ErrorType { get; init; }
}
