namespace LambdaSim.Configuration;

/// <summary>Which environments share one scaling-rate bucket.</summary>
public enum ScalingScope
{
    /// <summary>Each function has its own (since 2023-11).</summary>
    Function,

    /// <summary>All functions of the account share one, before (rule ADM-SCALING-LEGACY).</summary>
    Account,
}

/// <summary>How fast new on-demand environments may be created (rule ADM-SCALING): a token bucket.</summary>
/// <param name="Scope">What shares the bucket.</param>
/// <param name="Burst">Environments that may be created at once; the bucket's size.</param>
/// <param name="PerPeriod">Tokens added in each period.</param>
/// <param name="PeriodSeconds">Length of a period in seconds.</param>
/// <param name="Stepwise">True: the tokens come together at the end of each period; false: continuously.</param>
public sealed record ScalingRate(ScalingScope Scope, int Burst, int PerPeriod, int PeriodSeconds, bool Stepwise);

/// <summary>The values AWS changed over the years, as of a date. A trace's dates never choose one.</summary>
public sealed record QuotaProfile
{
    private const int QuarterMegabyte = 262_144;

    private static ScalingRate PerFunction { get; } = new(ScalingScope.Function, 1_000, 1_000, 10, Stepwise: false);

    /// <summary>Today: 1,000 environments per 10 s and function; events (since 2025-10-24) and messages of queues (since 2025-08) of 1 MiB.</summary>
    public static QuotaProfile Current { get; } = new("current", PerFunction, AsyncFrontDoorRate: false);

    /// <summary>From 2023-11 to 2025-07: today's scaling rate; events and messages of queues of 256 KiB.</summary>
    public static QuotaProfile Legacy2025 { get; } = new("legacy2025", PerFunction, AsyncFrontDoorRate: false) { MaxEventBytes = QuarterMegabyte, MaxMessageBytes = QuarterMegabyte };

    /// <summary>Until 2023-11 in us-east-1, us-west-2, eu-west-1: a burst of 3,000, then 500 a minute for the whole account.</summary>
    public static QuotaProfile Legacy2023 { get; } = Legacy("legacy2023", 3_000);

    /// <summary>Until 2023-11 in ap-northeast-1, eu-central-1, us-east-2: a burst of 1,000.</summary>
    public static QuotaProfile Legacy2023Medium { get; } = Legacy("legacy2023-1000", 1_000);

    /// <summary>Until 2023-11 in all other Regions: a burst of 500.</summary>
    public static QuotaProfile Legacy2023Small { get; } = Legacy("legacy2023-500", 500);

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<QuotaProfile> All { get; } = [Current, Legacy2023, Legacy2023Medium, Legacy2023Small, Legacy2025];

    private QuotaProfile(string name, ScalingRate scaling, bool AsyncFrontDoorRate)
    {
        Name = name;
        Scaling = scaling;
        this.AsyncFrontDoorRate = AsyncFrontDoorRate;
    }

    /// <summary>The name used in configuration files.</summary>
    public string Name { get; }

    /// <summary>The scaling rate.</summary>
    public ScalingRate Scaling { get; }

    /// <summary>Whether asynchronous calls count against the account's request rate and are refused at the front door (legacy).</summary>
    public bool AsyncFrontDoorRate { get; }

    /// <summary>Largest event of an asynchronous invocation in bytes (rule INV-SIZE-ASYNC).</summary>
    public int MaxEventBytes { get; private init; } = 1_048_576;

    /// <summary>Largest message of a queue in bytes, body and attributes together (rule ASY-QUEUE); also the largest batch.</summary>
    public int MaxMessageBytes { get; private init; } = 1_048_576;

    private static QuotaProfile Legacy(string name, int burst) =>
        new(name, new ScalingRate(ScalingScope.Account, burst, 500, 60, Stepwise: true), AsyncFrontDoorRate: true) { MaxEventBytes = QuarterMegabyte, MaxMessageBytes = QuarterMegabyte };
}
