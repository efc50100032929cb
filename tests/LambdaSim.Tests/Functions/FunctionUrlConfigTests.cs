namespace LambdaSim.Tests.Functions;

/// <summary>Function URLs as they are configured.</summary>
public class FunctionUrlConfigTests
{
    private const string Fn = """{"FunctionName": "fn"}""";

    private readonly ServiceWorld _world = new ServiceWorld().Holding().WithAlias();

    [Fact]
    [Pins("CTL-URL")]
    public void An_invoke_mode_that_was_never_given_is_told_by_get_only()
    {
        var created = Create();
        var updated = _world.Member("UpdateFunctionUrlConfig", Fn, "InvokeMode");

        Assert.DoesNotContain("InvokeMode", created, StringComparison.Ordinal);
        Assert.Equal((null, "BUFFERED"), (updated, _world.Member("GetFunctionUrlConfig", Fn, "InvokeMode")));
    }

    [Fact]
    public void An_update_keeps_and_tells_the_invoke_mode_that_was_given()
    {
        Create(""", "InvokeMode": "RESPONSE_STREAM" """);

        Assert.Equal("RESPONSE_STREAM", _world.Member("UpdateFunctionUrlConfig", """{"FunctionName": "fn", "AuthType": "AWS_IAM"}""", "InvokeMode"));
    }

    [Fact]
    public void Creation_does_not_tell_when_it_was_modified_last() => Assert.DoesNotContain("LastModifiedTime", Create(), StringComparison.Ordinal);

    [Fact]
    [Pins("CTL-URL")]
    public void The_URL_has_an_id_of_its_own_that_stays()
    {
        Create();
        var before = _world.Member("GetFunctionUrlConfig", Fn, "FunctionUrl")!;
        var after = _world.Member("UpdateFunctionUrlConfig", """{"FunctionName": "fn", "AuthType": "AWS_IAM"}""", "FunctionUrl");
        _world.Ask("DeleteFunctionUrlConfig", Fn);
        Create();

        Assert.Matches(@"^https://[a-z0-9]{32}\.lambda-url\.us-east-1\.on\.aws/$", before);
        Assert.Equal(before, after);
        Assert.NotEqual(before, _world.Member("GetFunctionUrlConfig", Fn, "FunctionUrl"));
    }

    [Fact]
    public void Cross_origin_settings_are_replaced_together()
    {
        Create(""", "Cors": {"AllowOrigins": ["*"], "MaxAge": 10}""");

        Assert.Equal("""{"AllowMethods":["GET"]}""", _world.Member("UpdateFunctionUrlConfig", """{"FunctionName": "fn", "Cors": {"AllowMethods": ["GET"]}}""", "Cors"));
    }

    [Fact]
    public void A_function_and_its_alias_have_each_their_URL()
    {
        Create();
        Create(""", "Qualifier": "live" """);
        _world.Ask("DeleteFunctionUrlConfig", Fn);

        Assert.Equal($"{ServiceSamples.Arn}fn:live", _world.Member("GetFunctionUrlConfig", """{"FunctionName": "fn", "Qualifier": "live"}""", "FunctionArn"));
    }

    [Fact]
    public void There_is_one_URL_for_each()
    {
        Create();

        Assert.Equal($"409 ResourceConflictException: Failed to create function url config for [functionArn = {ServiceSamples.Arn}fn]. Error message:  FunctionUrlConfig exists for this Lambda function",
            _world.Refusal("CreateFunctionUrlConfig", """{"FunctionName": "fn", "AuthType": "NONE"}"""));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("$LATEST")]
    public void A_version_has_no_URL(string version) =>
        Assert.Equal($@"400 ValidationException: 1 validation error detected: Value '{version}' at 'qualifier' failed to satisfy constraint: Member must satisfy regular expression pattern: ((?!^\d+$)^[0-9a-zA-Z-_]+$)",
            _world.Refusal("GetFunctionUrlConfig", $$"""{"FunctionName": "fn", "Qualifier": "{{version}}"}"""));

    [Fact]
    public void Name_and_qualifier_do_not_contradict_each_other() =>
        Assert.Equal("400 InvalidParameterValueException: The derived qualifier from the function name does not match the specified qualifier.",
            _world.Refusal("DeleteFunctionUrlConfig", """{"FunctionName": "fn:other", "Qualifier": "live"}"""));

    [Theory]
    [InlineData("CreateFunctionUrlConfig", "gone", "Function does not exist")]
    [InlineData("CreateFunctionUrlConfig", "fn:gone", "Function does not exist")]
    [InlineData("UpdateFunctionUrlConfig", "fn:gone", "Function does not exist")]
    [InlineData("UpdateFunctionUrlConfig", "fn", "The resource you requested does not exist.")]
    [InlineData("GetFunctionUrlConfig", "gone", "The resource you requested does not exist.")]
    [InlineData("DeleteFunctionUrlConfig", "fn", "The resource you requested does not exist.")]
    [InlineData("ListFunctionUrlConfigs", "gone", "Function does not exist")]
    public void What_is_missing_is_missed_in_the_words_of_the_operation(string operation, string function, string refusal) =>
        Assert.Equal($"404 ResourceNotFoundException: {refusal}", _world.Refusal(operation, $$"""{"FunctionName": "{{function}}", "AuthType": "NONE"}"""));

    [Fact]
    public void An_unknown_invoke_mode_is_refused() =>
        Assert.Equal("400 ValidationException: 1 validation error detected: Value 'UNKNOWN' at 'invokeMode' failed to satisfy constraint: Member must satisfy enum value set: [RESPONSE_STREAM, BUFFERED]",
            _world.Refusal("CreateFunctionUrlConfig", """{"FunctionName": "fn", "AuthType": "NONE", "InvokeMode": "UNKNOWN"}"""));

    [Fact]
    public void Too_many_methods_are_refused() =>
        Assert.Equal("400 ValidationException: 1 validation error detected: Value '[a, b, c, d, e, f, g]' at 'cors.allowMethods' failed to satisfy constraint: Member must have length less than or equal to 6",
            _world.Refusal("CreateFunctionUrlConfig", """{"FunctionName": "fn", "AuthType": "NONE", "Cors": {"AllowMethods": ["a", "b", "c", "d", "e", "f", "g"]}}"""));

    private string Create(string more = "") => _world.Ask("CreateFunctionUrlConfig", $$"""{"FunctionName": "fn", "AuthType": "NONE"{{more}}}""")!;
}
