using LambdaSim.Configuration;
using LambdaSim.Randomness;

namespace LambdaSim.Workloads;

/// <summary>What is common to all arrival processes: where they end, and what their calls are like.</summary>
public sealed record ArrivalOptions
{
    /// <summary>Number of arrivals, 0 or more; null: <see cref="Span"/> alone ends the process. One of them is needed.</summary>
    public long? Count { get; init; }

    /// <summary>Length of the process; arrivals come from its beginning on and before its end. Null: <see cref="Count"/> alone ends it.</summary>
    public TimeLength? Span { get; init; }

    /// <summary>When the process begins, counted from time 0.</summary>
    public TimeLength Delay { get; init; }

    /// <summary>Seed of its draws. Two processes of one function need two seeds, or they draw the same.</summary>
    public ulong Seed { get; init; } = SimulationConfig.DefaultSeed;

    /// <summary>Length of the calls; null: the function's model decides.</summary>
    public Distribution? Duration { get; init; }

    /// <summary>Length of INIT of the calls that are cold; null: the function's model decides.</summary>
    public Distribution? Init { get; init; }

    /// <summary>Memory size of the function in MB, 128 to 10,240; null: the configuration decides.</summary>
    public int? MemoryMb { get; init; }

    /// <summary>Payload size of the calls in bytes, up to 6,291,456; of events up to 1,048,576.</summary>
    public int PayloadBytes { get; init; }

    /// <summary>Synchronous or asynchronous.</summary>
    public InvocationType Type { get; init; }

    /// <summary>How the handler ends.</summary>
    public Outcome Outcome { get; init; }
}
