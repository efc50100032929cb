namespace LambdaSim.Configuration;

/// <summary>Limits of one account in one Region.</summary>
public sealed record AccountConfig
{
    /// <summary>Requests per second for each unit of concurrency, account-wide, reserved or provisioned (rule ADM-RPS).</summary>
    public const int RequestsPerSecondPerUnit = 10;

    /// <summary>Concurrent executions of the account; AWS's default is 1,000.</summary>
    public int ConcurrencyLimit { get; init; } = 1_000;

    /// <summary>Values AWS changed over time.</summary>
    public QuotaProfile Quotas { get; init; } = QuotaProfile.Current;

    /// <summary>Whether creating environments is rate-limited. Off only for comparison with models that lack it.</summary>
    public bool LimitScalingRate { get; init; } = true;

    /// <summary>Whether requests per second are limited to ten times the concurrency. Off only for comparison with models that lack it.</summary>
    public bool LimitRequestRate { get; init; } = true;

    /// <summary>Concurrency that must stay unreserved: 100, or the whole limit of a smaller account (rule ADM-MINIMUM).</summary>
    public int UnreservedMinimum => Math.Min(100, ConcurrencyLimit);

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="SimulationConfigException">A value is out of range.</exception>
    public AccountConfig Validate()
    {
        if (ConcurrencyLimit is < 1 or > 10_000_000)
        {
            throw new SimulationConfigException(Text.Invariant($"account concurrencyLimit is {ConcurrencyLimit}; it must be between 1 and 10000000"));
        }

        return this;
    }
}
