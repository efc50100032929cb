using LambdaSim.Functions.Model;

namespace LambdaSim.Tests.Functions;

/// <summary>Aliases and their routing.</summary>
public class AliasTests
{
    private const string Weights = "Value '{0}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: ";

    private readonly ServiceWorld _world = new ServiceWorld().Holding();

    [Fact]
    public void An_alias_is_shown_with_its_ARN_and_without_a_routing_that_it_does_not_have()
    {
        var answer = _world.Ask("CreateAlias", """{"FunctionName": "fn", "Name": "live", "FunctionVersion": "1"}""");
        var revision = _world.Member("GetAlias", """{"FunctionName": "fn", "Name": "live"}""", "RevisionId");

        Assert.Equal($$"""{"AliasArn":"{{ServiceSamples.Arn}}fn:live","Name":"live","FunctionVersion":"1","Description":"","RevisionId":"{{revision}}"}""", answer);
    }

    [Fact]
    public void A_weight_is_shown_as_it_was_given() =>
        Assert.Equal("""{"AdditionalVersionWeights":{"2":0.2}}""", _world.Member("CreateAlias", Create("1", """{"2": 0.2}"""), "RoutingConfig"));

    [Theory]
    [InlineData("1", """{"1": 0.8, "2": 0.2}""", "400 InvalidParameterValueException: Number of items in AdditionalVersionWeights cannot be greater than 1")]
    [InlineData("1", """{"1": 0.5}""", "400 InvalidParameterValueException: Invalid function version 1. Function version 1 is already included in routing configuration.")]
    [InlineData("$LATEST", """{"1": 0.5}""", "400 InvalidParameterValueException: $LATEST is not supported for an alias pointing to more than 1 version")]
    [InlineData("1", """{"10": 0.5}""", "404 ResourceNotFoundException: Function not found: " + ServiceSamples.Arn + "fn:10")]
    [InlineData("10", """{"2": 0.5}""", "404 ResourceNotFoundException: Function not found: " + ServiceSamples.Arn + "fn:10")]
    [Pins("CTL-ALIAS")]
    public void Routing_that_cannot_be_is_refused(string version, string routing, string refusal) =>
        Assert.Equal(refusal, _world.Refusal("CreateAlias", Create(version, routing)));

    [Theory]
    [InlineData("""{"2": 2}""", "{2=2.0}")]
    [InlineData("""{"2": -1}""", "{2=-1.0}")]
    [InlineData("""{"2": 1.25}""", "{2=1.25}")]
    public void A_weight_outside_of_0_to_1_is_refused(string routing, string printed) =>
        Assert.Equal("400 ValidationException: 1 validation error detected: " + Weights.Replace("{0}", printed, StringComparison.Ordinal)
            + "Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null]",
            _world.Refusal("CreateAlias", Create("1", routing)));

    [Fact]
    public void Only_numbers_have_weights() =>
        Assert.Equal("400 ValidationException: 1 validation error detected: " + Weights.Replace("{0}", "{$LATEST=0.5}", StringComparison.Ordinal)
            + "Map keys must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [0-9]+]",
            _world.Refusal("CreateAlias", Create("1", """{"$LATEST": 0.5}""")));

    [Fact]
    public void Both_versions_have_one_role()
    {
        var world = new ServiceWorld().Holding(settings: static n => new FunctionSettings { Role = $"arn:aws:iam::111111111111:role/r{n}" });

        Assert.Equal("400 InvalidParameterValueException: Specified versions must be associated with the same execution role", world.Refusal("CreateAlias", Create("1", """{"2": 0.5}""")));
    }

