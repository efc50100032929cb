using LambdaSim.Async;
using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Events;
using LambdaSim.Neighbours.Balancers;
using LambdaSim.Neighbours.Brokers;
using LambdaSim.Neighbours.Buckets;
using LambdaSim.Neighbours.Buses;
using LambdaSim.Neighbours.ChangeStreams;
using LambdaSim.Neighbours.Handover;
using LambdaSim.Neighbours.HttpApis;
using LambdaSim.Neighbours.Kafka;
using LambdaSim.Neighbours.LogGroups;
using LambdaSim.Neighbours.Parameters;
using LambdaSim.Neighbours.Queues;
using LambdaSim.Neighbours.RestApis;
using LambdaSim.Neighbours.Roles;
using LambdaSim.Neighbours.Schedules;
using LambdaSim.Neighbours.Secrets;
using LambdaSim.Neighbours.Shards;
using LambdaSim.Neighbours.Streams;
using LambdaSim.Neighbours.Tables;
using LambdaSim.Neighbours.Topics;
using LambdaSim.Projections;
using LambdaSim.Resources;
using LambdaSim.Sources;
using LambdaSim.Sources.Queues;
using LambdaSim.Sources.Streams;

namespace LambdaSim.Worlds;

/// <summary>A plan at work: the engine with its clock, and the views of its log that the plan keeps. The one place where they are put together.</summary>
internal sealed class World : IDisposable
{
    private const int LongestCircle = 1_000;

    /// <param name="plan">What is in it.</param>
    /// <param name="door">Observers of whoever builds it, told before the plan's own.</param>
    /// <param name="metricsOf">The figures of one function.</param>
    /// <exception cref="SimulationConfigException">A setting is out of range.</exception>
    /// <exception cref="LambdaServiceException">AWS would refuse a setting.</exception>
    public World(WorldPlan plan, IEnumerable<IEventObserver> door, Func<string, Metrics> metricsOf)
    {
        Plan = plan;
        Config = plan.Config;
        var options = plan.Options;
        Metrics = new Metrics { ByFunction = metricsOf };
        List<IEventObserver> observers = [Metrics];
        if (options.Log == EventLogLevel.Kept)
        {
            observers.Add(Log = new EventLog(plan.Seed));
        }

        if (options.Log != EventLogLevel.Off)
        {
            observers.Add(Fingerprint = new Fingerprint(plan.Seed, options.Semantics.Version));
        }

        observers.AddRange(door);
        observers.AddRange(options.Observers);
        Engine = new Engine.Engine(OfEngine(plan), observers, options.Semantics);
        Async = new AsyncInvocations(Engine, Config);
        Neighbours = new NeighbourWorld(Engine, plan, Directory);
        Courier = new Courier(Neighbours);
        Queues = new QueueBook(Neighbours);
        Engine.Ending = End;
        Directory.Register(Arn.Sqs, Queues);
        Directory.Register(Arn.Events, Buses = new BusBook(Neighbours, Courier));
        Buckets = new BucketBook(Neighbours, Courier, Config.S3);
        Directory.Register(Arn.S3, Buckets);
        Directory.Register(Arn.Sns, Topics = new TopicBook(Neighbours, Courier, options.TopicLatency.ToDuration()));
        Directory.Register(SchedulerService.Arns, new ScheduleBook(Courier, options.SchedulePrecision.ToDuration()));
        Directory.Register(ParameterService.Arns, new ParameterBook(Neighbours));
        Directory.Register(SecretService.Arns, new SecretBook(Neighbours));
        Directory.Register(IamService.Arns, new IamBook(Neighbours));
        Directory.Register(LogService.Arns, new LogBook(Courier));
        Directory.Register(ApiBook.Arns, new ApiBook(Neighbours));
        Directory.Register(HttpApiBook.Arns, new HttpApiBook(Neighbours));
        Directory.Register(Arn.Kinesis, Streams = new StreamBook(Neighbours, options.StreamDwell.ToDuration(), Config.Account.LimitRequestRate));
        Directory.Register(BalancerBook.Arns, new BalancerBook(Neighbours));
        Directory.Register(TableBook.Arns, Tables = new TableBook(Neighbours, Config.DynamoDb, Config.Account.LimitRequestRate));
        Directory.Register(KafkaBook.Arns, Kafka = new KafkaBook(Neighbours));
        Directory.Register(MqBook.Arns, Brokers = new MqBook(Neighbours));
        Directory.Register(ChangeBook.Arns, Changes = new ChangeBook(Neighbours));
        Mappings = new MappingBook(Neighbours, Config.Polling, PollerOf);
        Queues.Made = queue => Mappings.SourceMade(queue.Arn);
        Streams.Made = stream => Mappings.SourceMade(stream.Arn);
        Brokers.Made = queue => Mappings.SourceMade(arn => ReferenceEquals(Directory.Find(arn), queue));
        Changes.Made = stream => Mappings.SourceMade(arn => Directory.Find(arn) is ChangeView view && (view == stream.Plain || view == stream.Lookups));
        Kafka.Made = topic => Mappings.SourceMade(arn => ReferenceEquals(Directory.Find(arn), topic));
        if (Config.Queues.Count > 0)
        {
            ConfiguredQueues.Create(Queues.At(options.AccountId, options.Region), Config);
        }

        ModelledFunctions.MeetTargets(Engine, plan);
    }

