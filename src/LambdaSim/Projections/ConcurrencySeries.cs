using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LambdaSim.Events;

namespace LambdaSim.Projections;

/// <summary>
/// Concurrency and what happened, over virtual time, in at most <see cref="Capacity"/> bins of equal, round width. When the run
/// outgrows them, neighbours merge and the width becomes the next round one; no figure is lost by that, only resolution.
/// </summary>
public sealed class ConcurrencySeries : IEventObserver
{
    /// <summary>Most bins there can be. A run longer than two seconds has at least a fifth as many.</summary>
    public const int Capacity = 1_800;

    private const int Causes = (int)ThrottleCause.RuntimeProcesses + 1;

    private readonly Closed[] _closed = new Closed[Capacity];
    private readonly long[] _counts = new long[ConcurrencyEffects.Rows];
    private readonly ClaimedConcurrency _claims;
    private int _bins;
    private long _width = RoundWidths.First;
    private long _binEnd = RoundWidths.First;
    private long _allocated;
    private long _end = -1;

    // A gauge's area over the open bin is its value at the bin's start times the width, plus each change times what was left of
    // the bin then: so a record touches the sums without knowing the one before it. Doubles are exact up to 2^53 and then good to 1e-15.
    private Vector256<double> _value;
    private Vector256<double> _max;
    private Vector256<double> _area;
    private long _ready;
    private long _readyMax;
    private double _readyArea;

    /// <summary>Width of a bin in nanoseconds; the last one may be shorter.</summary>
    public long BinWidth => _width;

    /// <summary>Concurrency that functions set aside by configuration, from the run's start: reserved, plus provisioned of functions without reserved.</summary>
    public long Allocated => _allocated;

    /// <summary>Starts with nothing in flight.</summary>
    public ConcurrencySeries() => _claims = new ClaimedConcurrency();

    private ConcurrencySeries(ConcurrencySeries other)
    {
        other._closed.CopyTo(_closed, 0);
        other._counts.CopyTo(_counts, 0);
        _claims = new ClaimedConcurrency(other._claims);
        (_bins, _width, _binEnd, _allocated, _end) = (other._bins, other._width, other._binEnd, other._allocated, other._end);
        (_value, _max, _area) = (other._value, other._max, other._area);
        (_ready, _readyMax, _readyArea) = (other._ready, other._readyMax, other._readyArea);
    }

    /// <inheritdoc/>
    public void OnFunction(FunctionDefinition function)
    {
        ArgumentNullException.ThrowIfNull(function);
        _allocated += _claims.Add(function);
    }

    /// <inheritdoc/>
    public void OnEvents(ReadOnlySpan<SimEvent> events)
    {
        var rows = ConcurrencyEffects.Row;
        ref var deltas = ref MemoryMarshal.GetReference(ConcurrencyEffects.Delta);
        var reserved = _claims.Reserved;
        var counts = _counts;
        var (value, max, area, binEnd) = (_value, _max, _area, _binEnd);
        foreach (ref readonly var e in events)
        {
            int row = rows[ConcurrencyEffects.Key(e, reserved[e.Function + 1])];
            if (e.Time >= binEnd || row == ConcurrencyEffects.Special)
            {
                (_value, _max, _area) = (value, max, area);
                Rare(e);
                (value, max, area, binEnd) = (_value, _max, _area, _binEnd);
            }

            counts[row]++;
            var delta = Vector256.LoadUnsafe(ref deltas, (nuint)(row * ConcurrencyEffects.Gauges));
            value += delta;
            max = Vector256.MaxNative(max, value);
            area += delta * (double)(binEnd - e.Time);
        }

        (_value, _max, _area) = (value, max, area);
    }

    /// <inheritdoc/>
    public void OnEnd(RunEnd end)
    {
        if (end.Time >= _binEnd)
        {
            Advance(end.Time);
        }

        var left = (double)(_binEnd - end.Time);
        _area -= _value * left;
        _readyArea -= _ready * left;
        Close();
        _end = end.Time;
        if (_bins > 1 && (long)(_bins - 1) * _width == end.Time)
        {
            // What happened at the very end belongs to the bin that ends there.
            _bins--;
            _closed[_bins - 1].Add(_closed[_bins]);
        }
    }

    /// <summary>The series as of now; the run, and this, may go on.</summary>
    /// <param name="time">Nanoseconds since the run's start, no earlier than the last record.</param>
    internal ConcurrencySeries At(long time)
    {
        var picture = new ConcurrencySeries(this);
        if (_end < 0)
        {
            picture.OnEnd(new RunEnd(time, 0, Partial: true));
        }

        return picture;
    }

