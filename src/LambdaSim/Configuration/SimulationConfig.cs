using LambdaSim.Faults;
using NodaTime;

namespace LambdaSim.Configuration;

/// <summary>Where a replay ends.</summary>
public enum ReplayEnd
{
    /// <summary>When the last call has completed and the last queued event has found its fate.</summary>
    LastForegroundEvent,

    /// <summary>With the last arrival; what still runs has the fate <c>running at end</c>.</summary>
    LastArrival,
}

/// <summary>The world a workload is replayed in. Immutable; the same values and workload give the same log, byte for byte.</summary>
public sealed record SimulationConfig
{
    /// <summary>The seed used when none is given.</summary>
    public const ulong DefaultSeed = 20_141_113;

    internal static readonly IReadOnlyDictionary<string, DeployedOutput> NoOutputs = new SortedDictionary<string, DeployedOutput>(StringComparer.Ordinal);

    /// <summary>Seed of all draws.</summary>
    public ulong Seed { get; init; } = DefaultSeed;

    /// <summary>Instant of virtual time 0 for workloads that carry no dates.</summary>
    public Instant Start { get; init; } = Instant.FromUtc(2026, 1, 1, 0, 0);

    /// <summary>Account limits.</summary>
    public AccountConfig Account { get; init; } = new();

    /// <summary>The asynchronous queue.</summary>
    public AsyncConfig Async { get; init; } = new();

    /// <summary>What holds for every function unless its own entry says otherwise.</summary>
    public FunctionOverrides Defaults { get; init; } = FunctionOverrides.None;

    /// <summary>Entries of single functions, by name or <c>name:version</c>.</summary>
    public IReadOnlyDictionary<string, FunctionOverrides> Functions { get; init; } = new SortedDictionary<string, FunctionOverrides>(StringComparer.Ordinal);

    /// <summary>Queues by name, for dead letters and records of events.</summary>
    public IReadOnlyDictionary<string, QueueConfig> Queues { get; init; } = new SortedDictionary<string, QueueConfig>(StringComparer.Ordinal);

    /// <summary>What goes wrong on purpose.</summary>
    public FaultPlan Faults { get; init; } = FaultPlan.None;

    /// <summary>Build outputs by function, of a file that <c>lambdasim serve</c> reads; it takes them out.</summary>
    internal IReadOnlyDictionary<string, DeployedOutput> Deployed { get; init; } = NoOutputs;

    /// <summary>Which functions read which queues. Each mapping is there with its function, from the start of a replay.</summary>
    public IReadOnlyList<ConfiguredMapping> Mappings { get; init; } = [];

    /// <summary>How S3 behaves where AWS names no exact figure.</summary>
    public S3Config S3 { get; init; } = new();

    /// <summary>How DynamoDB behaves where AWS names no exact figure.</summary>
    public DynamoDbConfig DynamoDb { get; init; } = new();

    /// <summary>How the pollers of event source mappings behave where AWS says little or nothing.</summary>
    public PollingConfig Polling { get; init; } = new();

    /// <summary>How long idle environments are kept.</summary>
    public KeepAlive KeepAlive { get; init; } = KeepAlive.Default;

    /// <summary>How old environments may become; null: any age.</summary>
    public EnvironmentLifetime? Lifetime { get; init; } = EnvironmentLifetime.Default;

    /// <summary>What the run costs.</summary>
    public PriceList Prices { get; init; } = PriceList.Current;

    /// <summary>Where the run ends.</summary>
    public ReplayEnd Until { get; init; }

    /// <summary>Virtual time at which the run is cut whatever is left; null: none.</summary>
    public TimeLength? UntilTime { get; init; }

    /// <summary>Checks every value; functions that only the workload knows are checked when they first appear.</summary>
    /// <returns>This.</returns>
    /// <exception cref="LambdaServiceException">AWS would refuse the value, with the message AWS gives.</exception>
    /// <exception cref="SimulationConfigException">A setting of the simulation is out of range.</exception>
    public SimulationConfig Validate()
    {
        Account.Validate();
        Async.Validate();
        S3.Validate();
        DynamoDb.Validate();
        KeepAlive.Validate();
        Polling.Validate();
        Lifetime?.Validate();
        Prices.Validate();
        if (Start < Instant.FromUtc(1970, 1, 1, 0, 0) || Start >= Instant.FromUtc(2200, 1, 1, 0, 0))
        {
            throw new SimulationConfigException("the year of start is not between 1970 and 2199");
        }

        if (UntilTime is { } until && (until < Duration.Zero || until > Duration.FromDays(36_525)))
        {
            throw new SimulationConfigException(Text.Invariant($"until is {until.TotalSeconds} s after the start; it must be between 0 and 100 years"));
        }

        if (Defaults.ReservedConcurrency is not null || Defaults.Provisioned is not null)
        {
            throw new SimulationConfigException("defaults: reservedConcurrency and provisioned belong to single functions; set them under \"functions\"");
        }

        foreach (var (name, queue) in Queues)
        {
            try
            {
                QueueConfig.CheckName(name);
                queue.Validate(name, Account.Quotas.MaxMessageBytes);
            }
            catch (SimulationConfigException e)
            {
                throw new SimulationConfigException($"queue {name}: {e.Message}");
            }
        }

        var below = Defaults.Over(FunctionConfig.Default);
        foreach (var (name, overrides) in Functions)
        {
            try
            {
                Prices.Require(overrides.Over(below).Validate());
            }
            catch (SimulationConfigException e)
            {
                throw new SimulationConfigException($"function {name}: {e.Message}");
            }
        }

        Prices.Require(below.Validate());
        return this;
    }
}
