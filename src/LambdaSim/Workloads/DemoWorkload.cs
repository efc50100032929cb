using LambdaSim.Engine;
using LambdaSim.Randomness;
using NodaTime;

namespace LambdaSim.Workloads;

/// <summary>See <see cref="Arrivals.Demo"/>.</summary>
internal static class DemoWorkload
{
    private static readonly Duration Length = Duration.FromMinutes(90);
    private static readonly Duration FullHour = Duration.FromMinutes(60);

    public static ArrivalSource Create(ulong seed)
    {
        ArrivalOptions Calls(int memoryMb, int medianMs, int p99Ms, int initMs) => new()
        {
            Span = Length,
            Seed = seed,
            MemoryMb = memoryMb,
            Duration = Distribution.LogNormal(Duration.FromMilliseconds(medianMs), Duration.FromMilliseconds(p99Ms)),
            Init = Distribution.LogNormal(Duration.FromMilliseconds(initMs), sigma: 0.2),
        };

        ArrivalSource[] sources =
        [
            // A steady API, the shop's pages with their daily swing in fast motion, and visitors that come in groups.
            Arrivals.Poisson("checkout-api", 4, Calls(512, 85, 600, 420) with { PayloadBytes = 1_200 }),
            Arrivals.Diurnal("shop-pages", 1, 9, Calls(1_024, 45, 300, 650), day: Length),
            Arrivals.OnOff("clickstream", 15, Duration.FromSeconds(60), Duration.FromSeconds(120), exponential: true, Calls(128, 12, 60, 180)),

            // Batches, and a job so rare that it hardly ever finds a warm environment.
            Arrivals.Bursts("image-resize", 120, Duration.FromMinutes(5), Calls(1_769, 900, 2_400, 1_100)),
            Arrivals.Constant("cleanup", Duration.FromMinutes(10), Calls(128, 400, 1_500, 210)),

            // Asynchronous events: a trickle, and a heap that has to wait behind the report.
            Arrivals.Poisson("audit-log", 0.5, Calls(256, 30, 200, 300) with { Type = InvocationType.Event, PayloadBytes = 2_048 }),
            Arrivals.Bursts("nightly-report", 1_800, FullHour, Calls(256, 1_900, 2_700, 900) with { Count = 1_800, Delay = FullHour }),
            Arrivals.Bursts("ledger-import", 400, FullHour, Calls(512, 700, 2_000, 800) with
            {
                Type = InvocationType.Event,
                PayloadBytes = 65_536,
                Count = 400,
                Delay = FullHour + Duration.FromMilliseconds(500),
            }),
        ];
        return new MergedArrivals(sources, "demo");
    }
}
