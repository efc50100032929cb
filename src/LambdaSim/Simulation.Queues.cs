using LambdaSim.Configuration;
using LambdaSim.Neighbours.Handover;
using LambdaSim.Neighbours.Queues;
using LambdaSim.Resources;
using LambdaSim.Runtime;

namespace LambdaSim;

// What functions send their events on to.
public sealed partial class Simulation
{
    /// <summary>What exists in it, by ARN.</summary>
    internal ResourceDirectory Directory => _world.Directory;

    /// <summary>The queues of the account and region of <see cref="Options"/>, in ordinal order of their names.</summary>
    public IReadOnlyCollection<Queue> Queues => QueuesAt(Options.AccountId, Options.Region).Queues;

    /// <summary>The queues of all accounts and regions, by ARN too.</summary>
    internal QueueBook QueueBook => _world.Queues;

    /// <summary>Hands over what services beside Lambda send by themselves.</summary>
    internal Courier Courier => _world.Courier;

    /// <summary>The runtime, for tests of what it keeps.</summary>
    internal LoopHost Host => _host;

    /// <summary>Adds a standard queue, for <c>DeadLetterQueue</c>, <c>OnSuccess</c> and <c>OnFailure</c> of functions.</summary>
    /// <param name="name">1 to 80 letters, digits, hyphens and underscores.</param>
    /// <exception cref="InvalidParameterValueException">The name is none.</exception>
    /// <exception cref="ResourceConflictException">There is one of this name.</exception>
    /// <example>
    /// <code>
    /// var failed = simulation.AddQueue("failed-imports");
    /// simulation.AddFunction("import", handler, f =&gt; f with { DeadLetterQueue = Destination.To(failed) });
    /// </code>
    /// </example>
    public Queue AddQueue(string name)
    {
        RequireOpen(nameof(AddQueue));
        var queue = QueuesAt(Options.AccountId, Options.Region).Add(name);
        _world.Plan = _world.Plan with { Queues = _world.Plan.Queues.Add(name) };
        return queue;
    }

    /// <summary>The queue of a name in the account and region of <see cref="Options"/>, whoever made it.</summary>
    /// <exception cref="ResourceNotFoundException">There is none.</exception>
    /// <example>
    /// <code>
    /// Assert.Equal(3, simulation.Queue("failed-imports").Messages.Count);
    /// </code>
    /// </example>
    public Queue Queue(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Here.Directory.Find(Arn.OfQueue(Options.Region, Options.AccountId, name)) as Queue ?? throw NearestName.NotFound("queue", name, Queues.Select(static q => q.Name));
    }

    /// <summary>SQS in an account and region.</summary>
    /// <exception cref="SimulationConfigException">One of them is none.</exception>
    internal QueueService QueuesAt(string account, string region)
    {
        RunSeed.Use(Seed);
        SimulationOptionsFaults.RequireAddress(account, region);
        return _world.Queues.At(account, region);
    }
}
