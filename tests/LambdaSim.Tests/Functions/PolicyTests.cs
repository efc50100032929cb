namespace LambdaSim.Tests.Functions;

/// <summary>Resource policies.</summary>
public class PolicyTests
{
    private readonly ServiceWorld _world = new ServiceWorld().Holding().WithAlias();

    [Theory]
    [InlineData("*", "\"*\"")]
    [InlineData("s3.amazonaws.com", """{"Service":"s3.amazonaws.com"}""")]
    [InlineData("222222222222", """{"AWS":"arn:aws:iam::222222222222:root"}""")]
    [InlineData("arn:aws:iam::222222222222:user/u+v", """{"AWS":"arn:aws:iam::222222222222:user/u+v"}""")]
    [Pins("CTL-POLICY-STATEMENT")]
    public void A_principal_is_written_by_its_kind(string principal, string written) =>
        Assert.Equal($$"""{"Sid":"s","Effect":"Allow","Principal":{{written}},"Action":"lambda:InvokeFunction","Resource":"{{ServiceSamples.Arn}}fn"}""", Add(principal));

    [Fact]
    [Pins("CTL-POLICY-STATEMENT")]
    public void Each_condition_stands_under_its_operator() =>
        Assert.EndsWith(""","Condition":{"StringEquals":{"AWS:SourceAccount":"222222222222","lambda:FunctionUrlAuthType":"NONE","aws:PrincipalOrgID":"o-1234567890","lambda:EventSourceToken":"t"},"Bool":{"lambda:InvokedViaFunctionUrl":"true"},"ArnLike":{"AWS:SourceArn":"arn:aws:s3:::b"}}}""",
            Add("*", """, "SourceArn": "arn:aws:s3:::b", "SourceAccount": "222222222222", "PrincipalOrgID": "o-1234567890", "FunctionUrlAuthType": "NONE", "EventSourceToken": "t", "InvokedViaFunctionUrl": true"""), StringComparison.Ordinal);

    [Theory]
    [InlineData("invalid.nonaws.com")]
    [InlineData("somebody")]
    public void Nobody_is_no_principal(string principal) =>
        Assert.Equal("400 InvalidParameterValueException: The provided principal was invalid. Please check the principal and try again.", _world.Refusal("AddPermission", Permission("s", principal)));

    [Fact]
    public void A_statement_id_exists_once()
    {
        Add("*");

        Assert.Equal("409 ResourceConflictException: The statement id (s) provided already exists. Please provide a new statement id, or remove the existing statement.", _world.Refusal("AddPermission", Permission("s", "*")));
    }

    [Fact]
    public void A_statement_id_has_no_dots() =>
        Assert.Equal("400 ValidationException: 1 validation error detected: Value 'a.b' at 'statementId' failed to satisfy constraint: Member must satisfy regular expression pattern: ([a-zA-Z0-9-_]+)",
            _world.Refusal("AddPermission", Permission("a.b", "*")));

    [Fact]
    [Pins("CTL-POLICY")]
    public void Each_qualifier_has_its_own_policy()
    {
        Add("*", """, "Qualifier": "live" """);

        Assert.Equal("404 ResourceNotFoundException: The resource you requested does not exist.", _world.Refusal("GetPolicy", """{"FunctionName": "fn"}"""));
        Assert.Contains($"{ServiceSamples.Arn}fn:live", _world.Member("GetPolicy", """{"FunctionName": "fn:live"}""", "Policy")!, StringComparison.Ordinal);
    }

    [Fact]
    public void With_a_version_goes_its_policy()
    {
        _world.Ask("AddPermission", Permission("s", "*", """, "Qualifier": "2" """));
        _world.Ask("DeleteFunction", """{"FunctionName": "fn", "Qualifier": "2"}""");

        Assert.Empty(_world.Plane.Functions["fn"].Policies);
    }

    [Fact]
    public void Statements_stand_in_order_of_addition()
    {
        _world.Ask("AddPermission", Permission("z", "*"));
        _world.Ask("AddPermission", Permission("a", "*"));
        var policy = _world.Member("GetPolicy", """{"FunctionName": "fn"}""", "Policy")!;

        Assert.StartsWith("""{"Version":"2012-10-17","Id":"default","Statement":[{"Sid":"z",""", policy, StringComparison.Ordinal);
        Assert.Contains(""",{"Sid":"a",""", policy, StringComparison.Ordinal);
    }

