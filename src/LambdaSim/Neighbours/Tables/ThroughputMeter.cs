using LambdaSim.Admission;
using NodaTime;

namespace LambdaSim.Neighbours.Tables;

/// <summary>
/// Read or write units of a table or index: a bucket of five minutes' units, which a request may leave in debt, as its cost is known when it is done
/// (rule DDB-THROUGHPUT). Units are counted in halves, as eventually consistent reads take.
/// </summary>
internal sealed class ThroughputMeter
{
    private const int Halves = 2, BurstSeconds = 300;

    // Beyond it the bucket has no number for its size, and no run comes near.
    private const long MostUnits = 1_000_000;

    private BucketRate? _rate;
    private TokenBucket _bucket;

    /// <param name="perSecond">Units; null: any number.</param>
    /// <param name="seconds">Of which unused units are kept.</param>
    public ThroughputMeter(long? perSecond, int seconds = BurstSeconds) => Set(perSecond, seconds);

    public void Set(long? perSecond, int seconds = BurstSeconds)
    {
        _rate = perSecond is { } units and > 0 and <= MostUnits ? BucketRate.Continuous(units * Halves * seconds, units * Halves, NodaConstants.NanosecondsPerSecond) : null;
        _bucket = _rate?.Full() ?? default;
    }

    /// <summary>Whether there is a unit, or half of one.</summary>
    public bool HasSome(Instant now) => _rate is not { } rate || _bucket.Has(rate, now.ToUnixTimeTicks() * NodaConstants.NanosecondsPerTick, 1);

    public void Take(double units, Instant now)
    {
        if (_rate is { } rate)
        {
            _bucket.Owe(rate, now.ToUnixTimeTicks() * NodaConstants.NanosecondsPerTick, (long)(units * Halves));
        }
    }
}
