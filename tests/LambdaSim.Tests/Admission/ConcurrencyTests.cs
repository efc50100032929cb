using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Tests.Admission;

/// <summary>Account pool, reserved and provisioned concurrency: the scenarios of the semantics file, section 13 and 8.4.</summary>
public class ConcurrencyTests
{
    private static FunctionOverrides Reserved(int concurrency) => new() { ReservedConcurrency = concurrency };

    private static FunctionOverrides Provisioned(int concurrency, int? reserved = null, double readyAtSeconds = 0) => new()
    {
        ReservedConcurrency = reserved,
        Provisioned = new ProvisionedConcurrency(concurrency, Duration.FromSeconds(readyAtSeconds)),
    };

    [Fact]
    [Pins("ADM-RESERVED")]
    public void A_reservation_is_a_cap_even_while_others_are_idle()
    {
        var run = new World().Function("A", Reserved(400)).Function("B", Reserved(400)).Call("A", 0, 1_000, 401).Run();

        Assert.Equal((400, 1), (run.Served, run.Throttled(ThrottleCause.ReservedConcurrency)));
    }

    [Fact]
    [Pins("ADM-ACCOUNT")]
    public void A_reservation_is_taken_from_everybody_else()
    {
        var run = new World().Function("A", Reserved(400)).Function("B", Reserved(400)).Call("C", 0, 1_000, 150).Call("D", 0, 1_000, 51).Run();

        Assert.Equal((200, 1), (run.Served, run.Throttled(ThrottleCause.AccountConcurrency)));
    }

    [Fact]
    public void Reserved_concurrency_counts_all_versions_of_a_function_together()
    {
        var run = new World().Function("A", Reserved(2)).Call("A:1", 0, 1_000).Call("A:2", 0, 1_000).Call("A", 0, 1_000).Run();

        Assert.Equal((2, 1), (run.Served, run.Throttled(ThrottleCause.ReservedConcurrency)));
    }

    [Fact]
    public void Reserved_concurrency_of_zero_throttles_everything()
    {
        var run = new World().Function("A", Reserved(0)).Call("A", 0, 1, 3).Run();

        Assert.Equal((0, 3), (run.Served, run.Throttled(ThrottleCause.ReservedConcurrency)));
    }

    [Fact]
    public void Provisioned_concurrency_without_reservation_spills_into_the_pool()
    {
        var run = new World().Function("A", Provisioned(400)).Call("A", 0, 1_000, 500).Run();

        Assert.Equal((400, 100), (run.Metrics.ProvisionedInvocations, run.Metrics.SpilloverInvocations));
        Assert.Equal(0, run.Metrics.Throttles);
    }

    [Fact]
    public void Spill_over_counts_against_the_pool_that_provisioned_concurrency_has_shrunk()
    {
        var run = new World().Function("A", Provisioned(400)).Call("A", 0, 1_000, 1_001).Run();

        Assert.Equal((1_000, 1), (run.Served, run.Throttled(ThrottleCause.AccountConcurrency)));
    }

    [Fact]
    public void With_a_reservation_spill_over_stays_inside_it()
    {
        var run = new World().Function("A", Provisioned(200, reserved: 400)).Call("A", 0, 1_000, 401).Run();

        Assert.Equal((200, 200, 1), (run.Metrics.ProvisionedInvocations, run.Metrics.SpilloverInvocations, run.Throttled(ThrottleCause.ReservedConcurrency)));
    }

    [Fact]
    public void A_reservation_equal_to_provisioned_concurrency_throttles_unprovisioned_versions_completely()
    {
        var run = new World().Function("A", Reserved(1)).Function("A:1", Provisioned(1)).Call("A", 0, 10).Call("A:1", 100, 10).Run();

        Assert.Equal(1, run.Throttled(ThrottleCause.ReservedConcurrency));
        Assert.Equal(1, run.Metrics.ProvisionedInvocations);
    }

