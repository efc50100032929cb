using System.Runtime.CompilerServices;

namespace LambdaSim.Admission;

/// <summary>
/// Size and refill of a token bucket, in integers: a token is <see cref="One"/> units and each elapsed nanosecond (or each
/// finished period) adds a whole number of units, so no rounding ever accumulates.
/// </summary>
internal sealed class BucketRate
{
    private readonly long _capacity;
    private readonly long _perStep;
    private readonly long _step;
    private readonly long _fillSteps;

    private BucketRate(long tokens, long perStep, long step, long one)
    {
        One = one;
        _capacity = tokens * one;
        _perStep = perStep;
        _step = step;
        _fillSteps = perStep == 0 ? long.MaxValue : (_capacity + perStep - 1) / perStep;
    }

    public long One { get; }

    /// <summary>Refilled continuously: <paramref name="perPeriod"/> tokens each <paramref name="periodNs"/>.</summary>
    public static BucketRate Continuous(long tokens, long perPeriod, long periodNs)
    {
        // perPeriod tokens in periodNs are perPeriod units a nanosecond when a token is periodNs units; both are reduced first.
        var divisor = GreatestCommonDivisor(perPeriod, periodNs);
        return new BucketRate(tokens, perPeriod / divisor, 1, periodNs / divisor);
    }

    /// <summary>Whether a full bucket can be counted.</summary>
    public static bool Fits(long tokens, long perPeriod, long periodNs) => (UInt128)tokens * (ulong)(periodNs / GreatestCommonDivisor(perPeriod, periodNs)) <= long.MaxValue / 2;

    /// <summary>Refilled at once at the end of each period, counted from time 0.</summary>
    public static BucketRate Stepwise(long tokens, long perPeriod, long periodNs) => new(tokens, perPeriod, periodNs, 1);

    public TokenBucket Full() => new(_capacity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Refilled(long units, long since, long now)
    {
        var steps = _step == 1 ? now - since : (now / _step) - (since / _step);
        return steps >= _fillSteps ? _capacity : Math.Min(_capacity, units + (steps * _perStep));
    }

    /// <summary>The same of a bucket that may owe: what it owes is paid first.</summary>
    public long Paid(long units, long since, long now)
    {
        if (units >= 0)
        {
            return Refilled(units, since, now);
        }

        var stepsOwed = (-units + _perStep - 1) / _perStep;
        var steps = _step == 1 ? now - since : (now / _step) - (since / _step);
        return steps >= stepsOwed + _fillSteps ? _capacity : Math.Min(_capacity, units + (steps * _perStep));
    }

    public long Capacity => _capacity;

    private static long GreatestCommonDivisor(long a, long b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}

/// <summary>The fill of one bucket. Starts full; never holds more than its size.</summary>
internal struct TokenBucket(long units)
{
    private long _units = units;
    private long _at;

    /// <summary>Takes a token if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake(BucketRate rate, long now)
    {
        _units = rate.Refilled(_units, _at, now);
        _at = now;
        if (_units < rate.One)
        {
            return false;
        }

        _units -= rate.One;
        return true;
    }

    /// <summary>Whether so many tokens are there.</summary>
    public bool Has(BucketRate rate, long now, long tokens)
    {
        _units = rate.Paid(_units, _at, now);
        _at = now;
        return _units >= tokens * rate.One;
    }

    /// <summary>Takes tokens, also if they are not there: nothing is to be had until the rest is paid. More than the bucket holds is owed from empty on.</summary>
    public void Owe(BucketRate rate, long now, long tokens)
    {
        var units = tokens * rate.One;
        _units = units > rate.Capacity ? -units : rate.Paid(_units, _at, now) - units;
        _at = now;
    }
}
