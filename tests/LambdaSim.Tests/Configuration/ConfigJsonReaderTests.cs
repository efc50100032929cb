using LambdaSim.Configuration;
using LambdaSim.Randomness;

namespace LambdaSim.Tests.Configuration;

public sealed class ConfigJsonReaderTests
{
    [Fact]
    public void An_empty_object_gives_the_defaults() =>
        Assert.Equal(ConfigJson.Write(new SimulationConfig()), ConfigJson.Write(ConfigJson.Read("{}")));

    [Fact]
    public void Every_key_of_a_function_arrives_in_its_setting()
    {
        var function = ConfigJson.Read("""
            {"functions": {"f": {
              "memory": "1769MB", "timeout": "15m", "ephemeralStorage": "1 GB", "architecture": "arm64", "package": "image",
              "runtime": "python3.13", "logFormat": "json", "applicationLogLevel": "warn", "reservedConcurrency": 7, "provisioned": {"concurrency": 3, "readyAt": "90s"},
              "init": {"logNormal": {"median": "350ms", "sigma": 0.25}}, "firstCallPenalty": false,
              "duration": {"exponential": "1.5s"}, "cpu": {"boundShare": 0.6, "referenceMemory": 1024},
              "creationDelay": "250us", "maximumEventAge": "1h", "maximumRetryAttempts": 1}}}
            """).Functions["f"];

        Assert.Equal(
            new FunctionOverrides
            {
                MemoryMb = 1769,
                Timeout = Duration.FromMinutes(15),
                EphemeralStorageMb = 1024,
                Architecture = Architecture.Arm64,
                PackageType = PackageType.Image,
                Runtime = "python3.13",
                LogFormat = LogFormat.Json,
                ApplicationLogLevel = ApplicationLogLevel.Warn,
                ReservedConcurrency = 7,
                Provisioned = new ProvisionedConcurrency(3, Duration.FromSeconds(90)),
                Init = Distribution.LogNormal(Duration.FromMilliseconds(350), 0.25),
                FirstCallPenalty = false,
                Duration = Distribution.Exponential(Duration.FromMilliseconds(1500)),
                Cpu = new CpuModel(0.6m, 1024),
                CreationDelay = Duration.FromNanoseconds(250_000),
                MaximumEventAge = Duration.FromHours(1),
                MaximumRetryAttempts = 1,
            },
            function);
    }

    [Fact]
    public void Every_key_of_the_run_arrives_in_its_setting()
    {
        var config = ConfigJson.Read("""
            {
              // comments and trailing commas are allowed
              "seed": 18446744073709551615, "start": "2024-02-29",
              "account": {"concurrencyLimit": 50, "quotas": "legacy2023", "limitScalingRate": false, "limitRequestRate": false},
              "keepAlive": {"hybrid": {"tailPercentile": 95}}, "lifetime": null, "prices": "2019-01-01",
              "until": ["last-arrival", "2h"], "defaults": {"memory": 256},
            }
            """);

        Assert.Equal(ulong.MaxValue, config.Seed);
        Assert.Equal(Instant.FromUtc(2024, 2, 29, 0, 0), config.Start);
        Assert.Equal(new AccountConfig { ConcurrencyLimit = 50, Quotas = QuotaProfile.Legacy2023, LimitScalingRate = false, LimitRequestRate = false }, config.Account);
        Assert.Equal(new HybridKeepAlive { TailPercentile = 95 }, config.KeepAlive);
        Assert.Null(config.Lifetime);
        Assert.Equal(100, config.Prices.GranularityMilliseconds);
        Assert.Equal(ReplayEnd.LastArrival, config.Until);
        Assert.Equal(Duration.FromHours(2), config.UntilTime);
        Assert.Equal(256, config.Defaults.MemoryMb);
    }

    [Theory]
    [InlineData("\"100ms\"", "Fixed")]
    [InlineData("{\"fixed\": \"100ms\"}", "Fixed")]
    [InlineData("{\"uniform\": [\"1ms\", \"2ms\"]}", "Uniform")]
    [InlineData("{\"exponential\": \"100ms\"}", "Exponential")]
    [InlineData("{\"logNormal\": {\"median\": \"100ms\", \"p99\": \"900ms\"}}", "LogNormal")]
    [InlineData("{\"quantiles\": {\"0.5\": \"10ms\", \"0.99\": \"80ms\"}}", "Quantile")]
    public void Every_kind_of_distribution_is_read(string json, string kind) =>
        Assert.Equal(kind + "Distribution", ConfigJson.Read($"{{\"defaults\": {{\"duration\": {json}}}}}").Defaults.Duration!.GetType().Name);

    [Fact]
    public void A_price_list_keeps_what_a_date_gives_and_replaces_what_is_written()
    {
        var prices = ConfigJson.Read("""{"prices": {"region": "eu-west-9", "perMillionRequests": 0.3, "freeTier": false, "date": "2021-10-01"}}""").Prices;

        Assert.Equal(("eu-west-9", 0.3m, false), (prices.Region, prices.PerMillionRequests, prices.FreeTier));
        Assert.Null(prices.StoragePerGbSecond);
    }

    [Fact]
    public void The_example_in_the_documentation_is_read()
    {
        var docs = File.ReadAllText(Path.Combine(Shared.ProjectRoot(), "docs", "config.md"));
        var start = docs.IndexOf("```jsonc\n", StringComparison.Ordinal) + "```jsonc\n".Length;

        var config = ConfigJson.Read(docs[start..docs.IndexOf("\n```", start, StringComparison.Ordinal)]);

        Assert.Equal(50, config.Functions["checkout"].ReservedConcurrency);
    }
}
