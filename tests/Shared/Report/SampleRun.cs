using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Projections;
using LambdaSim.Projections.Report;

namespace LambdaSim.Tests.Report;

/// <summary>Two hours of a small shop, replayed: bursts, throttles, provisioned concurrency, errors, and a function with a hostile name.</summary>
internal static class SampleRun
{
    public const string EvilName = "</script><img src=x onerror=alert(1)>\"'&";

    /// <summary>Turns the direction of text, and is longer than anything may be.</summary>
    public static readonly string LongName = "\u202E\u05D0\u05D1" + new string('w', 300) + "`${alert(2)}`";

    public static ReportData Data(TimelineOptions? timeline = null)
    {
        using var shop = new Shop();
        return Run(shop, timeline);
    }

    public static ReportData Empty()
    {
        using var nothing = new Nothing();
        return Run(nothing, null);
    }

    private static ReportData Run(ArrivalSource workload, TimelineOptions? timeline)
    {
        var config = new SimulationConfig
        {
            Seed = 7,
            Account = new AccountConfig { ConcurrencyLimit = 160 },
            Defaults = new FunctionOverrides { Timeout = Duration.FromSeconds(5), MemoryMb = 512 },
            Functions = new SortedDictionary<string, FunctionOverrides>(StringComparer.Ordinal)
            {
                ["checkout"] = new() { Provisioned = new ProvisionedConcurrency(4, Duration.FromMinutes(5)), MemoryMb = 1_024 },
                ["thumbnail"] = new() { ReservedConcurrency = 2, MemoryMb = 1_769 },
                ["unused"] = new() { MemoryMb = 128 },
            },
        };
        var source = new ReportSource(config, timeline);
        var bill = new BillProjection(config.Prices);
        var result = Simulation.Replay(workload, config, new ReplayOptions { Observers = [.. source.Observers, bill] });
        return source.ToData([workload.Name], result.Fingerprint, result.Start, result.End, result.Metrics, bill.Bill, result.Unsimulated);
    }

    public static string Page(ReportData data)
    {
        using var page = new StringWriter();
        HtmlReport.Write(page, data);
        return page.ToString();
    }

    private sealed class Nothing : ArrivalSource
    {
        public override string Name => "empty.csv";

        public override IReadOnlyList<TraceFunction> Functions => [];

        public override int Read(Span<Arrival> buffer) => 0;
    }

    private sealed class Shop : ArrivalSource
    {
        private const long Second = 1_000_000_000;
        private const int Span = 7_200;

        private readonly Arrival[] _arrivals = [.. Arrivals().OrderBy(arrival => arrival.Time)];
        private int _next;

        public override string Name => "shop.csv";

        public override IReadOnlyList<TraceFunction> Functions { get; } = [new("checkout"), new("thumbnail"), new("search"), new("nightly-report"), new(EvilName), new(LongName)];

        public override int Read(Span<Arrival> buffer)
        {
            var count = Math.Min(buffer.Length, _arrivals.Length - _next);
            _arrivals.AsSpan(_next, count).CopyTo(buffer);
            _next += count;
            return count;
        }

        private static IEnumerable<Arrival> Arrivals()
        {
            var draws = new Random(11);
            foreach (var (function, perMinute, duration, init) in new[] { (0, 40, 0.18, 0.6), (1, 14, 1.4, 1.1), (2, 90, 0.06, 0.35), (4, 2, 0.3, 0.5) })
            {
                for (var t = 0.0; t < Span;)
                {
                    var rush = t is > 3_600 and < 4_200 ? 4 : t is > 5_400 and < 5_700 ? 0.1 : 1;
                    t += -Math.Log(1 - draws.NextDouble()) * 60 / (perMinute * rush);
                    yield return Of(function, t, duration * (0.5 + draws.NextDouble() + (draws.NextDouble() < 0.02 ? 8 : 0)), init * (0.8 + (0.4 * draws.NextDouble())), draws.NextDouble());
                }
            }

            for (var i = 0; i < 12; i++)
            {
                yield return Of(5, 4_790 + (i * 2), 0.4, 0.3, 0);
            }

            for (var i = 0; i < 220; i++)
            {
                yield return Of(3, 4_800 + (draws.NextDouble() * 2), 2.5 + draws.NextDouble(), 0.9, 0);
            }
        }

        private static Arrival Of(int function, double seconds, double duration, double init, double luck) => new()
        {
            Time = (long)(seconds * Second),
            Duration = (long)(duration * Second),
            Init = (long)(init * Second),
            Function = function,
            PayloadBytes = 1_000,
            Type = function == 1 && luck < 0.3 ? InvocationType.Event : InvocationType.RequestResponse,
            Outcome = luck > 0.995 ? Outcome.Crashed : luck > 0.985 ? Outcome.Failed : Outcome.Succeeded,
        };
    }
}
