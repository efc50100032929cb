using LambdaSim.Units;

namespace LambdaSim.Tests.Templates.Resources;

/// <summary>What a template names and does not make, and what is of known types and not simulated, is left out and listed.</summary>
public sealed class OutsideTests
{
    [Fact]
    public void A_mapping_to_a_queue_of_another_stack_is_left_out()
    {
        var template = Template.Parse($$"""
            Resources:
              F: { Type: AWS::Lambda::Function, Properties: { Runtime: dotnet8, Handler: h, Role: "arn:aws:iam::123456789012:role/r", Code: { ZipFile: x } } }
              M: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref F, EventSourceArn: "arn:aws:sqs:us-east-1:123456789012:theirs" } }
            """);
        var left = Assert.Single(template.Inventory().LeftOut);
        Assert.Equal("M", left.Id);
        Assert.StartsWith("it stands on what is not in the template: ", left.Why, StringComparison.Ordinal);
        using var simulation = template.Simulate(t => t.Handlers.ModelOthers(1.Seconds));
        Assert.Contains(simulation.Unsimulated, static l => l.StartsWith("M (AWS::Lambda::EventSourceMapping): it stands on", StringComparison.Ordinal));
    }

    [Fact]
    public void A_runtime_that_is_no_longer_offered_is_made_all_the_same()
    {
        using var simulation = Template.Parse("""
            Resources:
              F: { Type: AWS::Lambda::Function, Properties: { Runtime: nodejs12.x, Handler: h, Role: "arn:aws:iam::123456789012:role/r", Code: { ZipFile: x } } }
            """).Simulate(t => t.Handlers.Model("F", 1.Seconds));
        Assert.Contains("Runtime of F (AWS::Lambda::Function): Lambda takes nodejs12.x no longer for new functions; it is made all the same", simulation.Unsimulated);
    }

    [Fact]
    public void A_layer_of_another_account_is_listed()
    {
        using var simulation = Template.Parse("""
            Resources:
              F: { Type: AWS::Lambda::Function, Properties: { Runtime: dotnet8, Handler: h, Role: "arn:aws:iam::123456789012:role/r", Code: { ZipFile: x }, Layers: ["arn:aws:lambda:us-east-1:580247275435:layer:LambdaInsightsExtension:14"] } }
            """).Simulate(t => t.Handlers.Model("F", 1.Seconds));
        Assert.Contains(simulation.Unsimulated, static l => l.StartsWith("Layers of F (AWS::Lambda::Function): arn:aws:lambda:us-east-1:580247275435:layer:LambdaInsightsExtension:14 of elsewhere", StringComparison.Ordinal));
    }

    [Fact]
    public void Exports_and_stored_values_are_made_up_where_that_is_asked_for()
    {
        using var simulation = Template.Parse("""
            Parameters: { Stage: { Type: String } }
            Resources:
              P: { Type: AWS::SSM::Parameter, Properties: { Name: p, Type: String, Value: !Join ["/", [!Ref Stage, !ImportValue net-vpc, "{{resolve:ssm:limit}}"]] } }
            """, inputs: new StackInputs { MakesUpValues = true }).Simulate();
        Assert.Equal("stage/net-vpc/made-up", simulation.Parameters["p"]);
    }
}
