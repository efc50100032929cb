using System.Reflection;
using LambdaSim.AspNetCore;
using LambdaSim.Configuration;
using LambdaSim.Functions.Model;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaSim.Tests.Simulations;

/// <summary>Whatever LambdaSim throws carries the seed that repeats the run, by one mechanism.</summary>
public sealed class SeededExceptionTests
{
    private const ulong Seed = 4_711;

    public static TheoryData<Type> Types =>
    [
        .. new[] { typeof(Simulation), typeof(LambdaSimEndpointExtensions), typeof(LambdaSimServiceCollectionExtensions) }
            .SelectMany(static t => t.Assembly.GetExportedTypes())
            .Where(static t => t.IsSubclassOf(typeof(Exception)) && !t.IsAbstract)
            .OrderBy(static t => t.FullName, StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Types))]
    public void An_exception_carries_the_seed_of_the_simulation_at_work(Type type)
    {
        using var simulation = new Simulation(new SimulationOptions { Seed = Seed });

        var error = Assert.IsAssignableFrom<LambdaSimException>(Make(type, simulation));

        Assert.Equal(Seed, error.Seed);
        Assert.Equal(Seed, error.Data[SimulationException.SeedKey]);
        Assert.Contains("repeat with seed 4711: LAMBDASIM_SEED=4711", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void All_types_are_looked_at() => Assert.True(Types.Count > 30);

    public static TheoryData<string> Refusals => [.. Refused.Keys];

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Of_two_simulations_side_by_side_the_one_that_refused_is_named(string what)
    {
        using var first = new Simulation(new SimulationOptions { Seed = Seed });
        first.AddFunction("f", static () => 1);
        using var second = new Simulation(new SimulationOptions { Seed = 5 });

        Assert.Equal(Seed, Assert.IsAssignableFrom<LambdaSimException>(Record.Exception(() => Refused[what](first))).Seed);
    }

    [Fact]
    public void Code_that_runs_on_another_thread_of_the_test_finds_it_too()
    {
        using var simulation = new Simulation(new SimulationOptions { Seed = Seed });
        var f = simulation.AddFunction("f", static async (LambdaContext context) => await Task.Run(() => context.Client.InvokeRawAsync("nobody", default)));

        var error = Assert.IsType<ResourceNotFoundException>(f.Invoke().Error!.Exception);

        Assert.Equal(Seed, error.Seed);
        Assert.Equal("Function not found: arn:aws:lambda:us-east-1:123456789012:function:nobody:$LATEST", error.Message);
    }

    [Fact]
    public void Before_there_is_a_run_it_is_the_seed_that_one_would_have() =>
        Assert.Equal(new SimulationConfig().Seed, Assert.Throws<SimulationConfigException>(static () => new Simulation(new SimulationOptions { AccountId = "?" })).Seed);

    private static readonly SortedDictionary<string, Action<Simulation>> Refused = new(StringComparer.Ordinal)
    {
        ["a function that is not there"] = static s => _ = s["typo"],
        ["a handler of no shape"] = static s => s.AddFunction("g", static (int a, int b) => a + b),
        ["a handler string"] = static s => s.AddFunction("g", "Nothing::Nowhere.Never::No"),
        ["a name"] = static s => s.AddFunction("no name", Duration.Zero),
        ["a setting"] = static s => s.AddFunction("g", Duration.Zero, static f => f with { MemoryMb = 1 }),
        ["a call of the API"] = static s => s.Lambda.GetFunction(new FunctionRequest { FunctionName = "typo" }),
        ["an account"] = static s => s.LambdaAt("1", "us-east-1"),
        ["a queue"] = static s => s.AddQueue("no name"),
        ["a call by name inside Run"] = static s => s.Run(() => s.Client.InvokeRawAsync("typo", default)),
        ["a payload"] = static s => s["f"].InvokeRaw("{"u8.ToArray()),
        ["a payload of an event"] = static s => s["f"].SendRaw("{"u8.ToArray()),
        ["a verb within a verb"] = static s => s.Run(() =>
        {
            s.RunUntilIdle();
            return Task.CompletedTask;
        }),
    };

    private static Exception Make(Type type, Simulation simulation)
    {
        if (type == typeof(FunctionErrorException))
        {
            return Record.Exception(() => simulation.AddFunction("f", void () => throw new FormatException()).Invoke().ThrowIfError())!;
        }

        if (type == typeof(PayloadDeserializationException))
        {
            return simulation.AddFunction("f", static (int number) => number).InvokeRaw("\"text\""u8.ToArray()).Error!.Exception!;
        }

        var constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)[0];
        return (Exception)constructor.Invoke([.. constructor.GetParameters().Select(static p => Value(p.ParameterType))]);
    }

    private static object? Value(Type type) =>
        type == typeof(string) ? "text"
        : type == typeof(ulong) ? Seed
        : type == typeof(Type) ? typeof(int)
        : type == typeof(Exception) ? new FormatException()
        : type.IsValueType ? Activator.CreateInstance(type)
        : type is { IsClass: true, IsAbstract: false } ? System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type) : null;
}
