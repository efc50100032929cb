using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Randomness;
using NodaTime;

namespace LambdaSim.Workloads;

/// <summary>Arrivals of one function whose times follow a rule. Ordinals of draws count its arrivals.</summary>
internal abstract class ArrivalProcess : ArrivalSource
{
    // A hundred years: arithmetic in nanoseconds stays far from its end.
    private const long MaxTime = 36_525L * 86_400 * 1_000_000_000;

    private readonly ArrivalOptions _options;
    private readonly Sampler? _durations;
    private readonly Sampler? _inits;
    private readonly ulong _durationStream;
    private readonly ulong _initStream;
    private readonly long _delay;
    private readonly long _span;
    private readonly long _count;
    private long _arrivals;

    /// <param name="rule">The rule in words.</param>
    /// <param name="function">The function.</param>
    /// <param name="meanGap">Mean time between arrivals in nanoseconds.</param>
    /// <param name="options">Where it ends, and what its calls are like.</param>
    protected ArrivalProcess(string rule, string function, double meanGap, ArrivalOptions options)
    {
        var durations = Stream(options, Purpose.WorkloadDuration, function);
        if (options.Count is null && options.Span is null)
        {
            throw new SimulationConfigException($"arrivals of {function}: neither count nor span is given, so they would never end");
        }

        Name = $"{function}: {rule}";
        Functions = [new TraceFunction(function, options.MemoryMb)];
        _options = options;
        _delay = Length(options.Delay, "delay", zeroAllowed: true);
        _span = options.Span is { } span ? Length(span, "span", zeroAllowed: true) : MaxTime;
        _count = options.Count ?? long.MaxValue;
        if (_count < 0 || (options.Span is null && meanGap * _count > MaxTime))
        {
            throw new SimulationConfigException(Text.Invariant($"arrivals of {function}: count is {_count}; it must be 0 or more, and at this rate not last over a hundred years"));
        }

        var maxPayload = options.Type == InvocationType.Event ? RowParser.MaxEventPayload : RowParser.MaxPayload;
        if (options.PayloadBytes < 0 || options.PayloadBytes > maxPayload)
        {
            throw new SimulationConfigException(Text.Invariant($"arrivals of {function}: payload is {options.PayloadBytes} bytes; it must be between 0 and {maxPayload}"));
        }

        _durations = options.Duration?.Validate().Compile();
        _inits = options.Init?.Validate().Compile();
        _durationStream = durations;
        _initStream = Stream(options, Purpose.WorkloadDuration, function + "/init");
    }

    public sealed override string Name { get; }

    public sealed override IReadOnlyList<TraceFunction> Functions { get; }

    public sealed override double? Progress => _count == long.MaxValue ? null : _count == 0 ? 1 : (double)_arrivals / _count;

    public sealed override int Read(Span<Arrival> buffer)
    {
        var n = 0;
        while (n < buffer.Length && _arrivals < _count)
        {
            var time = Next(_arrivals);
            if (time >= _span)
            {
                _arrivals = _count;
                break;
            }

            ref var arrival = ref buffer[n++];
            arrival.Time = _delay + time;
            arrival.Duration = _durations?.Sample(Draw.At(_durationStream, (ulong)_arrivals)) ?? Arrival.NotGiven;
            arrival.Init = _inits?.Sample(Draw.At(_initStream, (ulong)_arrivals)) ?? Arrival.NotGiven;
            arrival.Function = 0;
            arrival.PayloadBytes = _options.PayloadBytes;
            arrival.Type = _options.Type;
            arrival.Outcome = _options.Outcome;
            _arrivals++;
        }

        return n;
    }

    /// <summary>The next arrival's time in nanoseconds since the process began.</summary>
    /// <param name="ordinal">Its number, from 0.</param>
    protected abstract long Next(long ordinal);

    /// <summary>The draws of one purpose for one function.</summary>
    protected static ulong Stream(ArrivalOptions options, Purpose purpose, string function)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(function);
        return Draw.Stream(options.Seed, purpose, StableHash.Of(function));
    }

    /// <summary>A length of time as nanoseconds.</summary>
    /// <exception cref="SimulationConfigException">It is negative, 0 where that is not allowed, or over a hundred years.</exception>
    protected static long Length(TimeLength value, string what, bool zeroAllowed)
    {
        if (value < Duration.Zero || value > Duration.FromNanoseconds(MaxTime) || (!zeroAllowed && value == Duration.Zero))
        {
            throw new SimulationConfigException(Text.Invariant($"{what} is {value.TotalSeconds} s; it must be {(zeroAllowed ? "between 0" : "more than 0")} and at most a hundred years"));
        }

        return value.ToInt64Nanoseconds();
    }

    /// <summary>The mean gap in nanoseconds of a rate.</summary>
    /// <exception cref="SimulationConfigException">The rate is not between 0.000001 and 1,000,000,000 per second.</exception>
    protected static double MeanGap(double perSecond, string what) => perSecond is >= 1e-6 and <= 1e9
        ? 1e9 / perSecond
        : throw new SimulationConfigException(Text.Invariant($"{what} is {perSecond} per second; it must be between 0.000001 and 1000000000"));

    /// <summary>An exponentially distributed length.</summary>
    protected static long Exponential(ulong bits, double mean) =>
        (long)((-PortableMath.Log(Draw.InnerShare(bits)) * mean) + 0.5);
}
