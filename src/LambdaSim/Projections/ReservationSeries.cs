using LambdaSim.Events;

namespace LambdaSim.Projections;

/// <summary>A function's use of its reserved concurrency over time, in the bins of <see cref="ConcurrencySeries"/>.</summary>
/// <param name="Function">Name of the function.</param>
/// <param name="Bins">Earliest first.</param>
public sealed record ReservationUse(string Function, IReadOnlyList<ReservationBin> Bins);

/// <summary>One stretch of a run, of a function with reserved concurrency.</summary>
/// <param name="Running">Most requests in flight on demand, all versions of the function together.</param>
/// <param name="Reserved">Its reserved concurrency; −1 while it has none.</param>
/// <param name="Throttles">Attempts refused because that was used up.</param>
public readonly record struct ReservationBin(long Running, long Reserved, long Throttles);

/// <summary>How functions with reserved concurrency use it: the limit that throttles a function is not the account's.</summary>
internal sealed class ReservationSeries : IEventObserver
{
    private const int MostFunctions = 50;

    private readonly Dictionary<string, Use> _byName = new(StringComparer.Ordinal);
    private readonly List<Use> _byIndex = [];
    private int _kept;
    private long _time;

    void IEventObserver.OnFunction(FunctionDefinition function)
    {
        var name = FunctionDefinition.Display(function.Place, function.Name, FunctionDefinition.Latest);
        if (!_byName.TryGetValue(name, out var use))
        {
            _byName.Add(name, use = new Use(name));
        }

        _byIndex.Add(use);
        if (function.Config.ReservedConcurrency is { } reserved && use.Reserved < 0 && !use.IsPut)
        {
            Reserve(use, _time, reserved);
        }
    }

    void IEventObserver.OnEvents(ReadOnlySpan<SimEvent> events)
    {
        foreach (ref readonly var e in events)
        {
            switch (e.Kind)
            {
                case EventKind.EnvironmentCreated when e.CreationCause == CreationCause.ColdStart && !e.IsProvisioned:
                case EventKind.Started when e.StartType != StartType.Cold && !e.IsProvisioned:
                    _byIndex[e.Function].Run(e.Time, 1);
                    break;
                case EventKind.Completed when !e.IsProvisioned:
                    _byIndex[e.Function].Run(e.Time, -1);
                    break;
                case EventKind.Throttled or EventKind.ThrottledTogether when e.ThrottleCause == ThrottleCause.ReservedConcurrency:
                    _byIndex[e.Function].Throttle(e.Time, e.ThrottledCount);
                    break;
                case EventKind.Claimed:
                    _byIndex[e.Function].IsPut = true;
                    Reserve(_byIndex[e.Function], e.Time, e.ClaimCause == ClaimCause.Reserved ? e.ClaimedConcurrency : -1);
                    break;
            }
        }

        _time = events.Length == 0 ? _time : events[^1].Time;
    }

    void IEventObserver.OnEnd(RunEnd end) => _time = end.Time;

    /// <summary>Functions that were throttled by their reserved concurrency, the most throttled first.</summary>
    /// <param name="bins">The run's bins.</param>
    /// <param name="most">So many at most.</param>
    public IReadOnlyList<ReservationUse> ToUses(IReadOnlyList<ConcurrencyBin> bins, int most) =>
    [
        .. _byName.Values.Where(use => use.Throttles > 0).OrderByDescending(use => use.Throttles).ThenBy(use => use.Name, StringComparer.Ordinal).Take(most)
            .Select(use => new ReservationUse(use.Name, use.ToBins(bins))),
    ];

    private void Reserve(Use use, long time, long reserved)
    {
        if (use.IsKept || _kept < MostFunctions)
        {
            _kept += use.IsKept ? 0 : 1;
            use.Reserve(time, reserved);
        }
    }

    private sealed class Use(string name)
    {
        private ReservationBin[]? _bins;
        private int _last;
        private long _width = RoundWidths.First;
        private long _running;

        public string Name => name;

        public bool IsPut { get; set; }

        public bool IsKept => _bins is not null;

        public long Reserved { get; private set; } = -1;

        public long Throttles { get; private set; }

        public void Reserve(long time, long reserved)
        {
            _bins ??= new ReservationBin[ConcurrencySeries.Capacity];
            Reserved = reserved;
            if (_last == 0 && _bins[0] == default)
            {
                _bins[0] = new ReservationBin(_running, time == 0 ? reserved : -1, 0);
            }

            At(time);
            _bins[_last] = _bins[_last] with { Reserved = reserved };
        }

        public void Run(long time, int change)
        {
            if (_bins is null)
            {
                _running += change;
                return;
            }

            At(time);
            _running += change;
            _bins[_last] = _bins[_last] with { Running = Math.Max(_bins[_last].Running, _running) };
        }

        public void Throttle(long time, int attempts)
        {
            Throttles += attempts;
            if (_bins is not null)
            {
                At(time);
                _bins[_last] = _bins[_last] with { Throttles = _bins[_last].Throttles + attempts };
            }
        }

        public IReadOnlyList<ReservationBin> ToBins(IReadOnlyList<ConcurrencyBin> bins)
        {
            var result = new ReservationBin[bins.Count];
            var (all, width) = (_bins!, _width);
            var target = Math.Max(width, bins[0].To - bins[0].From);
            for (var i = 0; i < result.Length; i++)
            {
                var (from, to) = ((int)Math.Min(_last + 1, bins[i].From / width), (int)Math.Min(_last + 1, (bins[i].From + target) / width));
                result[i] = from > _last ? new ReservationBin(_running, Reserved, 0) : Merge(all.AsSpan(from, Math.Max(1, to - from)));
            }

            return result;
        }

        private static ReservationBin Merge(ReadOnlySpan<ReservationBin> bins)
        {
            var merged = bins[0];
            foreach (ref readonly var bin in bins[1..])
            {
                merged = new ReservationBin(Math.Max(merged.Running, bin.Running), Math.Max(merged.Reserved, bin.Reserved), merged.Throttles + bin.Throttles);
            }

            return merged;
        }

        // To the bin of a time; what happens at a run's very end belongs to the last.
        private void At(long time)
        {
            while (time / _width >= ConcurrencySeries.Capacity)
            {
                var factor = RoundWidths.Factor(_width);
                for (var i = 0; i <= _last / factor; i++)
                {
                    _bins![i] = Merge(_bins.AsSpan(i * factor, Math.Min(factor, _last + 1 - (i * factor))));
                }

                (_last, _width) = (_last / factor, _width * factor);
            }

            var bin = (int)(time / _width);
            while (_last < bin)
            {
                _bins![++_last] = new ReservationBin(_running, Reserved, 0);
            }
        }
    }
}
