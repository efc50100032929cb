using LambdaSim.Functions;
using LambdaSim.Functions.Model;

namespace LambdaSim.Tests.Functions;

public class CodeSigningTests
{
    private readonly ServiceWorld _world = new();
    private readonly LambdaService _service;

    public CodeSigningTests() => _service = _world.Service;

    [Fact]
    [Pins("CTL-SIGNING-DEFAULTS")]
    public void An_update_without_members_changes_nothing()
    {
        var created = Create();

        Assert.Equal(created, _service.UpdateCodeSigningConfig(new() { CodeSigningConfigArn = created.CodeSigningConfigArn }).CodeSigningConfig);
        Assert.Equal("Warn", created.CodeSigningPolicies!.UntrustedArtifactOnDeployment);
        Assert.Matches("^csc-[a-z0-9]{17}$", created.CodeSigningConfigId);
    }

    [Fact]
    [Pins("CTL-SIGNING-FIND")]
    public void The_configuration_is_looked_up_before_the_function()
    {
        var arn = Create().CodeSigningConfigArn!;
        var known = Assert.Throws<ResourceNotFoundException>(() => _service.PutFunctionCodeSigningConfig(new() { FunctionName = "f", CodeSigningConfigArn = arn }));
        _service.DeleteCodeSigningConfig(new() { CodeSigningConfigArn = arn });
        var unknown = Assert.Throws<CodeSigningConfigNotFoundException>(() => _service.PutFunctionCodeSigningConfig(new() { FunctionName = "f", CodeSigningConfigArn = arn }));
        var gone = Assert.Throws<ResourceNotFoundException>(() => _service.GetCodeSigningConfig(new() { CodeSigningConfigArn = arn }));

        Assert.Equal("Function not found: arn:aws:lambda:us-east-1:111111111111:function:f", known.Message);
        Assert.Equal($"The code signing configuration cannot be found. Check that the provided configuration is not deleted: {arn}.", unknown.Message);
        Assert.Equal($"The Lambda code signing configuration {arn} can not be found.", gone.Message);
        Assert.Null(gone.FaultType);
    }

    [Fact]
    [Pins("CTL-SIGNING-FIND")]
    public void An_image_is_not_signed()
    {
        var arn = Create().CodeSigningConfigArn!;
        _world.With(FunctionSamples.CreateImage("image"));
        const string Refusal = "400 InvalidParameterValueException: Code signing is not supported for functions created with container images.";

        Assert.Equal(Refusal, FunctionSamples.ErrorOf(() => _service.PutFunctionCodeSigningConfig(new() { FunctionName = "image", CodeSigningConfigArn = arn })));
        Assert.Equal(Refusal, FunctionSamples.ErrorOf(() => _service.CreateFunction(FunctionSamples.CreateImage("other") with { CodeSigningConfigArn = arn })));
    }

    [Fact]
    [Pins("CTL-SIGNING-IN-USE")]
    public void A_configuration_in_use_stays()
    {
        ServiceFunctions.Add(_world.Plane, "f");
        var arn = Create().CodeSigningConfigArn!;
        _service.PutFunctionCodeSigningConfig(new() { FunctionName = "f", CodeSigningConfigArn = arn });

        Assert.Throws<ResourceConflictException>(() => _service.DeleteCodeSigningConfig(new() { CodeSigningConfigArn = arn }));
        Assert.Equal(["arn:aws:lambda:us-east-1:111111111111:function:f"], _service.ListFunctionsByCodeSigningConfig(new() { CodeSigningConfigArn = arn }).FunctionArns);
    }

    [Fact]
    [Pins("CTL-SIGNING-NONE")]
    public void A_function_without_a_configuration_answers_with_nothing()
    {
        ServiceFunctions.Add(_world.Plane, "f");
        _service.DeleteFunctionCodeSigningConfig(new() { FunctionName = "f" });

        Assert.Equal(new FunctionCodeSigningConfigResponse(), _service.GetFunctionCodeSigningConfig(new() { FunctionName = "f" }));
    }

    private CodeSigningConfig Create() =>
        _service.CreateCodeSigningConfig(new() { AllowedPublishers = new() { SigningProfileVersionArns = ["arn:aws:signer:us-east-1:111111111111:/signing-profiles/p"] } }).CodeSigningConfig!;
}
