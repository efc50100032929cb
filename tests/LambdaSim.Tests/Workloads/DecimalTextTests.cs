using LambdaSim.Configuration;
using LambdaSim.Workloads;

namespace LambdaSim.Tests.Workloads;

public sealed class DecimalTextTests
{
    [Theory]
    [InlineData("0", 9, 0)]
    [InlineData("-0.0", 9, 0)]
    [InlineData("1", 9, 1_000_000_000)]
    [InlineData("5.760392", 9, 5_760_392_000)]
    [InlineData(".5", 9, 500_000_000)]
    [InlineData("5.", 9, 5_000_000_000)]
    [InlineData("1.5e-05", 9, 15_000)]
    [InlineData("1E3", 0, 1_000)]
    [InlineData("0.0000000005", 9, 1)]
    [InlineData("0.00000000049999999999999999999999", 9, 0)]
    [InlineData("0.000000000000000000000000000001", 9, 0)]
    [InlineData("1234567890.123456789012345678901", 9, 1_234_567_890_123_456_789)]
    [InlineData("9223372036.854775807", 9, long.MaxValue)]
    [InlineData("000000000000000000000000000001", 0, 1)]
    public void Numbers_are_read_exactly(string text, int scale, long expected)
    {
        Assert.Equal(NumberStatus.Ok, DecimalText.Read(Traces.Bytes(text), scale, out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("9223372036.854775808", 9, NumberStatus.TooLarge)]
    [InlineData("1e19", 0, NumberStatus.TooLarge)]
    [InlineData("1e99999999999999999999", 0, NumberStatus.TooLarge)]
    [InlineData("", 0, NumberStatus.NotANumber)]
    [InlineData(".", 0, NumberStatus.NotANumber)]
    [InlineData("-", 0, NumberStatus.NotANumber)]
    [InlineData("+1", 0, NumberStatus.NotANumber)]
    [InlineData(" 1", 0, NumberStatus.NotANumber)]
    [InlineData("1 ", 0, NumberStatus.NotANumber)]
    [InlineData("1,5", 0, NumberStatus.NotANumber)]
    [InlineData("-nan", 0, NumberStatus.NotFinite)]
    [InlineData("-0.001", 0, NumberStatus.Negative)]
    public void What_is_no_such_number_is_told_apart(string text, int scale, object expected) =>
        Assert.Equal((NumberStatus)expected, DecimalText.Read(Traces.Bytes(text), scale, out _));

    [Fact]
    public void Reading_agrees_with_decimal_arithmetic()
    {
        for (ulong i = 0; i < 20_000; i++)
        {
            var digits = LambdaSim.Randomness.Draw.Bits(1, LambdaSim.Randomness.Purpose.Workload, 0, i) % 1_000_000_000_000_000;
            var places = (int)(i % 16);
            var value = new decimal(digits) / Enumerable.Repeat(10m, places).Aggregate(1m, (a, b) => a * b);
            if (value > 9_000_000_000m)
            {
                continue;
            }

            Assert.Equal(NumberStatus.Ok, DecimalText.Read(Traces.Bytes(Text.Invariant($"{value}")), 9, out var read));
            Assert.Equal((long)decimal.Round(value * 1_000_000_000m, MidpointRounding.AwayFromZero), read);
        }
    }

    [Theory]
    [InlineData("1970-01-01T00:00:00Z")]
    [InlineData("2000-02-29T23:59:59.999999999Z")]
    [InlineData("2024-12-31T00:00:01.5Z")]
    [InlineData("2026-03-01T12:34:56.000001Z")]
    [InlineData("2100-02-28T01:02:03Z")]
    [InlineData("2199-12-31T23:59:59Z")]
    public void Instants_agree_with_NodaTime(string text)
    {
        Assert.Null(IsoInstant.Read(Traces.Bytes(text), zoneOptional: false, out var value));
        Assert.Equal(NodaTime.Text.InstantPattern.ExtendedIso.Parse(text).Value, NodaConstants.UnixEpoch.PlusNanoseconds(value));
    }

    [Theory]
    [InlineData("2026-01-31T12:00:00+00:00")]
    [InlineData("2026-01-31T13:30:00+0130")]
    [InlineData("2026-01-31T10:00:00-02")]
    [InlineData("2026-01-31t12:00:00,000z")]
    public void Offsets_and_variants_mean_the_same_instant(string text)
    {
        Assert.Null(IsoInstant.Read(Traces.Bytes(text), zoneOptional: false, out var value));
        Assert.Equal(Instant.FromUtc(2026, 1, 31, 12, 0), NodaConstants.UnixEpoch.PlusNanoseconds(value));
    }

    [Theory]
    [InlineData("2026-01-31T12:00:00.Z")]
    [InlineData("2026-01-31T12:00:00+1")]
    [InlineData("2026-01-31T12:00:00+25:00")]
    [InlineData("2026-1-31T12:00:00Z")]
    [InlineData("2026-01-31T12:00Z")]
    [InlineData("2025-02-29T12:00:00Z")]
    [InlineData("2026-13-01T12:00:00Z")]
    [InlineData("2026-12-00T12:00:00Z")]
    [InlineData("2026-01-31T12:00:60Z")]
    [InlineData("2026-01-31T12:00:00 UTC")]
    public void What_is_no_instant_is_refused(string text) => Assert.NotNull(IsoInstant.Read(Traces.Bytes(text), zoneOptional: false, out _));
}
