using LambdaSim.Configuration;
using LambdaSim.Functions.Model;
using LambdaSim.Units;

namespace LambdaSim.Tests.Deployment;

/// <summary>What functions set aside is counted once, whether they were added in process or over the API, and in whatever order.</summary>
public sealed class ClaimsTests : IDisposable
{
    private readonly Simulation _simulation = new(new SimulationOptions { World = new SimulationConfig { Account = new AccountConfig { ConcurrencyLimit = 110 } } });

    public void Dispose() => _simulation.Dispose();

    [Fact]
    [Pins("ADM-MINIMUM")]
    public void What_one_door_claimed_is_not_there_for_the_other()
    {
        _simulation.AddFunction("a", 1.Seconds, f => f with { ReservedConcurrency = 6 });
        _simulation.AddFunction("b", 1.Seconds);
        _simulation.Lambda.PutFunctionConcurrency(new PutFunctionConcurrencyRequest { FunctionName = "b", ReservedConcurrentExecutions = 4 });

        var refused = Assert.Throws<InvalidParameterValueException>(() => _simulation.AddFunction("c", 1.Seconds, f => f with { ReservedConcurrency = 1 }));
        Assert.Equal("Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].", refused.Message);
        Assert.Equal(100, _simulation.Lambda.GetAccountSettings(new GetAccountSettingsRequest()).AccountLimit!.UnreservedConcurrentExecutions);
    }

    [Fact]
    public void A_function_that_is_added_after_its_version_reserves_for_both()
    {
        var version = _simulation.AddFunction("f:1", 1.Seconds, f => f with { Provisioned = new ProvisionedConcurrency(2) });
        var function = _simulation.AddFunction("f", 1.Seconds, f => f with { ReservedConcurrency = 3 });

        for (var i = 0; i < 3; i++)
        {
            version.Send();
        }

        function.Send();
        _simulation.AdvanceBy(100.Milliseconds);

        Assert.Equal(107, _simulation.Lambda.GetAccountSettings(new GetAccountSettingsRequest()).AccountLimit!.UnreservedConcurrentExecutions);
        Assert.Equal(ThrottleCause.ReservedConcurrency, Assert.Single(_simulation.Log, static e => e.Kind == LambdaSim.Events.EventKind.Throttled).ThrottleCause);
    }
}
