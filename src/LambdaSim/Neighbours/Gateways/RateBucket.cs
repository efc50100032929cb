using NodaTime;

namespace LambdaSim.Neighbours.Gateways;

/// <summary>A token bucket whose rate may be a fraction, such as a usage plan's, in whole units (rule APIGW-PLAN).</summary>
/// <param name="perSecond">Steady rate, to the millionth.</param>
/// <param name="burst">Largest number at once.</param>
internal sealed class RateBucket(double perSecond, int burst)
{
    private const long Millionths = 1_000_000;
    private const double Fastest = 1_000_000_000;
    private static readonly Int128 _token = (Int128)Millionths * NodaConstants.NanosecondsPerSecond;

    private readonly Int128 _rate = (Int128)Math.Round((decimal)Math.Clamp(perSecond, 0, Fastest) * Millionths);
    private Int128 _units = burst * _token;
    private Instant? _at;

    /// <summary>Whether one more is admitted now.</summary>
    public bool Admits(Instant now)
    {
        if (_at is { } before)
        {
            _units = Int128.Min(burst * _token, _units + ((now - before).ToInt64Nanoseconds() * _rate));
        }

        _at = now;
        if (_units < _token)
        {
            return false;
        }

        _units -= _token;
        return true;
    }
}
