using System.Text.Json;
using LambdaSim.Deployed;
using LambdaSim.Units;

namespace LambdaSim.Tests.Deployed;

/// <summary>Executable assemblies, whose Main asks the Lambda Runtime API for calls.</summary>
public sealed class ProgramTests
{
    private static readonly DateTime _start = new SimulationOptions().World.Start.ToDateTimeUtc();

    [Fact]
    [Pins("DEP-PROGRAM")]
    public void Main_runs_in_the_INIT_until_it_asks_for_a_call()
    {
        using var simulation = new Simulation(seed: 1);
        var function = Add(simulation);
        var result = Call(simulation, function, "a");
        var answer = Json(result);

        Assert.Equal(_start.AddMilliseconds(300), answer.GetProperty("loaded").GetDateTime());
        Assert.Equal(300, result.InitDuration.TotalMilliseconds);
        Assert.Equal(250, result.Duration.TotalMilliseconds);
        Assert.Equal(10_000, answer.GetProperty("remaining").GetDouble());
        Assert.Equal(result.RequestId, answer.GetProperty("awsRequestId").GetString());
        Assert.StartsWith("Root=1-", answer.GetProperty("trace").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Warm_calls_find_what_Main_keeps()
    {
        using var simulation = new Simulation(seed: 1);
        var function = Add(simulation);
        var first = Json(Call(simulation, function, "a"));
        simulation.AdvanceBy(5.Minutes);
        var second = Json(Call(simulation, function, "b"));

        Assert.Equal([1, 2], new[] { first, second }.Select(a => a.GetProperty("calls").GetInt32()));
        Assert.Equal(first.GetProperty("loaded").GetDateTime(), second.GetProperty("loaded").GetDateTime());
        Assert.NotEqual(first.GetProperty("ticket").GetGuid(), second.GetProperty("ticket").GetGuid());
    }

    [Fact]
    public void Each_environment_runs_a_Main_of_its_own()
    {
        using var simulation = new Simulation(seed: 1);
        var function = Add(simulation);
        var answers = simulation.Run(async () => await Task.WhenAll(new[] { "a", "b" }.Select(id => function.InvokeAsync(new { id }))));

        Assert.All(answers, a => Assert.Equal(1, Json(a).GetProperty("calls").GetInt32()));
    }

    [Fact]
    [Pins("DEP-PROGRAM")]
    public void Work_of_Main_freezes_between_calls()
    {
        using var simulation = new Simulation(seed: 1);
        var function = Add(simulation, "ticks");
        var first = Json(Call(simulation, function, "a")).GetProperty("ticks").GetInt32();
        simulation.AdvanceBy(5.Minutes);
        var second = Json(Call(simulation, function, "b")).GetProperty("ticks").GetInt32();

        Assert.Equal(2, first);
        Assert.InRange(second, 4, 6);
    }

    [Fact]
    public void An_error_of_a_call_is_what_the_process_sent_and_the_process_goes_on()
    {
        using var simulation = new Simulation(seed: 1);
        var function = Add(simulation);
        var failed = simulation.Run(() => function.InvokeAsync(new { id = "a", fails = true }));

        Assert.Equal("ArgumentException", failed.Error!.Type);
        Assert.Contains("g__Handle|", failed.PayloadText, StringComparison.Ordinal);
        Assert.Equal(1, Json(Call(simulation, function, "b")).GetProperty("calls").GetInt32());
    }

    [Theory]
    [InlineData("returns", "Runtime.ExitError", "Runtime exited without providing a reason")]
    [InlineData("exits", "Runtime.ExitError", "Runtime exited with error: exit status 3")]
    [InlineData("throws", "Runtime.ExitError", "Runtime exited with error: exit status 134")]
    [InlineData("init error", "InvalidOperationException", "no table")]
    [InlineData("never asks", "Sandbox.Timedout", "Task timed out after 10.00 seconds")]
    [Pins("DEP-PROGRAM")]
    public void A_Main_that_does_not_come_to_ask_fails_its_calls(string mode, string type, string says)
    {
        using var simulation = new Simulation(seed: 1);
        var function = Add(simulation, mode);
        var results = new[] { Call(simulation, function, "a"), Call(simulation, function, "b") };

        Assert.All(results, r => Assert.Equal(type, r.Error!.Type));
        Assert.All(results, r => Assert.EndsWith(says, r.Error!.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void An_exit_in_a_call_ends_the_process_and_the_next_call_starts_another()
    {
        using var simulation = new Simulation(seed: 1);
        var function = Add(simulation);
        Call(simulation, function, "a");
        var gone = simulation.Run(() => function.InvokeAsync(new { id = "b", exits = true }));
        var again = Json(Call(simulation, function, "c"));

        Assert.EndsWith("exit status 5", gone.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(1, again.GetProperty("calls").GetInt32());
    }

    [Fact]
    public void Runs_of_one_seed_are_alike()
    {
        static (string Answer, string? Fingerprint) Run()
        {
            using var simulation = new Simulation(seed: 3);
            var function = Add(simulation, "ticks");
            var answers = string.Join('\n', Enumerable.Range(0, 3).Select(i => Call(simulation, function, $"{i}").PayloadText));
            simulation.End();
            return (answers, simulation.Fingerprint);
        }

        Assert.Equal(Run(), Run());
    }

    [Theory]
    [InlineData("GetResult")]
    [InlineData("Wait")]
    public void A_Main_that_waits_with_its_thread_goes_on_too(string by)
    {
        using var simulation = new Simulation(seed: 1);
        var function = simulation.AddDeployed("f", Corpus.Folder("WaitingMain"), "WaitingMain", f => f with { Environment = new Dictionary<string, string> { ["WAITS_BY"] = by } });
        var answers = new[] { "a", "b" }.Select(input => Json(function.Invoke(input)).GetProperty("calls").GetInt32());

        Assert.Equal([1, 2], answers);
        var log = string.Join('\n', simulation.Logs.Lines(0).Select(l => l.ToString()));
        Assert.Contains("begins", log, StringComparison.Ordinal);
        Assert.DoesNotContain("ends", log, StringComparison.Ordinal);
        Assert.DoesNotContain("fatal", log, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_library_has_no_Main()
    {
        using var simulation = new Simulation(seed: 1);

        Assert.Contains("'Everyday' has no Main", Assert.Throws<InvalidHandlerException>(() => simulation.AddDeployed("f", Corpus.Folder("Everyday"), "Everyday")).Message, StringComparison.Ordinal);
    }

    private static Function Add(Simulation simulation, string mode = "") =>
        simulation.AddDeployed("orders", Corpus.Folder("Bootstrap"), "Bootstrap", f => f with { Timeout = 10.Seconds, Environment = new Dictionary<string, string> { ["MODE"] = mode } });

    private static InvokeResult Call(Simulation simulation, Function function, string id) => simulation.Run(() => function.InvokeAsync(new { id }));

    private static JsonElement Json(InvokeResult result)
    {
        Assert.True(result.Succeeded, result.PayloadText);
        return JsonDocument.Parse(result.PayloadText).RootElement.Clone();
    }
}