    /// <summary>What exists in it, by ARN.</summary>
    public ResourceDirectory Directory { get; } = new();

    /// <summary>Hands over what services beside Lambda send by themselves.</summary>
    public Courier Courier { get; }

    /// <summary>Lambda's neighbours, as they see it.</summary>
    public NeighbourWorld Neighbours { get; }

    /// <summary>The queues of all accounts and regions.</summary>
    public QueueBook Queues { get; }

    /// <summary>The event buses of all accounts and regions.</summary>
    public BusBook Buses { get; }

    /// <summary>The buckets of all accounts and Regions.</summary>
    public BucketBook Buckets { get; }

    /// <summary>The topics of all accounts and regions.</summary>
    public TopicBook Topics { get; }

    /// <summary>The streams of all accounts and Regions.</summary>
    public StreamBook Streams { get; }

    /// <summary>The Kafka topics.</summary>
    public KafkaBook Kafka { get; }

    /// <summary>The queues of brokers.</summary>
    public MqBook Brokers { get; }

    /// <summary>The change streams.</summary>
    public ChangeBook Changes { get; }

    /// <summary>The tables of all accounts and regions.</summary>
    public TableBook Tables { get; }

    /// <summary>What would build it anew: whoever adds to the world before its time begins adds it here too.</summary>
    public WorldPlan Plan { get; set; }

    /// <summary>The configuration, with the run's seed.</summary>
    public SimulationConfig Config { get; }

    public Engine.Engine Engine { get; }

    /// <summary>The asynchronous queue.</summary>
    public AsyncInvocations Async { get; }

    /// <summary>Counts, sums and latencies; without what the engine has not told yet.</summary>
    public Metrics Metrics { get; }

    /// <summary>The log; null: it is not kept.</summary>
    public EventLog? Log { get; }

    /// <summary>Null: the log is off.</summary>
    public Fingerprint? Fingerprint { get; }

    /// <summary>SHA-256 of the log once the run has ended; <c>none</c> when the log is off.</summary>
    public string FingerprintText => Fingerprint?.Value ?? LambdaSim.Events.Fingerprint.None;

    /// <summary>From now on what became of async invocations is sent on.</summary>
    /// <param name="queueOf">The dead-letter queue that a function, whatever the version, has at the moment.</param>
    public void SendOn(Func<FunctionDefinition, Destination?> queueOf)
    {
        var options = Plan.Options;
        if (Config.Async.DeadLetterScope == DeadLetterScope.Function)
        {
            Async.Rules.DeadLetterQueueOfFunction = queueOf;
        }

        Async.Deliveries = new Deliveries(Engine, Async.Rules, Directory.Sink, new AsyncOrigin(options.AccountId, options.Region, Plan.Start, Plan.Seed), Config.Async.DeliveryAttempts);
    }

    // A function that the plan has under its plain name too: what a version says of itself is nothing then.
    private Destination? QueueOfModelled(FunctionDefinition function) =>
        Plan.Modelled.TryGetValue(function.Name, out var plain)
            ? (plain.DeadLetterQueue ?? Plan.Options.World.Defaults.DeadLetterQueue)?.In(Plan.Options.AccountId, Plan.Options.Region)
            : function.Config.DeadLetterQueue;

    /// <summary>The clock of neighbours where no code runs; null: code runs, or no neighbour waits for anything.</summary>
    public ModelledAlarms? Alarms { get; private set; }

