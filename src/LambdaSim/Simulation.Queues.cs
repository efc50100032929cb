using LambdaSim.Configuration;
using LambdaSim.Neighbours.Handover;
using LambdaSim.Neighbours.Queues;
using LambdaSim.Resources;
using LambdaSim.Runtime;
using LambdaSim.Worlds;

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

    /// <summary>Adds a queue: for tests and handlers that send and receive, and, a standard one, for <c>DeadLetterQueue</c>, <c>OnSuccess</c> and <c>OnFailure</c> of functions.</summary>
    /// <param name="name">1 to 80 letters, digits, hyphens and underscores; one that ends in <c>.fifo</c> makes a FIFO queue.</param>
    /// <param name="configure">What is not as AWS has it by default; null: everything is.</param>
    /// <exception cref="InvalidParameterValueException">The name is none.</exception>
    /// <exception cref="SimulationConfigException">A setting is out of range, or names a dead-letter queue that is none.</exception>
    /// <exception cref="ResourceConflictException">There is one of this name.</exception>
    /// <example>
    /// <code>
    /// var failed = simulation.AddQueue("failed-imports");
    /// simulation.AddFunction("import", handler, f =&gt; f with { DeadLetterQueue = Destination.To(failed) });
    /// simulation.AddQueue("orders", q =&gt; q with { VisibilityTimeout = 60.Seconds, Redrive = new("failed-imports", MaxReceiveCount: 3) });
    /// </code>
    /// </example>
    public Queue AddQueue(string name, Func<QueueConfig, QueueConfig>? configure = null)
    {
        RequireOpen(nameof(AddQueue));
        var config = configure?.Invoke(new QueueConfig()) ?? new QueueConfig();
        var queue = ConfiguredQueues.Add(QueuesAt(Options.AccountId, Options.Region), name, config);
        _world.Plan = _world.Plan with { Queues = _world.Plan.Queues.Add((name, config)) };
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
