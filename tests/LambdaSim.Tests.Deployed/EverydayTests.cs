using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Deployed;
using LambdaSim.Units;

namespace LambdaSim.Tests.Deployed;

/// <summary>An ordinary handler, deployed as it is: what it does with clock, waits, statics, randomness, variables and files.</summary>
public sealed class EverydayTests
{
    private static readonly Instant _start = new SimulationOptions().World.Start;

    [Fact]
    public void The_clock_and_all_waits_are_virtual()
    {
        using var simulation = new Simulation(seed: 1);
        var answer = Call(simulation, Add(simulation), "a");

        Assert.Equal(1_200, answer.GetProperty("WaitedMs").GetDouble());
        Assert.Equal(_start + simulation.Elapsed, Instant.FromDateTimeUtc(answer.GetProperty("At").GetDateTime().ToUniversalTime()));
    }

    [Fact]
    [Pins("DEP-STATICS")]
    public void A_type_initialiser_runs_once_in_each_environment_and_is_hours_old_when_it_is_warm()
    {
        using var simulation = new Simulation(seed: 1);
        var function = Add(simulation);
        var first = Call(simulation, function, "a");
        simulation.AdvanceBy(2.Minutes);
        var second = Call(simulation, function, "b");

        Assert.Equal(first.GetProperty("Loaded").GetDateTime(), second.GetProperty("Loaded").GetDateTime());
        Assert.Equal([1, 2], new[] { first, second }.Select(a => a.GetProperty("Calls").GetInt32()));
    }

    [Fact]
    public void Environments_share_neither_statics_nor_files()
    {
        using var simulation = new Simulation(seed: 1);
        var function = Add(simulation);
        JsonElement[] answers = [];
        simulation.Run(async () => answers = await Task.WhenAll(new[] { "a", "b" }.Select(async id => Json(await function.InvokeAsync(Order(id))))));

        Assert.All(answers, a => Assert.Equal(1, a.GetProperty("Calls").GetInt32()));
        Assert.Equal(["a;", "b;"], answers.Select(a => a.GetProperty("File").GetString()));
        Assert.Equal(["customer of a", "customer of b"], answers.Select(a => a.GetProperty("Cached").GetString()));
    }

    [Fact]
    public void Warm_calls_share_both()
    {
        using var simulation = new Simulation(seed: 1);
        var function = Add(simulation);
        Call(simulation, function, "a");
        var second = Call(simulation, function, "b");

        Assert.Equal("a;b;", second.GetProperty("File").GetString());
        Assert.Equal("customer of a", second.GetProperty("Cached").GetString());
    }

    [Fact]
    [Pins("DEP-STATICS", "DEP-FILES")]
    public void A_process_that_a_timeout_killed_leaves_its_files_and_not_its_statics()
    {
        using var simulation = new Simulation(seed: 1);
        var function = Add(simulation, f => f with { Timeout = 2.Seconds });
        Assert.False(simulation.Run(() => function.InvokeAsync(new { Id = "slow", Customer = "", SleepMs = 5_000 })).Succeeded);
        var again = Call(simulation, function, "quick");

        Assert.Equal("slow;quick;", again.GetProperty("File").GetString());
        Assert.Equal(1, again.GetProperty("Calls").GetInt32());
    }

    [Fact]
    [Pins("DEP-VARIABLES")]
    public void Variables_are_the_functions()
    {
        using var simulation = new Simulation(seed: 1);
        var function = Add(simulation, f => f with { Timeout = 10.Seconds, Environment = new Dictionary<string, string> { ["TABLE_NAME"] = "orders" } });

        Assert.Equal("orders", Call(simulation, function, "a").GetProperty("Table").GetString());
        Assert.Null(Environment.GetEnvironmentVariable("TABLE_NAME"));
    }

    [Fact]
    public void Runs_of_one_seed_are_alike_and_those_of_another_differ()
    {
        static (string Answer, string? Fingerprint) Run(ulong seed)
        {
            using var simulation = new Simulation(seed);
            var answer = Call(simulation, Add(simulation), "a").ToString();
            simulation.End();
            return (answer, simulation.Fingerprint);
        }

        Assert.Equal(Run(1), Run(1));
        Assert.NotEqual(Run(1).Answer, Run(2).Answer);
    }

    [Fact]
    public void Simulations_side_by_side_are_as_alone()
    {
        using var one = new Simulation(seed: 1);
        using var other = new Simulation(seed: 1);
        var (a, b) = (Add(one), Add(other));

        Assert.Equal(Call(one, a, "a").ToString(), Call(other, b, "a").ToString());
        Assert.Equal(Call(one, a, "b").ToString(), Call(other, b, "b").ToString());
    }

    [Fact]
    public void Temporary_folders_go_with_the_simulation()
    {
        var options = new DeployedOptions { TmpFolder = Path.Combine(Path.GetTempPath(), "lambdasim-" + nameof(Temporary_folders_go_with_the_simulation)) };
        using (var simulation = new Simulation(seed: 1))
        {
            Call(simulation, Add(simulation, options: options), "a");
            Assert.NotEmpty(Directory.EnumerateFiles(options.TmpFolder, "*.txt", SearchOption.AllDirectories));
        }

        Assert.Empty(Directory.EnumerateFiles(options.TmpFolder, "*", SearchOption.AllDirectories).Where(static f => !f.EndsWith(".lock", StringComparison.Ordinal)));
    }

    private static Function Add(Simulation simulation, Func<FunctionConfig, FunctionConfig>? configure = null, DeployedOptions? options = null) =>
        simulation.AddDeployed("orders", Corpus.Folder("Everyday"), "Everyday::Everyday.Function::Handle", configure ?? (f => f with { Timeout = 10.Seconds }), options);

    private static JsonElement Call(Simulation simulation, Function function, string id) => Json(simulation.Run(() => function.InvokeAsync(Order(id))));

    private static object Order(string id) => new { Id = id, Customer = "customer of " + id };

    private static JsonElement Json(InvokeResult result)
    {
        Assert.True(result.Succeeded, result.PayloadText);
        return JsonDocument.Parse(result.PayloadText).RootElement.Clone();
    }
}
