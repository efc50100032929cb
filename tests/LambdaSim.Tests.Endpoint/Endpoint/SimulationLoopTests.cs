using LambdaSim.AspNetCore;
using LambdaSim.Functions;
using LambdaSim.Functions.Model;
using LambdaSim.Projections;

namespace LambdaSim.Tests.Endpoint;

/// <summary>How time passes behind an endpoint.</summary>
public class SimulationLoopTests
{
    private static readonly ServiceAddress _home = new("123456789012", "us-east-1");

    [Fact]
    [Pins("HTTP-CLOCK")]
    public async Task With_auto_what_is_on_its_way_ends_before_the_next_request()
    {
        await using var loop = Loop(EndpointClock.Auto, s => s.AddFunction("f", (LambdaContext _) => Fail()));

        await loop.Ask(s => Send(s, "f"));
        var (idle, elapsed) = await loop.Ask(s => (s.IsIdle, s.Elapsed));

        Assert.True(idle);
        Assert.Equal(Duration.FromSeconds(60 + 120), elapsed);
    }

    [Fact]
    [Pins("HTTP-CLOCK")]
    public async Task With_auto_a_new_mapping_polls_without_another_call_of_Lambda()
    {
        await using var loop = Loop(EndpointClock.Auto, s => s.AddFunction("f", () => 1));

        await loop.Ask(s => s["f"].On(s.AddQueue("orders")));
        await loop.Ask(s => s.Queue("orders").Send("x"));

        Assert.Equal(1, await loop.Ask(s => s.Ledger.Count(Fate.Deleted)));
    }

    [Fact]
    [Pins("HTTP-CLOCK")]
    public async Task With_manual_an_event_waits_for_an_advance()
    {
        await using var loop = Loop(EndpointClock.Manual, s => s.AddFunction("f", (LambdaContext _) => Fail()));

        await loop.Ask(s => Send(s, "f"));
        var before = await loop.Ask(s => (s.IsIdle, s.Elapsed));
        var now = await loop.AdvanceBy(Duration.FromSeconds(200));

        Assert.Equal((false, Duration.Zero), before);
        Assert.Equal(Duration.FromSeconds(200), now);
        Assert.True(await loop.Ask(s => s.IsIdle));
    }

    [Fact]
    [Pins("HTTP-CLOCK")]
    public async Task With_manual_time_passes_as_far_as_a_waiting_caller_needs()
    {
        await using var loop = Loop(EndpointClock.Manual, s => s.AddFunction("f", async (LambdaContext context) => await context.Delay(Duration.FromSeconds(2))));

        var answer = await Invoke(loop, "f");

        Assert.Equal(200, answer.StatusCode);
        Assert.Equal(Duration.FromSeconds(2), await loop.Ask(s => s.Elapsed));
    }

    [Fact]
    public async Task Requests_that_come_in_one_turn_run_at_one_instant()
    {
        await using var loop = Loop(EndpointClock.Manual, s => s.AddFunction("f", async (LambdaContext context) => await context.Delay(Duration.FromSeconds(2))));

        var hold = new TaskCompletionSource();
        var held = loop.Ask(_ =>
        {
            hold.Task.GetAwaiter().GetResult();
            return true;
        });
        var calls = Enumerable.Range(0, 20).Select(_ => Invoke(loop, "f")).ToList();
        hold.SetResult();
        await held;
        await Task.WhenAll(calls);

        Assert.Equal((Duration.FromSeconds(2), 20L), await loop.Ask(s => (s.Elapsed, s.Metrics.Cold)));
    }

    [Fact]
    public async Task A_clock_that_follows_real_time_is_not_advanced()
    {
        await using var loop = Loop(EndpointClock.Real(1000), s => s.AddFunction("f", () => 1));

        await Assert.ThrowsAsync<InvalidOperationException>(() => loop.AdvanceBy(Duration.FromSeconds(1)));
        Assert.Equal("1", System.Text.Encoding.UTF8.GetString((await Invoke(loop, "f")).Payload.Span));
    }

    [Fact]
    public async Task A_reset_begins_anew_with_what_was_added_in_process()
    {
        await using var loop = Loop(EndpointClock.Auto, s => s.AddFunction("f", () => 1));
        await Invoke(loop, "f");
        await loop.Ask(s => s.Lambda.PublishVersion(new PublishVersionRequest { FunctionName = "f" }));

        await loop.Reset();

        Assert.Equal(0, await loop.Ask(s => s.Metrics.Arrivals));
        Assert.Equal("1", await loop.Ask(s => s.Lambda.PublishVersion(new PublishVersionRequest { FunctionName = "f" }).Version));
        Assert.Equal(200, (await Invoke(loop, "f")).StatusCode);
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("manual")]
    [InlineData("real")]
    public async Task External_work_that_calls_back_for_other_external_work_is_answered(string clock)
    {
        SimulationLoop? loop = null;
        await using var served = loop = Loop(EndpointClock.Parse(clock), s =>
        {
            s.AddFunction("inner", async (LambdaContext context) =>
            {
                await context.Delay(Duration.FromMilliseconds(20));
                return await context.External(static () => Task.FromResult(7));
            });
            s.AddFunction("outer", async (LambdaContext context) => await context.External(async () =>
            {
                var answer = await Invoke(loop!, "inner");
                return System.Text.Encoding.UTF8.GetString(answer.Payload.Span);
            }));
        });

        var answer = await Invoke(served, "outer");

        Assert.Equal("\"7\"", System.Text.Encoding.UTF8.GetString(answer.Payload.Span));
    }

    [Fact]
    public async Task What_goes_wrong_in_one_request_does_not_end_the_loop()
    {
        await using var loop = Loop(EndpointClock.Auto, s => s.AddFunction("f", () => 1));

        await Assert.ThrowsAsync<InvalidOperationException>(() => loop.Ask<int>(_ => throw new InvalidOperationException("no")));
        Assert.Equal(200, (await Invoke(loop, "f")).StatusCode);
    }

    private static SimulationLoop Loop(EndpointClock clock, Action<Simulation> prepare)
    {
        var simulation = new Simulation();
        prepare(simulation);
        return new SimulationLoop(simulation, simulation.Again, clock);
    }

    private static Task<InvokeResponse> Invoke(SimulationLoop loop, string function) =>
        ((ISimulationLoop)loop).Invoke(_home, new InvokeRequest { FunctionName = function });

    private static bool Send(Simulation simulation, string function)
    {
        simulation[function].Send();
        return true;
    }

    private static int Fail() => throw new InvalidOperationException("no");
}
