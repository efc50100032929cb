using System.Globalization;
using LambdaSim.Randomness;
using NodaTime;

namespace LambdaSim.Events;

/// <summary>The canonical text of a distribution: its name and its parameters, exact, lengths in nanoseconds.</summary>
internal static class DistributionText
{
    public static string? Of(Distribution? distribution) => distribution switch
    {
        null => null,
        FixedDistribution it => $"fixed:{Ns(it.Value)}",
        UniformDistribution it => $"uniform:{Ns(it.Min)},{Ns(it.Max)}",
        ExponentialDistribution it => $"exponential:{Ns(it.Mean)}",
        LogNormalDistribution it => $"logNormal:{Ns(it.Median)},{Number(it.Sigma)}",
        QuantileDistribution it => "quantiles:" + string.Join(',', it.Points.Select(p => $"{Number(p.Probability)},{Ns(p.Time)}")),
        _ => throw new NotSupportedException($"{distribution.GetType().Name} has no canonical text; add it to DistributionText"),
    };

    /// <exception cref="FormatException">It is no such text.</exception>
    public static Distribution Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var parameters = text[(colon + 1)..].Split(',');
        return (text[..Math.Max(colon, 0)], parameters.Length) switch
        {
            ("fixed", 1) => Distribution.Fixed(Time(parameters[0])),
            ("uniform", 2) => Distribution.Uniform(Time(parameters[0]), Time(parameters[1])),
            ("exponential", 1) => Distribution.Exponential(Time(parameters[0])),
            ("logNormal", 2) => Distribution.LogNormal(Time(parameters[0]), Number(parameters[1])),
            ("quantiles", var count) when count % 2 == 0 => Distribution.Quantiles(parameters.Chunk(2).Select(p => new Quantile(Number(p[0]), Time(p[1])))),
            _ => throw new FormatException($"distribution '{text}' is unknown"),
        };
    }

    private static string Ns(TimeLength value) => value.ToInt64Nanoseconds().ToString(CultureInfo.InvariantCulture);

    // The shortest text that gives the same bits back.
    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static Duration Time(string text) => Duration.FromNanoseconds(long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
}