    /// <summary>The bins, earliest first. Ask after the run's end.</summary>
    /// <exception cref="InvalidOperationException">The run has not ended.</exception>
    public IReadOnlyList<ConcurrencyBin> ToBins()
    {
        if (_end < 0)
        {
            throw new InvalidOperationException("the series is complete only after the run's end: ask after OnEnd");
        }

        var bins = new ConcurrencyBin[_bins];
        for (var i = 0; i < _bins; i++)
        {
            var from = i * _width;
            bins[i] = _closed[i].ToBin(from, Math.Min(from + _width, _end), _allocated, _claims.HasChanged ? -_allocated : 0);
        }

        return bins;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Rare(in SimEvent e)
    {
        if (e.Time >= _binEnd)
        {
            Advance(e.Time);
        }

        if (e.Kind == EventKind.ProvisionedReady)
        {
            var more = _claims.Ready(e);
            _ready += more;
            _readyMax = Math.Max(_readyMax, _ready);
            _readyArea += more * (double)(_binEnd - e.Time);
        }
        else if (e.Kind == EventKind.Claimed)
        {
            // With the unreserved calls in one gauge: the most of both together is wanted.
            var delta = Vector256.Create(0, 0, 0, (double)_claims.Change(e));
            _value += delta;
            _max = Vector256.MaxNative(_max, _value);
            _area += delta * (double)(_binEnd - e.Time);
        }
        else if (e.Kind == EventKind.ThrottledTogether)
        {
            _counts[ConcurrencyEffects.ThrottledBy(e.ThrottleCause)] += e.ThrottledCount;
        }
    }

    private void Advance(long time)
    {
        while (time >= _binEnd)
        {
            Close();
            if (_bins == Capacity)
            {
                Widen();
            }

            Open();
        }
    }

    private void Open()
    {
        _binEnd = (_bins + 1) * _width;
        _max = _value;
        _area = _value * _width;
        _readyMax = _ready;
        _readyArea = (double)_ready * _width;
        Array.Clear(_counts);
    }

    private void Close() => _closed[_bins++] = new Closed(_max, _area, _readyMax, _readyArea, _counts);

    private void Widen()
    {
        var factor = RoundWidths.Factor(_width);
        for (var i = 0; i < Capacity / factor; i++)
        {
            _closed[i] = _closed[factor * i];
            for (var j = 1; j < factor; j++)
            {
                _closed[i].Add(_closed[(factor * i) + j]);
            }
        }

        _bins = Capacity / factor;
        _width *= factor;
    }

    [InlineArray(Causes)]
    private struct CauseCounts
    {
        private long _first;
    }

    private struct Closed
    {
        private Vector256<double> _max;
        private Vector256<double> _area;
        private long _readyMax;
        private double _readyArea;
        private long _arrivals;
        private long _cold;
        private long _starts;
        private long _errors;
        private long _timeouts;
        private long _dropped;
        private long _created;
        private long _ended;
        private CauseCounts _throttles;

        public Closed(Vector256<double> max, Vector256<double> area, long readyMax, double readyArea, ReadOnlySpan<long> counts)
        {
            _max = max;
            _area = area;
            _readyMax = readyMax;
            _readyArea = readyArea;
            _arrivals = counts[ConcurrencyEffects.Arrived];
            _cold = OverPools(counts, ConcurrencyEffects.CreatedForCall);
            _starts = _cold + OverPools(counts, ConcurrencyEffects.StartedWarm);
            _errors = OverPools(counts, ConcurrencyEffects.Failed);
            _timeouts = OverPools(counts, ConcurrencyEffects.TimedOut);
            _dropped = counts[ConcurrencyEffects.Dropped];
            _created = _cold + counts[ConcurrencyEffects.CreatedAhead];
            _ended = counts[ConcurrencyEffects.Ended];
            counts.Slice(ConcurrencyEffects.Throttled, Causes).CopyTo(_throttles);
        }

        public void Add(in Closed next)
        {
            _max = Vector256.Max(_max, next._max);
            _area += next._area;
            _readyMax = Math.Max(_readyMax, next._readyMax);
            _readyArea += next._readyArea;
            _arrivals += next._arrivals;
            _cold += next._cold;
            _starts += next._starts;
            _errors += next._errors;
            _timeouts += next._timeouts;
            _dropped += next._dropped;
            _created += next._created;
            _ended += next._ended;
            for (var i = 0; i < Causes; i++)
            {
                _throttles[i] += next._throttles[i];
            }
        }

        public readonly ConcurrencyBin ToBin(long from, long to, long allocated, long least)
        {
            // Of what was claimed at the start, some may have been given back: this gauge alone may be negative.
            var claimed = to > from ? Math.Clamp(_area[3] / (to - from), Math.Min(least, _max[3]), Math.Max(least, _max[3])) : _max[3];
            return new ConcurrencyBin
            {
                From = from,
                To = to,
                Running = Of(0, from, to),
                Warm = Of(1, from, to),
                ProvisionedBusy = Of(2, from, to),
                Provisioned = new Gauge(Mean(_readyArea, _readyMax, from, to), _readyMax),
                Claimed = new Gauge(allocated + claimed, allocated + (long)_max[3]),
                Arrivals = _arrivals,
                ColdStarts = _cold,
                Starts = _starts,
                Errors = _errors,
                Timeouts = _timeouts,
                Dropped = _dropped,
                EnvironmentsCreated = _created,
                EnvironmentsEnded = _ended,
                ThrottlesByCause = ((ReadOnlySpan<long>)_throttles).ToArray(),
            };
        }

        private readonly Gauge Of(int gauge, long from, long to) => new(Mean(_area[gauge], _max[gauge], from, to), (long)_max[gauge]);

        private static double Mean(double area, double max, long from, long to) =>
            to > from ? Math.Clamp(area / (to - from), 0, Math.Max(0, max)) : max;

        private static long OverPools(ReadOnlySpan<long> counts, int row) => counts[row] + counts[row + 1] + counts[row + 2];
    }
}
