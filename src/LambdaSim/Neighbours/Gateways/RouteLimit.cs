using LambdaSim.Admission;
using NodaTime;

namespace LambdaSim.Neighbours.Gateways;

/// <summary>So many requests a second, of which a plan's may be a fraction, and so many at once (rules APIGW-LIMIT, APIGW-PLAN).</summary>
internal sealed class RouteLimit
{
    private const int Millionths = 1_000_000;
    private const double Fastest = NodaConstants.NanosecondsPerSecond;

    private readonly BucketRate? _rate;
    private TokenBucket? _bucket;
    private Instant _first;

    /// <summary>A limit with a full bucket.</summary>
    /// <param name="perSecond">Steady rate, to the millionth, or as fine as a large burst allows.</param>
    /// <param name="burst">Largest number at once; 0 admits nothing.</param>
    public RouteLimit(double perSecond, int burst)
    {
        if (burst < 1)
        {
            return;
        }

        var rate = (decimal)Math.Clamp(perSecond, 0, Fastest);
        var parts = Millionths;
        while (parts > 1 && !BucketRate.Fits(burst, Count(), Period()))
        {
            parts /= 10;
        }

        _rate = BucketRate.Continuous(burst, Count(), Period());

        long Count() => (long)Math.Round(rate * parts);

        long Period() => NodaConstants.NanosecondsPerSecond * parts;
    }

    /// <summary>The limit of a stage or plan; null: it sets none.</summary>
    public static RouteLimit? Of(double? rate, int? burst) =>
        rate is null && burst is null ? null : new RouteLimit(rate ?? 10_000, burst ?? (int)Math.Clamp(Math.Ceiling(rate!.Value), 1, int.MaxValue));

    /// <summary>Whether one more is admitted now.</summary>
    public bool Admits(Instant now)
    {
        if (_rate is not { } rate)
        {
            return false;
        }

        if (_bucket is not { } bucket)
        {
            (_first, bucket) = (now, rate.Full());
        }

        var isAdmitted = bucket.TryTake(rate, (now - _first).ToInt64Nanoseconds());
        _bucket = bucket;
        return isAdmitted;
    }
}
