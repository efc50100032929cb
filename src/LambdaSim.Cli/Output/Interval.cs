namespace LambdaSim.Cli.Output;

/// <summary>Mean and 95 % interval of a few independent observations.</summary>
/// <param name="Mean">Arithmetic mean.</param>
/// <param name="HalfWidth">Half the width of the 95 % interval by Student's t; null with fewer than two observations.</param>
internal readonly record struct Interval(double Mean, double? HalfWidth)
{
    // 97.5 % points of Student's t for 1, 2, ... degrees of freedom.
    private static readonly double[] T =
    [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
        2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
    ];

    public double Low => Mean - (HalfWidth ?? 0);

    public double High => Mean + (HalfWidth ?? 0);

    /// <summary>The interval does not hold 0.</summary>
    public bool DiffersFromZero => HalfWidth is not null && (Low > 0 || High < 0);

    public static Interval Of(IReadOnlyList<double> values)
    {
        // Equal values have no spread; summing them would leave rounding dust that looks like one.
        if (values.All(v => v == values[0]))
        {
            return new Interval(values[0], values.Count < 2 ? null : 0);
        }

        var mean = values.Sum() / values.Count;
        var variance = values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1);
        return new Interval(mean, Quantile(values.Count - 1) * Math.Sqrt(variance / values.Count));
    }

    // Beyond the table: Cornish-Fisher's first term, within 0.001.
    private static double Quantile(int degrees)
    {
        const double Normal = 1.959964;
        return degrees <= T.Length ? T[degrees - 1] : Normal + (((Normal * Normal * Normal) + Normal) / (4 * degrees));
    }
}
