using LambdaSim.Configuration;

namespace LambdaSim.Projections;

/// <summary>What a line of a bill is for.</summary>
public enum BillItem
{
    /// <summary>Requests: call attempts that ran, and further 64 KB of large events.</summary>
    Requests,

    /// <summary>On-demand duration.</summary>
    Duration,

    /// <summary>Requests served by provisioned concurrency.</summary>
    ProvisionedRequests,

    /// <summary>Provisioned concurrency while configured.</summary>
    ProvisionedConcurrency,

    /// <summary>Duration, INIT included, on provisioned concurrency.</summary>
    ProvisionedDuration,

    /// <summary>Ephemeral storage beyond 512 MB.</summary>
    EphemeralStorage,

    /// <summary>Free requests, a deduction.</summary>
    FreeRequests,

    /// <summary>Free duration, a deduction.</summary>
    FreeDuration,
}

/// <summary>A line of a bill.</summary>
/// <param name="Item">What for.</param>
/// <param name="Architecture">Null where the price does not depend on it.</param>
/// <param name="Tier">Step of the volume price, from 1; 0 where there are none.</param>
/// <param name="Quantity">Requests, or GB-s.</param>
/// <param name="UnitPrice">USD per million requests, or per GB-s; null for deductions, which may cross steps.</param>
/// <param name="Amount">Exact; negative for deductions.</param>
public sealed record BillLine(BillItem Item, Architecture? Architecture, int Tier, decimal Quantity, decimal? UnitPrice, Money Amount);

/// <summary>One function version's share of a bill.</summary>
/// <param name="Requests">Billed requests, on demand and on provisioned concurrency.</param>
/// <param name="BilledMilliseconds">Billed Duration of its calls and of INIT phases billed apart, on demand and on provisioned concurrency.</param>
/// <param name="Cost">Its part of <see cref="Bill.Subtotal"/>.</param>
public readonly record struct FunctionCharge(long Requests, long BilledMilliseconds, Money Cost);

/// <summary>
/// What a run costs, as if it were all of a month's use of the account: volume steps and free tier count from 0 (rule BIL-MONTH).
/// </summary>
/// <param name="Prices">The list applied.</param>
/// <param name="Requests">Billed requests, on demand and on provisioned concurrency.</param>
/// <param name="BilledMilliseconds">Sum of billed durations, on demand and on provisioned concurrency.</param>
/// <param name="GbSeconds">Those durations times memory; without provisioned concurrency's configured time.</param>
/// <param name="Lines">What is charged, then what is deducted.</param>
/// <param name="Subtotal">Before the free tier: the figure to compare configurations by.</param>
/// <param name="FreeTier">What the free tier covers, 0 or more.</param>
/// <param name="Total">Subtotal less free tier.</param>
/// <param name="Functions">By function index. The costs add up to the subtotal, short of it by less than 1e-6 USD if several volume steps were reached.</param>
public sealed record Bill(
    PriceList Prices,
    long Requests,
    long BilledMilliseconds,
    decimal GbSeconds,
    IReadOnlyList<BillLine> Lines,
    Money Subtotal,
    Money FreeTier,
    Money Total,
    IReadOnlyList<FunctionCharge> Functions);
