using LambdaSim.Randomness;

namespace LambdaSim.Tests.Oracles;

/// <summary>Closed forms the engine must converge to: within three standard errors over 40 independent seeds.</summary>
public class ClosedFormTests
{
    private static Distribution Exponential(double seconds) => Distribution.Exponential(Duration.FromSeconds(seconds));

    private static Distribution Constant(double seconds) => Distribution.Fixed(Duration.FromSeconds(seconds));

    public static double ErlangB(int servers, double load)
    {
        var b = 1.0;
        for (var k = 1; k <= servers; k++)
        {
            b = load * b / (k + (load * b));
        }

        return b;
    }

    [Theory]
    [InlineData(1, 0.5, 0.333333)]
    [InlineData(2, 1, 0.2)]
    [InlineData(10, 8, 0.121661)]
    [InlineData(10, 10, 0.214582)]
    [InlineData(50, 40, 0.018691)]
    [InlineData(100, 90, 0.026957)]
    public void Throttling_at_a_concurrency_limit_is_Erlang_B(int limit, double load, double expected)
    {
        Assert.Equal(expected, ErlangB(limit, load), 5);
        Estimate.Of(seed => Throttled(limit, load, Exponential(1), seed)).Meets(ErlangB(limit, load));
    }

    [Theory]
    [InlineData(10, 8)]
    [InlineData(50, 40)]
    public void It_does_not_depend_on_how_lengths_are_distributed(int limit, double load) =>
        Estimate.Of(seed => Throttled(limit, load, Constant(1), seed)).Meets(ErlangB(limit, load));

    [Theory]
    [InlineData(960, 909, 0.003308)]
    [InlineData(1_000, 950, 0.003649)]
    [InlineData(1_000, 1_000, 0.024812)]
    public void Throttling_at_the_account_limit_is_Erlang_B(int limit, double load, double expected)
    {
        Assert.Equal(expected, ErlangB(limit, load), 5);
        var warm = 10 * load;
        Estimate.Of(seed => AfterWarmUp(seed, limit, load, warm), runs: 30).Meets(ErlangB(limit, load), largestRelativeError: 0.2);
    }

    [Theory]
    [InlineData(5, 4, 0.199067, 0.640747)]
    [InlineData(20, 18, 0.109213, 0.801708)]
    [InlineData(100, 80, 0.003992, 0.796806)]
    public void Spill_over_past_provisioned_concurrency_is_Erlang_B(int provisioned, double load, double spill, double utilisation)
    {
        var calls = load > 50 ? 100_000 : 30_000;
        double Span() => calls / load;

        Estimate.Of(seed =>
        {
            var m = PoissonSource.Run(load, Span(), PoissonSource.Config(seed, Exponential(1), 600, provisioned: provisioned)).Metrics;
            return (double)m.SpilloverInvocations / m.Admitted;
        }).Meets(spill, largestRelativeError: 0.2);
        Estimate.Of(seed =>
        {
            var busy = new ProvisionedBusy();
            var run = PoissonSource.Run(load, Span(), PoissonSource.Config(seed, Exponential(1), 600, provisioned: provisioned), busy);
            return busy.BusyNs / (provisioned * (double)run.End.LastArrival);
        }).Meets(utilisation);
    }

    [Theory]
    [InlineData(0.01, 0.5, 0.4, 300, 0.049787, 0.005172)]
    [InlineData(0.002, 0.1, 1, 600, 0.301194, 0.000802)]
    [InlineData(1, 0.2, 0.3, 2, 0.135335, 0.193939)]
    [InlineData(5, 0.1, 0.25, 0.2, 0.367879, 0.489757)]
    public void One_environment_is_cold_with_probability_exp_of_minus_rate_times_keep_alive(double rate, double service, double init, double keepAlive, double cold, double throttled)
    {
        var config = (ulong seed) => PoissonSource.Config(seed, Exponential(service), keepAlive, reserved: 1, initSeconds: init);
        Estimate.Of(seed =>
        {
            var m = PoissonSource.Run(rate, 30_000 / rate, config(seed)).Metrics;
            return (double)m.Cold / m.Admitted;
        }).Meets(cold);
        Estimate.Of(seed =>
        {
            var m = PoissonSource.Run(rate, 60_000 / rate, config(seed)).Metrics;
            return (double)m.Throttles / m.Arrivals;
        }).Meets(throttled);
    }

    [Theory]
    [InlineData(0.01, 0.5, 0.4, 300, 1918.996461)]
    [InlineData(0.002, 0.1, 1, 600, 1161.390473)]
    [InlineData(1, 0.2, 0.3, 2, 8.166867)]
    [InlineData(5, 0.1, 0.25, 0.2, 0.865485)]
    public void One_environment_lives_as_long_as_theory_says(double rate, double service, double init, double keepAlive, double life) =>
        Estimate.Of(seed =>
        {
            var m = PoissonSource.Run(rate, 30_000 / rate, PoissonSource.Config(seed, Exponential(service), keepAlive, reserved: 1, initSeconds: init)).Metrics;
            return (double)(m.InitNs + m.DurationNs + m.IdleNs) / 1e9 / m.EnvironmentsCreated;
        }).Meets(life);

