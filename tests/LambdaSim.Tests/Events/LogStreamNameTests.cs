using LambdaSim.Events;

namespace LambdaSim.Tests.Events;

public sealed class LogStreamNameTests
{
    private static readonly Instant _day = Instant.FromUtc(2026, 3, 7, 23, 59);

    [Fact]
    [Pins("ENV-LOGSTREAM")]
    public void A_stream_is_named_after_day_and_version()
    {
        Assert.Matches(@"^2026/03/07/\[\$LATEST\][0-9a-f]{32}$", LogStreamName.Of(1, 0, "$LATEST", _day));
        Assert.StartsWith("2026/03/08/[12]", LogStreamName.Of(1, 0, "12", _day + Duration.FromMinutes(1)), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_environment_of_every_seed_has_a_stream_of_its_own()
    {
        var names = from seed in new ulong[] { 1, 2 } from environment in Enumerable.Range(0, 100) select LogStreamName.Of(seed, environment, "1", _day);
        Assert.Equal(200, names.Distinct().Count());
        Assert.Equal(LogStreamName.Of(1, 5, "1", _day), LogStreamName.Of(1, 5, "1", _day));
    }

    [Theory]
    [InlineData("python3.13", "python:3.13.v1")]
    [InlineData("nodejs22.x", "nodejs:22.v1")]
    [InlineData("dotnet8", "dotnet:8.v1")]
    [InlineData("java8.al2", "java:8.al2.v1")]
    public void A_runtime_is_called_as_in_INIT_START(string runtime, string version)
    {
        Assert.Equal(version, RuntimeVersionName.Of(runtime));
        Assert.Matches("^arn:aws:lambda:us-east-1::runtime:[0-9a-f]{64}$", RuntimeVersionName.Arn(runtime));
    }
}
