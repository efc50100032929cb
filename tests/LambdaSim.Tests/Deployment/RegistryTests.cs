using System.Text.Json;
using LambdaSim.Functions.Model;
using LambdaSim.Units;

namespace LambdaSim.Tests.Deployment;

/// <summary>Functions stand in one store, however they came.</summary>
public sealed class RegistryTests
{
    [Fact]
    public void The_API_shows_of_a_function_the_same_whether_it_is_asked_before_or_after_the_function_is_added()
    {
        using var before = new Simulation(seed: 1);
        _ = before.Lambda;
        before.AddFunction("pay", (int cents) => cents, f => f with { MemoryMb = 512, ReservedConcurrency = 7 });
        using var after = new Simulation(seed: 1);
        after.AddFunction("pay", (int cents) => cents, f => f with { MemoryMb = 512, ReservedConcurrency = 7 });

        Assert.Equal(Shown(before), Shown(after));
    }

    [Fact]
    public void Who_does_not_use_the_API_is_told_nothing_of_it()
    {
        using var simulation = new Simulation(seed: 1);
        simulation.AddFunction("pay", 1.Seconds);

        Assert.DoesNotContain(simulation.Unsimulated, u => u.Contains("API", StringComparison.Ordinal));
        _ = simulation.Lambda;
        Assert.Contains(simulation.Unsimulated, u => u.Contains("API", StringComparison.Ordinal));
    }

    [Fact]
    public void A_version_that_is_added_alone_leaves_the_plain_name_free()
    {
        using var simulation = new Simulation(seed: 1);
        simulation.AddFunction("pay:3", 1.Seconds);

        Assert.Throws<ResourceNotFoundException>(() => simulation["pay"]);
        simulation.AddFunction("pay", 2.Seconds);

        Assert.Equal(["3", "$LATEST"], simulation.Functions.Select(f => f.Live.Definition.Qualifier));
    }

    [Fact]
    public void A_name_is_taken_by_whoever_came_first()
    {
        using var simulation = new Simulation(seed: 1);
        simulation.Lambda.CreateFunction(new CreateFunctionRequest
        {
            FunctionName = "pay",
            Role = "arn:aws:iam::123456789012:role/pay",
            PackageType = "Image",
            Code = new FunctionCode { ImageUri = "123456789012.dkr.ecr.us-east-1.amazonaws.com/pay:1" },
        });

        Assert.Equal("Function already exist: pay", Assert.Throws<ResourceConflictException>(() => simulation.AddFunction("pay", 1.Seconds)).Message);
    }

    [Fact]
    public void A_function_that_is_deleted_over_the_API_frees_its_name()
    {
        using var simulation = new Simulation(seed: 1);
        simulation.AddFunction("pay", 1.Seconds);
        simulation.Lambda.DeleteFunction(new FunctionRequest { FunctionName = "pay" });

        Assert.Throws<ResourceNotFoundException>(() => simulation["pay"]);
        simulation.AddFunction("pay", 2.Seconds);

        Assert.Equal(2.Seconds, simulation["pay"].Invoke().Duration);
    }

    private static string Shown(Simulation simulation) => JsonSerializer.Serialize((
        simulation.Lambda.GetFunction(new FunctionRequest { FunctionName = "pay" }),
        simulation.Lambda.GetAccountSettings(new GetAccountSettingsRequest())), new JsonSerializerOptions { IncludeFields = true });
}
