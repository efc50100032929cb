namespace LambdaSim.Tests.Validation;

/// <summary>One figure over independent runs.</summary>
/// <param name="Mean">Their mean.</param>
/// <param name="Deviation">Standard deviation of a single run.</param>
/// <param name="Count">Number of runs.</param>
internal readonly record struct Sample(double Mean, double Deviation, int Count)
{
    public double StandardError => Deviation / Math.Sqrt(Count);

    public static Sample Of<T>(IReadOnlyCollection<T> runs, Func<T, double> figure)
    {
        var values = runs.Select(figure).ToArray();
        var mean = values.Average();
        return new Sample(mean, Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1)), values.Length);
    }

    /// <summary>How many standard errors the mean is above an exact figure.</summary>
    public double DistanceFrom(double exact) => (Mean - exact) / StandardError;

    /// <summary>The other side is one run of a simulator of the same spread: both errors count.</summary>
    public void AgreesWithOneRun(double published) => Agrees(published, Deviation);

    /// <summary>The other side has a standard error of its own; 0 for an exact figure.</summary>
    public void Agrees(double expected, double itsError)
    {
        var error = Math.Sqrt((StandardError * StandardError) + (itsError * itsError));
        Assert.True(Math.Abs(Mean - expected) <= 3 * error, FormattableString.Invariant($"{Mean} is {Math.Abs(Mean - expected) / error:F1} standard errors ({error}) from {expected}"));
    }
}
