using NodaTime;

namespace LambdaSim.Neighbours;

/// <summary>So many requests a second: a bucket that holds as many, filled evenly, in whole numbers.</summary>
internal sealed class RequestBudget
{
    private const long Second = NodaConstants.NanosecondsPerSecond;

    private Instant? _at;
    private Int128 _level;

    /// <returns>False: there is no room for it now.</returns>
    public bool Take(Instant now, int perSecond)
    {
        // A request costs a second's nanoseconds; each nanosecond brings as many as the rate says.
        var most = (Int128)perSecond * Second;
        _level = _at is not { } before ? most : Int128.Min(most, _level + ((Int128)(now - before).ToInt64Nanoseconds() * perSecond));
        _at = now;
        if (_level < Second)
        {
            return false;
        }

        _level -= Second;
        return true;
    }
}
