namespace LambdaSim.Configuration;

/// <summary>Which environments share one scaling-rate bucket.</summary>
public enum ScalingScope
{
    /// <summary>Each function has its own (since 2023-11).</summary>
    Function,

    /// <summary>All functions of the account share one (before).</summary>
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
    /// <summary>Since 2023-11: 1,000 environments per 10 s and function.</summary>
    public static QuotaProfile Current { get; } = new("current", new ScalingRate(ScalingScope.Function, 1_000, 1_000, 10, Stepwise: false), AsyncFrontDoorRate: false);

    /// <summary>Until 2023-11 in us-east-1, us-west-2, eu-west-1: a burst of 3,000, then 500 a minute for the whole account.</summary>
    public static QuotaProfile Legacy2023 { get; } = Legacy("legacy2023", 3_000);

    /// <summary>Until 2023-11 in ap-northeast-1, eu-central-1, us-east-2: a burst of 1,000.</summary>
    public static QuotaProfile Legacy2023Medium { get; } = Legacy("legacy2023-1000", 1_000);

    /// <summary>Until 2023-11 in all other Regions: a burst of 500.</summary>
    public static QuotaProfile Legacy2023Small { get; } = Legacy("legacy2023-500", 500);

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<QuotaProfile> All { get; } = [Current, Legacy2023, Legacy2023Medium, Legacy2023Small];

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

    private static QuotaProfile Legacy(string name, int burst) =>
        new(name, new ScalingRate(ScalingScope.Account, burst, 500, 60, Stepwise: true), AsyncFrontDoorRate: true);
}
