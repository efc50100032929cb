using Microsoft.CodeAnalysis;

namespace LambdaSim.Analyzers;

/// <summary>What is reported. Each message says what happens under virtual time, and what to write instead.</summary>
internal static class Rules
{
    public static readonly DiagnosticDescriptor Delay = Time("LSIM001", "Task.Delay waits on the real clock", "'{0}' waits on the real clock, which virtual time does not move; pass a TimeProvider, such as context.Time");

    public static readonly DiagnosticDescriptor Cancellation = Time("LSIM002", "A cancellation by the real clock", "'{0}' cancels by the real clock, so never within virtual time; pass a TimeProvider to the CancellationTokenSource, such as context.Time");

    public static readonly DiagnosticDescriptor WaitAsync = Time("LSIM003", "WaitAsync gives up by the real clock", "'{0}' gives up by the real clock, so never within virtual time; pass a TimeProvider, such as context.Time");

    public static readonly DiagnosticDescriptor Timer = Time("LSIM004", "A timer of the real clock", "'{0}' ticks by the real clock; use TimeProvider.CreateTimer or a PeriodicTimer with a TimeProvider, such as context.Time");

    public static readonly DiagnosticDescriptor Sleep = Time("LSIM005", "Thread.Sleep holds the thread for real time", "'{0}' takes real time and no virtual time; await Task.Delay with a TimeProvider, or call context.Spend");

    public static readonly DiagnosticDescriptor Now = Time("LSIM006", "The real date and time", "'{0}' is the real date and time, another in each run; ask a TimeProvider, such as context.Time");

    public static readonly DiagnosticDescriptor Stopwatch = Time("LSIM007", "A stopwatch of real time", "'{0}' measures real time, another in each run; use GetTimestamp and GetElapsedTime of a TimeProvider, such as context.Time");

    public static readonly DiagnosticDescriptor Guid = Randomness("LSIM008", "A GUID that differs from run to run", "'{0}' differs from run to run; use context.NewGuid(), or the request id, which all attempts of an event share");

    public static readonly DiagnosticDescriptor Random = Randomness("LSIM009", "Random numbers that differ from run to run", "'{0}' differs from run to run; use context.Random, or take a Random as a parameter");

    private static DiagnosticDescriptor Time(string id, string title, string message) => Of(id, title, message, "Time");

    private static DiagnosticDescriptor Randomness(string id, string title, string message) => Of(id, title, message, "Randomness");

    private static DiagnosticDescriptor Of(string id, string title, string message, string category) => new(
        id,
        title,
        message,
        category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Reported in code that is reachable as a Lambda handler: what is passed to a simulation, methods that take a Lambda context, and what these call.");
}
