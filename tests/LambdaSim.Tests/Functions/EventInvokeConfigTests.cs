namespace LambdaSim.Tests.Functions;

/// <summary>Settings of asynchronous invocation.</summary>
public class EventInvokeConfigTests
{
    private const string Put = "PutFunctionEventInvokeConfig";
    private const string Update = "UpdateFunctionEventInvokeConfig";

    private readonly ServiceWorld _world = new ServiceWorld().Holding().Holding("other").WithAlias();

    [Fact]
    public void Both_destinations_are_always_shown() =>
        Assert.Equal($$$$"""{"LastModified":1767323045,"FunctionArn":"{{{{ServiceSamples.Arn}}}}fn:$LATEST","MaximumRetryAttempts":1,"DestinationConfig":{"OnSuccess":{},"OnFailure":{}}}""",
            _world.Ask(Put, """{"FunctionName": "fn", "MaximumRetryAttempts": 1}"""));

    [Fact]
    [Pins("CTL-EVENT-INVOKE")]
    public void A_put_replaces_everything()
    {
        _world.Ask(Put, """{"FunctionName": "fn", "MaximumRetryAttempts": 2, "MaximumEventAgeInSeconds": 60}""");

        Assert.Null(_world.Member(Put, """{"FunctionName": "fn", "MaximumRetryAttempts": 0}""", "MaximumEventAgeInSeconds"));
    }

    [Fact]
    public void An_update_keeps_what_it_does_not_name()
    {
        _world.Ask(Put, """{"FunctionName": "fn", "MaximumRetryAttempts": 2, "MaximumEventAgeInSeconds": 60}""");

        Assert.Equal("60", _world.Member(Update, """{"FunctionName": "fn", "MaximumRetryAttempts": 0}""", "MaximumEventAgeInSeconds"));
    }

    [Theory]
    [InlineData("OnSuccess")]
    [InlineData("OnFailure")]
    public void An_empty_destination_counts_as_something_given(string which) =>
        Assert.Equal("""{"OnSuccess":{},"OnFailure":{}}""", _world.Member(Put, $$"""{"FunctionName": "fn", "DestinationConfig": {"{{which}}": {} } }""", "DestinationConfig"));

    [Fact]
    public void Nothing_given_is_refused_before_the_function_is_looked_up() =>
        Assert.Equal("400 InvalidParameterValueException: You must specify at least one of error handling or destination setting.", _world.Refusal(Put, """{"FunctionName": "gone"}"""));

    [Theory]
    [InlineData("arn:aws:lambda:us-east-1:111111111111:function:gone", "The destination ARN arn:aws:lambda:us-east-1:111111111111:function:gone is invalid.")]
    [InlineData("arn:aws:lambda:us-east-1:111111111111:function:other:9", "The destination ARN arn:aws:lambda:us-east-1:111111111111:function:other:9 is invalid.")]
    [InlineData("arn:aws:lambda:us-east-1:111111111111:function:fn", "You can't specify the function as a destination for itself.")]
    [InlineData("arn:aws:iam:us-east-1:111111111111:function:fn", "The provided destination config DestinationConfig(onSuccess=OnSuccess(destination=arn:aws:iam:us-east-1:111111111111:function:fn), onFailure=null) is invalid.")]
    [InlineData("arn:aws:s3:::bucket", "The provided destination config DestinationConfig(onSuccess=OnSuccess(destination=arn:aws:s3:::bucket), onFailure=null) is invalid.")]
    [Pins("CTL-EVENT-INVOKE")]
    public void A_destination_that_cannot_be_is_refused(string arn, string refusal) =>
        Assert.Equal($"400 InvalidParameterValueException: {refusal}", _world.Refusal(Put, $$"""{"FunctionName": "fn", "DestinationConfig": {"OnSuccess": {"Destination": "{{arn}}"} } }"""));

    [Theory]
    [InlineData("OnSuccess", "arn:aws:lambda:us-east-1:111111111111:function:other")]
    [InlineData("OnSuccess", "arn:aws:lambda:us-east-1:111111111111:function:fn:live")]
    [InlineData("OnSuccess", "arn:aws:events:us-east-1:111111111111:event-bus/default")]
    [InlineData("OnFailure", "arn:aws:s3:::bucket")]
    public void A_destination_is_kept(string which, string arn) =>
        Assert.Contains($$""""{{which}}":{"Destination":"{{arn}}"}"""", _world.Member(Put, $$"""{"FunctionName": "fn", "DestinationConfig": {"{{which}}": {"Destination": "{{arn}}"} } }""", "DestinationConfig")!, StringComparison.Ordinal);

    [Fact]
    public void Text_that_is_no_ARN_is_refused_with_the_pattern() =>
        Assert.StartsWith("400 ValidationException: 1 validation error detected: Value 'arn:aws:_-/!lambda:x' at 'destinationConfig.onFailure.destination' failed to satisfy constraint: Member must satisfy regular expression pattern: $|kafka://",
            _world.Refusal(Put, """{"FunctionName": "fn", "DestinationConfig": {"OnFailure": {"Destination": "arn:aws:_-/!lambda:x"}}}"""), StringComparison.Ordinal);

    [Theory]
    [InlineData(Put, "gone", "The function doesn't exist.")]
    [InlineData(Put, "fn:gone", "The function doesn't exist.")]
    [InlineData(Update, "gone", "The function doesn't exist.")]
    [InlineData(Update, "fn:live", "The function " + ServiceSamples.Arn + "fn:live doesn't have an EventInvokeConfig")]
    [InlineData("GetFunctionEventInvokeConfig", "gone", "The function " + ServiceSamples.Arn + "gone:$LATEST doesn't have an EventInvokeConfig")]
    [InlineData("DeleteFunctionEventInvokeConfig", "fn", "The function " + ServiceSamples.Arn + "fn:$LATEST doesn't have an EventInvokeConfig")]
    [InlineData("ListFunctionEventInvokeConfigs", "gone", "The function doesn't exist.")]
    public void What_is_missing_is_missed_in_the_words_of_the_operation(string operation, string function, string refusal) =>
        Assert.Equal($"404 ResourceNotFoundException: {refusal}", _world.Refusal(operation, $$"""{"FunctionName": "{{function}}", "MaximumRetryAttempts": 1}"""));

    [Fact]
    public void A_list_is_told_in_pages()
    {
        foreach (var qualifier in new[] { "live", "1", "$LATEST" })
        {
            _world.Ask(Put, $$"""{"FunctionName": "fn", "Qualifier": "{{qualifier}}", "MaximumRetryAttempts": 1}""");
        }

        var marker = _world.Member("ListFunctionEventInvokeConfigs", """{"FunctionName": "fn", "MaxItems": "2"}""", "NextMarker");
        var rest = _world.Ask("ListFunctionEventInvokeConfigs", $$"""{"FunctionName": "fn", "MaxItems": 2, "Marker": "{{marker}}"}""")!;

        Assert.Contains("fn:live", rest, StringComparison.Ordinal);
        Assert.DoesNotContain("fn:1", rest, StringComparison.Ordinal);
        Assert.DoesNotContain("NextMarker", rest, StringComparison.Ordinal);
    }
}
