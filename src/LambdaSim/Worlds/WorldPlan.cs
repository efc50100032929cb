using LambdaSim.Neighbours.Brokers;
using LambdaSim.Neighbours.ChangeStreams;
using LambdaSim.Neighbours.Kafka;
using System.Collections.Immutable;
using LambdaSim.Configuration;
using LambdaSim.Faults;
using LambdaSim.Neighbours.Buses;
using LambdaSim.Neighbours.Schedules;
using LambdaSim.Neighbours.Topics;
using LambdaSim.Neighbours.Web;
using NodaTime;

namespace LambdaSim.Worlds;

/// <summary>
/// A world as a value: what is in it before anything happens. Immutable, copied by <c>with</c>; the same plan gives the same world, however often and by
/// whom it is built.
/// </summary>
internal sealed record WorldPlan
{
    private WorldPlan(SimulationOptions options, ulong seed) => (Options, Seed, Start) = (options, seed, options.World.Start);

    /// <summary>Account, keep-alive, prices, start, the version of the rules, which views are kept, and how it behaves towards code.</summary>
    public SimulationOptions Options { get; init; }

    /// <summary>Seed of all draws.</summary>
    public ulong Seed { get; init; }

    /// <summary>Instant of virtual time 0.</summary>
    public Instant Start { get; init; }

    /// <summary>
    /// Entries of the configuration that are functions from the start, modelled: all of a replay, those of which an endpoint's configuration says how long
    /// calls take. Another entry holds from where a function of its name is added.
    /// </summary>
    public IReadOnlyDictionary<string, FunctionOverrides> Modelled { get; init; } = ImmutableSortedDictionary<string, FunctionOverrides>.Empty;

    /// <summary>Functions that were added, in order.</summary>
    public ImmutableList<PlannedFunction> Functions { get; init; } = [];

    /// <summary>Queues that were added, in order.</summary>
    public ImmutableList<(string Name, QueueConfig Config)> Queues { get; init; } = [];

    /// <summary>Event buses that were added, and rules of them, in order of their names.</summary>
    public ImmutableList<PlannedBus> Buses { get; init; } = [];

    /// <summary>Hosts outside AWS.</summary>
    public ImmutableList<WebHost> Web { get; init; } = [];

    /// <summary>Names of buckets that were added, in order.</summary>
    public ImmutableList<string> Buckets { get; init; } = [];

    /// <summary>Schedules that were added, in order.</summary>
    public ImmutableList<PlannedSchedule> Schedules { get; init; } = [];

    /// <summary>Parameters that were put, in order: name, value and, where one was said, type.</summary>
    public ImmutableList<(string Name, string Value, string? Type)> Parameters { get; init; } = [];

    /// <summary>Secrets that were put, in order.</summary>
    public ImmutableList<(string Name, string Value)> Secrets { get; init; } = [];

    /// <summary>Event source mappings that were added, in order.</summary>
    public ImmutableList<PlannedMapping> Mappings { get; init; } = [];

    /// <summary>Topics that were added, in order.</summary>
    public ImmutableList<PlannedTopic> Topics { get; init; } = [];

    /// <summary>Tables that were added, in order.</summary>
    public ImmutableList<PlannedTable> Tables { get; init; } = [];

    /// <summary>Kafka topics that were asked for, in order.</summary>
    public ImmutableList<KafkaTopicPlan> KafkaTopics { get; init; } = [];

    /// <summary>Queues of brokers that were asked for, in order.</summary>
    public ImmutableList<MqQueuePlan> MqQueues { get; init; } = [];

    /// <summary>Change streams that were asked for, in order.</summary>
    public ImmutableList<ChangeStreamPlan> ChangeStreams { get; init; } = [];

    /// <summary>Streams that were added, in order.</summary>
    public ImmutableList<(string Name, int Shards)> Streams { get; init; } = [];

    /// <summary>Subscriptions that code made to topics, in order.</summary>
    public ImmutableList<PlannedSubscription> Subscriptions { get; init; } = [];

    /// <summary>What was given to AWS Lambda's API.</summary>
    public ServicePlan Service { get; init; } = ServicePlan.None;

    /// <summary>The same without what was added: whoever builds the world adds it anew.</summary>
    public WorldPlan Bare => this with
    {
        Functions = [], Queues = [], Buses = [], Web = [], Buckets = [], Schedules = [], Parameters = [], Secrets = [], Mappings = [], Topics = [], Tables = [],
        KafkaTopics = [], Streams = [], Subscriptions = [], Service = ServicePlan.None,
    };

    /// <summary>Whether a modelled function sends on what became of its async invocations.</summary>
    public bool SendsOn => Options.World.Defaults.NamesTarget || Modelled.Values.Any(static f => f.NamesTarget);

    /// <summary>The configuration, with the run's seed.</summary>
    public SimulationConfig Config => Options.World with { Seed = Seed, Faults = Options.World.Faults.With(Options.Faults) };

    /// <summary>Functions and queues are added to it, and time passes at somebody's word.</summary>
    /// <exception cref="SimulationConfigException">An option is out of range.</exception>
    public static WorldPlan Of(SimulationOptions? options)
    {
        if (options?.Seed is { } given)
        {
            RunSeed.Use(given);
        }

        var valid = (options ?? new SimulationOptions()).Validate();
        var seed = valid.Seed ?? RunSeed.OrOfEnvironment(valid.World.Seed);
        RunSeed.Use(seed);
        return new WorldPlan(valid, seed);
    }

    /// <summary>A workload is replayed in it.</summary>
    /// <param name="config">Account, functions, queues.</param>
    /// <param name="options">The version of the rules, which views are kept.</param>
    /// <param name="start">Instant of virtual time 0, where the workload knows one.</param>
    /// <exception cref="SimulationConfigException">It names a queue or function that it does not have.</exception>
    public static WorldPlan Of(SimulationConfig config, ReplayOptions? options, Instant? start = null)
    {
        RunSeed.Use(config.Seed);
        options ??= new ReplayOptions();
        if (NamedTargets.Fault(config) is var (path, problem))
        {
            throw new SimulationConfigException($"{string.Join('.', path)}: {problem}");
        }

        if (ModelledFunctions.Fault(config) is { } fault)
        {
            throw fault;
        }

        if (config.Faults.FirstOrDefault(static f => FaultSites.Of(f.Site).NeedsCode) is { } idle)
        {
            throw new SimulationConfigException($"fault {FaultSites.Of(idle.Site).Name} cannot strike in a replay: it needs {FaultSites.Of(idle.Site).Needs}, and a replay runs no code; take it out, or simulate the functions' code");
        }

        var given = new SimulationOptions { Seed = config.Seed, World = config, Log = options.Log, Semantics = options.Semantics, Observers = options.Observers, KeepQueueHistory = false };
        return new WorldPlan(given, config.Seed) { Modelled = config.Functions, Start = start ?? config.Start };
    }
}
