using LambdaSim.Admission;
using NodaTime;

namespace LambdaSim.Neighbours.Gateways;

/// <summary>So many requests a second, and so many at once (rule APIGW-LIMIT).</summary>
/// <param name="perSecond">Steady rate.</param>
/// <param name="burst">Largest number at once.</param>
internal sealed class RouteLimit(int perSecond, int burst)
{
    private readonly BucketRate _rate = BucketRate.Continuous(burst, perSecond, NodaConstants.NanosecondsPerSecond);
    private TokenBucket? _bucket;
    private Instant _first;

    /// <summary>Whether one more is admitted now.</summary>
    public bool Admits(Instant now)
    {
        if (_bucket is not { } bucket)
        {
            (_first, bucket) = (now, _rate.Full());
        }

        var isAdmitted = bucket.TryTake(_rate, (now - _first).ToInt64Nanoseconds());
        _bucket = bucket;
        return isAdmitted;
    }
}