    [Theory]
    [InlineData(0.9, 1.991, 600, null, 0.00132931, 7.691934)]
    [InlineData(0.9, 1.991, 60, null, 0.0163273, 5.864228)]
    [InlineData(0.9, 1.991, 10, null, 0.106040, 4.183985)]
    [InlineData(10, 0.1, 5, null, 0.0139185, 4.469210)]
    [InlineData(10, 0.1, 1, null, 0.0773738, 3.278075)]
    [InlineData(100, 0.1, 2, null, 0.00887141, 18.462339)]
    [InlineData(8, 1, 5, 10, 0.00615455, 9.926025)]
    [InlineData(8, 1, 1, 10, 0.113695, 8.999970)]
    [InlineData(2, 1, 3, 2, 0.0229552, 1.972951)]
    public void Most_recently_used_first_with_a_keep_alive_gives_the_exact_cold_start_probability(double rate, double service, double keepAlive, int? limit, double cold, double environments)
    {
        var calls = keepAlive == 600 ? 150_000 : 50_000;
        var warmUp = 20 * (keepAlive + service);
        var config = (ulong seed) => PoissonSource.Config(seed, Exponential(service), keepAlive, reserved: limit);
        Estimate.Of(seed =>
        {
            var late = new SteadyState((long)(warmUp * 1e9));
            PoissonSource.Run(rate, warmUp + (calls / rate), config(seed), late);
            return late.ColdShare;
        }).Meets(cold, largestRelativeError: 0.15);
        Estimate.Of(seed =>
        {
            var late = new SteadyState((long)(warmUp * 1e9));
            PoissonSource.Run(rate, warmUp + (calls / rate), config(seed), late);
            return late.MeanEnvironments;
        }).Meets(environments);
    }

    [Theory]
    [InlineData(100, 100.500833)]
    [InlineData(10, 10.508332)]
    [InlineData(2, 2.541494)]
    [InlineData(0.5, 1.156518)]
    public void Billed_milliseconds_of_exponential_calls_are_g_over_one_minus_exp(double meanMs, double billed) =>
        Estimate.Of(seed =>
        {
            var m = PoissonSource.Run(10, 2_000, PoissonSource.Config(seed, Exponential(meanMs / 1_000), 600)).Metrics;
            return (double)m.BilledMs / m.Admitted;
        }).Meets(billed);

    [Theory]
    [InlineData(10, 10, 18, 21)]
    [InlineData(100, 100, 124, 132)]
    [InlineData(1_000, 1_000, 1_074, 1_099)]
    public void Without_a_limit_the_number_running_is_Poisson(double load, int p50, int p99, int p999)
    {
        var counts = new long[2_000];
        for (ulong seed = 1; seed <= 30; seed++)
        {
            var late = new SteadyState(20_000_000_000, counts);
            PoissonSource.Run(load, 20 + (Math.Max(20_000, 100 * load) / load), PoissonSource.Config(seed, Constant(1), 600), late);
        }

        // Poisson arrivals see time averages: what arrivals find is the distribution over time.
        var tolerance = load < 1_000 ? 1 : 3;
        Assert.InRange(Percentile(counts, 0.5), p50 - tolerance + 1, p50 + tolerance - 1);
        Assert.InRange(Percentile(counts, 0.99), p99 - tolerance, p99 + tolerance);
        Assert.InRange(Percentile(counts, 0.999), p999 - (2 * tolerance), p999 + (2 * tolerance));
    }

    [Theory]
    [InlineData(5, 0.3)]
    [InlineData(50, 0.7)]
    public void Little_mean_running_is_rate_times_mean_latency(double rate, double service)
    {
        var late = new SteadyState(0);
        var run = PoissonSource.Run(rate, 5_000, PoissonSource.Config(3, Exponential(service), 60, initSeconds: 0.2), late);

        var throughput = run.Metrics.Admitted / (run.End.Time / 1e9);
        var latency = (double)run.Metrics.LatencyNs / run.Metrics.Admitted / 1e9;

        // An identity, not an estimate: every call has ended, so it holds to rounding.
        Assert.Equal(throughput * latency, late.MeanRunning, 6);
    }

    private static double Throttled(int limit, double load, Distribution service, ulong seed)
    {
        var late = new SteadyState(30_000_000_000);
        PoissonSource.Run(load, 30 + (100_000 / load), PoissonSource.Config(seed, service, 600, reserved: limit), late);
        return late.ThrottledShare;
    }

    private static double AfterWarmUp(ulong seed, int limit, double load, double warm)
    {
        var late = new SteadyState(20_000_000_000);
        PoissonSource.Run(load, 20 + (warm * 20 / load), PoissonSource.Config(seed, Exponential(1), 600, accountLimit: limit), late);
        return late.ThrottledShare;
    }

    private static int Percentile(long[] counts, double share)
    {
        var rank = share * counts.Sum();
        long seen = 0;
        return Array.FindIndex(counts, c => (seen += c) >= rank);
    }
}