    [Fact]
    [Pins("ADM-PROVISIONED")]
    public void A_provisioned_environment_is_preferred_and_the_overlapping_call_runs_on_demand()
    {
        var run = new World().Function("A:1", Provisioned(1)).Call("A:1", 0, 100).Call("A:1", 50, 100).Call("A:1", 500, 100).Run();

        Assert.Equal(["0 Started A:1/0 env 0 Warm provisioned", "50 Started A:1/1 env 1 Cold spill-over", "500 Started A:1/2 env 0 Warm provisioned"], run.Rows(EventKind.Started));
    }

    [Fact]
    public void Until_it_is_ready_provisioned_concurrency_shrinks_the_pool_and_serves_nobody()
    {
        var run = new World().Limit(200).Function("A", Provisioned(100, readyAtSeconds: 60)).Call("A", 0, 10, 101).Call("A", 60_000, 10).Run();

        Assert.Equal((1, 0), (run.Metrics.ProvisionedInvocations, run.Metrics.SpilloverInvocations));
        Assert.Equal(1, run.Throttled(ThrottleCause.AccountConcurrency));
    }

    [Fact]
    public void Provisioned_concurrency_spills_over_at_ten_requests_a_second_per_unit()
    {
        // 5-ms calls every 5 ms: never two at once, but 200 a second on 2 units.
        var world = new World().Function("A", Provisioned(2));
        for (var i = 0; i < 200; i++)
        {
            world.Call("A", i * 5, 4);
        }

        var run = world.Run();

        // A bucket of 20 that refills 20 a second: 20 + just under one second's worth.
        Assert.Equal(200, run.Served);
        Assert.InRange(run.Metrics.ProvisionedInvocations, 39, 40);
    }

    [Fact]
    [Pins("ADM-MINIMUM")]
    public void Reservations_must_leave_the_unreserved_minimum()
    {
        var error = Assert.Throws<InvalidParameterValueException>(() => new World().Function("A", Reserved(901)).Run());

        Assert.Equal("Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].", error.Message);
        new World().Function("A", Reserved(900)).Run();
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(50, 1)]
    public void On_a_small_account_the_minimum_is_the_whole_limit(int limit, int reserved)
    {
        var error = Assert.Throws<InvalidParameterValueException>(() => new World().Limit(limit).Function("A", Reserved(reserved)).Run());

        Assert.EndsWith(FormattableString.Invariant($"[{limit}]."), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reservation_of_zero_always_succeeds() => Assert.Equal(0, new World().Limit(10).Function("A", Reserved(0)).Run().Served);

    [Fact]
    [Pins("ADM-PROVISIONED-CAP")]
    public void Provisioned_concurrency_above_the_reservation_is_refused()
    {
        var error = Assert.Throws<InvalidParameterValueException>(() => new World().Function("A", Reserved(2)).Function("A:1", Provisioned(2)).Function("A:2", Provisioned(1)).Run());

        Assert.Equal("Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function", error.Message);
    }

    [Fact]
    public void A_reservation_on_a_version_is_refused_as_aws_does()
    {
        var error = Assert.Throws<InvalidParameterValueException>(() => new World().Function("A:1", Reserved(2)).Run());

        Assert.StartsWith("This operation is permitted on Lambda functions only.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reserved_function_keeps_the_memory_the_workload_gives()
    {
        var run = new World().Function("A", Reserved(5)).TraceMemory("A", 1_769).Call("A", 0, 10).Run();

        Assert.Equal(1_769, run.Result.Functions.Single().Config.MemoryMb);
    }

    [Fact]
    public void A_provisioned_function_needs_its_memory_in_the_configuration_when_the_workload_gives_another()
    {
        var world = new World().Function("A", Provisioned(5)).TraceMemory("A", 1_769).Call("A", 0, 10);

        Assert.Contains("set \"memory\" for it in the configuration", Assert.Throws<SimulationConfigException>(() => world.Run()).Message, StringComparison.Ordinal);
        Assert.Equal(1_024, world.Function("A", Provisioned(5) with { MemoryMb = 1_024 }).Run().Result.Functions.Single().Config.MemoryMb);
    }
}
