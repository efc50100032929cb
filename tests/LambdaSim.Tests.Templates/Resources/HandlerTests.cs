using LambdaSim.Units;

namespace LambdaSim.Tests.Templates.Resources;

/// <summary>What runs for a template's functions.</summary>
public sealed class HandlerTests
{
    private const string Sam = """
        Transform: AWS::Serverless-2016-10-31
        Globals: { Function: { Runtime: dotnet8, Timeout: 20 } }
        Resources:
          Ship:
            Type: AWS::Serverless::Function
            Properties:
              FunctionName: ship
              CodeUri: ./src
              Handler: Other::LambdaSim.Tests.Templates.Resources.ShipOrder::Handle
              Events:
                Queue: { Type: SQS, Properties: { Queue: !GetAtt Orders.Arn, BatchSize: 1 } }
                Post: { Type: Api, Properties: { Path: /ship, Method: post } }
          Orders: { Type: AWS::SQS::Queue }
        """;

    [Fact]
    public void Handler_strings_are_bound_to_the_types_of_an_assembly()
    {
        using var simulation = Template.Parse(Sam).Simulate(t => t.Handlers.From(typeof(ShipOrder).Assembly));
        Assert.Equal("shipped", simulation["ship"].InvokeRaw("{}").Value<string>());
        Assert.Equal(20.Seconds, simulation.Lambda.GetFunctionConfiguration(new() { FunctionName = "ship" }).Timeout!.Value.Seconds);
    }

    [Fact]
    public void A_handler_string_is_bound_to_a_class() => Shipped(t => t.Bind<ShipOrder>("Other::LambdaSim.Tests.Templates.Resources.ShipOrder::Handle"));

    [Fact]
    public void A_function_is_bound_by_its_name() => Shipped(t => t.Bind("ship", () => "shipped"));

    [Fact]
    public void A_function_without_code_takes_its_duration()
    {
        using var simulation = Template.Parse(Sam).Simulate(t => t.Handlers.Model("Ship", 300.Milliseconds));
        simulation["ship"].InvokeRaw("{}");

        // The first call of an environment pays the runtime's penalty.
        Assert.Equal(300.Milliseconds, simulation["ship"].InvokeRaw("{}").Duration);
    }

    [Fact]
    public void A_type_that_no_assembly_has_is_told()
    {
        var error = Assert.Throws<TemplateException>(() => Template.Parse(Sam.Replace("ShipOrder", "ShipOrders", StringComparison.Ordinal), "t.yaml").Simulate(t => t.Handlers.From(typeof(ShipOrder).Assembly)));
        Assert.Contains("Ship: function Ship has nothing to run: Unable to find type 'LambdaSim.Tests.Templates.Resources.ShipOrders'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'LambdaSim.Tests.Templates.Resources.ShipOrder'?", error.Message, StringComparison.Ordinal);
    }

    private static void Shipped(Action<HandlerBindings> bind)
    {
        using var simulation = Template.Parse(Sam).Simulate(t => bind(t.Handlers));
        Assert.Equal("shipped", simulation["ship"].InvokeRaw("{}").Value<string>());
    }
}

public sealed class ShipOrder
{
    public string Handle() => "shipped";
}
