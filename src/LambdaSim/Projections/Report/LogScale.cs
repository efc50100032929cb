using LambdaSim.Randomness;

namespace LambdaSim.Projections.Report;

/// <summary>
/// A logarithmic scale of microseconds with twenty steps to each factor of ten, and the round numbers next to the steps, at which bars begin and end.
/// Bars are drawn as wide as they are on this scale, and a bar that rounding has made wider is lower for as many calls.
/// </summary>
internal static class LogScale
{
    public const int StepsPerDecade = 20;

    private static readonly double Decade = PortableMath.Log(10);

    // Preferred numbers of ISO 3, series R 20, to three digits at most.
    private static readonly long[] Round = [100, 112, 125, 140, 160, 180, 200, 224, 250, 280, 315, 355, 400, 450, 500, 560, 630, 710, 800, 900];

    private static readonly long[] Edges = MakeEdges();

    /// <summary>Where a length lies, in steps from a microsecond; a length below that, a step before it.</summary>
    public static double Position(long us) => us <= 0 ? -1 : StepsPerDecade * PortableMath.Log(us) / Decade;

    /// <summary>The bars of a histogram, shortest first, without those that hold nothing. A bar's edges are exact to the histogram's buckets.</summary>
    public static IReadOnlyList<ReportLatency> Bars(LatencyHistogram histogram)
    {
        List<ReportLatency> bars = [];
        var edge = 0;
        foreach (var (_, lower, count) in histogram.NonEmpty)
        {
            while (LatencyHistogram.Floor(Edges[edge + 1]) <= lower)
            {
                edge++;
            }

            if (bars.Count > 0 && bars[^1].FromUs == Edges[edge])
            {
                bars[^1] = bars[^1] with { Count = bars[^1].Count + count };
            }
            else
            {
                bars.Add(new ReportLatency(Edges[edge], Edges[edge + 1], count));
            }
        }

        return bars;
    }

    /// <summary>How high a bar is: its calls, if it were one step wide.</summary>
    public static double Height(ReportLatency bar) =>
        bar.FromUs == 0 ? bar.Count : bar.Count / (Position(LatencyHistogram.Floor(bar.ToUs)) - Position(LatencyHistogram.Floor(bar.FromUs)));

    private static long[] MakeEdges()
    {
        SortedSet<long> edges = [0];
        for (var decade = 1L; decade <= 100_000_000_000; decade *= 10)
        {
            foreach (var round in Round)
            {
                edges.Add(decade < 100 ? ((round * decade) + 50) / 100 : round * (decade / 100));
            }
        }

        return [.. edges];
    }
}