    /// <summary>From now on all functions are modelled, and nothing runs but what the plan says.</summary>
    public void Model()
    {
        // A world that sends nothing on, and in which nobody polls, has nothing to do with it.
        if (Plan.SendsOn || Config.Mappings.Count > 0)
        {
            Directory.Register(Arn.Lambda, new ModelledFunctions(this));
        }

        if (Plan.SendsOn)
        {
            SendOn(QueueOfModelled);
            Async.GoesOn = Bound;
        }

        if (Config.Mappings.Count > 0)
        {
            var alarms = Alarms = new ModelledAlarms(Engine, Plan.Start);
            Neighbours.Alarms = (delay, action, keepsAlive) => WakeUp.After(alarms, Engine.Now, delay, action, keepsAlive);
        }
    }

    /// <summary>Replays a workload in a world that <see cref="Model"/> has prepared.</summary>
    public RunEnd Replay(ArrivalSource workload, Action<long, long>? onBlock, CancellationToken cancellation) => Engine.Replay(workload, onBlock, cancellation);

    /// <summary>The event source mappings, at work.</summary>
    public MappingBook Mappings { get; }

    private IPoller? PollerOf(Mapping mapping, BatchNumbers numbers) => Directory.Find(mapping.Settings.SourceArn) switch
    {
        Queue queue => new QueuePoller(mapping, queue, new PollerWorld(Neighbours, Directory, Config.Polling, Config.Account.Quotas.Pollers, numbers)),
        ISource source and (IShardedStream or IShardConsumer) => new StreamPoller(mapping, source, new StreamWorld(Neighbours, Directory, Config.Polling, numbers)),
        _ => null,
    };

    // What is on its way first: it goes to queues no more.
    private void End()
    {
        Courier.End();
        Mappings.End();
        Queues.End();
    }

    private void Bound(CallChain chain)
    {
        // Each call leads to one more at most: a longer chain than there are functions goes in a circle, which calls that end otherwise may leave.
        var most = LongestCircle + Plan.Modelled.Count;
        if (chain.Count > most)
        {
            throw new EndlessRunException(
                Text.Invariant($"the replay does not end: one request led to more than {most:N0} calls: {chain.Words(i => Engine.Versions.ModelOf(i).Definition.DisplayName)}. End the circle of destinations, or cut the run with \"until\""),
                Plan.Seed,
                Engine.Now);
        }
    }

    /// <summary>Faults of the plan that nothing came by, with what is missing.</summary>
    /// <param name="functions">Names of functions beside those that the engine has met.</param>
    public IEnumerable<string> UnmetFaults(IEnumerable<string> functions)
    {
        var options = Plan.Options;
        return Engine.Faults.Plan.Count == 0 ? [] : Engine.Faults.Unmet(
            [.. functions.Concat(KnownFunctions().SelectMany(static f => new[] { f.Name, f.DisplayName })).Distinct(StringComparer.Ordinal)],
            [
                .. Queues.At(options.AccountId, options.Region).Queues.Select(static q => q.Name),
                .. Topics.At(options.AccountId, options.Region).Topics.Select(static t => t.Name),
                .. Buckets.All.Select(static b => b.Name),
                .. Buses.At(options.AccountId, options.Region).Buses.Select(static b => b.Name),
                .. Tables.At(options.AccountId, options.Region).Tables.Select(static t => t.Name),
                .. Streams.At(options.AccountId, options.Region).Streams.Select(static s => s.Name),
            ]);
    }

    public void Dispose() => Fingerprint?.Dispose();

    /// <summary>The functions that the engine knows by now.</summary>
    public IEnumerable<KnownFunction> KnownFunctions() => Enumerable.Range(0, Engine.Versions.Count).Select(i =>
    {
        var function = Engine.Versions.ModelOf(i).Definition;
        return new KnownFunction(function.Place, function.Name, function.Qualifier, Engine.Versions[i].IsLive);
    });

    // Other entries are checked all the same; names are whole ARNs where something is sent on.
    private static SimulationConfig OfEngine(WorldPlan plan)
    {
        var config = plan.Config;
        var (account, region) = (plan.Options.AccountId, plan.Options.Region);
        if (config.Queues.Count + config.Mappings.Count > 0 && NamedTargets.OfQueues(config) is var (path, problem))
        {
            throw new SimulationConfigException($"{string.Join('.', path)}: {problem}");
        }

        if (ReferenceEquals(config.Functions, plan.Modelled) && !plan.SendsOn)
        {
            return config;
        }

        var entries = plan.SendsOn
            ? new SortedDictionary<string, FunctionOverrides>(plan.Modelled.ToDictionary(static f => f.Key, f => f.Value.In(account, region), StringComparer.Ordinal), StringComparer.Ordinal)
            : plan.Modelled;
        return config.Functions.Count == 0 && !plan.SendsOn ? config : config.Validate() with { Functions = entries, Defaults = config.Defaults.In(account, region) };
    }
}
