using System.Collections.Immutable;
using NodaTime;

namespace LambdaSim.Configuration;

/// <summary>For which on-demand environments the INIT phase is billed (rule BIL-INIT).</summary>
public enum InitBilling
{
    /// <summary>All of them (since 2025-08-01).</summary>
    All,

    /// <summary>Container images and custom runtimes only (before); provisioned concurrency is billed in either case.</summary>
    ImagesAndCustomRuntimes,
}

/// <summary>A step of a monthly volume price.</summary>
/// <param name="UpToGbSeconds">Where the step ends; null: nowhere.</param>
/// <param name="PerGbSecond">USD, at most 10 decimals.</param>
public sealed record PriceTier(long? UpToGbSeconds, decimal PerGbSecond);

/// <summary>What time costs on one architecture, in USD per GB-s.</summary>
/// <param name="Duration">On-demand duration: steps of the month's GB-s, ascending, the last without end.</param>
/// <param name="Provisioned">Provisioned concurrency while configured; null: not offered.</param>
/// <param name="ProvisionedDuration">Duration on provisioned concurrency; null: not offered.</param>
public sealed record ArchitecturePrices(ImmutableArray<PriceTier> Duration, decimal? Provisioned, decimal? ProvisionedDuration);

/// <summary>
/// AWS's prices and billing rules as of a day. Other Regions are described with <c>with</c>. Prices are USD with at most ten
/// decimals; amounts are exact (<see cref="Money"/>).
/// </summary>
public sealed partial record PriceList
{
    /// <summary>Days on which a price or a billing rule of this list changed, latest last.</summary>
    public static IReadOnlyList<LocalDate> Changes { get; } =
    [
        new(2014, 11, 13), ProvisionedSince, MillisecondsSince, Arm64Since, StorageSince, TiersSince, InitBilledSince, ChunksSince,
    ];

    private const int LastYear = 2199;

    /// <summary>us-east-1 today, free tier included.</summary>
    public static PriceList Current { get; } = At(Changes[^1]);

    /// <summary>The Region whose prices these are.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>The day as of which they hold.</summary>
    public LocalDate Date { get; init; }

    /// <summary>USD per million requests.</summary>
    public decimal PerMillionRequests { get; init; } = 0.20m;

    /// <summary>USD per million requests on provisioned concurrency.</summary>
    public decimal PerMillionProvisionedRequests { get; init; } = 0.20m;

    /// <summary>Prices on x86_64.</summary>
    public required ArchitecturePrices X86_64 { get; init; }

    /// <summary>Prices on arm64; null: not offered.</summary>
    public ArchitecturePrices? Arm64 { get; init; }

    /// <summary>USD per GB-s of ephemeral storage beyond 512 MB; null: not offered.</summary>
    public decimal? StoragePerGbSecond { get; init; }

    /// <summary>Whether the month's free requests and GB-s are deducted. They do not cover functions with provisioned concurrency.</summary>
    public bool FreeTier { get; init; } = true;

    /// <summary>Free requests in a month.</summary>
    public long FreeRequests { get; init; } = 1_000_000;

    /// <summary>Free GB-s in a month, both architectures together.</summary>
    public long FreeGbSeconds { get; init; } = 400_000;

    /// <summary>Billed durations are multiples of this many milliseconds, rounded up (rule BIL-ROUND): 1, or 100 before 2020-12-01.</summary>
    public int GranularityMilliseconds { get; init; } = 1;

    /// <summary>For which on-demand environments INIT is billed.</summary>
    public InitBilling InitBilling { get; init; }

    /// <summary>Whether an asynchronous event beyond 256 KB counts as further requests, one for each 64 KB (rule BIL-CHUNKS).</summary>
    public bool ChargesAsyncChunks { get; init; } = true;

    /// <summary>Checks prices and steps.</summary>
    /// <returns>This.</returns>
    /// <exception cref="SimulationConfigException">The date is before AWS Lambda or after 2199, a price is negative, too large or too fine, or steps do not ascend.</exception>
    public PriceList Validate()
    {
        if (ProblemOf(Date) is { } problem)
        {
            throw new SimulationConfigException($"prices: date {problem}");
        }

        Check(PerMillionRequests, "perMillionRequests", 1000);
        Check(PerMillionProvisionedRequests, "perMillionProvisionedRequests", 1000);
        Check(StoragePerGbSecond ?? 0, "storagePerGbSecond", 1);
        Check(X86_64, "x86_64");
        if (Arm64 is not null)
        {
            Check(Arm64, "arm64");
        }

        if (GranularityMilliseconds is < 1 or > 1000)
        {
            throw new SimulationConfigException(Text.Invariant($"prices: granularityMilliseconds is {GranularityMilliseconds}; it must be between 1 and 1000"));
        }

        if (FreeRequests < 0 || FreeGbSeconds is < 0 or > 1_000_000_000_000)
        {
            throw new SimulationConfigException("prices: freeRequests and freeGbSeconds must not be negative, freeGbSeconds at most 1e12");
        }

        return this;
    }

    /// <summary>Why there is no list of a day; null: there is one.</summary>
    internal static string? ProblemOf(LocalDate date) => date >= Changes[0] && date.Year <= LastYear ? null : Text.Invariant(
        $"is {date:uuuu'-'MM'-'dd}; it must be between {Changes[0]:uuuu'-'MM'-'dd}, the day AWS Lambda was announced, and the end of {LastYear}");

    /// <summary>Refuses what had no price on the list's day.</summary>
    /// <exception cref="SimulationConfigException">The function uses something that could not be bought.</exception>
    internal void Require(FunctionConfig config)
    {
        var prices = config.Architecture == Architecture.X86_64 ? X86_64 : Arm64 ?? throw Unpriced("arm64");
        if (config.Provisioned is not null && (prices.Provisioned is null || prices.ProvisionedDuration is null))
        {
            throw Unpriced("provisioned concurrency");
        }

        if (config.EphemeralStorageMb > FreeStorageMb && StoragePerGbSecond is null)
        {
            throw Unpriced("ephemeral storage beyond 512 MB");
        }
    }

    private SimulationConfigException Unpriced(string what) => new(
        Text.Invariant($"{what} has no price in the list of {Date:uuuu'-'MM'-'dd}; choose a later list, or leave it out"));

    private static void Check(ArchitecturePrices prices, string name)
    {
        Check(prices.Provisioned ?? 0, $"{name} provisioned", 1);
        Check(prices.ProvisionedDuration ?? 0, $"{name} provisionedDuration", 1);
        var tiers = prices.Duration;
        if (tiers.IsDefaultOrEmpty || tiers[^1].UpToGbSeconds is not null)
        {
            throw new SimulationConfigException($"prices: {name} duration needs at least one step, the last one without end");
        }

        long from = 0;
        foreach (var tier in tiers)
        {
            Check(tier.PerGbSecond, $"{name} duration", 1);
            var to = tier.UpToGbSeconds ?? long.MaxValue;
            if (to <= from || (to > 1_000_000_000_000 && to != long.MaxValue))
            {
                throw new SimulationConfigException(Text.Invariant($"prices: {name} duration step up to {to} GB-s does not follow {from} GB-s, or is beyond 1e12"));
            }

            from = to;
        }
    }

    private static void Check(decimal price, string name, int max)
    {
        if (price < 0 || price > max || decimal.Round(price, 10) != price)
        {
            throw new SimulationConfigException(Text.Invariant($"prices: {name} is {price} USD; it must be between 0 and {max} with at most 10 decimals"));
        }
    }
}
