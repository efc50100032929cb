using LambdaSim.Events;
using LambdaSim.Functions.Model;

namespace LambdaSim.Tests.RuntimeApi;

/// <summary>Processes as environments (rules CTL-RUNTIME-API, ADM-RUNTIME, ENV-RUNTIME).</summary>
public sealed class RuntimeProcessTests
{
    [Fact]
    [Pins("ADM-RUNTIME")]
    public async Task With_no_process_a_call_is_throttled_and_told_where_to_start_one()
    {
        using var world = new RuntimeWorld();

        var refused = await Assert.ThrowsAsync<TooManyRequestsException>(() => world.Invoke());

        Assert.Contains($"AWS_LAMBDA_RUNTIME_API={world.At("orders").Address}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("No process polls the Lambda Runtime API of orders", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await world.Ask(s => s.Metrics.ThrottlesByCause[(int)ThrottleCause.RuntimeProcesses]));
    }

    [Fact]
    [Pins("ADM-RUNTIME")]
    public async Task Two_processes_are_two_environments_and_a_third_call_is_throttled()
    {
        using var world = new RuntimeWorld();
        using var one = await world.Polling();
        using var two = await world.Polling();

        var first = world.Invoke("1");
        await one.Polled;
        var second = world.Invoke("2");
        await two.Polled;
        var refused = await Assert.ThrowsAsync<TooManyRequestsException>(() => world.Invoke("3"));
        await two.Serve(e => e);
        await one.Serve(e => e);

        Assert.Equal(("1", "2"), (RuntimeWorld.Text(await first), RuntimeWorld.Text(await second)));
        Assert.Contains("2 with work do", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, await Created(world));
    }

    [Fact]
    public async Task A_process_keeps_its_environment_from_call_to_call()
    {
        using var world = new RuntimeWorld();
        using var process = await world.Polling();
        for (var i = 0; i < 3; i++)
        {
            var called = world.Invoke();
            await process.Serve(e => e);
            await called;
            process.Poll();
        }

        Assert.Equal(1, await Created(world));
    }

    [Fact]
    public async Task So_does_one_that_closes_its_connections()
    {
        using var world = new RuntimeWorld();
        using var process = await world.Polling();
        process.Closes = true;
        for (var i = 0; i < 3; i++)
        {
            var called = world.Invoke();
            await process.Serve(e => e);
            await called;
            process.Poll();
        }

        Assert.Equal(1, await Created(world));
    }

    [Fact]
    [Pins("ENV-RUNTIME")]
    public async Task A_process_that_goes_in_a_call_fails_it_and_its_environment_ends()
    {
        using var world = new RuntimeWorld();
        var process = await world.Polling();
        var called = world.Invoke();
        await process.Polled;

        process.Dispose();
        var answer = await called;
        var refused = await Assert.ThrowsAsync<TooManyRequestsException>(() => world.Invoke());
        using var next = await world.Polling();
        var again = world.Invoke("2");
        await next.Serve(e => e);

        Assert.Equal("Unhandled", answer.FunctionError);
        Assert.Contains("\"errorType\":\"Runtime.ExitError\"", RuntimeWorld.Text(answer), StringComparison.Ordinal);
        Assert.NotNull(refused);
        Assert.Equal("2", RuntimeWorld.Text(await again));
        Assert.Equal((2, 1), (await Created(world), await Lost(world)));
    }

    [Fact]
    public async Task A_process_whose_environment_ends_before_it_polls_again_is_free_for_the_next_call()
    {
        using var world = new RuntimeWorld();
        using var process = await world.Polling();
        var called = world.Invoke("1");
        await process.Serve(e => e);
        await called;

        await world.Loop.AdvanceBy(Duration.FromHours(3));
        var next = world.Invoke("2");
        process.Poll();
        await process.Serve(e => e);

        Assert.Equal("2", RuntimeWorld.Text(await next));
    }

    [Fact]
    [Pins("ENV-RUNTIME")]
    public async Task A_process_that_goes_between_calls_takes_its_environment_with_it()
    {
        using var world = new RuntimeWorld();
        var process = await world.Polling();
        var called = world.Invoke();
        await process.Serve(e => e);
        await called;
        process.Poll();

        process.Dispose();
        await RuntimeWorld.Until(async () => (await world.At("orders").Count()).All == 0);
        await Assert.ThrowsAsync<TooManyRequestsException>(() => world.Invoke());

        Assert.Equal(1, await Lost(world));
    }

    [Fact]
    public async Task A_client_whose_closed_connection_said_nothing_is_learned()
    {
        using var world = new RuntimeWorld();
        var first = await world.Polling();
        var called = world.Invoke();
        var id = (await first.Polled).Id;
        first.Dispose();
        await called;
        using var other = world.Process();
        Assert.Equal(400, (await other.Respond(id, "1")).Status);

        var polling = await world.Polling();
        var again = world.Invoke();
        id = (await polling.Polled).Id;
        polling.Dispose();
        using var answering = world.Process();
        Assert.Equal(202, (await answering.Respond(id, "2")).Status);

        Assert.Equal("2", RuntimeWorld.Text(await again));
    }

    [Fact]
    public async Task A_failed_init_phase_fails_the_next_call_and_then_is_forgotten()
    {
        using var world = new RuntimeWorld();
        using var broken = world.Process();
        const string Document = """{"errorType":"Runtime.ImportModuleError","errorMessage":"no module"}""";

        var told = await broken.FailInit(Document);
        var answer = await world.Invoke();

        Assert.Equal((202, Document), (told.Status, RuntimeWorld.Text(answer)));
        await Assert.ThrowsAsync<TooManyRequestsException>(() => world.Invoke());
    }

    [Fact]
    public async Task A_process_that_polled_may_not_report_its_init_phase()
    {
        using var world = new RuntimeWorld();
        using var process = await world.Polling();
        var called = world.Invoke();
        await process.Polled;

        Assert.Equal(403, (await process.FailInit("{}")).Status);
        await process.Serve(e => e);
        await called;
    }

    [Fact]
    [Pins("ENV-RUNTIME")]
    public async Task An_environment_that_goes_sets_its_process_free()
    {
        using var world = new RuntimeWorld();
        using var process = await world.Polling();
        var called = world.Invoke();
        await process.Serve(e => e);
        await called;
        process.Poll();
        await world.Ask(s => s.Lambda.UpdateFunctionConfiguration(new UpdateFunctionConfigurationRequest { FunctionName = "orders", MemorySize = 512 }));

        var again = world.Invoke("2");
        await process.Serve(e => e);

        Assert.Equal("2", RuntimeWorld.Text(await again));
        Assert.Equal(2, await Created(world));
    }

    [Fact]
    public async Task A_reset_sets_its_processes_free()
    {
        using var world = new RuntimeWorld();
        using var process = await world.Polling();
        var called = world.Invoke();
        await process.Serve(e => e);
        await called;
        process.Poll();
        await world.Loop.Reset();
        await world.Ask(s => s.Lambda.CreateFunction(LambdaSim.Tests.Functions.FunctionSamples.Create("orders")));

        var again = world.Invoke("2");
        await process.Serve(e => e);

        Assert.Equal("2", RuntimeWorld.Text(await again));
    }

    [Fact]
    public async Task A_failed_event_is_retried_through_its_process()
    {
        using var world = new RuntimeWorld();
        using var process = await world.Polling();

        await world.Invoke(type: "Event");
        var first = await process.Polled;
        await process.Fail(first.Id, """{"errorType":"E","errorMessage":"m"}""");
        var second = await process.Next();
        await process.Respond(second.Id, "1");
        await RuntimeWorld.Until(() => world.Ask(s => s.Log.Count(e => e.Kind == EventKind.Completed) == 2));

        Assert.Equal(first.Id, second.Id);
        Assert.Equal([Outcome.Failed, Outcome.Succeeded], await world.Ask(s => s.Log.Where(e => e.Kind == EventKind.Completed).Select(e => e.Outcome).ToArray()));
        Assert.InRange(await world.Ask(s => s.Elapsed), Duration.FromSeconds(60), Duration.FromSeconds(70));
    }

    [Fact]
    public async Task A_run_with_processes_says_that_it_is_not_reproducible()
    {
        using var world = new RuntimeWorld();
        using var process = await world.Polling();
        var called = world.Invoke();
        await process.Serve(e => e);
        await called;

        Assert.Contains(await world.Ask(s => s.Unsimulated), u => u.StartsWith("reproducible runs: real processes answer for orders", StringComparison.Ordinal));
    }

    private static Task<int> Created(RuntimeWorld world) => world.Ask(s => s.Log.Count(e => e.Kind == EventKind.EnvironmentCreated));

    private static Task<int> Lost(RuntimeWorld world) => world.Ask(s => s.Log.Count(e => e is { Kind: EventKind.EnvironmentEnded, EndCause: EndCause.ProcessLost }));
}
