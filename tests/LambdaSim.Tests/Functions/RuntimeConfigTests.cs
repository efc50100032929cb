namespace LambdaSim.Tests.Functions;

/// <summary>Recursive loops and runtime management.</summary>
public class RuntimeConfigTests
{
    private const string Runtime = "arn:aws:lambda:us-east-1::runtime:abc";

    private readonly ServiceWorld _world = new ServiceWorld().Holding().WithAlias();

    [Fact]
    [Pins("CTL-RECURSION")]
    public void Recursive_loops_are_terminated_unless_they_are_allowed()
    {
        var before = _world.Ask("GetFunctionRecursionConfig", """{"FunctionName": "fn"}""");
        _world.Ask("PutFunctionRecursionConfig", """{"FunctionName": "fn", "RecursiveLoop": "Allow"}""");

        Assert.Equal("""{"RecursiveLoop":"Terminate"}""", before);
        Assert.Equal("""{"RecursiveLoop":"Allow"}""", _world.Ask("GetFunctionRecursionConfig", """{"FunctionName": "fn"}"""));
    }

    [Fact]
    public void A_loop_is_allowed_or_terminated() =>
        Assert.StartsWith("400 ValidationException: 1 validation error detected: Value 'Maybe' at 'recursiveLoop' failed to satisfy constraint: Member must satisfy enum value set: [",
            _world.Refusal("PutFunctionRecursionConfig", """{"FunctionName": "fn", "RecursiveLoop": "Maybe"}"""), StringComparison.Ordinal);

    [Fact]
    public void Runtimes_are_updated_automatically_unless_said_otherwise() =>
        Assert.Equal($$"""{"UpdateRuntimeOn":"Auto","FunctionArn":"{{ServiceSamples.Arn}}fn:$LATEST"}""", _world.Ask("GetRuntimeManagementConfig", """{"FunctionName": "fn"}"""));

    [Fact]
    [Pins("CTL-RUNTIME-MANAGEMENT")]
    public void Each_version_has_its_own_runtime_management()
    {
        _world.Ask("PutRuntimeManagementConfig", $$"""{"FunctionName": "fn", "Qualifier": "1", "UpdateRuntimeOn": "Manual", "RuntimeVersionArn": "{{Runtime}}"}""");

        Assert.Equal(("Manual", "Auto", Runtime), (Get("1", "UpdateRuntimeOn"), Get("2", "UpdateRuntimeOn"), Get("1", "RuntimeVersionArn")));
    }

    [Fact]
    public void Automatic_updates_forget_the_runtime_version()
    {
        _world.Ask("PutRuntimeManagementConfig", $$"""{"FunctionName": "fn", "Qualifier": "1", "UpdateRuntimeOn": "Manual", "RuntimeVersionArn": "{{Runtime}}"}""");
        _world.Ask("PutRuntimeManagementConfig", """{"FunctionName": "fn", "Qualifier": "1", "UpdateRuntimeOn": "Auto"}""");

        Assert.Null(Get("1", "RuntimeVersionArn"));
    }

    [Theory]
    [InlineData("""{"FunctionName": "fn", "UpdateRuntimeOn": "Manual"}""")]
    [InlineData("""{"FunctionName": "fn", "UpdateRuntimeOn": "Auto", "RuntimeVersionArn": "arn:aws:lambda:us-east-1::runtime:abc"}""")]
    public void A_runtime_version_belongs_to_manual_updates_only(string json) =>
        Assert.StartsWith("400 InvalidParameterValueException: ", _world.Refusal("PutRuntimeManagementConfig", json), StringComparison.Ordinal);

    [Fact]
    public void An_alias_has_no_runtime_management() =>
        Assert.Equal($"404 ResourceNotFoundException: Function not found: {ServiceSamples.Arn}fn:live", _world.Refusal("GetRuntimeManagementConfig", """{"FunctionName": "fn:live"}"""));

    private string? Get(string version, string member) => _world.Member("GetRuntimeManagementConfig", $$"""{"FunctionName": "fn", "Qualifier": "{{version}}"}""", member);
}
