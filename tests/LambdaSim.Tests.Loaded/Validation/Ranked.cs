namespace LambdaSim.Tests.Validation;

/// <summary>Values in order, for exact percentiles by nearest rank.</summary>
internal sealed class Ranked
{
    private readonly long[] _values;

    private Ranked(long[] values) => _values = values;

    public int Count => _values.Length;

    public double Mean => _values.Sum(v => (double)v) / _values.Length;

    public static Ranked Of(IEnumerable<long> values) => new([.. values.Order()]);

    public long At(double share) => _values[Math.Max(0, (int)Math.Ceiling(share * _values.Length) - 1)];
}
