using LambdaSim.Configuration;

namespace LambdaSim.Tests.Configuration;

public sealed class UnitTextTests
{
    [Theory]
    [InlineData("1ns", 1)]
    [InlineData("250us", 250_000)]
    [InlineData("1.5s", 1_500_000_000)]
    [InlineData("10m", 600_000_000_000)]
    [InlineData("2 h", 7_200_000_000_000)]
    [InlineData("1d", 86_400_000_000_000)]
    public void A_duration_is_a_number_and_a_unit(string text, long nanoseconds) =>
        Assert.Equal(Duration.FromNanoseconds(nanoseconds), UnitText.ParseDuration(text));

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("10")]
    [InlineData("10 minutes")]
    [InlineData("1e3s")]
    [InlineData("-1s")]
    [InlineData("1,5s")]
    [InlineData("0.5ns")]
    [InlineData("999999999999d")]
    [InlineData("NaNs")]
    public void Anything_else_is_no_duration(string text) => Assert.Null(UnitText.ParseDuration(text));

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(1, "1ns")]
    [InlineData(90_000_000_000, "90s")]
    [InlineData(3_600_000_000_000, "1h")]
    public void A_duration_is_written_with_the_longest_unit_that_divides_it(long nanoseconds, string text) =>
        Assert.Equal(text, UnitText.Of(Duration.FromNanoseconds(nanoseconds)));
}