    [Fact]
    [Pins("CTL-POLICY")]
    public void A_policy_has_20_KB()
    {
        var source = $$""", "SourceArn": "arn:aws:s3:::{{new string('b', 20_200)}}" """;
        Add("*", source);

        Assert.Matches(@"400 PolicyLengthExceededException: The final policy size \(20\d{3}\) is bigger than the limit \(20480\)\.", _world.Refusal("AddPermission", Permission("t", "*")));
    }

    [Theory]
    [InlineData("AddPermission")]
    [InlineData("RemovePermission")]
    public void A_former_revision_of_the_policy_is_refused(string operation)
    {
        Add("*");

        Assert.Equal("412 PreconditionFailedException: The Revision Id provided does not match the latest Revision Id. Call the GetPolicy API to retrieve the latest Revision Id",
            _world.Refusal(operation, Permission("s", "*", """, "RevisionId": "wrong" """)));
    }

    [Fact]
    public void A_policy_that_does_not_exist_has_no_revision() =>
        Assert.StartsWith("412 ", _world.Refusal("AddPermission", Permission("s", "*", """, "RevisionId": "wrong" """)), StringComparison.Ordinal);

    [Fact]
    public void A_policy_has_a_revision_of_its_own_that_each_statement_changes()
    {
        Add("*");
        var first = Revision();
        _world.Ask("AddPermission", Permission("t", "*"));
        var second = Revision();
        _world.Ask("RemovePermission", """{"FunctionName": "fn", "StatementId": "t"}""");

        Assert.Equal(3, new HashSet<string?> { first, second, Revision() }.Count);
        Assert.Equal("revision of $LATEST", _world.Plane.Functions["fn"].Latest.RevisionId);
    }

    [Fact]
    public void The_last_statement_takes_the_policy_with_it()
    {
        Add("*");
        _world.Ask("RemovePermission", """{"FunctionName": "fn", "StatementId": "s"}""");

        Assert.Equal("404 ResourceNotFoundException: No policy is associated with the given resource.", _world.Refusal("RemovePermission", """{"FunctionName": "fn", "StatementId": "s"}"""));
    }

    [Fact]
    public void A_statement_that_is_not_there_cannot_be_removed()
    {
        Add("*");

        Assert.Equal("404 ResourceNotFoundException: Statement x is not found in resource policy.", _world.Refusal("RemovePermission", """{"FunctionName": "fn", "StatementId": "x"}"""));
    }

    [Theory]
    [InlineData("AddPermission", "fn:$LATEST", "400 InvalidParameterValueException: We currently do not support adding policies for $LATEST.")]
    [InlineData("AddPermission", "other", "404 ResourceNotFoundException: Function not found: " + ServiceSamples.Arn + "other")]
    [InlineData("AddPermission", "fn:9", "404 ResourceNotFoundException: Function not found: " + ServiceSamples.Arn + "fn:9")]
    [InlineData("AddPermission", "fn:gone", "404 ResourceNotFoundException: Cannot find alias arn: " + ServiceSamples.Arn + "fn:gone")]
    [InlineData("RemovePermission", "other", "404 ResourceNotFoundException: No policy found for: " + ServiceSamples.Arn + "other")]
    [InlineData("RemovePermission", "fn:gone", "404 ResourceNotFoundException: Cannot find alias arn: " + ServiceSamples.Arn + "fn:gone")]
    [InlineData("GetPolicy", "other", "404 ResourceNotFoundException: The resource you requested does not exist.")]
    [InlineData("GetPolicy", "fn:9", "404 ResourceNotFoundException: The resource you requested does not exist.")]
    [InlineData("GetPolicy", "fn:gone", "404 ResourceNotFoundException: Cannot find alias arn: " + ServiceSamples.Arn + "fn:gone")]
    public void What_is_missing_is_missed_in_the_words_of_the_operation(string operation, string function, string refusal) =>
        Assert.Equal(refusal, _world.Refusal(operation, Permission("s", "*").Replace("\"fn\"", $"\"{function}\"", StringComparison.Ordinal)));

    [Fact]
    public void A_qualifier_with_a_dollar_sign_is_looked_up_as_a_version() =>
        Assert.Equal($"404 ResourceNotFoundException: Function not found: {ServiceSamples.Arn}fn:a$b", _world.Refusal("AddPermission", Permission("s", "*", """, "Qualifier": "a$b" """)));

    private string? Revision() => _world.Member("GetPolicy", """{"FunctionName": "fn"}""", "RevisionId");

    private string Add(string principal, string more = "") => _world.Member("AddPermission", Permission("s", principal, more), "Statement")!;

    private static string Permission(string id, string principal, string more = "") =>
        $$"""{"FunctionName": "fn", "StatementId": "{{id}}", "Action": "lambda:InvokeFunction", "Principal": "{{principal}}"{{more}}}""";
}
