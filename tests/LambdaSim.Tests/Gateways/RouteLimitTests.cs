using LambdaSim.Neighbours.Gateways;

namespace LambdaSim.Tests.Gateways;

/// <summary>Limits of routes and plans count in whole units, whatever the rate.</summary>
public sealed class RouteLimitTests
{
    private static readonly Instant _start = Instant.FromUnixTimeSeconds(0);

    [Theory]
    [InlineData(0.5, 1, 2_000_000_000L)]
    [InlineData(0.000001, 1, 1_000_000_000_000_000L)]
    [InlineData(3, 7, 333_333_334L)]
    [InlineData(10.000001, 50_000, 100_000_000L)]
    [InlineData(0.3, 20_000, 3_333_333_334L)]
    [Pins("APIGW-PLAN")]
    public void A_burst_is_admitted_at_once_and_then_one_each_time_that_the_rate_says(double rate, int burst, long nanoseconds)
    {
        var limit = RouteLimit.Of(rate, burst)!;

        Assert.Equal(burst, Enumerable.Range(0, burst + 3).Count(_ => limit.Admits(_start)));
        Assert.False(limit.Admits(_start + Duration.FromNanoseconds(nanoseconds - 1)));
        Assert.True(limit.Admits(_start + Duration.FromNanoseconds(nanoseconds)));
        Assert.False(limit.Admits(_start + Duration.FromNanoseconds(nanoseconds)));
    }

    [Fact]
    [Pins("APIGW-PLAN")]
    public void A_rate_of_nothing_admits_the_burst_alone_and_a_burst_of_nothing_nobody()
    {
        var (rateless, burstless) = (RouteLimit.Of(0, 2)!, RouteLimit.Of(5, 0)!);

        Assert.Equal(2, Enumerable.Range(0, 10).Count(i => rateless.Admits(_start + Duration.FromDays(i))));
        Assert.False(burstless.Admits(_start));
    }
}
