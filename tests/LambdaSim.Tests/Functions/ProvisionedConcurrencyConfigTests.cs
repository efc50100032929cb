using LambdaSim.Functions;

namespace LambdaSim.Tests.Functions;

/// <summary>Provisioned concurrency as the API keeps it.</summary>
public class ProvisionedConcurrencyConfigTests
{
    private const string PutConfig = "PutProvisionedConcurrencyConfig";
    private const string GetConfig = "GetProvisionedConcurrencyConfig";
    private const string Parameter = "400 InvalidParameterValueException: ";

    private readonly ServiceWorld _world = new ServiceWorld().Holding().WithAlias();

    public ProvisionedConcurrencyConfigTests() => _world.Plane.Dwell = new ServiceDwell { Provisioned = Duration.FromSeconds(60) };

    [Fact]
    [Pins("CTL-PROVISIONED")]
    public void It_is_in_progress_and_then_ready()
    {
        var put = Put("1", 5);

        Assert.Equal("""{"RequestedProvisionedConcurrentExecutions":5,"AvailableProvisionedConcurrentExecutions":0,"AllocatedProvisionedConcurrentExecutions":0,"Status":"IN_PROGRESS","LastModified":"2026-01-02T03:04:05+0000"}""", put);
        Assert.Equal(put, _world.Advance(Duration.FromSeconds(59)).Ask(GetConfig, Named("1")));
        Assert.Equal("""{"RequestedProvisionedConcurrentExecutions":5,"AvailableProvisionedConcurrentExecutions":5,"AllocatedProvisionedConcurrentExecutions":5,"Status":"READY","LastModified":"2026-01-02T03:04:05+0000"}""",
            _world.Advance(Duration.FromSeconds(1)).Ask(GetConfig, Named("1")));
    }

    [Fact]
    [Pins("CTL-PROVISIONED")]
    public void What_cannot_be_initialized_fails_with_a_reason()
    {
        _world.ProvisioningFailure = static _ => "FUNCTION_ERROR_INIT_FAILURE";
        Put("1", 1);
        _world.Advance(Duration.FromSeconds(60));

        Assert.Equal(("FAILED", "FUNCTION_ERROR_INIT_FAILURE", "0"), (Get("1", "Status"), Get("1", "StatusReason"), Get("1", "AllocatedProvisionedConcurrentExecutions")));
    }

    [Fact]
    [Pins("CTL-SNAPSTART")]
    public void A_version_with_a_snapshot_has_none()
    {
        const string Refusal = "400 InvalidParameterValueException: Provisioned concurrency is not supported for SnapStart enabled functions.";
        var world = new ServiceWorld().WithFunction();
        world.Publish();
        world.Changed(new() { FunctionName = "fn", SnapStart = new() { ApplyOn = "PublishedVersions" } }).Publish();
        world.Service.CreateAlias(new() { FunctionName = "fn", Name = "live", FunctionVersion = "1" });
        world.Service.PutProvisionedConcurrencyConfig(new() { FunctionName = "fn", Qualifier = "live", ProvisionedConcurrentExecutions = 1 });

        Assert.Equal(Refusal, FunctionSamples.ErrorOf(() => world.Service.PutProvisionedConcurrencyConfig(new() { FunctionName = "fn", Qualifier = "2", ProvisionedConcurrentExecutions = 1 })));
        Assert.Equal(Refusal, FunctionSamples.ErrorOf(() => world.Service.UpdateAlias(new() { FunctionName = "fn", Name = "live", FunctionVersion = "2" })));
    }

    [Fact]
    public void A_change_restarts_the_wait()
    {
        Put("1", 5);
        _world.Advance(Duration.FromSeconds(30));
        Put("1", 6);

        _world.Advance(Duration.FromSeconds(59));
        Assert.Equal("IN_PROGRESS", Get("1", "Status"));
        _world.Advance(Duration.FromSeconds(1));
        Assert.Equal(("READY", "6"), (Get("1", "Status"), Get("1", "AvailableProvisionedConcurrentExecutions")));
    }

    [Fact]
    [Pins("CTL-PROVISIONED-ALIAS")]
    public void An_alias_that_moves_keeps_the_old_allocation_until_the_new_one_is_ready()
    {
        Put("live", 1);
        _world.Advance(Duration.FromSeconds(60)).Ask("UpdateAlias", """{"FunctionName": "fn", "Name": "live", "FunctionVersion": "2"}""");

        Assert.Equal(("IN_PROGRESS", "1", "1"), (Get("live", "Status"), Get("live", "AllocatedProvisionedConcurrentExecutions"), Get("live", "AvailableProvisionedConcurrentExecutions")));
        _world.Advance(Duration.FromSeconds(60));
        Assert.Equal("READY", Get("live", "Status"));
    }

    [Fact]
    public void A_version_gets_a_new_revision()
    {
        Put("live", 1);

        Assert.NotEqual("revision of 1", _world.Plane.Functions["fn"].Versions[1].RevisionId);
    }

