using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Events;
using LambdaSim.Randomness;
using LambdaSim.Workloads;

namespace LambdaSim.Tests.Determinism;

/// <summary>Twenty-one worlds that together pass every transition; their fingerprints are golden.</summary>
internal static class Scenarios
{
    private static readonly Distribution _exponential = Distribution.Exponential(Duration.FromMilliseconds(120));

    public static IReadOnlyDictionary<string, (Func<ulong, ArrivalSource> Workload, SimulationConfig Config)> All { get; } =
        new SortedDictionary<string, (Func<ulong, ArrivalSource>, SimulationConfig)>(StringComparer.Ordinal)
        {
            ["constant"] = (_ => Arrivals.Constant("f", Duration.FromMilliseconds(10), Options(5_000)), World()),
            ["poisson"] = (seed => Arrivals.Poisson("f", 200, Options(20_000, seed)), World()),
            ["poisson-other-seed"] = (seed => Arrivals.Poisson("f", 200, Options(20_000, seed)), World() with { Seed = 2 }),
            ["bursts"] = (seed => Arrivals.Bursts("f", 1_500, Duration.FromSeconds(20), Options(15_000, seed)), World()),
            ["diurnal"] = (seed => Arrivals.Diurnal("f", 0.5, 5, Options(20_000, seed)), World()),
            ["on-off"] = (seed => Arrivals.OnOff("f", 50, Duration.FromSeconds(30), Duration.FromMinutes(8), exponential: true, Options(10_000, seed)), World()),
            ["demo"] = (Arrivals.Demo, new SimulationConfig()),
            ["demo-small-account"] = (Arrivals.Demo, new SimulationConfig { Account = new AccountConfig { ConcurrencyLimit = 100 } }),
            ["legacy-scaling"] = (seed => Arrivals.Bursts("f", 4_000, Duration.FromMinutes(1), Options(20_000, seed)),
                World() with { Account = new AccountConfig { ConcurrencyLimit = 10_000, Quotas = QuotaProfile.Legacy2023 } }),
            ["reserved"] = (seed => Arrivals.Poisson("f", 200, Options(10_000, seed)), World(new FunctionOverrides { ReservedConcurrency = 20 })),
            ["provisioned"] = (seed => Arrivals.Poisson("f", 200, Options(10_000, seed)),
                World(new FunctionOverrides { Provisioned = new ProvisionedConcurrency(20, Duration.FromSeconds(10)) })),
            ["timeouts"] = (seed => Arrivals.Poisson("f", 50, Options(10_000, seed)),
                World(new FunctionOverrides { Timeout = Duration.FromSeconds(1), Duration = Distribution.LogNormal(Duration.FromMilliseconds(200), Duration.FromSeconds(3)) })),
            ["dotnet-on-arm"] = (seed => Arrivals.Poisson("f", 5, Options(5_000, seed)),
                World(new FunctionOverrides { Runtime = "dotnet8", Architecture = Architecture.Arm64, MemoryMb = 512 })),
            ["slow-init"] = (seed => Arrivals.Poisson("f", 1, Options(2_000, seed)),
                World(new FunctionOverrides { Init = Distribution.Uniform(Duration.FromSeconds(1), Duration.FromSeconds(12)), CreationDelay = Duration.FromMilliseconds(80) })),
            ["cpu"] = (seed => Arrivals.Poisson("f", 20, Options(5_000, seed)),
                World(new FunctionOverrides { MemoryMb = 256, Cpu = new CpuModel(0.7m, 1_769) })),
            ["keep-alive-zero"] = (seed => Arrivals.Poisson("f", 20, Options(5_000, seed)), World() with { KeepAlive = KeepAlive.Fixed(Duration.Zero) }),
            ["keep-alive-hybrid"] = (_ => Arrivals.Constant("f", Duration.FromMinutes(20), Options(300)), World() with { KeepAlive = KeepAlive.Hybrid() }),
            ["events-wait"] = (seed => Arrivals.Bursts("f", 200, Duration.FromMinutes(1), Options(2_000, seed) with { Type = LambdaSim.InvocationType.Event }),
                World(new FunctionOverrides { ReservedConcurrency = 10, MaximumEventAge = Duration.FromMinutes(2) })),
            ["events-retried"] = (seed => Arrivals.Poisson("f", 20, Options(5_000, seed) with { Type = LambdaSim.InvocationType.Event }),
                World(new FunctionOverrides { Timeout = Duration.FromSeconds(1), ReservedConcurrency = 30, MaximumEventAge = Duration.FromMinutes(3), Duration = Distribution.LogNormal(Duration.FromMilliseconds(500), Duration.FromSeconds(3)) })),
            ["cut-at-last-arrival"] = (seed => Arrivals.Poisson("f", 100, Options(5_000, seed)), World() with { Until = ReplayEnd.LastArrival }),
            ["merged"] = (seed => Arrivals.Merge([Arrivals.Poisson("a", 30, Options(5_000, seed)), Arrivals.Constant("b", Duration.FromMilliseconds(50), Options(2_000)), Arrivals.Demo(seed)]), World()),
        };

    public static string Fingerprint(string name, LogSemantics? semantics = null)
    {
        var (workload, config) = All[name];
        using var source = workload(config.Seed);
        return Simulation.Replay(source, config, new ReplayOptions { Semantics = semantics ?? LogSemantics.Current }, TestContext.Current.CancellationToken).Fingerprint;
    }

    private static ArrivalOptions Options(long count, ulong seed = 1) => new() { Count = count, Seed = seed };

    private static SimulationConfig World(FunctionOverrides? f = null) => new()
    {
        Defaults = new FunctionOverrides { Timeout = Duration.FromMinutes(15), Init = Distribution.LogNormal(Duration.FromMilliseconds(250), Duration.FromMilliseconds(900)), Duration = _exponential },
        Functions = new Dictionary<string, FunctionOverrides> { ["f"] = f ?? FunctionOverrides.None },
    };
}
