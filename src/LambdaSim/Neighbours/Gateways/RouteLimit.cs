using NodaTime;

namespace LambdaSim.Neighbours.Gateways;

/// <summary>So many requests a second, and so many at once: a token bucket in whole nanoseconds (rule APIGW-LIMIT).</summary>
/// <param name="perSecond">Steady rate.</param>
/// <param name="burst">Largest number at once.</param>
internal sealed class RouteLimit(int perSecond, int burst)
{
    private long _units = burst * NodaConstants.NanosecondsPerSecond;
    private Instant? _at;

    /// <summary>Whether one more is admitted now.</summary>
    public bool Admits(Instant now)
    {
        var most = burst * NodaConstants.NanosecondsPerSecond;
        if (_at is { } before)
        {
            // A rate of n tokens a second adds n units each nanosecond; more than the whole bucket is not counted.
            var passed = Math.Min((now - before).TotalSeconds >= burst ? most : (now - before).ToInt64Nanoseconds(), most);
            _units = perSecond > 0 && passed > (most - _units) / Math.Max(perSecond, 1) ? most : _units + (passed * perSecond);
        }

        _at = now;
        if (_units < NodaConstants.NanosecondsPerSecond)
        {
            return false;
        }

        _units -= NodaConstants.NanosecondsPerSecond;
        return true;
    }
}