    [Theory]
    [InlineData("1", "live", "409 ResourceConflictException: Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version")]
    [InlineData("live", "1", "409 ResourceConflictException: Version is pointed by a Provisioned Concurrency alias")]
    [Pins("CTL-PROVISIONED-ALIAS")]
    public void A_version_is_provisioned_in_one_way_only(string first, string second, string refusal)
    {
        Put(first, 1);

        Assert.Equal(refusal, _world.Refusal(PutConfig, Named(second, 1)));
    }

    [Fact]
    public void A_provisioned_alias_does_not_move_to_a_provisioned_version()
    {
        Put("live", 1);
        Put("2", 1);

        Assert.StartsWith("409 ResourceConflictException: ", _world.Refusal("UpdateAlias", """{"FunctionName": "fn", "Name": "live", "FunctionVersion": "2"}"""), StringComparison.Ordinal);
        Assert.Equal("1", _world.Plane.Functions["fn"].Aliases["live"].FunctionVersion);
    }

    [Fact]
    public void Weights_and_provisioned_concurrency_exclude_each_other()
    {
        const string Refusal = Parameter + "Alias with weights can not be used with Provisioned Concurrency";
        Put("live", 1);
        _world.WithAlias("split", routing: """{"2": 0.5}""");

        Assert.Equal(Refusal, _world.Refusal("UpdateAlias", """{"FunctionName": "fn", "Name": "live", "RoutingConfig": {"AdditionalVersionWeights": {"2": 0.5}}}"""));
        Assert.Equal(Refusal, _world.Refusal(PutConfig, Named("split", 1)));
    }

    [Theory]
    [InlineData(PutConfig, "$LATEST", Parameter + "Provisioned Concurrency Configs cannot be applied to unpublished function versions.")]
    [InlineData(GetConfig, "$LATEST", Parameter + "The function resource provided must be an alias or a published version.")]
    [InlineData(GetConfig, "1", "404 ProvisionedConcurrencyConfigNotFoundException: No Provisioned Concurrency Config found for this function")]
    [InlineData(GetConfig, "10", "404 ResourceNotFoundException: Function not found: " + ServiceSamples.Arn + "fn:10")]
    [InlineData(GetConfig, "gone", "404 ResourceNotFoundException: Cannot find alias arn: " + ServiceSamples.Arn + "fn:gone")]
    [InlineData("DeleteProvisionedConcurrencyConfig", "gone", "404 ResourceNotFoundException: Cannot find alias arn: " + ServiceSamples.Arn + "fn:gone")]
    public void What_is_missing_is_missed_in_AWSs_words(string operation, string qualifier, string refusal) => Assert.Equal(refusal, _world.Refusal(operation, Named(qualifier, 1)));

    [Fact]
    public void An_alias_of_a_missing_function_is_missed_as_an_alias() =>
        Assert.Equal($"404 ResourceNotFoundException: Cannot find alias arn: {ServiceSamples.Arn}other:live", _world.Refusal(GetConfig, """{"FunctionName": "other", "Qualifier": "live"}"""));

    [Fact]
    public void None_cannot_be_provisioned() =>
        Assert.Equal("400 ValidationException: 1 validation error detected: Value '0' at 'provisionedConcurrentExecutions' failed to satisfy constraint: Member must have value greater than or equal to 1", _world.Refusal(PutConfig, Named("1", 0)));

    [Theory]
    [InlineData(1001, "Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [1000].")]
    [InlineData(901, "Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].")]
    [Pins("CTL-CLAIMS")]
    public void The_account_keeps_its_unreserved_minimum(int concurrency, string refusal) => Assert.Equal(Parameter + refusal, _world.Refusal(PutConfig, Named("1", concurrency)));

    [Fact]
    [Pins("CTL-CLAIMS")]
    public void The_functions_reservation_is_the_most()
    {
        _world.Ask("PutFunctionConcurrency", """{"FunctionName": "fn", "ReservedConcurrentExecutions": 5}""");
        Put("1", 3);

        Assert.Equal(Parameter + "Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function", _world.Refusal(PutConfig, Named("2", 3)));
        Assert.Equal(995, _world.Plane.UnreservedConcurrency);
    }

    [Fact]
    public void A_list_names_the_resource()
    {
        Put("2", 1);

        Assert.StartsWith($$"""{"ProvisionedConcurrencyConfigs":[{"FunctionArn":"{{ServiceSamples.Arn}}fn:2","Requested""", _world.Ask("ListProvisionedConcurrencyConfigs", """{"FunctionName": "fn"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public void Deleting_it_twice_succeeds()
    {
        Put("1", 1);
        _world.Ask("DeleteProvisionedConcurrencyConfig", Named("1"));

        Assert.Null(_world.Ask("DeleteProvisionedConcurrencyConfig", Named("1")));
        Assert.Equal(1_000, _world.Plane.UnreservedConcurrency);
    }

    private string? Put(string qualifier, int concurrency) => _world.Ask(PutConfig, Named(qualifier, concurrency));

    private string? Get(string qualifier, string member) => _world.Member(GetConfig, Named(qualifier), member);

    private static string Named(string qualifier, int concurrency = 1) => $$"""{"FunctionName": "fn", "Qualifier": "{{qualifier}}", "ProvisionedConcurrentExecutions": {{concurrency}}}""";
}
