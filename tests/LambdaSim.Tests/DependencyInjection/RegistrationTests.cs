using LambdaSim.Configuration;
using LambdaSim.DependencyInjection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LambdaSim.Tests.DependencyInjection;

/// <summary>What is registered becomes a simulation, or is refused by name.</summary>
public class RegistrationTests
{
    private static string Refusal(Action<IServiceCollection> configure)
    {
        using var provider = Services.Build(configure);
        return Assert.Throws<OptionsValidationException>(provider.Simulation).Message;
    }

    [Fact]
    public void Functions_are_created_in_the_order_of_registration()
    {
        using var provider = Services.Build(s =>
        {
            s.AddLambdaSim().AddFunction("b", Duration.FromSeconds(1)).AddFunction("a", () => 1);
            s.AddLambdaSim().AddFunction("c", Duration.FromSeconds(1));
        });

        Assert.Equal(["b", "a", "c"], provider.Simulation().Functions.Select(f => f.Name));
    }

    [Fact]
    public void Options_and_configuration_reach_the_simulation()
    {
        using var provider = Services.Build(s => s.AddLambdaSim(o => (o.Seed, o.AccountId) = (7, "000000000001")).AddFunction("f", Duration.FromSeconds(2), c => c with { MemoryMb = 512 }));
        var simulation = provider.Simulation();

        Assert.Equal(7ul, simulation.Seed);
        Assert.Equal(512, simulation["f"].Config.MemoryMb);
        Assert.Equal("arn:aws:lambda:us-east-1:000000000001:function:f", simulation["f"].Arn);
        Assert.Equal(Duration.FromSeconds(2), simulation["f"].Invoke().Duration);
    }

    private sealed class Unbuildable(Uri missing)
    {
        public string Handle() => missing.Host;
    }

    private sealed class PerInvocation;

    private sealed class Keeper(PerInvocation kept)
    {
        public int Handle() => kept.GetHashCode();
    }

    [Fact]
    public void A_handler_whose_service_is_missing_is_refused_before_any_call()
    {
        using var provider = Services.Build(s => s.AddLambdaSim().AddFunction<Unbuildable>("f"));

        Assert.Contains("its parameter 'missing' is of type System.Uri, which is not registered", Assert.Throws<InvalidOperationException>(provider.Simulation).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_handler_that_would_keep_a_scoped_service_is_refused_before_any_call()
    {
        using var provider = Services.Build(s => s.AddScoped<PerInvocation>().AddLambdaSim().AddFunction<Keeper>("f"));

        Assert.Contains("register the handler itself as scoped", Assert.Throws<InvalidOperationException>(provider.Simulation).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_functions_of_one_name_are_refused() => Assert.Contains(
        "AddFunction: function 'f' is added 2 times", Refusal(s => s.AddLambdaSim().AddFunction("f", Duration.FromSeconds(1)).AddFunction("f", Duration.FromSeconds(1))), StringComparison.Ordinal);

    [Fact]
    public void A_world_out_of_range_is_refused_under_its_option() => Assert.Contains(
        "World: the year of start", Refusal(s => s.AddLambdaSim(o => o.World = new SimulationConfig { Start = Instant.FromUtc(1900, 1, 1, 0, 0) })), StringComparison.Ordinal);

    [Theory]
    [InlineData("BlockingPatience is 0 s")]
    [InlineData("AccountId is '12'")]
    [InlineData("CancellationLead is -1 s")]
    [InlineData("Region is ' '")]
    public void Every_option_out_of_range_is_named(string message) => Assert.Contains(message, Refusal(s => s.AddLambdaSim(o =>
    {
        o.BlockingPatience = TimeSpan.Zero;
        o.AccountId = "12";
        o.CancellationLead = Duration.FromSeconds(-1);
        o.Region = " ";
    })), StringComparison.Ordinal);

    [Fact]
    public void A_host_checks_when_it_starts()
    {
        using var provider = Services.Build(s => s.AddLambdaSim(o => o.AccountId = "12"));

        Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IStartupValidator>().Validate);
    }

    [Fact]
    public void A_clock_registered_afterwards_is_refused() => Assert.Contains(
        "TimeProvider is registered after AddLambdaSim", Refusal(s => s.AddLambdaSim().Services.AddSingleton(TimeProvider.System)), StringComparison.Ordinal);

    [Fact]
    public void Only_a_singleton_can_be_shared()
    {
        Assert.Contains("is registered as Scoped", Refusal(s => s.AddScoped<Order>().AddLambdaSim().AddSharedSingleton<Order>()), StringComparison.Ordinal);
        Assert.Contains("is not registered", Refusal(s => s.AddLambdaSim().AddSharedSingleton<IFormatProvider>()), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unsupported_handler_is_refused_where_it_is_added() =>
        Assert.Throws<UnsupportedHandlerException>(() => new ServiceCollection().AddLambdaSim().AddFunction<string>("f"));

    [Fact]
    public void A_function_that_comes_after_the_simulation_is_refused()
    {
        ILambdaSimBuilder? builder = null;
        using var provider = Services.Build(s => builder = s.AddLambdaSim());
        provider.Simulation();

        Assert.Contains("comes too late", Assert.Throws<InvalidOperationException>(() => builder!.AddFunction("f", Duration.FromSeconds(1))).Message, StringComparison.Ordinal);
    }
}
