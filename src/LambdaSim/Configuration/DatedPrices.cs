using NodaTime;

namespace LambdaSim.Configuration;

public sealed partial record PriceList
{
    private static LocalDate ProvisionedSince => new(2019, 12, 3);

    private static LocalDate MillisecondsSince => new(2020, 12, 1);

    private static LocalDate Arm64Since => new(2021, 9, 29);

    private static LocalDate StorageSince => new(2022, 3, 24);

    // Announced for August 2022, without a day.
    private static LocalDate TiersSince => new(2022, 8, 1);

    private static LocalDate InitBilledSince => new(2025, 8, 1);

    private static LocalDate ChunksSince => new(2025, 10, 24);

    /// <summary>
    /// us-east-1 as of a day (rule BIL-DATES). Prices themselves are today's: what changes with the day is what is sold, how it is
    /// rounded and whether INIT is billed.
    /// </summary>
    /// <param name="date">Any day; days before the first change get the first list.</param>
    public static PriceList At(LocalDate date)
    {
        var provisioned = date >= ProvisionedSince;
        var tiers = date >= TiersSince;
        return new PriceList
        {
            Date = date,
            X86_64 = new ArchitecturePrices(
                tiers
                    ? [new(6_000_000_000, 0.0000166667m), new(15_000_000_000, 0.0000150000m), new(null, 0.0000133334m)]
                    : [new(null, 0.0000166667m)],
                provisioned ? 0.0000041667m : null,
                provisioned ? 0.0000097222m : null),
            Arm64 = date < Arm64Since ? null : new ArchitecturePrices(
                tiers
                    ? [new(7_500_000_000, 0.0000133334m), new(18_750_000_000, 0.0000120001m), new(null, 0.0000106667m)]
                    : [new(null, 0.0000133334m)],
                0.0000033334m,
                0.0000077778m),
            StoragePerGbSecond = date < StorageSince ? null : 0.0000000309m,
            GranularityMilliseconds = date < MillisecondsSince ? 100 : 1,
            InitBilling = date < InitBilledSince ? InitBilling.ImagesAndCustomRuntimes : InitBilling.All,
            ChargesAsyncChunks = date >= ChunksSince,
        };
    }
}
