using LambdaSim.Randomness;

namespace LambdaSim.Tests.Randomness;

public sealed class PortableMathTests
{
    // Bit patterns: the same on every machine, in every build.
    [Theory]
    [InlineData(0.1, 0xC0026BB1BBB55515ul)]
    [InlineData(0.5, 0xBFE62E42FEFA39EFul)]
    [InlineData(1, 0x0000000000000000ul)]
    [InlineData(2, 0x3FE62E42FEFA39EFul)]
    [InlineData(3, 0x3FF193EA7AAD030Bul)]
    [InlineData(10, 0x40026BB1BBB55516ul)]
    [InlineData(1e-300, 0xC085963447F87FB5ul)]
    [InlineData(5e-324, 0xC0874385446D71C3ul)]
    [InlineData(123456.789, 0x40277281CAD8A844ul)]
    [InlineData(0.9999999999999999, 0xBCA0000000000000ul)]
    [InlineData(1.0000000000000002, 0x3CB0000000000000ul)]
    public void A_logarithm_has_its_known_bits(double x, ulong expected) => AssertBits(expected, PortableMath.Log(x));

    [Theory]
    [InlineData(0, 0x3FF0000000000000ul)]
    [InlineData(1, 0x4005BF0A8B14576Aul)]
    [InlineData(-1, 0x3FD78B56362CEF38ul)]
    [InlineData(0.5, 0x3FFA61298E1E069Cul)]
    [InlineData(-0.5, 0x3FE368B2FC6F960Aul)]
    [InlineData(10, 0x40D5829DCF950560ul)]
    [InlineData(-700, 0x00D14F2B0FB9307Ful)]
    [InlineData(709, 0x7FDD422D2BE5DC9Bul)]
    [InlineData(-740, 0x0000000000000055ul)]
    [InlineData(1e-10, 0x3FF000000006DF38ul)]
    public void An_exponential_has_its_known_bits(double x, ulong expected) => AssertBits(expected, PortableMath.Exp(x));

    [Theory]
    [InlineData(0.01, 0xC0029C5C4630FF0Eul)]
    [InlineData(0.1, 0xBFF4813C36E26D34ul)]
    [InlineData(0.25, 0xBFE5956B87528A49ul)]
    [InlineData(0.5, 0x0000000000000000ul)]
    [InlineData(0.6, 0x3FD036D6C4A04B5Aul)]
    [InlineData(0.95, 0x3FFA515209676AB8ul)]
    [InlineData(0.975, 0x3FFF5C0331EEFF82ul)]
    [InlineData(0.99, 0x40029C5C4630FF0Cul)]
    [InlineData(1e-10, 0xC0197203597A2154ul)]
    public void A_normal_quantile_has_its_known_bits(double p, ulong expected) => AssertBits(expected, PortableMath.InverseNormal(p));

    // 50-digit arithmetic, square root of 2 times the inverse error function.
    [Theory]
    [InlineData(0.01, -2.3263478740408410931)]
    [InlineData(0.1, -1.2815515655446004353)]
    [InlineData(0.25, -0.67448975019608174320)]
    [InlineData(0.6, 0.25334710313579974132)]
    [InlineData(0.95, 1.6448536269514722843)]
    [InlineData(0.975, 1.9599639845400538556)]
    [InlineData(1e-10, -6.3613409024040561991)]
    public void A_normal_quantile_is_right(double p, double expected) => Assert.Equal(expected, PortableMath.InverseNormal(p), Math.Abs(expected) * 1e-14);

    [Fact]
    public void A_normal_quantile_far_out_is_right() => Assert.Equal(37.0470961, PortableMath.UpperTail(1e-300), 1e-6);

    [Fact]
    public void Logarithms_agree_with_the_platforms()
    {
        foreach (var x in Numbers(1))
        {
            var value = Math.Abs(x);
            AssertClose(Math.Log(value), PortableMath.Log(value), value);
            AssertClose(Math.Log(1 + (value % 1e-3)), PortableMath.Log(1 + (value % 1e-3)), value);
        }
    }

    [Fact]
    public void Exponentials_agree_with_the_platforms()
    {
        foreach (var x in Numbers(2))
        {
            var value = x % 700;
            AssertClose(Math.Exp(value), PortableMath.Exp(value), value);
        }
    }

    [Fact]
    public void Values_outside_the_domain_answer_as_the_platforms_do()
    {
        double[] values = [0, -0.0, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.Epsilon, 800, -800];
        Assert.All(values, x => Assert.Equal(Math.Log(x), PortableMath.Log(x), 1e-12));
        Assert.All(values, x => Assert.Equal(Math.Exp(x), PortableMath.Exp(x)));
    }

    private static IEnumerable<double> Numbers(ulong seed) =>
        Enumerable.Range(0, 100_000)
            .Select(i => BitConverter.UInt64BitsToDouble(Draw.Bits(seed, Purpose.Workload, 0, (ulong)i)))
            .Where(x => double.IsFinite(x) && x != 0);

    private static void AssertClose(double expected, double actual, double x) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-14 * Math.Abs(expected), $"at {x:R}: {actual:R} instead of {expected:R}");

    private static void AssertBits(ulong expected, double actual) => Assert.Equal($"{expected:X16}", $"{BitConverter.DoubleToUInt64Bits(actual):X16}");
}
