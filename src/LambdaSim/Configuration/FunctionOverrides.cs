using LambdaSim.Randomness;

namespace LambdaSim.Configuration;

/// <summary>
/// The part of a function's configuration that somebody wrote down: what is null is taken from the layer below
/// (AWS's defaults, then the trace, then the run's defaults, then the function's own entry).
/// </summary>
public sealed record FunctionOverrides
{
    /// <summary>Nothing written down.</summary>
    public static FunctionOverrides None { get; } = new();

    /// <inheritdoc cref="FunctionConfig.MemoryMb"/>
    public int? MemoryMb { get; init; }

    /// <inheritdoc cref="FunctionConfig.Timeout"/>
    public TimeLength? Timeout { get; init; }

    /// <inheritdoc cref="FunctionConfig.EphemeralStorageMb"/>
    public int? EphemeralStorageMb { get; init; }

    /// <inheritdoc cref="FunctionConfig.Architecture"/>
    public Architecture? Architecture { get; init; }

    /// <inheritdoc cref="FunctionConfig.PackageType"/>
    public PackageType? PackageType { get; init; }

    /// <inheritdoc cref="FunctionConfig.Runtime"/>
    public string? Runtime { get; init; }

    /// <inheritdoc cref="FunctionConfig.LogFormat"/>
    public LogFormat? LogFormat { get; init; }

    /// <inheritdoc cref="FunctionConfig.ApplicationLogLevel"/>
    public ApplicationLogLevel? ApplicationLogLevel { get; init; }

    /// <inheritdoc cref="FunctionConfig.ReservedConcurrency"/>
    public int? ReservedConcurrency { get; init; }

    /// <inheritdoc cref="FunctionConfig.Provisioned"/>
    public ProvisionedConcurrency? Provisioned { get; init; }

    /// <inheritdoc cref="FunctionConfig.Init"/>
    public Distribution? Init { get; init; }

    /// <inheritdoc cref="FunctionConfig.FirstCallPenalty"/>
    public bool? FirstCallPenalty { get; init; }

    /// <inheritdoc cref="FunctionConfig.Duration"/>
    public Distribution? Duration { get; init; }

    /// <inheritdoc cref="FunctionConfig.Cpu"/>
    public CpuModel? Cpu { get; init; }

    /// <inheritdoc cref="FunctionConfig.CreationDelay"/>
    public TimeLength? CreationDelay { get; init; }

    /// <inheritdoc cref="FunctionConfig.MaximumEventAge"/>
    public TimeLength? MaximumEventAge { get; init; }

    /// <inheritdoc cref="FunctionConfig.MaximumRetryAttempts"/>
    public int? MaximumRetryAttempts { get; init; }

    /// <inheritdoc cref="FunctionConfig.RecursiveLoop"/>
    public RecursiveLoop? RecursiveLoop { get; init; }

    /// <inheritdoc cref="FunctionConfig.OnSuccess"/>
    public Destination? OnSuccess { get; init; }

    /// <inheritdoc cref="FunctionConfig.OnFailure"/>
    public Destination? OnFailure { get; init; }

    /// <inheritdoc cref="FunctionConfig.DeadLetterQueue"/>
    public Destination? DeadLetterQueue { get; init; }

    /// <summary>Events, or records of them, are sent on.</summary>
    internal bool NamesTarget => (OnSuccess ?? OnFailure ?? DeadLetterQueue) is not null;

    /// <summary>Names of functions that records are sent to, as far as they are given by their names.</summary>
    internal IEnumerable<string> TargetFunctions => !NamesTarget ? [] : new[] { OnSuccess, OnFailure }.Select(static t => t?.FunctionName).OfType<string>();

    /// <summary>With whole ARNs, where queues and functions are given by their names.</summary>
    internal FunctionOverrides In(string account, string region) => !NamesTarget ? this : this with
    {
        OnSuccess = OnSuccess?.In(account, region),
        OnFailure = OnFailure?.In(account, region),
        DeadLetterQueue = DeadLetterQueue?.In(account, region),
    };

    /// <summary>Lays what is written here over a configuration.</summary>
    public FunctionConfig Over(FunctionConfig below) => ReferenceEquals(this, None) ? below : below with
    {
        // One copy, whatever is written: a replay has tens of thousands of these. A test holds it to the table.
        MemoryMb = MemoryMb ?? below.MemoryMb,
        Timeout = Timeout ?? below.Timeout,
        EphemeralStorageMb = EphemeralStorageMb ?? below.EphemeralStorageMb,
        Architecture = Architecture ?? below.Architecture,
        PackageType = PackageType ?? below.PackageType,
        Runtime = Runtime ?? below.Runtime,
        LogFormat = LogFormat ?? below.LogFormat,
        ApplicationLogLevel = ApplicationLogLevel ?? below.ApplicationLogLevel,
        ReservedConcurrency = ReservedConcurrency ?? below.ReservedConcurrency,
        Provisioned = Provisioned ?? below.Provisioned,
        Init = Init ?? below.Init,
        FirstCallPenalty = FirstCallPenalty ?? below.FirstCallPenalty,
        Duration = Duration ?? below.Duration,
        Cpu = Cpu ?? below.Cpu,
        CreationDelay = CreationDelay ?? below.CreationDelay,
        MaximumEventAge = MaximumEventAge ?? below.MaximumEventAge,
        MaximumRetryAttempts = MaximumRetryAttempts ?? below.MaximumRetryAttempts,
        RecursiveLoop = RecursiveLoop ?? below.RecursiveLoop,
        DeadLetterQueue = DeadLetterQueue ?? below.DeadLetterQueue,
        OnSuccess = OnSuccess ?? below.OnSuccess,
        OnFailure = OnFailure ?? below.OnFailure,
    };
}
