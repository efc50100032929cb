using LambdaSim.Faults;
using LambdaSim.Resources;
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

    /// <summary>Messages of a FIFO queue that can be in flight (rule SQS-IN-FLIGHT).</summary>
    int MaxFifoInFlight => 120_000;

    /// <summary>Queues keep what they ever got, for who asks in process.</summary>
    bool KeepsHistory { get; }

    /// <summary>Where neighbours record what they do; null: the run's version of the rules records nothing of them.</summary>
    INeighbourLog? Log { get; }

    /// <summary>What goes wrong on purpose.</summary>
    FaultDesk Faults => FaultDesk.None;

    /// <summary>Who knows which handler asks; null: the world has no code.</summary>
    IRequests? Requests => null;

    /// <summary>What exists in the world, by ARN.</summary>
    ResourceDirectory Directory { get; }

    /// <summary>Whose code runs at the moment: what it sends comes from it. Requests of AWS's protocols carry theirs with them.</summary>
    Sender Sender { get; }

    /// <summary>Runs something after a while of virtual time for somebody outside who waits, on the simulation's thread; disposed before, it does not run. It keeps a run alive.</summary>
    IDisposable After(Duration delay, Action action);

    /// <summary>Runs something of a service's own after a while of virtual time, on the simulation's thread; disposed before, it does not run.</summary>
    /// <param name="delay">Zero: as an entry of this instant.</param>
    /// <param name="action">Runs from the top level of the queue.</param>
    /// <param name="keepsAlive">A run does not end before it.</param>
    IDisposable Later(Duration delay, Action action, bool keepsAlive);
}
