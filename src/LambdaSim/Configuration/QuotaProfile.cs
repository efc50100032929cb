using NodaTime;
using NodaTime.Text;

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
/// <example>
/// <code>
/// var then = new AccountConfig { Quotas = QuotaProfile.On(new LocalDate(2018, 6, 1), "eu-central-1") };
/// </code>
/// </example>
public sealed record QuotaProfile
{
    private const int EighthMegabyte = 131_072;
    private const int QuarterMegabyte = 262_144;
    private const int Megabyte = 1_048_576;

    // AWS's announcements; of November 2018 the day is not known.
    private static readonly LocalDate EventsOfQuarterMegabyte = new(2018, 11, 1);
    private static readonly LocalDate LoopsDetected = new(2023, 7, 13);
    private static readonly LocalDate ScalingByFunction = new(2023, 11, 26);
    private static readonly LocalDate FifoLikeStandard = new(2024, 11, 1);
    private static readonly LocalDate MessagesOfMegabyte = new(2025, 8, 4);
    private static readonly LocalDate EventsOfMegabyte = new(2025, 10, 24);
    private static readonly LocalDate First = new(2014, 11, 13);

    private const string LargestRegion = "us-east-1";

    private static ScalingRate PerFunction { get; } = new(ScalingScope.Function, 1_000, 1_000, 10, Stepwise: false);

    /// <summary>Today: 1,000 environments per 10 s and function; events (since 2025-10-24) and messages of queues (since 2025-08) of 1 MiB.</summary>
    public static QuotaProfile Current { get; } = At("current", EventsOfMegabyte, LargestRegion);

    /// <summary>From 2023-11 to 2025-07: today's scaling rate; events and messages of queues of 256 KiB.</summary>
    public static QuotaProfile Legacy2025 { get; } = At("legacy2025", ScalingByFunction, LargestRegion);

    /// <summary>From 2018-11 until 2023-11 in us-east-1, us-west-2, eu-west-1: a burst of 3,000, then 500 a minute for the whole account. No recursive loop is detected, as before 2023-07.</summary>
    public static QuotaProfile Legacy2023 { get; } = At("legacy2023", EventsOfQuarterMegabyte, LargestRegion);

    /// <summary>Until 2023-11 in ap-northeast-1, eu-central-1, us-east-2: a burst of 1,000.</summary>
    public static QuotaProfile Legacy2023Medium { get; } = At("legacy2023-1000", EventsOfQuarterMegabyte, "eu-central-1");

    /// <summary>Until 2023-11 in all other Regions: a burst of 500.</summary>
    public static QuotaProfile Legacy2023Small { get; } = At("legacy2023-500", EventsOfQuarterMegabyte, "");

    /// <summary>Until 2018-11, in the Regions of <see cref="Legacy2023"/>: as that, with events of 128 KiB.</summary>
    public static QuotaProfile Legacy2018 { get; } = At("legacy2018", First, LargestRegion);

    /// <summary>All that have a name of their own, by name.</summary>
    public static IReadOnlyList<QuotaProfile> All { get; } = [Current, Legacy2018, Legacy2023, Legacy2023Medium, Legacy2023Small, Legacy2025];

    private QuotaProfile(string name, ScalingRate scaling) => (Name, Scaling) = (name, scaling);

    /// <summary>The name used in configuration files: <c>legacy2023</c>, or a date and a Region.</summary>
    public string Name { get; }

    /// <summary>The scaling rate, from which follows how long a burst of events takes to be absorbed (rule ASY-BURST).</summary>
    public ScalingRate Scaling { get; }

    /// <summary>Whether asynchronous calls count against the account's request rate and are refused at the front door (legacy).</summary>
    public bool AsyncFrontDoorRate { get; private init; }

    /// <summary>Whether recursive loops are detected (rule REC-LIMIT): since 2023-07-13, in all accounts and Regions since 2026-11-01.</summary>
    public bool DetectsRecursiveLoops { get; private init; }

    /// <summary>Largest event of an asynchronous invocation in bytes (rule INV-SIZE-ASYNC).</summary>
    public int MaxEventBytes { get; private init; }

    /// <summary>Largest message of a queue in bytes, body and attributes together (rule ASY-QUEUE); also the largest batch.</summary>
    public int MaxMessageBytes { get; private init; }

    /// <summary>The same with the limit that the deprecated operation <c>InvokeAsync</c> kept (rule INV-SIZE-ASYNC).</summary>
    internal QuotaProfile OfInvokeAsync => MaxEventBytes <= QuarterMegabyte ? this : this with { MaxEventBytes = QuarterMegabyte };

    /// <summary>How many batches of a queue a mapping works on at once (rule ESM-SCALE).</summary>
    public PollerScaling Pollers { get; private init; } = PollerScaling.Current;

    /// <summary>Messages of a FIFO queue that can be in flight (rule SQS-IN-FLIGHT): 20,000 until October 2024.</summary>
    public int MaxFifoInFlight { get; private init; }

    /// <summary>What held on a day.</summary>
    /// <param name="date">The day; before AWS Lambda was announced: its first.</param>
    /// <param name="region">Before 2023-11-26 the burst depends on it.</param>
    public static QuotaProfile On(LocalDate date, string region = LargestRegion)
    {
        ArgumentNullException.ThrowIfNull(region);
        var day = LocalDatePattern.Iso.Format(date);
        return At(region == LargestRegion ? day : $"{day} {region}", date, region);
    }

    /// <summary>The profile of a name, or of a date and a Region with a space between them, which may be left out; null: it is none.</summary>
    internal static QuotaProfile? Parse(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return LocalDatePattern.Iso.Parse(space < 0 ? text : text[..space]) is { Success: true, Value: var date } && (space < 0 || text[(space + 1)..].Length > 0)
            ? On(date, space < 0 ? LargestRegion : text[(space + 1)..])
            : All.FirstOrDefault(q => q.Name == text);
    }

    private static QuotaProfile At(string name, LocalDate date, string region) => new(name, date >= ScalingByFunction ? PerFunction : Shared(region))
    {
        AsyncFrontDoorRate = date < ScalingByFunction,
        DetectsRecursiveLoops = date >= LoopsDetected,
        Pollers = date >= ScalingByFunction ? PollerScaling.Current : PollerScaling.Before202311,
        MaxEventBytes = date >= EventsOfMegabyte ? Megabyte : date >= EventsOfQuarterMegabyte ? QuarterMegabyte : EighthMegabyte,
        MaxMessageBytes = date >= MessagesOfMegabyte ? Megabyte : QuarterMegabyte,
        MaxFifoInFlight = date >= FifoLikeStandard ? 120_000 : 20_000,
    };

    private static ScalingRate Shared(string region)
    {
        var burst = region switch
        {
            "us-east-1" or "us-west-2" or "eu-west-1" => 3_000,
            "ap-northeast-1" or "eu-central-1" or "us-east-2" => 1_000,
            _ => 500,
        };
        return new ScalingRate(ScalingScope.Account, burst, 500, 60, Stepwise: true);
    }
}
