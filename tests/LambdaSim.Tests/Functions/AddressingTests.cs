using LambdaSim.Functions;

namespace LambdaSim.Tests.Functions;

public class AddressingTests
{
    [Theory]
    [InlineData("none", null, "404 ResourceNotFoundException: Function not found: arn:aws:lambda:us-east-1:111111111111:function:none")]
    [InlineData("fn", "1221", "404 ResourceNotFoundException: Function not found: arn:aws:lambda:us-east-1:111111111111:function:fn:1221")]
    [InlineData("fn", "$latest", "404 ResourceNotFoundException: Function not found: arn:aws:lambda:us-east-1:111111111111:function:fn:$latest")]
    [Pins("CTL-NOT-FOUND")]
    public void What_is_not_found_is_told_by_the_ARN_as_it_was_asked_for(string name, string? qualifier, string error) =>
        Assert.Equal(error, FunctionSamples.ErrorOf(() => new ServiceWorld().WithFunction().Service.GetFunction(new() { FunctionName = name, Qualifier = qualifier })));

    [Theory]
    [InlineData("none", null, "404 ResourceNotFoundException: Function not found: arn:aws:lambda:us-east-1:111111111111:function:none:$LATEST")]
    [InlineData("none:live", null, "404 ResourceNotFoundException: Function not found: arn:aws:lambda:us-east-1:111111111111:function:none:live")]
    [InlineData("fn", "2", "404 ResourceNotFoundException: Function not found: arn:aws:lambda:us-east-1:111111111111:function:fn:2")]
    [InlineData("fn:live", null, "404 ResourceNotFoundException: Function not found: arn:aws:lambda:us-east-1:111111111111:function:fn:live")]
    [InlineData("function:fn", "$latest", "404 ResourceNotFoundException: Function not found: arn:aws:lambda:us-east-1:111111111111:function:fn:$latest")]
    [InlineData("arn:aws:lambda:us-east-1:111111111111:function", null, "404 ResourceNotFoundException: Function not found: arn:aws:lambda:us-east-1:111111111111:function:function:$LATEST")]
    [InlineData("fn:1", "2", "400 InvalidParameterValueException: The derived qualifier from the function name does not match the specified qualifier.")]
    [InlineData("arn:aws:lambda:us-west-2:111111111111:function:fn", null, "404 ResourceNotFoundException: Functions from 'us-west-2' are not reachable in this region ('us-east-1')")]
    [Pins("CTL-NAME-INVOKED")]
    public void An_invocation_misses_a_function_with_its_qualifier(string name, string? qualifier, string error) =>
        Assert.Equal(error, FunctionSamples.ErrorOf(() => Invoked(new ServiceWorld().WithFunction().Plane, name, qualifier)));

    [Theory]
    [InlineData("fn", null, null)]
    [InlineData("111111111111:function:fn", "$LATEST", "$LATEST")]
    [InlineData("fn:1", "1", "1")]
    [InlineData("arn:aws:lambda:us-east-1:111111111111:function:fn:live", null, "live")]
    [Pins("CTL-NAME-INVOKED")]
    public void An_invocation_names_a_function_as_every_other_call_does(string name, string? qualifier, string? invoked) =>
        Assert.Equal(new("fn", invoked), Invoked(new ServiceWorld().Holding().WithAlias().Plane, name, qualifier));

    [Theory]
    [InlineData("7", "404 ResourceNotFoundException: Function not found: arn:aws:lambda:us-east-1:111111111111:function:none")]
    [InlineData("$latest", "404 ResourceNotFoundException: Function not found: arn:aws:lambda:us-east-1:111111111111:function:none")]
    [InlineData("$LATEST", "400 InvalidParameterValueException: $LATEST version cannot be deleted without deleting the function.")]
    [Pins("CTL-DELETE")]
    public void A_deletion_misses_a_function_without_its_qualifier_and_refuses_LATEST_before_that(string qualifier, string error) =>
        Assert.Equal(error, FunctionSamples.ErrorOf(() => new ServiceWorld().Service.DeleteFunction(new() { FunctionName = "none", Qualifier = qualifier })));

    [Fact]
    [Pins("CTL-QUALIFIER")]
    public void Two_qualifiers_must_agree()
    {
        var world = new ServiceWorld().WithFunction();

        Assert.Equal("400 InvalidParameterValueException: The derived qualifier from the function name does not match the specified qualifier.",
            FunctionSamples.ErrorOf(() => world.Service.GetFunction(new() { FunctionName = "fn:$LATEST", Qualifier = "1" })));
        Assert.NotNull(world.Service.GetFunction(new() { FunctionName = "fn:$LATEST", Qualifier = "$LATEST" }).Configuration);
    }

    [Fact]
    [Pins("CTL-REGION")]
    public void An_ARN_of_another_region_is_not_reachable() =>
        Assert.Equal("404 ResourceNotFoundException: Functions from 'us-west-2' are not reachable in this region ('us-east-1')",
            FunctionSamples.ErrorOf(() => new ServiceWorld().Service.GetFunction(new() { FunctionName = "arn:aws:lambda:us-west-2:111111111111:function:fn" })));

    [Fact]
    [Pins("CTL-REGION")]
    public void An_ARN_of_another_account_is_denied() =>
        Assert.StartsWith("403 AccessDeniedException", FunctionSamples.ErrorOf(() => new ServiceWorld().Service.GetFunction(new() { FunctionName = "arn:aws:lambda:us-east-1:222222222222:function:fn" })), StringComparison.Ordinal);

    private static FunctionReference Invoked(ControlPlane plane, string name, string? qualifier)
    {
        var reference = plane.ReferInvocation(new() { FunctionName = name, Qualifier = qualifier });
        plane.RequireInvoked(reference);
        return reference;
    }
}
