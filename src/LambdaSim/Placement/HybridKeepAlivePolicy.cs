using LambdaSim.Configuration;

namespace LambdaSim.Placement;

/// <summary>
/// The hybrid histogram policy of "Serverless in the Wild": per version a histogram of idle times; when it is representative,
/// the environment is given up after use, prepared again shortly before the head of the histogram and kept to its tail.
/// </summary>
internal sealed class HybridKeepAlivePolicy(HybridKeepAlive config) : KeepAlivePolicy
{
    private readonly long _binWidth = config.BinWidth.ToInt64Nanoseconds();
    private readonly long _range = config.Range.ToInt64Nanoseconds();
    private readonly int _bins = (int)((config.Range.ToInt64Nanoseconds() + config.BinWidth.ToInt64Nanoseconds() - 1) / config.BinWidth.ToInt64Nanoseconds());
    private readonly List<Histogram?> _histograms = [];

    public override bool Adapts => true;

    public override long TimeFor(ulong entity, long ordinal) => _range;

    public override void OnArrivalAfterIdle(int version, long idleFor)
    {
        while (_histograms.Count <= version)
        {
            _histograms.Add(null);
        }

        (_histograms[version] ??= new Histogram(_bins)).Add(idleFor / _binWidth);
    }

    public override IdleDecision OnIdle(int version)
    {
        var keepStandard = new IdleDecision(_range, -1);
        if (version >= _histograms.Count || _histograms[version] is not { } histogram || !histogram.IsRepresentative(config.MinimumSamples))
        {
            return keepStandard;
        }

        var head = histogram.Percentile(config.HeadPercentile) * _binWidth / 100 * (100 - config.MarginPercent);
        var tail = (histogram.Percentile(config.TailPercentile) + 1) * _binWidth / 100 * (100 + config.MarginPercent);

        // Giving up an environment pays only when it would lie idle for at least a bin.
        return head >= _binWidth ? new IdleDecision(tail, head) : new IdleDecision(tail, -1);
    }

    private sealed class Histogram(int bins)
    {
        private readonly int[] _counts = new int[bins];
        private long _total;
        private long _outOfBounds;
        private long _squares;

        public void Add(long bin)
        {
            if (bin >= _counts.Length)
            {
                _outOfBounds++;
                return;
            }

            _total++;
            _squares += (2L * _counts[bin]++) + 1;
        }

        // The paper's test: coefficient of variation of the bin counts at least 2, that is n*sum(c^2) >= 5*sum(c)^2; and not mostly out of bounds.
        public bool IsRepresentative(int minimumSamples) =>
            _total >= minimumSamples && _outOfBounds <= _total && (Int128)_squares * _counts.Length >= (Int128)5 * _total * _total;

        public long Percentile(int percent)
        {
            var rank = ((_total * percent) + 99) / 100;
            long seen = 0;
            for (var bin = 0; bin < _counts.Length; bin++)
            {
                seen += _counts[bin];
                if (seen >= rank && seen > 0)
                {
                    return bin;
                }
            }

            return _counts.Length - 1;
        }
    }
}
