using LambdaSim.Configuration;
using LambdaSim.Randomness;

namespace LambdaSim.Tests.Simulations;

/// <summary>No setting of a simulation is inert: it acts, it is refused, or it is listed.</summary>
public class SettingsTests
{
    public static TheoryData<string, SimulationOptions> OutOfRange => new()
    {
        { "CancellationLead is -1 s", new SimulationOptions { CancellationLead = Duration.FromSeconds(-1) } },
        { "BlockingPatience is 0 s", new SimulationOptions { BlockingPatience = TimeSpan.Zero } },
        { "BlockingPatience is -0.001 s", new SimulationOptions { BlockingPatience = Timeout.InfiniteTimeSpan } },
        { "ExternalPatience is 922337203685.47", new SimulationOptions { ExternalPatience = TimeSpan.MaxValue } },
        { "AccountId is 'abc'", new SimulationOptions { AccountId = "abc" } },
        { "Region is 'Mars'", new SimulationOptions { Region = "Mars" } },
        { "Escapes is none", new SimulationOptions { Escapes = (Escapes)7 } },
        { "Observers is, or holds, a null", new SimulationOptions { Observers = null! } },
        { "World is null", new SimulationOptions { World = null! } },
    };

    [Theory]
    [MemberData(nameof(OutOfRange), DisableDiscoveryEnumeration = true)]
    public void An_option_out_of_range_is_refused_by_its_name(string words, SimulationOptions options)
    {
        var refusal = Assert.Throws<SimulationConfigException>(() => new Simulation(options));

        Assert.StartsWith(words, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_functions_entry_of_the_world_holds_for_the_function_added_and_for_its_versions()
    {
        using var simulation = new Simulation(new SimulationOptions
        {
            World = new SimulationConfig
            {
                Defaults = new FunctionOverrides { Timeout = Duration.FromSeconds(20) },
                Functions = new Dictionary<string, FunctionOverrides>
                {
                    ["f"] = new() { MemoryMb = 1_024, ReservedConcurrency = 2 },
                    ["f:1"] = new() { MemoryMb = 2_048 },
                    ["ghost"] = new() { MemoryMb = 512 },
                },
            },
        });

        var latest = simulation.AddFunction("f", () => 1, f => f with { EphemeralStorageMb = f.MemoryMb });
        var version = simulation.AddFunction("f:1", () => 1, f => f with { ReservedConcurrency = null });

        Assert.Equal((1_024, 2, 1_024), (latest.Config.MemoryMb, latest.Config.ReservedConcurrency, latest.Config.EphemeralStorageMb));
        Assert.Equal((2_048, Duration.FromSeconds(20)), (version.Config.MemoryMb, version.Config.Timeout));
        Assert.Contains("functions: ghost is configured but no call of it was replayed", simulation.Unsimulated);
    }

    [Fact]
    public void What_only_a_replay_acts_on_is_listed()
    {
        using var simulation = new Simulation(new SimulationOptions { World = new SimulationConfig { UntilTime = Duration.FromSeconds(2) } });

        Assert.Contains("until: it ends a replay; here the verbs of time do", simulation.Unsimulated);
    }

    [Fact]
    public void A_duration_or_a_CPU_model_of_code_is_listed()
    {
        using var simulation = new Simulation();
        simulation.AddFunction("f", () => 1, f => f with { Duration = Distribution.Fixed(Duration.FromSeconds(1)), Cpu = new CpuModel(0.5m, 128) });

        Assert.Contains("duration of f: its code takes the virtual time it takes", simulation.Unsimulated);
        Assert.Contains("cpu of f: its code takes the virtual time it takes", simulation.Unsimulated);
    }

    [Theory]
    [InlineData("a b", "at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern")]
    [InlineData("a.b", "at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern")]
    [InlineData("a:", "at 'functionVersion'")]
    [InlineData("a:0", "at 'functionVersion'")]
    [InlineData("a:live", "at 'functionVersion'")]
    [InlineData("a:1:2", "at 'functionVersion'")]
    [Pins("INV-NAME")]
    public void A_name_that_AWS_does_not_take_is_refused_in_its_words(string name, string words)
    {
        using var simulation = new Simulation();

        Assert.Contains(words, Assert.Throws<ValidationException>(() => simulation.AddFunction(name, () => 1)).Message, StringComparison.Ordinal);
        Assert.Empty(simulation.Functions);
    }

    [Fact]
    [Pins("INV-NAME")]
    public void A_name_of_65_characters_is_too_long()
    {
        using var simulation = new Simulation();

        Assert.Throws<InvalidParameterValueException>(() => simulation.AddFunction(new string('a', 65), () => 1));
        simulation.AddFunction(new string('a', 64), () => 1);
    }
}
