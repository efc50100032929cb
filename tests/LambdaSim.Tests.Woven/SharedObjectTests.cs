using LambdaSim.Units;
using Polly;
using Polly.Retry;

namespace LambdaSim.Tests.Woven;

/// <summary>A test project whose output is woven as it is built: its handlers share objects with the tests and have virtual time all the same.</summary>
public sealed class SharedObjectTests
{
    private static readonly Instant _start = new SimulationOptions().World.Start;

    [Fact]
    public void A_handler_that_shares_a_list_with_the_test_has_the_virtual_clock()
    {
        List<DateTime> seen = [];
        using var simulation = new Simulation(seed: 1);
        var function = simulation.AddFunction("f", async (string input) =>
        {
            await Task.Delay(250);
            seen.Add(DateTime.UtcNow);
        });
        function.Invoke("a");
        simulation.AdvanceBy(1.Hours);
        function.Invoke("b");

        Assert.Equal([_start + 250.Milliseconds, _start + 1.Hours + 500.Milliseconds], seen.Select(t => Instant.FromDateTimeUtc(t)));
    }

    [Fact]
    public void Classes_with_dependencies_of_the_test_and_libraries_with_clocks_of_their_own_are_on_it()
    {
        using var simulation = new Simulation(seed: 1);
        var result = simulation.AddFunction<RetryingHandler>("f", f => f with { Timeout = 1.Minutes }).Invoke("x");

        Assert.Equal("\"3 tries in 3000 ms\"", result.PayloadText);
        Assert.Equal(3.Seconds, result.Duration);
    }

    [Fact]
    public void The_body_of_Run_has_it_too()
    {
        using var simulation = new Simulation(seed: 1);
        var (before, after) = simulation.Run(async () =>
        {
            var began = DateTime.UtcNow;
            await Task.Delay(TimeSpan.FromHours(3));
            return (began, DateTime.UtcNow);
        });

        Assert.Equal(TimeSpan.FromHours(3), after - before);
        Assert.Equal(3.Hours, simulation.Elapsed);
    }

    [Fact]
    public void Files_that_a_handler_wrote_go_with_the_simulation()
    {
        var name = $"{nameof(Files_that_a_handler_wrote_go_with_the_simulation)}.txt";
        IEnumerable<string> Real() => Directory.EnumerateFiles(Path.Combine(Path.GetTempPath(), "lambdasim"), name, new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true });
        using (var simulation = new Simulation(seed: 1))
        {
            simulation.AddFunction("f", (string input) => File.WriteAllText("/tmp/" + name, input)).Invoke("a");
            Assert.NotEmpty(Real());
        }

        Assert.Empty(Real());
    }

    [Fact]
    public void A_second_body_goes_on_with_the_lots_of_the_first()
    {
        using var simulation = new Simulation(seed: 1);

        Assert.NotEqual(simulation.Run(() => Task.FromResult(Guid.NewGuid())), simulation.Run(() => Task.FromResult(Guid.NewGuid())));
    }

    [Fact]
    public void Outside_a_simulation_all_is_the_machines()
    {
        Assert.True(DateTime.UtcNow.Year >= 2026);
        Assert.NotEqual(Guid.NewGuid(), Guid.NewGuid());
        Assert.Equal(Environment.GetEnvironmentVariable("PATH"), Environment.GetEnvironmentVariables()["PATH"]);
        Assert.True(File.Exists(typeof(SharedObjectTests).Assembly.Location));
    }

    [Fact]
    public void Runs_of_one_seed_are_alike()
    {
        static string Run()
        {
            using var simulation = new Simulation(seed: 3);
            return simulation.AddFunction("f", (string input) => $"{Guid.NewGuid()} {Random.Shared.Next()}").Invoke("x").PayloadText;
        }

        Assert.Equal(Run(), Run());
    }

    [Fact]
    public void Files_below_tmp_are_the_environments()
    {
        using var simulation = new Simulation(seed: 1);
        var function = simulation.AddFunction("f", (string input) =>
        {
            File.AppendAllText("/tmp/lambdasim-woven.txt", input);
            return File.ReadAllText("/tmp/lambdasim-woven.txt");
        });

        Assert.Equal(["\"a\"", "\"ab\""], new[] { "a", "b" }.Select(input => function.Invoke(input).PayloadText));
        Assert.False(File.Exists("/tmp/lambdasim-woven.txt"));
    }
}

public sealed class RetryingHandler
{
    private readonly ResiliencePipeline _pipeline = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 2, BackoffType = DelayBackoffType.Linear, Delay = TimeSpan.FromSeconds(1) }).Build();

    public async Task<string> Handle(string input)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var tries = 0;
        await _pipeline.ExecuteAsync(async token =>
        {
            await Task.Yield();
            if (++tries < 3)
            {
                throw new InvalidOperationException("not yet");
            }
        });
        return $"{tries} tries in {watch.ElapsedMilliseconds} ms";
    }
}
