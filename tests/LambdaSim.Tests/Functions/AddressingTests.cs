namespace LambdaSim.Tests.Functions;

public class AddressingTests
{
    [Theory]
    [InlineData("none", null, "404 ResourceNotFoundException: Function not found: arn:aws:lambda:us-east-1:111111111111:function:none")]
    [InlineData("fn", "1221", "404 ResourceNotFoundException: Function not found: arn:aws:lambda:us-east-1:111111111111:function:fn:1221")]
    [InlineData("fn", "$latest", "404 ResourceNotFoundException: Function not found: arn:aws:lambda:us-east-1:111111111111:function:fn:$latest")]
    public void What_is_not_found_is_told_by_the_ARN_as_it_was_asked_for(string name, string? qualifier, string error) =>
        Assert.Equal(error, FunctionSamples.ErrorOf(() => new ServiceWorld().WithFunction().Service.GetFunction(new() { FunctionName = name, Qualifier = qualifier })));

    [Fact]
    public void Two_qualifiers_must_agree()
    {
        var world = new ServiceWorld().WithFunction();

        Assert.Equal("400 InvalidParameterValueException: The derived qualifier from the function name does not match the specified qualifier.",
            FunctionSamples.ErrorOf(() => world.Service.GetFunction(new() { FunctionName = "fn:$LATEST", Qualifier = "1" })));
        Assert.NotNull(world.Service.GetFunction(new() { FunctionName = "fn:$LATEST", Qualifier = "$LATEST" }).Configuration);
    }

    [Fact]
    public void An_ARN_of_another_region_is_not_reachable() =>
        Assert.Equal("404 ResourceNotFoundException: Functions from 'us-west-2' are not reachable in this region ('us-east-1')",
            FunctionSamples.ErrorOf(() => new ServiceWorld().Service.GetFunction(new() { FunctionName = "arn:aws:lambda:us-west-2:111111111111:function:fn" })));

    [Fact]
    public void An_ARN_of_another_account_is_denied() =>
        Assert.StartsWith("403 AccessDeniedException", FunctionSamples.ErrorOf(() => new ServiceWorld().Service.GetFunction(new() { FunctionName = "arn:aws:lambda:us-east-1:222222222222:function:fn" })), StringComparison.Ordinal);
}
