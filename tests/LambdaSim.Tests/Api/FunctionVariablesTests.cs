using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Functions.Model;
using LambdaSim.Units;

namespace LambdaSim.Tests.Api;

/// <summary>Environment variables are a setting of the function.</summary>
public class FunctionVariablesTests
{
    private static readonly Dictionary<string, string> _table = new() { ["TABLE"] = "orders" };

    [Fact]
    [Pins("ENV-VARIABLES")]
    public void Code_finds_its_variables_beside_those_of_Lambda()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", (LambdaContext context) => $"{context.Environment["TABLE"]} {context.Environment["MODE"]} {context.Environment["AWS_LAMBDA_FUNCTION_NAME"]}",
            c => (c with { Environment = _table }).WithEnvironment("MODE", "fast"));

        Assert.Equal("orders fast f", f.Invoke().Value<string>());
        Assert.DoesNotContain(simulation.Unsimulated, n => n.StartsWith("environment of", StringComparison.Ordinal));
    }

    [Fact]
    public void They_are_a_copy_and_equal_by_content()
    {
        var given = new Dictionary<string, string> { ["B1"] = "2", ["A1"] = "1" };
        var config = FunctionConfig.Default with { Environment = given };
        given["A1"] = "changed";

        Assert.Equal("1", config.Environment["A1"]);
        Assert.Equal(["A1", "B1"], config.Environment.Keys);
        Assert.Equal(config, FunctionConfig.Default.WithEnvironment("A1", "1").WithEnvironment("B1", "2"));
        Assert.NotEqual(config, FunctionConfig.Default);
        Assert.DoesNotContain("changed", config.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_API_shows_and_changes_them()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", (LambdaContext context) => context.Environment.GetValueOrDefault("TABLE", "none"), c => c with { Environment = _table });

        Assert.Equal("orders", simulation.Lambda.GetFunctionConfiguration(new FunctionRequest { FunctionName = "f" }).Environment!.Variables!["TABLE"]);
        simulation.Lambda.UpdateFunctionConfiguration(new UpdateFunctionConfigurationRequest { FunctionName = "f", Environment = new FunctionEnvironment { Variables = new Dictionary<string, string?> { ["OTHER"] = "x" }! } });

        Assert.Equal("none", f.Invoke().Value<string>());
    }

    [Fact]
    public void What_AWS_refuses_is_refused()
    {
        using var simulation = new Simulation();

        void Add(string name, string value) => simulation.AddFunction("f", () => 1, c => c.WithEnvironment(name, value));
        Assert.Contains("AWS_REGION", Assert.Throws<InvalidParameterValueException>(() => Add("AWS_REGION", "x")).Message, StringComparison.Ordinal);
        Assert.Contains("4KB", Assert.Throws<InvalidParameterValueException>(() => Add("BIG", new string('x', 5_000))).Message, StringComparison.Ordinal);
        Assert.Throws<ValidationException>(() => Add("1A", "x"));
        Assert.Throws<ValidationException>(() => Add("A", "x"));
        Assert.Empty(simulation.Functions);
    }

    [Fact]
    public void A_modelled_function_that_has_some_is_listed()
    {
        using var simulation = new Simulation();
        simulation.AddFunction("m", 1.Seconds, c => c with { Environment = _table });

        Assert.Contains("environment of m: a modelled function has no code that reads it", simulation.Unsimulated);
    }

    [Fact]
    public void They_stand_in_the_log_only_where_there_are_some()
    {
        static string Print(Func<FunctionConfig, FunctionConfig> configure)
        {
            using var simulation = new Simulation();
            simulation.AddFunction("f", () => 1, configure).Invoke();
            return simulation.Fingerprint;
        }

        Assert.Equal(Print(c => c), Print(c => c with { Environment = new Dictionary<string, string>() }));
        Assert.NotEqual(Print(c => c), Print(c => c with { Environment = _table }));
        var pairs = ConfigPairs.Of(FunctionConfig.Default with { Environment = _table });
        Assert.Equal(_table, ConfigPairs.With(FunctionConfig.Default, pairs[0].Key, pairs[0].Value).Environment);
    }
}
