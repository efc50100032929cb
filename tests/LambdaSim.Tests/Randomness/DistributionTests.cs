using LambdaSim.Configuration;
using LambdaSim.Randomness;

namespace LambdaSim.Tests.Randomness;

public sealed class DistributionTests
{
    public static TheoryData<string> Kinds => ["fixed", "uniform", "exponential", "lognormal", "lognormal-p99", "quantiles"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void More_bits_never_give_a_shorter_length(string kind)
    {
        var sampler = Of(kind).Compile();
        var bits = Enumerable.Range(0, 100_000).Select(i => Draw.Bits(3, Purpose.Workload, 0, (ulong)i))
            .Concat(Enumerable.Range(0, 64).SelectMany(i => (ulong[])[1ul << i, (1ul << i) - 1, ~(1ul << i), ~((1ul << i) - 1)]))
            .Concat(Enumerable.Range(0, 10_000).SelectMany(i => (ulong[])[(ulong)i, ulong.MaxValue - (ulong)i, (1ul << 63) + (ulong)i - 5000]))
            .Order();
        var last = 0L;
        foreach (var b in bits)
        {
            var value = sampler.Sample(b);
            Assert.True(value >= last, $"{kind} at {b:X}: {value} after {last}");
            last = value;
        }
    }

    [Theory]
    [InlineData("uniform", 0x0000000000000000ul, 100_000_000L)]
    [InlineData("uniform", 0x8000000000000000ul, 200_000_000L)]
    [InlineData("uniform", 0xFFFFFFFFFFFFFFFFul, 300_000_000L)]
    [InlineData("exponential", 0x0000000000000000ul, 0L)]
    [InlineData("exponential", 0x123456789ABCDEF0ul, 7_376_615L)]
    [InlineData("exponential", 0x8000000000000000ul, 69_314_718L)]
    [InlineData("exponential", 0xFFFFFFFFFFFFFFFFul, 3_673_680_057L)]
    [InlineData("lognormal", 0x0000000000000000ul, 1_067_258L)]
    [InlineData("lognormal", 0x123456789ABCDEF0ul, 48_008_809L)]
    [InlineData("lognormal", 0x8000000000000000ul, 100_000_004L)]
    [InlineData("lognormal", 0xFFFFFFFFFFFFFFFFul, 9_369_807_235L)]
    [InlineData("quantiles", 0x0000000000000000ul, 179_100_006L)]
    [InlineData("quantiles", 0x123456789ABCDEF0ul, 218_907_633L)]
    [InlineData("quantiles", 0x8000000000000000ul, 257_000_013L)]
    [InlineData("quantiles", 0xFFFFFFFFFFFFFFFFul, 872_000_050L)]
    public void A_sample_has_its_known_answer(string kind, ulong bits, long expected) => Assert.Equal(expected, Of(kind).Compile().Sample(bits));

    [Fact]
    public void An_exponential_has_its_mean_within_three_standard_errors()
    {
        var (mean, error) = Mean(Distribution.Exponential(Duration.FromMilliseconds(100)), 2_000_000);
        Assert.InRange(mean, 100e6 - (3 * error), 100e6 + (3 * error));
        Assert.True(error < 0.1e6);
    }

    [Fact]
    public void A_uniform_has_its_mean_within_three_standard_errors()
    {
        var (mean, error) = Mean(Of("uniform"), 1_000_000);
        Assert.InRange(mean, 200e6 - (3 * error), 200e6 + (3 * error));
    }

    [Fact]
    public void A_log_normal_has_its_mean_within_three_standard_errors()
    {
        var (mean, error) = Mean(Of("lognormal"), 2_000_000);
        var expected = 100e6 * Math.Exp(0.5 * 0.5 / 2);
        Assert.InRange(mean, expected - (3 * error), expected + (3 * error));
    }

    [Theory]
    [InlineData(0.5, 1.0)]
    [InlineData(0.99, 3.200074)]
    [InlineData(0.01, 0.3124928)]
    [InlineData(0.9999, 6.420579)]
    [InlineData(0.84134474606854295, 1.6487212707)]
    public void A_log_normal_has_its_quantiles(double probability, double expected) =>
        Assert.Equal(expected, Of("lognormal").Compile().Sample((ulong)(probability * Math.Pow(2, 64))) / 100e6, expected * 2e-5);

    [Fact]
    public void A_log_normal_by_its_p99_passes_through_both()
    {
        var sampler = Distribution.LogNormal(Duration.FromMilliseconds(250), Duration.FromMilliseconds(600)).Compile();
        Assert.Equal(250e6, sampler.Sample(1ul << 63), 250e6 * 1e-6);
        Assert.Equal(600e6, sampler.Sample((ulong)(0.99 * Math.Pow(2, 64))), 600e6 * 2e-5);
    }

    [Fact]
    public void A_log_normal_fitted_to_its_own_samples_is_found_again()
    {
        var sampler = Of("lognormal").Compile();
        var samples = Enumerable.Range(0, 100_000).Select(i => Duration.FromNanoseconds(sampler.Sample(Draw.Bits(5, Purpose.Workload, 0, (ulong)i))));
        var fitted = Assert.IsType<LogNormalDistribution>(Distribution.FitLogNormal(samples));
        Assert.Equal(0.5, fitted.Sigma, 0.005);
        Assert.Equal(100, fitted.Median.TotalMilliseconds, 0.75);
    }

    [Fact]
    public void A_log_normal_without_spread_is_fixed()
    {
        var sampler = Distribution.LogNormal(Duration.FromMilliseconds(70), 0).Compile();
        Assert.Equal(sampler.Sample(0), sampler.Sample(ulong.MaxValue));
        Assert.Equal(70e6, sampler.Sample(0), 70e6 * 1e-7);
    }

    [Theory]
    [InlineData(0.01, 199)]
    [InlineData(0.10, 229)]
    [InlineData(0.25, 242)]
    [InlineData(0.50, 257)]
    [InlineData(0.75, 280)]
    [InlineData(0.90, 317)]
    [InlineData(0.95, 358)]
    [InlineData(0.99, 631)]
    public void Quantiles_are_met_where_they_are_given(double probability, double milliseconds) =>
        Assert.Equal(milliseconds * 1e6, Of("quantiles").Compile().Sample((ulong)(probability * Math.Pow(2, 64))), milliseconds * 1e6 * 1e-7);

    [Theory]
    [InlineData(0.375, 242, 257, 0.5)]
    [InlineData(0.97, 358, 631, 0.5)]
    [InlineData(0.9975, 631, 872, 0.75)]
    [InlineData(0.0025, 199 * 0.9, 199, 0.25)]
    [Pins("ENV-INIT-QUANTILES")]
    public void Between_quantiles_the_logarithm_is_linear(double probability, double from, double to, double share) =>
        Assert.Equal(
            from * Math.Pow(to / from, share) * 1e6,
            Of("quantiles").Compile().Sample((ulong)(probability * Math.Pow(2, 64))),
            to * 1e6 * 1e-7);

    [Fact]
    public void Quantiles_begin_at_nine_tenths_of_the_first_and_end_at_the_last()
    {
        var sampler = Of("quantiles").Compile();
        Assert.Equal(0.9 * 199e6, sampler.Sample(0), 20.0);
        Assert.Equal(872e6, sampler.Sample(ulong.MaxValue), 100.0);
    }

    [Fact]
    public void Quantiles_that_name_no_maximum_end_flat_at_the_last()
    {
        var sampler = Distribution.Quantiles(new Quantile(0, Duration.FromMilliseconds(1)), new Quantile(0.5, Duration.FromMilliseconds(2))).Compile();
        Assert.Equal(1e6, sampler.Sample(0), 1.0);
        Assert.Equal(sampler.Sample(1ul << 63), sampler.Sample(ulong.MaxValue));
    }

    [Fact]
    public void Equal_parameters_are_equal_distributions()
    {
        foreach (var kind in Kinds.Select(row => row.Data))
        {
            Assert.Equal(Of(kind), Of(kind));
            Assert.Equal(Of(kind).GetHashCode(), Of(kind).GetHashCode());
        }
    }

    [Fact]
    public void Unusable_parameters_are_refused_with_name_value_and_range()
    {
        Refused("fixed: value is -1 s; it must be between 0 and 366 days", () => Distribution.Fixed(Duration.FromSeconds(-1)));
        Refused("uniform: min (2 s) is longer than max (1 s)", () => Distribution.Uniform(Duration.FromSeconds(2), Duration.FromSeconds(1)));
        Refused("exponential: mean is 0 s; it must be more than 0 and at most 366 days", () => Distribution.Exponential(Duration.Zero));
        Refused("exponential: mean is 34560000 s; it must be more than 0 and at most 366 days", () => Distribution.Exponential(Duration.FromDays(400)));
        Refused("log-normal: sigma is -0.1; it must be between 0 and 10", () => Distribution.LogNormal(Duration.FromSeconds(1), -0.1));
        Refused("log-normal: sigma is NaN; it must be between 0 and 10", () => Distribution.LogNormal(Duration.FromSeconds(1), double.NaN));
        Refused("log-normal: p99 (1 s) is shorter than the median (2 s)", () => Distribution.LogNormal(Duration.FromSeconds(2), Duration.FromSeconds(1)));
        Refused("log-normal fit: 1 samples; at least 2 are needed", () => Distribution.FitLogNormal([Duration.FromSeconds(2)]));
        Refused("quantiles: at least 2 points are needed", () => Distribution.Quantiles());
        Refused("quantiles: probability 1.5 is not between 0 and 1", () => Distribution.Quantiles(At(0.5, 1), At(1.5, 2)));
        Refused("quantiles: probability 0.5 does not follow 0.5 in ascending order", () => Distribution.Quantiles(At(0.5, 1), At(0.5, 2)));
        Refused("quantiles: time at probability 0.9 (1 s) is shorter than at 0.5 (2 s)", () => Distribution.Quantiles(At(0.5, 2), At(0.9, 1)));
        Refused("quantiles: time at probability 0.5 is 0 s; it must be more than 0 and at most 366 days", () => Distribution.Quantiles(At(0.5, 0), At(0.9, 1)));
    }

    [Fact]
    public void A_functions_distributions_are_checked_with_it() =>
        Refused("exponential: mean is -1 s; it must be more than 0 and at most 366 days",
            () => (FunctionConfig.Default with { Init = new ExponentialDistribution(Duration.FromSeconds(-1)) }).Validate());

    private static void Refused(string message, Func<object> make) => Assert.Equal(message, Assert.Throws<SimulationConfigException>(make).Message);

    private static Quantile At(double probability, int seconds) => new(probability, Duration.FromSeconds(seconds));

    private static (double Mean, double Error) Mean(Distribution distribution, int count)
    {
        var sampler = distribution.Compile();
        var stream = Draw.Stream(11, Purpose.Duration, 0);
        double sum = 0, squares = 0;
        for (var i = 0ul; i < (ulong)count; i++)
        {
            double value = sampler.Sample(Draw.At(stream, i));
            sum += value;
            squares += value * value;
        }

        var mean = sum / count;
        return (mean, Math.Sqrt(((squares / count) - (mean * mean)) / count));
    }

    private static Distribution Of(string kind) => kind switch
    {
        "fixed" => Distribution.Fixed(Duration.FromMilliseconds(5)),
        "uniform" => Distribution.Uniform(Duration.FromMilliseconds(100), Duration.FromMilliseconds(300)),
        "exponential" => Distribution.Exponential(Duration.FromMilliseconds(100)),
        "lognormal" => Distribution.LogNormal(Duration.FromMilliseconds(100), 0.5),
        "lognormal-p99" => Distribution.LogNormal(Duration.FromMilliseconds(100), Duration.FromMilliseconds(900)),
        "quantiles" => RuntimeCatalog.InitOf("dotnet8", PackageType.Zip, Architecture.X86_64),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
