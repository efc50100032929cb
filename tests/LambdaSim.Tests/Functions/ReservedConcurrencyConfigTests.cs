using LambdaSim.Configuration;

namespace LambdaSim.Tests.Functions;

/// <summary>Reserved concurrency as the API keeps it.</summary>
public class ReservedConcurrencyConfigTests
{
    private const string BelowMinimum = "400 InvalidParameterValueException: Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].";

    private readonly ServiceWorld _world = new ServiceWorld().Holding().Holding("other");

    [Fact]
    public void A_reservation_is_kept_until_it_is_deleted()
    {
        var put = Put("fn", 3);
        var get = _world.Ask("GetFunctionConcurrency", """{"FunctionName": "fn"}""");
        _world.Ask("DeleteFunctionConcurrency", """{"FunctionName": "fn"}""");

        Assert.Equal(("""{"ReservedConcurrentExecutions":3}""", put), (get, get));
        Assert.Equal("{}", _world.Ask("GetFunctionConcurrency", """{"FunctionName": "fn"}"""));
    }

    [Fact]
    [Pins("CTL-RESERVED")]
    public void One_hundred_stay_unreserved()
    {
        Put("fn", 800);

        Assert.Equal(BelowMinimum, _world.Refusal("PutFunctionConcurrency", """{"FunctionName": "other", "ReservedConcurrentExecutions": 101}"""));
        Assert.Equal("""{"ReservedConcurrentExecutions":100}""", Put("other", 100));
        Assert.Equal(100, _world.Plane.UnreservedConcurrency);
    }

    [Fact]
    public void A_functions_own_reservation_does_not_count_against_its_next() => Assert.Equal(("""{"ReservedConcurrentExecutions":900}""", Put("fn", 900)), (Put("fn", 900), Put("fn", 900)));

    [Fact]
    public void Nothing_can_always_be_reserved()
    {
        _world.Plane.Limits = new AccountConfig { ConcurrencyLimit = 10 };

        Assert.Equal("""{"ReservedConcurrentExecutions":0}""", Put("fn", 0));
    }

    [Fact]
    [Pins("CTL-RESERVED")]
    public void A_reservation_covers_what_is_provisioned()
    {
        _world.Ask("PutProvisionedConcurrencyConfig", """{"FunctionName": "fn", "Qualifier": "1", "ProvisionedConcurrentExecutions": 2}""");

        Assert.Equal("400 InvalidParameterValueException:  ReservedConcurrentExecutions  1 should not be lower than function's total provisioned concurrency [2].",
            _world.Refusal("PutFunctionConcurrency", """{"FunctionName": "fn", "ReservedConcurrentExecutions": 1}"""));
    }

    [Fact]
    public void Versions_and_aliases_reserve_nothing() =>
        Assert.Equal("400 InvalidParameterValueException: This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.",
            _world.Refusal("PutFunctionConcurrency", """{"FunctionName": "fn:1", "ReservedConcurrentExecutions": 1}"""));

    [Fact]
    public void A_missing_function_is_missed_as_its_latest_version() =>
        Assert.Equal($"404 ResourceNotFoundException: Function not found: {ServiceSamples.Arn}gone:$LATEST", _world.Refusal("PutFunctionConcurrency", """{"FunctionName": "gone", "ReservedConcurrentExecutions": 1}"""));

    private string? Put(string function, int reserved) => _world.Ask("PutFunctionConcurrency", $$"""{"FunctionName": "{{function}}", "ReservedConcurrentExecutions": {{reserved}}}""");
}
