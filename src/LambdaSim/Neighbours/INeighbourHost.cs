using NodaTime;

namespace LambdaSim.Neighbours;

/// <summary>What the neighbours of Lambda need of the world they stand in.</summary>
internal interface INeighbourHost
{
    Instant Now { get; }

    /// <summary>Seed of message ids and receipt handles.</summary>
    ulong Seed { get; }

    /// <summary>Largest message, and batch of messages, in bytes (rule ASY-QUEUE).</summary>
    int MaxMessageBytes { get; }

    /// <summary>Queues keep what they ever got, for who asks in process.</summary>
    bool KeepsHistory { get; }

    /// <summary>Where neighbours record what they do; null: the run's version of the rules records nothing of them.</summary>
    INeighbourLog? Log { get; }

    /// <summary>Runs something after a while of virtual time, on the simulation's thread; disposed before, it does not run.</summary>
    IDisposable After(Duration delay, Action action);
}
