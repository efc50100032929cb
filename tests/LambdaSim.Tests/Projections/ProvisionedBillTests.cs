using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Functions.Model;
using LambdaSim.Projections;

namespace LambdaSim.Tests.Projections;

/// <summary>What provisioned concurrency costs that is put, changed and deleted while the run goes on (rule BIL-PROVISIONED).</summary>
public sealed class ProvisionedBillTests
{
    private const long Second = 1_000_000_000;

    [Theory]
    [InlineData("0 create; 10 ready 2; 400 ready 0", 1000, 1200)]
    [InlineData("0 create; 10 ready 2; 300 ready 0", 1000, 600)]
    [InlineData("0 create; 10 ready 2", 301, 1200)]
    [InlineData("100 create; 110 ready 1; 200 create; 210 ready 3; 500 ready 0", 1000, 100 + (3 * 500))]
    [InlineData("100 create; 110 ready 3; 200 ready 1; 450 ready 0", 1000, 300 + 500)]
    [InlineData("100 create; 110 ready 1; 200 ready 0; 500 create; 510 ready 1; 550 ready 0", 1000, 600)]
    [InlineData("0 create; 10 ready 0", 1000, 0)]
    [InlineData("0 create", 1000, 0)]
    [InlineData("0 create; 10 ready 2; 20 ready 2; 400 ready 0", 1000, 1200)]
    [Pins("BIL-PROVISIONED")]
    public void It_is_charged_from_its_allocation_until_it_goes_in_whole_periods(string story, int end, int environmentSeconds)
    {
        var bill = Projection(story).At(end * Second);

        Assert.Equal(environmentSeconds, bill.Lines.Where(l => l.Item == BillItem.ProvisionedConcurrency).Sum(l => l.Quantity));
        Assert.Equal(bill.Subtotal.Usd, bill.Functions[0].Cost.Usd);
    }

    [Fact]
    public void The_bill_so_far_leaves_the_bill_as_it_was()
    {
        var projection = Projection("0 create; 10 ready 2");
        var soFar = projection.At(100 * Second);
        projection.OnEnd(new RunEnd(301 * Second, 0, Partial: false));

        Assert.Equal((600m, 1200m), (Quantity(soFar), Quantity(projection.Bill)));

        static decimal Quantity(Bill bill) => Assert.Single(bill.Lines, l => l.Item == BillItem.ProvisionedConcurrency).Quantity;
    }

    [Fact]
    public void What_is_put_over_the_api_is_on_the_bill_of_a_simulation()
    {
        using var simulation = new Simulation();
        simulation.AddFunction("f", (LambdaContext _) => 1, f => f with { MemoryMb = 1024 });
        simulation.AdvanceBy(Duration.FromSeconds(77));
        simulation.Lambda.PublishVersion(new PublishVersionRequest { FunctionName = "f" });
        simulation.Lambda.PutProvisionedConcurrencyConfig(new PutProvisionedConcurrencyConfigRequest { FunctionName = "f", Qualifier = "1", ProvisionedConcurrentExecutions = 2 });
        simulation.Lambda.GetAccountSettings(new GetAccountSettingsRequest());
        simulation.AdvanceBy(Duration.FromMinutes(7));
        simulation.Run(() => simulation.Lambda.InvokeAsync(new InvokeRequest { FunctionName = "f", Qualifier = "1" }));
        simulation.Lambda.DeleteProvisionedConcurrencyConfig(new DeleteProvisionedConcurrencyConfigRequest { FunctionName = "f", Qualifier = "1" });
        simulation.AdvanceBy(Duration.FromHours(2));
        var projection = new BillProjection(PriceList.Current);
        simulation.Log.Replay(projection);
        var bill = projection.At(simulation.SoFar.Time);

        Assert.Equal(1200m, Assert.Single(bill.Lines, l => l.Item == BillItem.ProvisionedConcurrency).Quantity);
        Assert.Equal(1m, Assert.Single(bill.Lines, l => l.Item == BillItem.ProvisionedRequests).Quantity);
        Assert.Equal([2L, 0L], simulation.Log.Where(e => e.Kind == EventKind.ProvisionedReady).Select(e => e.Value));
    }

    // "seconds create" and "seconds ready amount", of one function of 1 GB.
    private static BillProjection Projection(string story)
    {
        var projection = new BillProjection(PriceList.Current);
        projection.OnFunction(new FunctionDefinition(0, "f", "1", new FunctionConfig { MemoryMb = 1024 }));
        foreach (var step in story.Split("; ").Select(s => s.Split(' ')))
        {
            var time = int.Parse(step[0], System.Globalization.CultureInfo.InvariantCulture) * Second;
            projection.OnEvents([step[1] == "create"
                ? new SimEvent(time, EventKind.EnvironmentCreated, (byte)CreationCause.Provisioned, RunFlags.ProvisionedBit, 0, SimEvent.None, 0, 0)
                : new SimEvent(time, EventKind.ProvisionedReady, 0, RunFlags.ProvisionedBit, 0, SimEvent.None, SimEvent.None, int.Parse(step[2], System.Globalization.CultureInfo.InvariantCulture))]);
        }

        return projection;
    }
}
