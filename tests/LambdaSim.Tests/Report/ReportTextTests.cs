using LambdaSim.Projections;
using LambdaSim.Projections.Report;

namespace LambdaSim.Tests.Report;

public sealed class ReportTextTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(999, "999 ns")]
    [InlineData(1_500, "1.5 µs")]
    [InlineData(8_400_000, "8.4 ms")]
    [InlineData(84_000_000, "84 ms")]
    [InlineData(3_124_000_000, "3.12 s")]
    [InlineData(119_000_000_000, "119 s")]
    [InlineData(125_000_000_000, "2 min 5 s")]
    [InlineData(10_800_000_000_000, "3 h")]
    [InlineData(187_200_000_000_000, "2 d 4 h")]
    public void A_duration_has_three_digits_or_two_units(long ns, string expected) => Assert.Equal(expected, ReportText.Duration(ns));

    [Theory]
    [InlineData("0", "$0.00")]
    [InlineData("41.207", "$41.21")]
    [InlineData("1234567.891", "$1,234,567.89")]
    [InlineData("0.5", "$0.5000")]
    [InlineData("0.0432", "$0.04320")]
    [InlineData("0.0000002", "$0.0000002000")]
    [InlineData("-0.25", "−$0.2500")]
    public void Money_has_cents_or_four_digits(string usd, string expected) =>
        Assert.Equal(expected, ReportText.Usd(decimal.Parse(usd, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(0, 0, "0 %")]
    [InlineData(0, 10, "0 %")]
    [InlineData(1, 1_000_000, "<0.01 %")]
    [InlineData(131, 10_000, "1.31 %")]
    [InlineData(1, 3, "33.3 %")]
    [InlineData(3, 3, "100 %")]
    public void A_share_is_never_rounded_to_nothing(long part, long whole, string expected) => Assert.Equal(expected, ReportText.Percent(part, whole));

    [Theory]
    [InlineData(0, "00:00:00.000")]
    [InlineData(3_723_004_000_000, "01:02:03.004")]
    [InlineData(93_784_567_000_000, "1 d 02:03:04.567")]
    public void A_time_counts_from_the_start(long ns, string expected) => Assert.Equal(expected, ReportText.Time(ns));

    [Fact]
    public void Every_cause_has_words() =>
        Assert.All(Enum.GetValues<ThrottleCause>().Where(cause => cause != ThrottleCause.None), cause => Assert.NotEqual(cause.ToString(), ReportText.Of(cause)));

    [Theory]
    [InlineData(200, 200)]
    [InlineData(2, 1)]
    public void A_name_that_is_cut_ends_with_a_whole_character(int length, int kept)
    {
        var name = new string('a', length - 1) + "\U0001F600" + new string('b', 200);

        Assert.Equal(length == 200 ? new string('a', kept - 1) + "…" : name[..200] + "…", ReportText.Name(name));
    }

    [Fact]
    public void Controls_marks_of_direction_and_half_characters_are_replaced() =>
        Assert.Equal("a\uFFFDb\uFFFDc\uFFFDd", ReportText.Clean("a\u202Eb\u0000c\uD83Dd"));

    [Theory]
    [InlineData(1_300_000_000, 7, 250_000_000)]
    [InlineData(7_200_000_000_000, 10, 1_200_000_000_000)]
    [InlineData(9_223_372_036_854_775_000, 10, 1_105_920_000_000_000_000)]
    public void Ticks_are_round(long length, int parts, long step) => Assert.Equal(step, TimelineTicks.Step(length, parts));

    [Theory]
    [InlineData(0, 20, 100, "0 s")]
    [InlineData(3_580, 20, 3_687, "0:59:40")]
    [InlineData(3_600, 60, 7_200, "60 min")]
    [InlineData(90_061, 1, 90_070, "25:01:01")]
    public void A_tick_is_a_clock_where_seconds_would_be_many(long seconds, long step, long last, string expected) =>
        Assert.Equal(expected, ReportText.Tick(seconds * 1_000_000_000, step * 1_000_000_000, last * 1_000_000_000));

    [Theory]
    [InlineData(0, "0 calls")]
    [InlineData(1, "1 call")]
    [InlineData(1_200, "1,200 calls")]
    public void One_is_singular(long count, string expected) => Assert.Equal(expected, ReportText.Count(count, "call"));
}
