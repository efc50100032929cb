namespace LambdaSim.Configuration;

/// <summary>How the waits of throttled events are spread (rule ASY-JITTER). AWS publishes neither curve nor spread.</summary>
public enum BackoffJitter
{
    /// <summary>Not at all: 1, 2, 4 ... 300 s.</summary>
    None = 0,

    /// <summary>Half of the wait is certain, half is drawn.</summary>
    Equal = 1,

    /// <summary>All of the wait is drawn, between nothing and what it would be.</summary>
    Full = 2,
}

/// <summary>Whose dead-letter queue gets the events of a version (rule ASY-DLQ-SCOPE): AWS's texts contradict each other.</summary>
public enum DeadLetterScope
{
    /// <summary>The version's own, locked when it was published: AWS's guide until 2022.</summary>
    Version = 0,

    /// <summary>That of <c>$LATEST</c> at the moment, for all versions: AWS's guide since 2025.</summary>
    Function = 1,
}

/// <summary>What goes wrong inside AWS's asynchronous queue, drawn by the run's seed (rules ASY-DUPLICATE and ASY-SYSTEM-ERROR).</summary>
/// <param name="DuplicateShare">Share of events that are delivered twice, 0 to 1: the handler runs twice with one request id, also after success.</param>
/// <param name="SystemErrorShare">Share of attempts that end with an error of Lambda's own (500) before they reach the function, 0 to 1.</param>
public sealed record AsyncFaults(decimal DuplicateShare, decimal SystemErrorShare)
{
    /// <summary>Nothing: the simulation's default.</summary>
    public static AsyncFaults None { get; } = new(0, 0);

    /// <summary>One event in a hundred is delivered twice, as "at least once" allows.</summary>
    public static AsyncFaults AtLeastOnce { get; } = new(0.01m, 0);

    /// <summary>As <see cref="AtLeastOnce"/>; and one attempt in a hundred meets a system error.</summary>
    public static AsyncFaults BadDay { get; } = new(0.01m, 0.01m);

    /// <summary>Those that have names, by their names in configuration files.</summary>
    internal static IReadOnlyList<(string Name, AsyncFaults Value)> Named { get; } = [("none", None), ("at-least-once", AtLeastOnce), ("bad-day", BadDay)];
}

/// <summary>What AWS does not publish of asynchronous invocation, or what is not always so: each choice has a name.</summary>
/// <example>
/// <code>
/// var world = new SimulationConfig { Async = new AsyncConfig { BackoffJitter = BackoffJitter.Full, Faults = AsyncFaults.AtLeastOnce } };
/// </code>
/// </example>
public sealed record AsyncConfig
{
    /// <summary>How the waits of throttled events are spread.</summary>
    public BackoffJitter BackoffJitter { get; init; }

    /// <summary>What goes wrong by itself.</summary>
    public AsyncFaults Faults { get; init; } = AsyncFaults.None;

    /// <summary>How often a dead letter or a record is sent until its target takes it, 1 to 10: 1 s after the first attempt, then 2, 4 ... s (rule ASY-DELIVERY).</summary>
    public int DeliveryAttempts { get; init; } = 1;

    /// <summary>Whose dead-letter queue counts.</summary>
    public DeadLetterScope DeadLetterScope { get; init; }

    /// <summary>How often one chain of requests may reach a function before the next is stopped as recursive, 1 to 10,000; AWS says "approximately 16" (rule REC-LIMIT).</summary>
    public int RecursionLimit { get; init; } = 16;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="SimulationConfigException">A value is out of range.</exception>
    public AsyncConfig Validate()
    {
        Require("deliveryAttempts", DeliveryAttempts, 1, 10);
        Require("recursionLimit", RecursionLimit, 1, 10_000);
        Require("faults.duplicateShare", Faults.DuplicateShare, 0, 1);
        Require("faults.systemErrorShare", Faults.SystemErrorShare, 0, 1);
        return this;
    }

    private static void Require(string name, decimal value, int least, int most)
    {
        if (value < least || value > most)
        {
            throw new SimulationConfigException(Text.Invariant($"async {name} is {value}; it must be between {least} and {most}"));
        }
    }
}
