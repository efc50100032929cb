using LambdaSim.Randomness;

namespace LambdaSim.Workloads;

/// <summary>Lengths between given percentiles, linear from one to the next.</summary>
internal sealed class PercentileSampler : Sampler
{
    private readonly double[] _shares;
    private readonly long[] _lengths;

    /// <param name="shares">Shares from 0 to 1, rising.</param>
    /// <param name="lengths">The length below which that share lies, in nanoseconds, never falling.</param>
    public PercentileSampler(double[] shares, long[] lengths)
    {
        _shares = shares;
        _lengths = lengths;
    }

    /// <inheritdoc/>
    public override long Sample(ulong bits)
    {
        // Products and sums of doubles are the same on every machine.
        var share = Draw.Share(bits);
        var i = 1;
        while (i < _shares.Length - 1 && share >= _shares[i])
        {
            i++;
        }

        var part = (share - _shares[i - 1]) / (_shares[i] - _shares[i - 1]);
        return _lengths[i - 1] + (long)(part * (_lengths[i] - _lengths[i - 1]));
    }
}
