using NodaTime;

namespace LambdaSim.Neighbours.Streams;

/// <summary>Whether an account pays for a least throughput of its streams on demand, for 24 hours at least; nothing is billed (rule KIN-STORED).</summary>
/// <param name="StartedAt">Null: never.</param>
/// <param name="EndedAt">Null: it has not ended.</param>
/// <param name="EndsEarly">It was told to end before it may.</param>
internal sealed record BillingCommitment(Instant? StartedAt, Instant? EndedAt, bool EndsEarly)
{
    public const string Enabled = "ENABLED", Disabled = "DISABLED", Ending = "ENABLED_UNTIL_EARLIEST_ALLOWED_END";

    private static readonly Duration _least = Duration.FromHours(24);

    public static readonly BillingCommitment None = new(null, null, false);

    public Instant? EarliestEnd => StartedAt + _least;

    public string Status => StartedAt is null || EndedAt is not null ? Disabled : EndsEarly ? Ending : Enabled;

    public BillingCommitment At(Instant now) => EndsEarly && EndedAt is null && now >= EarliestEnd ? this with { EndedAt = EarliestEnd } : this;

    public BillingCommitment Told(bool isOn, Instant now) =>
        isOn ? Status == Disabled ? new(now, null, false) : this with { EndsEarly = false }
        : Status == Disabled ? this
        : now >= EarliestEnd ? this with { EndedAt = now } : this with { EndsEarly = true };
}
