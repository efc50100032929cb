using System.Globalization;
using System.Numerics;
using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Tests.Tables;

/// <summary>Numbers, compared with whole numbers of any size.</summary>
public sealed class TableNumberTests
{
    // Every number is a whole one of this many decimals.
    private const int Decimals = 130 + 38;

    [Theory]
    [InlineData("1e3", "1000")]
    [InlineData("-0.50", "-0.5")]
    [InlineData("-0", "0")]
    [InlineData("0e500", "0")]
    [InlineData("000.0", "0")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData("1E-3", "0.001")]
    [InlineData("12.30e1", "123")]
    [InlineData("100000000000000000000000000000000000000000000000000", "100000000000000000000000000000000000000000000000000")]
    [InlineData("0.00000000000000000000000000000000000000000012345", "0.00000000000000000000000000000000000000000012345")]
    [Pins("DDB-NUMBER")]
    public void A_number_has_one_form(string given, string written) => Assert.Equal(written, Read(given).ToString());

    [Fact]
    [Pins("DDB-NUMBER")]
    public void A_number_of_the_greatest_magnitude_is_written_without_an_exponent() => Assert.Equal(126, Read("1E125").ToString().Length);

    [Fact]
    [Pins("DDB-ARITHMETIC")]
    public void Sums_and_comparisons_are_exact()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var (a, b) = (Any(random), Any(random));
            var (x, y) = (Exact(a), Exact(b));

            var (sum, fault) = NumberSum.Of(a, b);

            Assert.Equal(FaultOf(x + y), fault);
            if (fault is null)
            {
                Assert.Equal(x + y, Exact(sum));
            }

            Assert.Equal(Math.Sign(x.CompareTo(y)), Math.Sign(a.CompareTo(b)));
            Assert.Equal(x == y, a.Equals(b));
            Assert.Equal(Math.Sign(x.CompareTo(y)), Math.Sign(NumberBytes.Of(a).AsSpan().SequenceCompareTo(NumberBytes.Of(b))));
            Assert.Equal(NumberBytes.Of(a).Length, NumberBytes.LengthOf(a));
            Assert.Equal(a, Read(a.ToString()));
        }
    }

    [Theory]
    [InlineData("9.9999999999999999999999999999999999999E+125", "1E+125", "Overflow")]
    [InlineData("9E125", "9E125", "Overflow")]
    [InlineData("1.1E-130", "-1E-130", "Underflow")]
    [InlineData("1E125", "1", "Precision")]
    [InlineData("99999999999999999999999999999999999999", "0.1", "Precision")]
    [Pins("DDB-ARITHMETIC")]
    public void A_sum_without_room_is_refused(string a, string b, string fault) => Assert.Equal(fault, NumberSum.Of(Read(a), Read(b)).Fault.ToString());

    private static TableNumber Any(Random random)
    {
        var digits = string.Concat(Enumerable.Range(0, random.Next(1, 39)).Select(_ => random.Next(3) == 0 ? random.Next(2) * 9 : random.Next(10)));
        var exponent = random.Next(3) == 0 ? random.Next(-130, 126) : random.Next(-20, 20);
        var text = string.Create(CultureInfo.InvariantCulture, $"{(random.Next(2) == 0 ? "-" : "")}{digits[0]}.{digits[1..]}E{exponent}");
        return NumberText.Read(text, out var number) is null ? number : Any(random);
    }

    private static BigInteger Exact(TableNumber number) =>
        (number.IsNegative ? -1 : 1) * (BigInteger)number.Coefficient * BigInteger.Pow(10, number.Exponent + Decimals);

    private static NumberFault? FaultOf(BigInteger exact)
    {
        if (exact.IsZero)
        {
            return null;
        }

        var digits = BigInteger.Abs(exact).ToString(CultureInfo.InvariantCulture);
        var magnitude = digits.Length - 1 - Decimals;
        return magnitude > 125 ? NumberFault.Overflow : magnitude < -130 ? NumberFault.Underflow : digits.TrimEnd('0').Length > 38 ? NumberFault.Precision : null;
    }

    private static TableNumber Read(string text)
    {
        Assert.Null(NumberText.Read(text, out var number));
        return number;
    }
}
