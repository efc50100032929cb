using LambdaSim.AspNetCore;
using LambdaSim.Functions.Model;

namespace LambdaSim.Tests.Endpoint;

/// <summary>What a client sees of provisioned concurrency by each clock.</summary>
public class ProvisionedDwellTests
{
    [Fact]
    [Pins("CTL-DWELL")]
    public async Task Provisioned_concurrency_takes_a_minute_where_clients_see_time_pass()
    {
        Assert.Equal(("IN_PROGRESS", "IN_PROGRESS", "READY"), await Statuses(EndpointClock.Manual));
        Assert.Equal("READY", (await Statuses(EndpointClock.Auto)).AtOnce);
    }

    private static async Task<(string? AtOnce, string? Before, string? After)> Statuses(EndpointClock clock)
    {
        var simulation = new Simulation();
        simulation.AddFunction("f", () => 1);
        using var server = new LambdaSimServer(simulation, new LambdaSimEndpointOptions { Clock = clock });
        await server.Loop.Ask(static s => s.Lambda.PublishVersion(new PublishVersionRequest { FunctionName = "f" }));
        await server.Loop.Ask(static s => s.Lambda.PutProvisionedConcurrencyConfig(new PutProvisionedConcurrencyConfigRequest { FunctionName = "f", Qualifier = "1", ProvisionedConcurrentExecutions = 1 }));
        await server.Loop.AdvanceBy(Duration.FromSeconds(1));
        var atOnce = await Status(server);
        await server.Loop.AdvanceBy(Duration.FromSeconds(58));
        var before = await Status(server);
        await server.Loop.AdvanceBy(Duration.FromSeconds(5));
        return (atOnce, before, await Status(server));
    }

    private static Task<string?> Status(LambdaSimServer server) =>
        server.Loop.Ask(static string? (s) => s.Lambda.GetProvisionedConcurrencyConfig(new GetProvisionedConcurrencyConfigRequest { FunctionName = "f", Qualifier = "1" }).Status);
}
