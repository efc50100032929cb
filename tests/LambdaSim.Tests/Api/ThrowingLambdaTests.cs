using LambdaSim.DependencyInjection;
using LambdaSim.Units;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaSim.Tests.Api;

/// <summary>C# gives a lambda that only throws no type; it is a handler all the same.</summary>
public class ThrowingLambdaTests
{
    [Fact]
    public void A_lambda_that_only_throws_is_a_handler()
    {
        using var simulation = new Simulation();
        var plain = simulation.AddFunction("plain", () => throw new FormatException("no"));
        var typed = simulation.AddFunction("typed", (string file) => throw new FormatException(file), f => f with { Timeout = 30.Seconds });
        var both = simulation.AddFunction("both", (string file, LambdaContext context) => throw new FormatException($"{file} {context.FunctionName}"));
        var three = simulation.AddFunction("three", (string file, LambdaContext context, CancellationToken token) => throw new FormatException($"{token.IsCancellationRequested}"));

        Assert.Equal("no", plain.Invoke().Error!.Message);
        Assert.Equal("a.csv", typed.Invoke("a.csv").Error!.Message);
        Assert.Equal("a.csv both", both.Invoke("a.csv").Error!.Message);
        Assert.Equal("False", three.Invoke("a.csv").Error!.Message);
        Assert.Equal(30.Seconds, typed.Config.Timeout);
    }

    [Fact]
    public void An_init_delegate_that_only_throws_is_one()
    {
        using var simulation = new Simulation();
        var plain = simulation.AddFunction("plain", () => 1, init: () => throw new IOException("no table"));
        var typed = simulation.AddFunction("typed", () => 1, init: (LambdaContext context) => throw new IOException(context.FunctionName));

        Assert.Equal("no table", plain.Invoke().Error!.Message);
        Assert.Equal("typed", typed.Invoke().Error!.Message);
    }

    [Fact]
    public void What_a_lambda_answers_is_not_lost_to_these_overloads()
    {
        using var simulation = new Simulation();
        List<int> list = [];
        var add = simulation.AddFunction("add", (int n) => list.Remove(n));
        var count = simulation.AddFunction("count", () => list.Count);

        Assert.False(add.Invoke(1).Value<bool>());
        Assert.Equal("0", count.Invoke().PayloadText);
    }

    [Fact]
    public void It_works_with_a_service_collection_too()
    {
        var services = new ServiceCollection();
        services.AddLambdaSim().AddFunction("f", () => throw new FormatException("no")).AddFunction("g", (string s) => throw new FormatException(s));
        using var provider = services.BuildServiceProvider();

        Assert.Equal("no", provider.GetRequiredService<Simulation>()["f"].Invoke().Error!.Message);
        Assert.Equal("yes", provider.GetRequiredService<Simulation>()["g"].Invoke("yes").Error!.Message);
    }
}
