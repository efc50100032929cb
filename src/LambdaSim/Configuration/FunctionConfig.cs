using LambdaSim.Randomness;

namespace LambdaSim.Configuration;

/// <summary>A function's instruction set. Prices and init times depend on it.</summary>
public enum Architecture
{
    /// <summary>64-bit x86; AWS's default.</summary>
    X86_64,

    /// <summary>64-bit Arm (Graviton).</summary>
    Arm64,
}

/// <summary>How a function's code is deployed. Init times, and before 2025-08-01 the billing of INIT, depend on it.</summary>
public enum PackageType
{
    /// <summary>A zip archive on a managed or custom runtime; AWS's default.</summary>
    Zip,

    /// <summary>A container image.</summary>
    Image,
}

/// <summary>Provisioned concurrency of a version: environments created ahead, held until the run ends (rule ADM-PROVISIONED).</summary>
/// <param name="Concurrency">Number of environments, 1 or more.</param>
/// <param name="ReadyAt">When all of them become usable, counted from the run's start. The amount is subtracted from the pool from the start.</param>
public sealed record ProvisionedConcurrency(int Concurrency, TimeLength ReadyAt = default);

/// <summary>What becomes of a chain of requests that reaches a function again and again (rule REC-LIMIT).</summary>
public enum RecursiveLoop
{
    /// <summary>Its next invocation is stopped: AWS's default.</summary>
    Terminate = 0,

    /// <summary>Nothing.</summary>
    Allow = 1,
}

/// <summary>
/// Memory-proportional CPU (rule ENV-CPU): 1,769 MB is one full core, below it CPU-bound work takes 1769/memory times as long.
/// Given durations are taken to be measured at <paramref name="ReferenceMemoryMb"/>.
/// </summary>
/// <param name="BoundShare">Share of the duration that is CPU-bound, 0 to 1. The rest (waiting) does not scale.</param>
/// <param name="ReferenceMemoryMb">Memory size at which the durations hold; null: what the trace says, else no scaling.</param>
public sealed record CpuModel(decimal BoundShare, int? ReferenceMemoryMb = null);

/// <summary>Everything the simulation knows of a function version. Immutable; validated by <see cref="Validate"/>.</summary>
public sealed record FunctionConfig
{
    /// <summary>AWS's defaults: 128 MB, 3 s, x86_64, zip, nothing reserved.</summary>
    public static FunctionConfig Default { get; } = new();

    /// <summary>Memory size in MB, 128 to 10,240. Sets CPU share, price and the first call's penalty.</summary>
    public int MemoryMb { get; init; } = 128;

    /// <summary>Longest Duration of a call, 1 s to 900 s in whole seconds.</summary>
    public TimeLength Timeout { get; init; } = NodaTime.Duration.FromSeconds(3);

    /// <summary>Size of <c>/tmp</c> in MB, 512 to 10,240. What exceeds 512 is billed.</summary>
    public int EphemeralStorageMb { get; init; } = 512;

    /// <summary>Instruction set.</summary>
    public Architecture Architecture { get; init; }

    /// <summary>Zip or container image.</summary>
    public PackageType PackageType { get; init; }

    /// <summary>
    /// A runtime from <see cref="RuntimeCatalog"/>, such as <c>dotnet8</c>; null: none named, so no init time and no first-call penalty of its own.
    /// </summary>
    public string? Runtime { get; init; }

    /// <summary>Text or JSON.</summary>
    public LogFormat LogFormat { get; init; }

    /// <summary>The least level of lines that reach the log; null: INFO. Only with <see cref="LogFormat.Json"/> (rule INV-LOGLEVEL).</summary>
    public ApplicationLogLevel? ApplicationLogLevel { get; init; }

    /// <summary>Concurrency set aside for, and the most that is allowed to, this function; 0 stops it; null: none (rule ADM-RESERVED).</summary>
    public int? ReservedConcurrency { get; init; }

