using LambdaSim.Configuration;

namespace LambdaSim.Tests.Configuration;

public sealed class PriceListTests
{
    // Figures of REPORT lines.
    [Theory]
    [InlineData(133.61, 80.00, 214)]
    [InlineData(3.01, 110.10, 114)]
    [InlineData(3004.92, 111.23, 3117)]
    [InlineData(306.34, 303, 610)]
    [InlineData(127.10, 26, 154)]
    [InlineData(159.87, 118, 278)]
    [InlineData(147.156, 53, 201)]
    [InlineData(3.01, 0, 4)]
    [InlineData(3, 0, 3)]
    [InlineData(0, 0, 1)]
    [Pins("BIL-ROUND")]
    public void Billed_duration_is_the_sum_rounded_up(decimal duration, decimal init, long billed) =>
        Assert.Equal(billed, PriceList.Current.BilledMilliseconds(Ns(duration), Ns(init)));

    [Theory]
    [InlineData(12.34, 100)]
    [InlineData(100, 100)]
    [InlineData(100.01, 200)]
    [Pins("BIL-ROUND")]
    public void Before_December_2020_billed_durations_are_multiples_of_100_ms(decimal duration, long billed)
    {
        Assert.Equal(billed, PriceList.At(new LocalDate(2020, 11, 30)).BilledMilliseconds(Ns(duration)));
        Assert.Equal((long)Math.Ceiling(duration), PriceList.At(new LocalDate(2020, 12, 1)).BilledMilliseconds(Ns(duration)));
    }

    [Theory]
    [InlineData("nodejs22.x", PackageType.Zip, false)]
    [InlineData(null, PackageType.Zip, false)]
    [InlineData("nodejs22.x", PackageType.Image, true)]
    [InlineData("go-al2023", PackageType.Zip, true)]
    [InlineData("dotnet8-aot", PackageType.Zip, true)]
    [InlineData("graalvm-java21", PackageType.Zip, true)]
    [Pins("BIL-INIT")]
    public void Before_August_2025_only_images_and_custom_runtimes_pay_for_init(string? runtime, PackageType package, bool billed)
    {
        var config = FunctionConfig.Default with { Runtime = runtime, PackageType = package };
        Assert.Equal(billed, PriceList.At(new LocalDate(2025, 7, 31)).BillsInit(config));
        Assert.True(PriceList.At(new LocalDate(2025, 8, 1)).BillsInit(config));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(256, 0)]
    [InlineData(257, 1)]
    [InlineData(320, 1)]
    [InlineData(321, 2)]
    [InlineData(600, 6)]
    [InlineData(1024, 12)]
    [Pins("BIL-CHUNKS")]
    public void Each_further_64_KB_of_an_event_is_a_request(int kilobytes, int extra) => Assert.Equal(extra, PriceList.ExtraRequests(kilobytes * 1024));

    [Fact]
    [Pins("BIL-DATES")]
    public void A_list_sells_only_what_was_sold_on_its_day()
    {
        AssertFirstSold(new LocalDate(2019, 12, 3), FunctionConfig.Default with { Provisioned = new(1) }, "provisioned concurrency");
        AssertFirstSold(new LocalDate(2021, 9, 29), FunctionConfig.Default with { Architecture = Architecture.Arm64 }, "arm64");
        AssertFirstSold(new LocalDate(2022, 3, 24), FunctionConfig.Default with { EphemeralStorageMb = 513 }, "ephemeral storage beyond 512 MB");
    }

    [Fact]
    [Pins("BIL-DATES")]
    public void Volume_prices_begin_in_August_2022()
    {
        Assert.Single(PriceList.At(new LocalDate(2022, 7, 31)).X86_64.Duration);
        Assert.Equal(3, PriceList.At(new LocalDate(2022, 8, 1)).X86_64.Duration.Length);
        Assert.Equal(3, PriceList.At(new LocalDate(2022, 8, 1)).Arm64!.Duration.Length);
    }

