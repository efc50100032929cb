using FsCheck;
using FsCheck.Fluent;
using LambdaSim.Configuration;
using LambdaSim.Randomness;

namespace LambdaSim.Tests.Configuration;

public sealed class ConfigJsonRoundTripTests
{
    [Fact]
    public void What_was_written_reads_back_as_an_equal_configuration() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), static seed =>
        {
            var config = new RandomConfig(seed).Make();
            var read = ConfigJson.Read(ConfigJson.Write(config));

            // Dictionaries and price lists have no equality of their own: their canonical text has.
            Assert.Equal(config.Functions.OrderBy(static f => f.Key, StringComparer.Ordinal), read.Functions);
            Assert.Equal(ConfigJson.Write(config), ConfigJson.Write(read));
            Assert.Equal(config.Queues.OrderBy(static q => q.Key, StringComparer.Ordinal), read.Queues);
            Assert.Equal(config, read with { Functions = config.Functions, Queues = config.Queues, Prices = config.Prices });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Keys_stand_in_ordinal_order_at_every_level()
    {
        using var document = System.Text.Json.JsonDocument.Parse(ConfigJson.Write(new RandomConfig(3).Make()));
        Check(document.RootElement);

        static void Check(System.Text.Json.JsonElement element)
        {
            if (element.ValueKind == System.Text.Json.JsonValueKind.Object)
            {
                var keys = element.EnumerateObject().Select(static p => p.Name).ToList();
                Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
                foreach (var member in element.EnumerateObject())
                {
                    Check(member.Value);
                }
            }
        }
    }

    [Fact]
    public void Equal_values_written_differently_have_one_canonical_form() =>
        Assert.Equal(
            ConfigJson.Write(ConfigJson.Read("""{"defaults": {"timeout": "60s", "memory": "1GB", "cpu": {"boundShare": 0.50}}, "prices": {"date": "2025-10-24", "perMillionRequests": 0.200}}""")),
            ConfigJson.Write(ConfigJson.Read("""{"prices": "current", "defaults": {"cpu": {"boundShare": 0.5}, "memory": 1024, "timeout": "1m"}}""")));

    [Fact]
    public void A_changed_price_list_survives_the_file()
    {
        var prices = PriceList.At(new LocalDate(2023, 1, 1)) with
        {
            Region = "eu-x-1",
            FreeTier = false,
            Arm64 = null,
            X86_64 = new ArchitecturePrices([new PriceTier(10, 0.5m), new PriceTier(null, 0.25m)], null, 0.125m),
            StoragePerGbSecond = null,
        };

        var read = ConfigJson.Read(ConfigJson.Write(new SimulationConfig { Prices = prices })).Prices;

        Assert.Equal(prices.X86_64.Duration, read.X86_64.Duration, static (a, b) => a.SequenceEqual(b));
        Assert.Equal(prices, read with { X86_64 = prices.X86_64 });
    }

    private sealed class RandomConfig(int seed)
    {
        private readonly Random _random = new(seed);

        public SimulationConfig Make()
        {
            var functions = new Dictionary<string, FunctionOverrides>(StringComparer.Ordinal);
            for (var i = _random.Next(4); i > 0; i--)
            {
                var name = Pick("b", "a", "with space", "ünïcode \"x\"", "f:3");
                functions[name] = Function() with
                {
                    ReservedConcurrency = name.Contains(':', StringComparison.Ordinal) ? null : Maybe(() => _random.Next(0, 20)),
                    Provisioned = null,
                };
            }

            var queues = new Dictionary<string, QueueConfig>(StringComparer.Ordinal);
            for (var i = _random.Next(3); i > 0; i--)
            {
                queues[Pick("z", "q_1", "failed")] = Queue();
            }

            var names = functions.Keys.ToList();
            foreach (var name in names)
            {
                functions[name] = functions[name] with
                {
                    DeadLetterQueue = queues.Count > 0 && Flip() ? Destination.ToQueue(queues.Keys.First()) : null,
                    OnSuccess = Flip() && names[0] != name ? Destination.ToFunction(names[0]) : null,
                    OnFailure = queues.Count > 0 && Flip() ? Destination.ToQueue(queues.Keys.Last()) : null,
                };
            }

            return new SimulationConfig
            {
                Seed = (ulong)_random.NextInt64(long.MinValue, long.MaxValue),
                Start = Instant.FromUnixTimeTicks(_random.NextInt64(0, 1L << 54)),
                S3 = new S3Config { NotificationActivation = Duration.FromSeconds(_random.Next(0, 3_600)), NotificationLatency = Duration.FromMilliseconds(_random.Next(0, 5_000)) },
                Account = new AccountConfig
                {
                    ConcurrencyLimit = _random.Next(1_000, 10_000_000),
                    Quotas = Pick([.. QuotaProfile.All, QuotaProfile.On(new LocalDate(2020, 2, 29)), QuotaProfile.On(new LocalDate(2025, 9, 1), "eu-central-1")]),
                    LimitRequestRate = Flip(),
                    LimitScalingRate = Flip(),
                },
                Async = Flip() ? new AsyncConfig() : new AsyncConfig
                {
                    BackoffJitter = Pick(Enum.GetValues<BackoffJitter>()),
                    DeadLetterScope = Pick(Enum.GetValues<DeadLetterScope>()),
                    DeliveryAttempts = _random.Next(1, 11),
                    Faults = new AsyncFaults(_random.Next(101) / 100m, _random.Next(101) / 100m),
                    RecursionLimit = _random.Next(1, 10_001),
                },
                KeepAlive = Pick(
                    KeepAlive.Default, KeepAlive.Legacy2019, KeepAlive.Fixed(Length()), KeepAlive.Uniform(Duration.Zero, Length()),
                    new HybridKeepAlive { Range = Duration.FromHours(_random.Next(1, 9)), HeadPercentile = _random.Next(50), MarginPercent = _random.Next(100), MinimumSamples = 3 }),
                Lifetime = Flip() ? null : new EnvironmentLifetime(Duration.FromSeconds(1) + Length(), _random.Next(101)),
                Prices = PriceList.At(new LocalDate(2022, 4, 1).PlusDays(_random.Next(5_000))) with { FreeTier = Flip() },
                Until = Pick(ReplayEnd.LastArrival, ReplayEnd.LastForegroundEvent),
                UntilTime = Maybe(Length),
                Defaults = Function(),
                Functions = functions,
                Queues = queues,
            };
        }

        private QueueConfig Queue() => new()
        {
            VisibilityTimeout = Maybe(() => Duration.FromSeconds(_random.Next(43_201))),
            Delay = Maybe(() => Duration.FromSeconds(_random.Next(901))),
            Retention = Maybe(() => Duration.FromSeconds(_random.Next(60, 1_209_601))),
            MaximumMessageSize = Maybe(() => _random.Next(1_024, 262_145)),
        };

        private FunctionOverrides Function() => new()
        {
            MemoryMb = Maybe(() => _random.Next(128, 10_241)),
            Timeout = Maybe(() => Duration.FromSeconds(_random.Next(1, 901))),
            EphemeralStorageMb = Maybe(() => _random.Next(512, 10_241)),
            Architecture = Maybe(() => Pick(Architecture.Arm64, Architecture.X86_64)),
            PackageType = Maybe(() => Pick(PackageType.Zip, PackageType.Image)),
            LogFormat = LogFormat.Json,
            ApplicationLogLevel = Maybe(() => Pick(Enum.GetValues<ApplicationLogLevel>())),
            Init = Flip() ? null : Lengths(),
            FirstCallPenalty = Maybe(Flip),
            Duration = Flip() ? null : Lengths(),
            Cpu = Flip() ? null : new CpuModel(_random.Next(101) / 100m, Maybe(() => _random.Next(128, 10_241))),
            CreationDelay = Maybe(Length),
            MaximumEventAge = Maybe(() => Duration.FromSeconds(_random.Next(60, 21_601))),
            MaximumRetryAttempts = Maybe(() => _random.Next(3)),
            RecursiveLoop = Maybe(() => Pick(RecursiveLoop.Terminate, RecursiveLoop.Allow)),
        };

        private Distribution Lengths() => _random.Next(5) switch
        {
            0 => Distribution.Fixed(Length()),
            1 => Distribution.Uniform(Duration.Zero, Length()),
            2 => Distribution.Exponential(Some()),
            3 => Distribution.LogNormal(Some(), _random.NextDouble()),
            _ => Distribution.Quantiles(new Quantile(_random.NextDouble() / 2, Some()), new Quantile(1 - (_random.NextDouble() / 4), Duration.FromDays(300))),
        };

        private Duration Some() => Length() + Duration.FromNanoseconds(1);

        private Duration Length() => Duration.FromNanoseconds(_random.NextInt64(1L << _random.Next(1, 53)) * (Flip() ? 1 : _random.Next(2)));

        private bool Flip() => _random.Next(2) == 0;

        private T Pick<T>(params T[] items) => items[_random.Next(items.Length)];

        private T? Maybe<T>(Func<T> make)
            where T : struct => Flip() ? null : make();
    }
}