    [Fact]
    public void Both_versions_have_one_dead_letter_queue()
    {
        var world = new ServiceWorld().Holding(settings: static n => new FunctionSettings { Role = "r", DeadLetterTargetArn = n == 1 ? "arn:aws:sqs:us-east-1:111111111111:q" : null });

        Assert.StartsWith("400 InvalidParameterValueException: ", world.Refusal("CreateAlias", Create("1", """{"2": 0.5}""")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_of_digits_is_refused() =>
        Assert.Equal("400 ValidationException: 1 validation error detected: Value '2024' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)",
            _world.Refusal("CreateAlias", """{"FunctionName": "fn", "Name": "2024", "FunctionVersion": "1"}"""));

    [Fact]
    public void A_name_exists_once()
    {
        _world.WithAlias();

        Assert.Equal($"409 ResourceConflictException: Alias already exists: {ServiceSamples.Arn}fn:live", _world.Refusal("CreateAlias", Create("2", "{}")));
    }

    [Fact]
    public void An_alias_of_no_function_is_refused_with_the_version() =>
        Assert.Equal($"404 ResourceNotFoundException: Function not found: {ServiceSamples.Arn}other:1", _world.Refusal("CreateAlias", """{"FunctionName": "other", "Name": "live", "FunctionVersion": "1"}"""));

    [Theory]
    [InlineData("GetAlias", "Cannot find alias arn")]
    [InlineData("UpdateAlias", "Alias not found")]
    public void A_missing_alias_is_missed_in_the_words_of_the_operation(string operation, string words) =>
        Assert.Equal($"404 ResourceNotFoundException: {words}: {ServiceSamples.Arn}fn:live", _world.Refusal(operation, """{"FunctionName": "fn", "Name": "live"}"""));

    [Fact]
    [Pins("CTL-ALIAS-UPDATE")]
    public void An_update_keeps_what_it_does_not_name()
    {
        _world.WithAlias(routing: """{"2": 0.25}""").Ask("UpdateAlias", """{"FunctionName": "fn", "Name": "live", "Description": "d"}""");

        Assert.Equal(("1", "d", """{"AdditionalVersionWeights":{"2":0.25}}"""), (Get("FunctionVersion"), Get("Description"), Get("RoutingConfig")));
    }

    [Fact]
    public void Empty_routing_ends_routing()
    {
        _world.WithAlias(routing: """{"2": 0.25}""").Ask("UpdateAlias", """{"FunctionName": "fn", "Name": "live", "RoutingConfig": {}}""");

        Assert.Null(Get("RoutingConfig"));
    }

    [Fact]
    public void Routing_that_is_kept_is_checked_against_the_new_version() =>
        Assert.Equal("400 InvalidParameterValueException: Invalid function version 2. Function version 2 is already included in routing configuration.",
            _world.WithAlias(routing: """{"2": 0.25}""").Refusal("UpdateAlias", """{"FunctionName": "fn", "Name": "live", "FunctionVersion": "2"}"""));

    [Fact]
    [Pins("CTL-ALIAS-UPDATE")]
    public void An_update_that_changes_nothing_changes_the_revision()
    {
        var before = _world.WithAlias().Member("GetAlias", """{"FunctionName": "fn", "Name": "live"}""", "RevisionId");

        Assert.NotEqual(before, _world.Member("UpdateAlias", """{"FunctionName": "fn", "Name": "live"}""", "RevisionId"));
    }

    [Fact]
    public void An_update_of_a_former_revision_changes_nothing()
    {
        _world.WithAlias();

        Assert.Equal("412 PreconditionFailedException: The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id",
            _world.Refusal("UpdateAlias", """{"FunctionName": "fn", "Name": "live", "FunctionVersion": "2", "RevisionId": "wrong"}"""));
        Assert.Equal("1", Get("FunctionVersion"));
    }

    [Fact]
    [Pins("CTL-ALIAS")]
    public void Deleting_an_alias_twice_succeeds()
    {
        _world.WithAlias();

        Assert.Null(_world.Ask("DeleteAlias", """{"FunctionName": "fn", "Name": "live"}"""));
        Assert.Null(_world.Ask("DeleteAlias", """{"FunctionName": "fn", "Name": "live"}"""));
        Assert.Empty(_world.Plane.Functions["fn"].Aliases);
    }

    [Fact]
    [Pins("CTL-ALIAS-DELETE")]
    public void With_an_alias_goes_what_belongs_to_it_except_its_URL()
    {
        _world.WithAlias().Ask("AddPermission", """{"FunctionName": "fn", "Qualifier": "live", "StatementId": "s", "Action": "*", "Principal": "*"}""");
        _world.Ask("PutFunctionEventInvokeConfig", """{"FunctionName": "fn", "Qualifier": "live", "MaximumRetryAttempts": 1}""");
        _world.Ask("PutProvisionedConcurrencyConfig", """{"FunctionName": "fn", "Qualifier": "live", "ProvisionedConcurrentExecutions": 1}""");
        _world.Ask("CreateFunctionUrlConfig", """{"FunctionName": "fn", "Qualifier": "live", "AuthType": "NONE"}""");
        _world.Ask("DeleteAlias", """{"FunctionName": "fn", "Name": "live"}""");
        var entry = _world.Plane.Functions["fn"];

        Assert.Equal((0, 0, 0, 1), (entry.Policies.Count, entry.EventInvokes.Count, entry.Provisioned.Count, entry.Urls.Count));
    }

    [Fact]
    public void A_list_by_version_has_the_aliases_that_invoke_it()
    {
        _world.WithAlias("a").WithAlias("b", "2").WithAlias("c", "1", """{"2": 0.5}""");

        Assert.Equal(["b", "c"], _world.Service.ListAliases(new ListAliasesRequest { FunctionName = "fn", FunctionVersion = "2" }).Aliases.Select(a => a.Name));
    }

    private string? Get(string member) => _world.Member("GetAlias", """{"FunctionName": "fn", "Name": "live"}""", member);

    private static string Create(string version, string routing) =>
        $$$"""{"FunctionName": "fn", "Name": "live", "FunctionVersion": "{{{version}}}", "RoutingConfig": {"AdditionalVersionWeights": {{{routing}}}}}""";
}