    [Fact]
    [Pins("BIL-CHUNKS")]
    public void Event_chunks_are_charged_from_October_2025()
    {
        Assert.False(PriceList.At(new LocalDate(2025, 10, 23)).ChargesAsyncChunks);
        Assert.True(PriceList.At(new LocalDate(2025, 10, 24)).ChargesAsyncChunks);
    }

    [Fact]
    public void The_current_list_is_that_of_the_latest_change()
    {
        Assert.Equal(PriceList.Changes.Order(), PriceList.Changes);
        Assert.Equal(PriceList.Changes[^1], PriceList.Current.Date);
    }

    [Fact]
    [Pins("BIL-DATES")]
    public void Unusable_prices_are_refused_with_name_value_and_range()
    {
        var list = PriceList.Current;
        Refused("prices: perMillionRequests is -1 USD; it must be between 0 and 1000 with at most 10 decimals", list with { PerMillionRequests = -1 });
        Refused("prices: storagePerGbSecond is 0.00000000001 USD; it must be between 0 and 1 with at most 10 decimals", list with { StoragePerGbSecond = 0.00000000001m });
        Refused("prices: x86_64 duration needs at least one step, the last one without end", list with { X86_64 = list.X86_64 with { Duration = [new(5, 0.1m)] } });
        Refused("prices: arm64 duration step up to 4 GB-s does not follow 5 GB-s, or is beyond 1e12", list with { Arm64 = list.X86_64 with { Duration = [new(5, 0.1m), new(4, 0.1m), new(null, 0.1m)] } });
        Refused("prices: date is 2014-11-12; it must be between 2014-11-13, the day AWS Lambda was announced, and the end of 2199", PriceList.At(new LocalDate(2014, 11, 12)));
        Refused("prices: granularityMilliseconds is 0; it must be between 1 and 1000", list with { GranularityMilliseconds = 0 });
        Refused("prices: freeRequests and freeGbSeconds must not be negative, freeGbSeconds at most 1e12", list with { FreeGbSeconds = -1 });
    }

    [Fact]
    public void A_simulations_prices_are_checked_with_it()
    {
        Assert.Throws<SimulationConfigException>(() => new SimulationConfig { Prices = PriceList.Current with { FreeRequests = -1 } }.Validate());
        var arm = new SimulationConfig
        {
            Prices = PriceList.At(new LocalDate(2020, 1, 1)),
            Functions = new SortedDictionary<string, FunctionOverrides>(StringComparer.Ordinal) { ["f"] = new() { Architecture = Architecture.Arm64 } },
        };
        Assert.Equal(
            "function f: arm64 has no price in the list of 2020-01-01; choose a later list, or leave it out",
            Assert.Throws<SimulationConfigException>(arm.Validate).Message);
    }

    [Fact]
    public void Money_adds_without_rounding_and_shows_with_it()
    {
        var gigabyteSecond = Money.FromUsd(0.0000166667m);
        Assert.Equal(0.166667m, (gigabyteSecond * 10_000).Usd);
        Assert.Equal("0.17", (gigabyteSecond * 10_000).ToString());
        Assert.Equal("-0.1667", (-gigabyteSecond * 10_000).ToString(4));
        Assert.Equal(gigabyteSecond, gigabyteSecond.DividedBy(1_024_000).Times(1_024_000));
        Assert.Equal(Money.Zero, gigabyteSecond - gigabyteSecond);
        Assert.True(Money.Zero < gigabyteSecond);
        Assert.Throws<SimulationConfigException>(() => Money.FromUsd(0.00000000001m));
    }

    private static void AssertFirstSold(LocalDate day, FunctionConfig config, string what)
    {
        PriceList.At(day).Require(config);
        var refusal = Assert.Throws<SimulationConfigException>(() => PriceList.At(day.PlusDays(-1)).Require(config));
        Assert.StartsWith(what + " has no price in the list of ", refusal.Message, StringComparison.Ordinal);
    }

    private static void Refused(string message, PriceList list) => Assert.Equal(message, Assert.Throws<SimulationConfigException>(list.Validate).Message);

    private static long Ns(decimal milliseconds) => (long)(milliseconds * 1_000_000);
}
