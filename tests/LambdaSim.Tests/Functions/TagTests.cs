namespace LambdaSim.Tests.Functions;

/// <summary>Tags of functions and other resources.</summary>
public class TagTests
{
    private const string Mapping = "arn:aws:lambda:us-east-1:111111111111:event-source-mapping:00000000-0000-4000-8000-000000000000";

    private readonly ServiceWorld _world = new ServiceWorld().Holding();

    [Fact]
    [Pins("CTL-TAGS")]
    public void Tags_are_added_and_overwritten()
    {
        Tag("""{"a": "1", "b": "1"}""");
        Tag("""{"b": "2", "c": "2"}""");

        Assert.Equal("""{"Tags":{"a":"1","b":"2","c":"2"}}""", List());
    }

    [Fact]
    public void Removing_a_key_that_is_not_there_succeeds()
    {
        Tag("""{"a": "1", "b": "1"}""");
        _world.Ask("UntagResource", $$"""{"Resource": "{{ServiceSamples.Arn}}fn", "TagKeys": ["a", "x"]}""");

        Assert.Equal("""{"Tags":{"b":"1"}}""", List());
    }

    [Fact]
    [Pins("CTL-TAGS")]
    public void There_are_50_tags_at_most_and_one_more_changes_nothing()
    {
        Tag($"{{{string.Join(", ", Enumerable.Range(0, 50).Select(n => $"\"k{n}\": \"v\""))}}}");
        var before = List();

        Assert.Equal("400 InvalidParameterValueException: Number of tags exceeds resource tag limit.", _world.Refusal("TagResource", $$"""{"Resource": "{{ServiceSamples.Arn}}fn", "Tags": {"x": "y"} }"""));
        Assert.Equal(before, List());
    }

    [Fact]
    public void A_tag_changes_the_functions_revision()
    {
        Tag("""{"a": "1"}""");

        Assert.NotEqual("revision of $LATEST", _world.Plane.Functions["fn"].Latest.RevisionId);
    }

    [Theory]
    [InlineData("fn:1")]
    [InlineData("fn:$LATEST")]
    [InlineData("other:live")]
    public void Versions_and_aliases_have_no_tags(string function) =>
        Assert.Equal("400 InvalidParameterValueException: Tags on function aliases and versions are not supported. Please specify a function ARN.", _world.Refusal("ListTags", $$"""{"Resource": "{{ServiceSamples.Arn}}{{function}}"}"""));

    [Fact]
    public void No_tags_at_all_cannot_be_added() =>
        Assert.Equal("400 InvalidParameterValueException: An error occurred and the request cannot be processed.", _world.Refusal("TagResource", $$"""{"Resource": "{{ServiceSamples.Arn}}fn", "Tags": {} }"""));

    [Fact]
    public void No_keys_at_all_cannot_be_removed() =>
        Assert.Equal("400 ValidationException: 1 validation error detected: Value null at 'tagKeys' failed to satisfy constraint: Member must not be null", _world.Refusal("UntagResource", $$"""{"Resource": "{{ServiceSamples.Arn}}fn"}"""));

    [Fact]
    public void An_unknown_function_has_no_tags() =>
        Assert.Equal($"404 ResourceNotFoundException: Function not found: {ServiceSamples.Arn}other", _world.Refusal("ListTags", $$"""{"Resource": "{{ServiceSamples.Arn}}other"}"""));

    [Fact]
    public void An_unknown_mapping_has_no_tags() =>
        Assert.Equal($"404 ResourceNotFoundException: Event source mapping not found: {Mapping}", _world.Refusal("ListTags", $$"""{"Resource": "{{Mapping}}"}"""));

    [Fact]
    public void A_known_mapping_has_tags()
    {
        const string Queue = "arn:aws:sqs:us-east-1:111111111111:q";
        _world.Existing.Add(Queue);
        var mapping = _world.Service.CreateEventSourceMapping(new() { FunctionName = "fn", EventSourceArn = Queue }).EventSourceMappingArn;
        _world.Ask("TagResource", $$"""{"Resource": "{{mapping}}", "Tags": {"a": "1"} }""");

        Assert.Equal("""{"Tags":{"a":"1"}}""", _world.Ask("ListTags", $$"""{"Resource": "{{mapping}}"}"""));
    }

    [Fact]
    public void What_is_no_resource_of_Lambda_is_refused_with_the_pattern() =>
        Assert.StartsWith("400 ValidationException: 1 validation error detected: Value 'arn:aws:lambda:us-east-1:111111111111:foobar:x' at 'resource' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*):lambda:",
            _world.Refusal("ListTags", """{"Resource": "arn:aws:lambda:us-east-1:111111111111:foobar:x"}"""), StringComparison.Ordinal);

    [Theory]
    [InlineData("TagResource", """ "Tags": {"": "v"} """, "Value '{=v}' at 'tags' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1]")]
    [InlineData("TagResource", """ "Tags": {"k": null} """, "Value '{k=}' at 'tags' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 256, Member must have length greater than or equal to 0, Member must not be null]")]
    [InlineData("UntagResource", """ "TagKeys": [null] """, "Value '[]' at 'tagKeys' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1, Member must not be null]")]
    [Pins("CTL-TAGS")]
    public void Keys_and_values_are_there_and_not_too_long(string operation, string member, string violation) =>
        Assert.Equal($"400 ValidationException: 1 validation error detected: {violation}", _world.Refusal(operation, $$"""{"Resource": "{{ServiceSamples.Arn}}fn", {{member}}}"""));

    [Fact]
    public void A_function_that_is_being_updated_takes_no_tags()
    {
        _world.Plane.Functions["fn"].Latest.LastUpdateStatus = "InProgress";

        Assert.Equal($"409 ResourceConflictException: The operation cannot be performed at this time. An update is in progress for resource: {ServiceSamples.Arn}fn",
            _world.Refusal("TagResource", $$"""{"Resource": "{{ServiceSamples.Arn}}fn", "Tags": {"a": "1"} }"""));
    }

    private void Tag(string tags) => _world.Ask("TagResource", $$"""{"Resource": "{{ServiceSamples.Arn}}fn", "Tags": {{tags}}}""");

    private string? List() => _world.Ask("ListTags", $$"""{"Resource": "{{ServiceSamples.Arn}}fn"}""");
}
