using System.Runtime.CompilerServices;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Randomness;

namespace LambdaSim.Engine;

/// <summary>How the calls of one function version behave: what a draw needs, worked out once from its configuration.</summary>
internal sealed class VersionModel
{
    public const ulong NoScaling = 1ul << 32;

    private const int FullCoreMb = 1_769;

    /// <summary>No environment is to be prepared.</summary>
    public static readonly (long At, long KeepFor) NoPrewarm = (-1, 0);

    // The catalog has one distribution for each; many versions share it.
    private static readonly ConditionalWeakTable<Distribution, Sampler> _ofRuntimes = [];

    private readonly Sampler? _duration;
    private readonly Sampler? _init;
    private readonly bool _initFromTrace;
    private readonly ulong _durationStream;
    private readonly ulong _initStream;

    public VersionModel(FunctionDefinition definition, int? traceMemoryMb, ulong seed, int generation = 0)
    {
        Definition = definition;
        var config = definition.Config;
        Entity = StableHash.Of(generation == 0 ? definition.DisplayName : Text.Invariant($"{definition.DisplayName} {generation}"));
        _durationStream = Draw.Stream(seed, Purpose.Duration, Entity);
        _initStream = Draw.Stream(seed, Purpose.Init, Entity);
        _duration = config.Duration?.Compile();
        _initFromTrace = config.Init is null;
        _init = config.Init is { } given ? given.Compile()
            : config.Runtime is { } runtime ? _ofRuntimes.GetValue(RuntimeCatalog.InitOf(runtime, config.PackageType, config.Architecture), static d => d.Compile())
            : null;
        FirstCallPenalty = config is { FirstCallPenalty: true, Runtime: { } named }
            ? RuntimeCatalog.FirstCall(named, config.Architecture, config.MemoryMb).ToInt64Nanoseconds()
            : 0;
        CpuFactor = Scaling(config, traceMemoryMb);
        HasReferenceMemory = (config.Cpu?.ReferenceMemoryMb ?? traceMemoryMb) is not null;
        CreationDelay = config.CreationDelay.ToInt64Nanoseconds();
        ProvisionedInitLimit = Math.Max(130 * NodaTime.NodaConstants.NanosecondsPerSecond, config.Timeout.ToInt64Nanoseconds());
    }

    public FunctionDefinition Definition { get; }

    /// <summary>Whom draws are for: its name, so that other functions coming or going do not shift them.</summary>
    public ulong Entity { get; }

    /// <summary>Nanoseconds the first call after a cold start takes longer.</summary>
    public long FirstCallPenalty { get; }

    public ulong CpuFactor { get; }

    /// <summary>Whether it is known at which memory size the durations hold.</summary>
    public bool HasReferenceMemory { get; }

    public long CreationDelay { get; }

    public long ProvisionedInitLimit { get; }

    /// <summary>Environments created so far.</summary>
    public long Environments { get; set; }

    /// <summary>When an adapting policy wants an environment prepared, and for how long to keep it.</summary>
    public (long At, long KeepFor) Prewarm { get; set; } = NoPrewarm;

    /// <summary>Whether such an environment is being created or in INIT.</summary>
    public bool IsPreparing { get; set; }

    /// <summary>An update or a deletion ended it: what runs ends in it, nothing begins.</summary>
    public bool IsRetired { get; set; }

    /// <summary>What its calls reach after an update; negative: it is the newest, or deleted.</summary>
    public int Successor { get; set; } = -1;

    /// <summary>Whether a length was drawn from the configured distribution.</summary>
    public bool DrewDuration { get; private set; }

    public long Duration(long ordinal)
    {
        if (_duration is null)
        {
            throw new SimulationConfigException(
                $"function {Definition.DisplayName} has no duration: the workload gives none; set \"duration\" for it or in \"defaults\" of the configuration");
        }

        DrewDuration = true;
        return _duration.Sample(Draw.At(_durationStream, (ulong)ordinal));
    }

    /// <summary>Length of INIT: the configuration's model, else what the trace gives, else the runtime's quantiles, else 0.</summary>
    public long Init(long given, long ordinal) =>
        _initFromTrace && given >= 0 ? given : _init?.Sample(Draw.At(_initStream, (ulong)ordinal)) ?? 0;

    /// <summary>Length of INIT of an environment that no request asked for.</summary>
    public long UnrequestedInit(long environmentOrdinal) => Init(Arrival.NotGiven, environmentOrdinal | long.MinValue);

    /// <summary>A length times a factor; what exceeds 2^62 ns, 146 years, is cut there: every timeout is far shorter.</summary>
    public static long Scale(long duration, ulong factor)
    {
        var high = Math.BigMul((ulong)duration, factor, out var low);
        return high >> 30 == 0 ? (long)((high << 32) | (low >> 32)) : 1L << 62;
    }

    // Rule ENV-CPU: c ms of CPU-bound work at a full core take c * max(1, 1769/memory).
    private static ulong Scaling(FunctionConfig config, int? traceMemoryMb)
    {
        if (config.Cpu is not { } cpu || (cpu.ReferenceMemoryMb ?? traceMemoryMb) is not { } reference)
        {
            return NoScaling;
        }

        var slowdown = Slowdown(config.MemoryMb) / Slowdown(reference);
        return (ulong)decimal.Round(((1 - cpu.BoundShare) + (cpu.BoundShare * slowdown)) * NoScaling);
    }

    private static decimal Slowdown(int memoryMb) => Math.Max(1m, (decimal)FullCoreMb / memoryMb);
}