    /// <summary>Environments created ahead; null: none.</summary>
    public ProvisionedConcurrency? Provisioned { get; init; }

    /// <summary>Length of INIT. Null: what the trace gives, else the runtime's quantiles, else 0.</summary>
    public Distribution? Init { get; init; }

    /// <summary>Whether the first call after a cold start pays the runtime's penalty (rule ENV-FIRSTCALL). Needs <see cref="Runtime"/>.</summary>
    public bool FirstCallPenalty { get; init; } = true;

    /// <summary>Length of a call where the workload gives none. Null: an arrival without duration is refused.</summary>
    public Distribution? Duration { get; init; }

    /// <summary>CPU scaling; null: durations do not depend on memory.</summary>
    public CpuModel? Cpu { get; init; }

    /// <summary>Time before INIT to create the environment and fetch the code: waited for by the caller, neither in Init Duration nor billed (rule ENV-CREATION). AWS publishes none; default 0.</summary>
    public TimeLength CreationDelay { get; init; }

    /// <summary>How old an event may be when an attempt of it starts, 60 s to 21,600 s (rule ASY-AGE).</summary>
    public TimeLength MaximumEventAge { get; init; } = NodaTime.Duration.FromHours(6);

    /// <summary>How often an event is retried after an attempt that failed, 0 to 2 (rule ASY-RETRY).</summary>
    public int MaximumRetryAttempts { get; init; } = 2;

    /// <summary>Whether loops that reach it again and again are stopped (rule REC-LIMIT).</summary>
    public RecursiveLoop RecursiveLoop { get; init; }

    /// <summary>
    /// Environment variables that code finds in <see cref="LambdaContext.Environment"/> beside those that Lambda sets; at most 4 KB together. They stand in the
    /// log: no place for secrets.
    /// </summary>
    /// <example>
    /// <code>
    /// simulation.AddFunction("order", handler, f => f with { Environment = new Dictionary&lt;string, string&gt; { ["TABLE"] = "orders" } });
    /// simulation.AddFunction("order", handler, f => f.WithEnvironment("TABLE", "orders"));
    /// </code>
    /// </example>
    public IReadOnlyDictionary<string, string> Environment
    {
        get;
        init => field = VariableSet.Of(value);
    } = VariableSet.Empty;

    /// <summary>Where a record of each event that ran to success is sent; null: nowhere (rule ASY-DESTINATION).</summary>
    public Destination? OnSuccess { get; init; }

    /// <summary>Where a record of each event that was dropped is sent; null: nowhere (rule ASY-DESTINATION).</summary>
    public Destination? OnFailure { get; init; }

    /// <summary>The queue to which each event that was dropped is sent itself; null: none (rule ASY-DLQ).</summary>
    public Destination? DeadLetterQueue { get; init; }

    /// <summary>The same with one environment variable more, or with another value of it.</summary>
    /// <param name="name">Letters, digits and underscores, a letter first, two or more.</param>
    /// <param name="value">Any text.</param>
    public FunctionConfig WithEnvironment(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        return this with { Environment = VariableSet.Of(Environment).With(name, value) };
    }

    /// <summary>With whole ARNs, where queues and functions are given by their names.</summary>
    internal FunctionConfig In(string account, string region) => (OnSuccess ?? OnFailure ?? DeadLetterQueue) is null ? this : this with
    {
        OnSuccess = OnSuccess?.In(account, region),
        OnFailure = OnFailure?.In(account, region),
        DeadLetterQueue = DeadLetterQueue?.In(account, region),
    };

    /// <summary>Checks every value against AWS's range.</summary>
    /// <returns>This.</returns>
    /// <exception cref="ValidationException">A value is out of AWS's range.</exception>
    /// <exception cref="InvalidParameterValueException">AWS refuses two values together.</exception>
    /// <exception cref="SimulationConfigException">A setting of the simulation is out of range.</exception>
    public FunctionConfig Validate()
    {
        FunctionSettingTable.Check(this);
        return this;
    }
}
