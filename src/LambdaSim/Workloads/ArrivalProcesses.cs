using LambdaSim.Configuration;
using LambdaSim.Randomness;

namespace LambdaSim.Workloads;

/// <summary>Arrival k at k times the interval, which need not be whole nanoseconds.</summary>
internal sealed class ConstantArrivals(string rule, string function, UInt128 interval, UInt128 divisor, ArrivalOptions options)
    : ArrivalProcess(rule, function, (double)interval / (double)divisor, options)
{
    private readonly ulong _whole = (ulong)(interval / divisor);
    private readonly UInt128 _part = interval % divisor;
    private ulong _time;
    private UInt128 _rest;

    public static ConstantArrivals Every(string function, TimeLength interval, ArrivalOptions options) => new(
        Text.Invariant($"every {interval.TotalSeconds} s"), function, (UInt128)Length(interval, "interval", zeroAllowed: false), 1, options);

    public static ConstantArrivals Rate(string function, double perSecond, ArrivalOptions options)
    {
        _ = MeanGap(perSecond, "rate");
        return new(Text.Invariant($"{perSecond}/s, constant"), function, 1_000_000_000_000_000, (UInt128)(ulong)Math.Round(perSecond * 1e6), options);
    }

    protected override long Next(long ordinal)
    {
        var time = _time;
        _time += _whole;
        _rest += _part;
        if (_rest >= divisor)
        {
            _rest -= divisor;
            _time++;
        }

        return (long)time;
    }
}

/// <summary>Independent arrivals at a constant rate.</summary>
internal sealed class PoissonArrivals(string function, double perSecond, ArrivalOptions options)
    : ArrivalProcess(Text.Invariant($"{perSecond}/s, Poisson"), function, MeanGap(perSecond, "rate"), options)
{
    private readonly double _mean = MeanGap(perSecond, "rate");
    private readonly ulong _stream = Stream(options, Purpose.Workload, function);
    private long _time;

    protected override long Next(long ordinal) => _time += Exponential(Draw.At(_stream, (ulong)ordinal), _mean);
}

/// <summary>Several at once, again and again.</summary>
internal sealed class BurstArrivals(string function, int size, TimeLength period, ArrivalOptions options)
    : ArrivalProcess(Text.Invariant($"{Positive(size)} at once every {period.TotalSeconds} s"), function, (double)Length(period, "period", zeroAllowed: false) / size, options)
{
    private readonly long _period = Length(period, "period", zeroAllowed: false);

    protected override long Next(long ordinal) => ordinal / size * _period;

    private static int Positive(int size) =>
        size > 0 ? size : throw new SimulationConfigException(Text.Invariant($"burst size is {size}; it must be 1 or more"));
}

/// <summary>
/// Independent arrivals whose rate swings between two values over a day: candidates at the higher rate, of which a share is taken
/// that follows the day. The share rises from the trough, 4:00, to the peak, 16:00, along s = 3x^2 - 2x^3, which is within 1.1 % of
/// a sine, and falls likewise; another length of day stretches all times alike.
/// </summary>
internal sealed class DiurnalArrivals(string function, double low, double high, TimeLength day, ArrivalOptions options)
    : ArrivalProcess(Text.Invariant($"{low}/s to {high}/s over {day.TotalHours} h"), function, MeanGap(Ordered(low, high), "high rate"), options)
{
    private readonly double _mean = MeanGap(high, "high rate");
    private readonly double _low = low / high;
    private readonly long _day = Length(day, "day", zeroAllowed: false);
    private readonly ulong _stream = Stream(options, Purpose.Workload, function);
    private ulong _candidate;
    private long _time;

    /// <summary>The share of the way from the low rate to the high one, at a share of the day since midnight.</summary>
    public static double Profile(double share)
    {
        var fromTrough = share - (1.0 / 6);
        var distance = fromTrough < 0 ? -fromTrough : fromTrough;
        var x = 2 * (distance > 0.5 ? 1 - distance : distance);
        return x * x * (3 - (2 * x));
    }

    protected override long Next(long ordinal)
    {
        // A span ends the process; without one, arrivals come until the count is reached.
        while (true)
        {
            _time += Exponential(Draw.At(_stream, 2 * _candidate), _mean);
            var share = _low + ((1 - _low) * Profile((double)(_time % _day) / _day));
            if (Draw.Share(Draw.At(_stream, (2 * _candidate++) + 1)) < share)
            {
                return _time;
            }
        }
    }

    private static double Ordered(double low, double high) => low >= 0 && low <= high
        ? high
        : throw new SimulationConfigException(Text.Invariant($"low rate is {low} per second; it must be between 0 and the high rate, {high}"));
}

/// <summary>Independent arrivals during on-periods, none during off-periods; it begins with an on-period.</summary>
internal sealed class OnOffArrivals(string function, double perSecond, TimeLength on, TimeLength off, bool exponential, ArrivalOptions options)
    : ArrivalProcess(
        Text.Invariant($"{perSecond}/s for {on.TotalSeconds} s, nothing for {off.TotalSeconds} s{(exponential ? ", exponential" : "")}"), function,
        MeanGapOverall(perSecond, on, off), options)
{
    private readonly double _mean = MeanGap(perSecond, "rate");
    private readonly long _on = Length(on, "on-period", zeroAllowed: false);
    private readonly long _off = Length(off, "off-period", zeroAllowed: true);
    private readonly ulong _stream = Stream(options, Purpose.Workload, function);
    private readonly ulong _periods = Stream(options, Purpose.WorkloadFunction, function);
    private ulong _period;
    private long _onEnd = -1;
    private long _onTime;
    private long _offTime;

    protected override long Next(long ordinal)
    {
        if (_onEnd < 0)
        {
            _onEnd = Period(_on);
        }

        // Time is counted while on; the off-periods so far are added. Arrivals have no memory, so none is lost at a border.
        _onTime += Exponential(Draw.At(_stream, (ulong)ordinal), _mean);
        while (_onTime >= _onEnd)
        {
            _offTime += Period(_off);
            _onEnd += Period(_on);
        }

        return _onTime + _offTime;
    }

    private static double MeanGapOverall(double perSecond, TimeLength on, TimeLength off)
    {
        var gap = MeanGap(perSecond, "rate");
        var length = (double)Length(on, "on-period", zeroAllowed: false);
        return gap / length <= 1e6
            ? gap * ((length + Length(off, "off-period", zeroAllowed: true)) / length)
            : throw new SimulationConfigException(Text.Invariant($"on-period is {on.TotalSeconds} s, less than a millionth of the mean distance of arrivals; lengthen it or raise the rate"));
    }

    private long Period(long mean) => exponential ? Exponential(Draw.At(_periods, _period++), mean) : mean;
}
