using LambdaSim.Projections;
using LambdaSim.Projections.Report;

namespace LambdaSim.Tests.Report;

public sealed class LatencyShapeTests
{
    [Theory]
    [InlineData(80_000, 0.9)]
    [InlineData(2_500, 0.5)]
    [InlineData(1_000_000, 0.3)]
    [InlineData(333_333, 1.4)]
    public void A_log_normal_is_one_hump_with_its_mode_where_it_belongs(double medianUs, double sigma)
    {
        var histogram = new LatencyHistogram();
        for (var i = 0; i < 200_000; i++)
        {
            histogram.Add((long)(medianUs * Math.Exp(sigma * LambdaSim.Randomness.PortableMath.InverseNormal((i + 0.5) / 200_000))));
        }

        var bars = LogScale.Bars(histogram);
        var heights = bars.Select(LogScale.Height).ToArray();
        var top = Array.IndexOf(heights, heights.Max());

        // On a logarithmic axis the mode of a log-normal is its median. Bars of few calls are ragged, and near the top neighbours are almost equal.
        Assert.InRange(medianUs, bars[Math.Max(0, top - 1)].FromUs, bars[Math.Min(bars.Count - 1, top + 1)].ToUs);
        Assert.All(Enumerable.Range(1, top), i => Assert.True(bars[i].Count < 500 || heights[i] >= 0.98 * heights[i - 1], $"bar {i} falls before the top"));
        Assert.All(Enumerable.Range(top + 1, heights.Length - top - 1), i => Assert.True(bars[i].Count < 500 || heights[i] <= 1.02 * heights[i - 1], $"bar {i} rises after the top"));
        Assert.Equal(200_000, bars.Sum(bar => bar.Count));
    }

    [Fact]
    public void An_even_spread_over_the_logarithm_is_level()
    {
        var histogram = new LatencyHistogram();
        for (var i = 0; i < 400_000; i++)
        {
            histogram.Add((long)(1_000 * Math.Pow(10, 3.0 * i / 400_000)));
        }

        var heights = LogScale.Bars(histogram).Select(LogScale.Height).ToArray();

        Assert.InRange(heights.Length, 60, 61);
        Assert.All(heights.Take(60), height => Assert.Equal(400_000 / 60.0, height, 400_000 / 60.0 * 0.02));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    [InlineData(2_000_000)]
    [InlineData(900_000_000)]
    public void Equal_lengths_stand_in_one_bar_that_begins_with_a_round_number(long us)
    {
        var histogram = new LatencyHistogram();
        histogram.Add(us);
        histogram.Add(us);

        var bar = Assert.Single(LogScale.Bars(histogram));

        Assert.Equal((us, 2), (bar.FromUs, bar.Count));
        Assert.True(LogScale.Height(bar) > 0);
    }

    [Fact]
    public void Edges_are_round_and_some_12_percent_apart()
    {
        var histogram = new LatencyHistogram();
        for (var us = 1_000L; us < 10_000_000; us += 1 + (us / 100))
        {
            histogram.Add(us);
        }

        var bars = LogScale.Bars(histogram);

        Assert.All(bars, bar => Assert.InRange(bar.ToUs / (double)bar.FromUs, 1.1, 1.15));
        Assert.All(bars, bar => Assert.True(bar.FromUs.ToString(System.Globalization.CultureInfo.InvariantCulture).TrimEnd('0').Length <= 3, $"{bar.FromUs} is not round"));
        Assert.All(bars.Zip(bars.Skip(1)), pair => Assert.Equal(pair.First.ToUs, pair.Second.FromUs));
    }
}
