using LambdaSim.AspNetCore;
using LambdaSim.Functions.Model;

namespace LambdaSim.Tests.Endpoint;

/// <summary>How virtual time passes between requests.</summary>
public class ClockTests
{
    [Fact]
    public async Task With_the_clock_auto_what_is_on_its_way_ends_before_the_next_request()
    {
        var simulation = new Simulation();
        simulation.AddFunction("f", Duration.FromSeconds(5), f => f with { Timeout = Duration.FromSeconds(10) });
        using var server = new LambdaSimServer(simulation, new LambdaSimEndpointOptions { Clock = EndpointClock.Auto });

        var sent = server.Loop.Await(static s => s.Lambda.InvokeAsync(new InvokeRequest { FunctionName = "f", InvocationType = "Event" }));
        var next = server.Loop.Ask(static s => s.Elapsed);

        Assert.Equal(202, (await sent).StatusCode);
        Assert.True(await next >= Duration.FromSeconds(5));
    }
}
