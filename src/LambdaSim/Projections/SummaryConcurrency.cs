namespace LambdaSim.Projections;

/// <summary>Concurrency of a whole run in a few figures.</summary>
/// <param name="MeanRunning">Requests in flight, averaged over time.</param>
/// <param name="PeakRunning">Most requests in flight at any instant.</param>
/// <param name="MeanWarm">Initialised, idle environments, averaged over time.</param>
/// <param name="PeakProvisionedBusy">Most requests in flight on provisioned concurrency.</param>
/// <param name="PeakClaimed">Most account concurrency claimed (rule ADM-CLAIMED).</param>
public sealed record SummaryConcurrency(double MeanRunning, long PeakRunning, double MeanWarm, long PeakProvisionedBusy, long PeakClaimed)
{
    /// <summary>Folds the bins of a run.</summary>
    public static SummaryConcurrency Of(IReadOnlyList<ConcurrencyBin> bins)
    {
        ArgumentNullException.ThrowIfNull(bins);
        double running = 0, warm = 0;
        long length = 0, peakRunning = 0, peakProvisioned = 0, peakClaimed = 0;
        foreach (var bin in bins)
        {
            var width = bin.To - bin.From;
            length += width;
            running += bin.Running.Mean * width;
            warm += bin.Warm.Mean * width;
            peakRunning = Math.Max(peakRunning, bin.Running.Max);
            peakProvisioned = Math.Max(peakProvisioned, bin.ProvisionedBusy.Max);
            peakClaimed = Math.Max(peakClaimed, bin.Claimed.Max);
        }

        return length == 0
            ? new SummaryConcurrency(0, peakRunning, 0, peakProvisioned, peakClaimed)
            : new SummaryConcurrency(running / length, peakRunning, warm / length, peakProvisioned, peakClaimed);
    }
}
