using LambdaSim.Admission;
using LambdaSim.Configuration;

namespace LambdaSim.Tests.Admission;

/// <summary>Scaling rate and request rate: the worked test vectors of the semantics file, sections 5 and 6.</summary>
public class RateTests
{
    private const double Long = 800_000;

    private static World Big(int limit = 5_000) => new World().Limit(limit).With(c => c with { Account = c.Account with { LimitRequestRate = false } });

    private static World Legacy() => Big(10_000).With(c => c with { Account = c.Account with { Quotas = QuotaProfile.Legacy2023 } });

    [Fact]
    public void At_most_a_thousand_environments_start_at_once()
    {
        var run = Big().Call("f", 0, Long, 1_500).Run();

        Assert.Equal((1_000, 500), (run.Served, run.Throttled(ThrottleCause.ScalingRate)));
    }

    [Fact]
    [Pins("ADM-SCALING")]
    public void Half_the_period_refills_half_the_allowance()
    {
        var run = Big().Call("f", 0, Long, 1_000).Call("f", 5_000, Long, 1_000).Run();

        Assert.Equal((1_500, 500), (run.Served, run.Throttled(ThrottleCause.ScalingRate)));
    }

    [Fact]
    public void Ten_seconds_refill_the_whole_allowance() =>
        Assert.Equal(2_000, Big().Call("f", 0, Long, 1_000).Call("f", 10_000, Long, 1_000).Run().Served);

    [Fact]
    public void Unused_allowance_does_not_accrue() =>
        Assert.Equal(1_001, Big().Call("g", 0, 1).Call("f", 60_000, Long, 2_000).Run().Served);

    [Fact]
    public void Functions_scale_independently() =>
        Assert.Equal(2_000, Big().Call("f", 0, Long, 1_000).Call("g", 0, Long, 1_000).Run().Served);

    [Fact]
    public void A_warm_environment_needs_no_token()
    {
        var run = Big().Call("f", 0, 10, 1_000).Call("f", 100, Long, 1_000).Run();

        Assert.Equal((2_000, 0), (run.Served, run.Metrics.Throttles));
    }

    [Fact]
    [Pins("ADM-ORDER")]
    public void A_token_is_taken_only_after_all_other_checks()
    {
        // 200 requests refused for their reservation take no tokens: 995 are left for the others once it is used up by 5.
        var run = Big().Function("f", new FunctionOverrides { ReservedConcurrency = 5 }).Call("f", 0, 10, 205).Call("f", 100, 10, 5).Run();

        Assert.Equal((10, 200, 0), (run.Served, run.Throttled(ThrottleCause.ReservedConcurrency), run.Throttled(ThrottleCause.ScalingRate)));
    }

    [Fact]
    public void Legacy_burst_serves_three_thousand_of_ten_thousand()
    {
        var run = Legacy().Call("f", 0, 50_000, 10_000).Run();

        Assert.Equal((3_000, 7_000), (run.Served, run.Throttled(ThrottleCause.ScalingRate)));
    }

    [Fact]
    [Pins("ADM-SCALING-LEGACY")]
    public void Legacy_adds_five_hundred_each_minute()
    {
        var run = Legacy().Call("f", 0, 50_000, 5_000).Call("f", 60_000, 50_000, 5_000).Run();

        Assert.Equal(3_000 + 3_500, run.Served);
        Assert.Equal(2_000 + 1_500, run.Throttled(ThrottleCause.ScalingRate));
    }

    [Fact]
    public void Legacy_three_minutes_of_3333_throttle_333_in_the_first_only()
    {
        var run = Legacy().Call("f", 0, 50_000, 3_333).Call("f", 60_000, 50_000, 3_333).Call("f", 120_000, 50_000, 3_333).Run();

        Assert.Equal(333, run.Metrics.Throttles);
    }

    [Fact]
    public void Legacy_four_minutes_of_2500_throttle_none()
    {
        var world = Legacy();
        for (var minute = 0; minute < 4; minute++)
        {
            world.Call("f", minute * 60_000, 50_000, 2_500);
        }

        Assert.Equal(0, world.Run().Metrics.Throttles);
    }

    [Fact]
    public void Legacy_functions_share_one_bucket()
    {
        var run = Legacy().Call("f", 0, 50_000, 2_000).Call("g", 0, 50_000, 2_000).Run();

        Assert.Equal((3_000, 1_000), (run.Served, run.Throttled(ThrottleCause.ScalingRate)));
    }

    [Fact]
    [Pins("ADM-RPS")]
    public void Requests_are_limited_to_ten_a_second_per_unit_of_account_concurrency()
    {
        // 5-ms calls, 2,000 a second, on an account of 100: 1,000 a second pass, after a first second's worth at once.
        var world = new World().Limit(100);
        for (var i = 0; i < 4_000; i++)
        {
            world.Call("f", i * 0.5, 5);
        }

        var run = world.Run();

        Assert.InRange(run.Served, 2_990, 3_010);
        Assert.Equal(4_000 - run.Served, run.Throttled(ThrottleCause.AccountRequestRate));
    }

    [Fact]
    public void Requests_are_limited_to_ten_a_second_per_unit_of_reserved_concurrency()
    {
        var world = new World().Function("f", new FunctionOverrides { ReservedConcurrency = 2 });
        for (var i = 0; i < 200; i++)
        {
            world.Call("f", i * 5, 4);
        }

        var run = world.Run();

        Assert.InRange(run.Served, 39, 40);
        Assert.Equal(200 - run.Served, run.Throttled(ThrottleCause.ReservedRequestRate));
    }

    [Fact]
    public void One_warm_environment_may_serve_more_than_ten_requests_a_second()
    {
        var world = new World();
        for (var i = 0; i < 200; i++)
        {
            world.Call("f", i * 5, 4);
        }

        Assert.Equal((200, 1), (world.Run().Served, world.Run().Metrics.Cold));
    }

    [Fact]
    public void A_request_rate_token_stays_spent_when_a_later_check_refuses()
    {
        // An account of 100 has 1,000 tokens: 1,000 requests use them up although only 100 are served.
        var run = new World().Limit(100).Call("f", 0, 50, 1_001).Run();

        Assert.Equal((100, 900, 1), (run.Served, run.Throttled(ThrottleCause.AccountConcurrency), run.Throttled(ThrottleCause.AccountRequestRate)));
    }

    [Fact]
    public void Events_do_not_count_against_the_request_rate_except_in_the_legacy_profile()
    {
        var current = new World().Limit(100).Send("f", 0, 1, 1_500).Run();
        var legacy = new World().Limit(100).With(c => c with { Account = c.Account with { Quotas = QuotaProfile.Legacy2023 } }).Send("f", 0, 1, 1_500).Run();

        Assert.Equal(0, current.Throttled(ThrottleCause.AccountRequestRate));
        Assert.Equal(500, legacy.Throttled(ThrottleCause.AccountRequestRate));
    }

    [Fact]
    public void A_bucket_never_gains_or_loses_a_unit_to_rounding()
    {
        // 7 tokens each 3 ns: over any span the tokens granted are exactly what elapsed time pays for.
        var rate = BucketRate.Continuous(7, 7, 3);
        var bucket = rate.Full();
        var taken = 0;
        for (var now = 0; now <= 3_000; now++)
        {
            while (bucket.TryTake(rate, now))
            {
                taken++;
            }
        }

        Assert.Equal(7 + 7_000, taken);
    }
}
