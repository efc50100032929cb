using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Projections;

/// <summary>When a line was written and for which request; empty in an init phase.</summary>
internal readonly record struct LogMoment(string Time, string RequestId);

/// <summary>How a function's log looks: Text or JSON.</summary>
internal abstract class LogStyle
{
    private const string OutOfMemory = "Runtime.OutOfMemory";
    private const string Unknown = "Runtime.Unknown";

    /// <summary>What ends a process without a more exact word.</summary>
    protected const string ExitError = "Runtime.ExitError";

    public abstract IEnumerable<string> InitStart(LogMoment moment, LoggedEnvironment environment, bool inCall);

    public abstract IEnumerable<string> InitReport(LogMoment moment, LoggedEnvironment environment, SimEvent init);

    public abstract IEnumerable<string> Start(LogMoment moment, string version);

    public abstract IEnumerable<string> Line(LogMoment moment, LogLevelCode level, string text);

    public abstract IEnumerable<string> Error(LogMoment moment, string type, string message);

    public abstract IEnumerable<string> Report(LogMoment moment, LoggedReport report);

    /// <summary>
    /// An error's name in reports (rule INV-ERROR-TYPE): what is killed had too little memory, and what is no name of the platform's
    /// is unknown to it; answers and the function's own lines keep the name.
    /// </summary>
    public static string Reported(string type, string message) =>
        type == ExitError && message.EndsWith("signal: killed", StringComparison.Ordinal) ? OutOfMemory
        : IsPlatforms(type) ? type
        : Unknown;

    /// <summary>Errors the platform makes; those of the function's code are written to its log by the runtime.</summary>
    protected static bool IsPlatforms(string errorType) =>
        errorType.StartsWith("Runtime.", StringComparison.Ordinal) || errorType.StartsWith("Function.", StringComparison.Ordinal) || errorType.StartsWith("Sandbox.", StringComparison.Ordinal) || errorType.StartsWith("Extension.", StringComparison.Ordinal);

    /// <summary>Whether a report of INIT is written: after a failure, and always for provisioned concurrency (rule INIT-REPORT).</summary>
    protected static bool IsReported(LoggedEnvironment environment, SimEvent init) => environment.IsProvisioned || init.InitOutcome != InitOutcome.Succeeded;

    protected static string Phase(LoggedEnvironment environment) => environment.RepeatsInit ? "invoke" : "init";

    protected static string? InitError(LoggedEnvironment environment, SimEvent init) =>
        init.InitOutcome == InitOutcome.Failed ? environment.ErrorType ?? ExitError : null;

    /// <summary>Milliseconds with up to so many decimals.</summary>
    protected static decimal Milliseconds(long nanoseconds, int decimals) =>
        Text.Shortest(Math.Round(nanoseconds / 1_000_000m, decimals, MidpointRounding.AwayFromZero));
}
