using LambdaSim.AspNetCore;
using LambdaSim.Functions.Model;

namespace LambdaSim.Tests.Endpoint;

/// <summary>A simulation that an endpoint serves is moved by requests only, and says so.</summary>
public sealed class ServedSimulationTests
{
    public static TheoryData<string, Action<Simulation>> Verbs => new()
    {
        { "Invoke", static s => s["f"].Invoke() },
        { "InvokeAsync", static s => s["f"].InvokeAsync() },
        { "Send", static s => s["f"].Send() },
        { "'f'", static s => s.Client.InvokeRawAsync("f", default) },
        { "Run", static s => s.Run(static () => Task.CompletedTask) },
        { "RunUntilIdle", static s => s.RunUntilIdle() },
        { "RunUntil", static s => s.RunUntil(static () => true) },
        { "AdvanceBy", static s => s.AdvanceBy(Duration.FromSeconds(1)) },
        { "End", static s => s.End() },
        { "AddFunction of 'g'", static s => s.AddFunction("g", () => 1) },
        { "AddQueue", static s => s.AddQueue("q") },
        { "PublishVersion", static s => s.Lambda.PublishVersion(new PublishVersionRequest { FunctionName = "f" }) },
    };

    [Theory]
    [MemberData(nameof(Verbs), DisableDiscoveryEnumeration = true)]
    [Pins("HTTP-SERVED")]
    public async Task Calls_beside_the_endpoint_are_refused_and_it_goes_on(string what, Action<Simulation> call)
    {
        using var world = new ControlWorld(EndpointClock.Manual);
        await world.Server.Loop.Ask(static s => s.AddFunction("f", () => 1));

        var refused = Assert.Throws<ServedException>(() => call(world.Server.Loop.Simulation));
        var answer = await world.Send("POST", $"{EndpointWorld.Functions}/f/invocations");

        Assert.StartsWith($"{what} was called beside the endpoint that serves this simulation: only requests move it.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(world.Server.Loop.Simulation.Seed, refused.Seed);
        Assert.Equal((200, "1"), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task Its_own_handlers_call_each_other()
    {
        using var world = new ControlWorld(EndpointClock.Manual);
        await world.Server.Loop.Ask(static s =>
        {
            s.AddFunction("inner", () => 7);
            return s.AddFunction("outer", async (LambdaContext context) => (await context.Client.InvokeRawAsync("inner", default)).PayloadText);
        });

        Assert.Equal("\"7\"", (await world.Send("POST", $"{EndpointWorld.Functions}/outer/invocations")).Text);
    }

    [Fact]
    public void Once_the_endpoint_has_ended_it_is_its_makers_again()
    {
        var simulation = new Simulation();
        simulation.AddFunction("f", () => 1);
        var loop = new SimulationLoop(simulation, simulation.Again, EndpointClock.Auto);
        loop.DisposeAsync().AsTask().GetAwaiter().GetResult();

        Assert.Equal("1", simulation["f"].Invoke().PayloadText);
    }

    [Fact]
    public async Task Two_endpoints_do_not_serve_one_simulation()
    {
        var simulation = new Simulation();
        await using var loop = new SimulationLoop(simulation, simulation.Again, EndpointClock.Auto);

        Assert.Throws<ServedException>(() => new SimulationLoop(simulation, simulation.Again, EndpointClock.Auto));
    }
}
