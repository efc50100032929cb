using LambdaSim.Async;
using LambdaSim.Configuration;
using LambdaSim.Neighbours;
using LambdaSim.Runtime;

namespace LambdaSim;

// What functions send their events on to.
public sealed partial class Simulation
{
    private readonly DestinationBook _destinations;

    /// <summary>The queues, in ordinal order of their names.</summary>
    public IReadOnlyCollection<Queue> Queues => _destinations.Queues;

    /// <summary>The runtime, for tests of what it keeps.</summary>
    internal LoopHost Host => _host;

    /// <summary>Adds a standard queue, for <c>DeadLetterQueue</c>, <c>OnSuccess</c> and <c>OnFailure</c> of functions.</summary>
    /// <param name="name">1 to 80 letters, digits, hyphens and underscores.</param>
    /// <exception cref="InvalidParameterValueException">The name is none.</exception>
    /// <exception cref="ResourceConflictException">There is one of this name.</exception>
    public Queue AddQueue(string name)
    {
        RequireOpen(nameof(AddQueue));
        return _destinations.Add(name);
    }
}
