using LambdaSim.AspNetCore;
using LambdaSim.AspNetCore.RuntimeApi;

namespace LambdaSim.Tests.RuntimeApi;

/// <summary>How functions are put behind the Runtime API.</summary>
public sealed class RuntimeOptionsTests
{
    [Fact]
    public void An_argument_names_a_function_and_a_port() => Assert.Equal(("orders", 9101), RuntimeArgument.Parse("orders=9101"));

    [Theory]
    [InlineData("orders")]
    [InlineData("=9001")]
    [InlineData("orders=")]
    [InlineData("orders=-1")]
    [InlineData("orders=65536")]
    public void What_is_no_argument_is_told_what_is(string text) =>
        Assert.Contains("write NAME=PORT", Assert.Throws<FormatException>(() => RuntimeArgument.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Two_functions_cannot_share_a_port() => Refused("port 9001 is given to a and b", o => (o.Runtimes["b"], o.Runtimes["a"]) = (9001, 9001));

    [Fact]
    public void A_port_is_in_range() => Refused("0 (any) to 65535", o => o.Runtimes["a"] = 70_000);

    [Fact]
    public void A_pace_is_not_negative() => Refused("RuntimePace is -1", o => o.RuntimePace = -1);

    [Fact]
    public void A_taken_port_is_named()
    {
        using var world = new RuntimeWorld();
        var options = new LambdaSimEndpointOptions();
        options.Runtimes["other"] = int.Parse(world.At("orders").Address.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
        using var simulation = new Simulation();

        var taken = Assert.Throws<IOException>(() => new LambdaSimServer(simulation, options));

        Assert.Contains($"the Lambda Runtime API of other cannot listen on {world.At("orders").Address}", taken.Message, StringComparison.Ordinal);
    }

    private static void Refused(string words, Action<LambdaSimEndpointOptions> set)
    {
        var options = new LambdaSimEndpointOptions();
        set(options);
        Assert.Contains(words, Assert.Throws<ArgumentException>(options.Check).Message, StringComparison.Ordinal);
    }
}
