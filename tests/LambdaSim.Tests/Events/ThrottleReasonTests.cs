using LambdaSim.Events;

namespace LambdaSim.Tests.Events;

public sealed class ThrottleReasonTests
{
    [Theory]
    [InlineData(ThrottleCause.AccountConcurrency, "ConcurrentInvocationLimitExceeded", "Rate Exceeded.")]
    [InlineData(ThrottleCause.ReservedConcurrency, "ReservedFunctionConcurrentInvocationLimitExceeded", "Rate Exceeded.")]
    [InlineData(ThrottleCause.ScalingRate, "ConcurrentInvocationLimitExceeded", "Rate Exceeded.")]
    [InlineData(ThrottleCause.AccountRequestRate, "CallerRateLimitExceeded", "Rate exceeded")]
    [InlineData(ThrottleCause.ReservedRequestRate, "ReservedFunctionInvocationRateLimitExceeded", "Rate Exceeded.")]
    [InlineData(ThrottleCause.RuntimeProcesses, "ReservedFunctionConcurrentInvocationLimitExceeded", "No free process polls the Lambda Runtime API of the function.")]
    [Pins("ADM-REASON")]
    public void Each_cause_has_the_words_of_AWS(ThrottleCause cause, string reason, string message) =>
        Assert.Equal((reason, message), (ThrottleReason.Of(cause).Reason, ThrottleReason.Of(cause).Message));

    [Fact]
    public void Every_cause_but_none_has_words() =>
        Assert.All(Enum.GetValues<ThrottleCause>().Where(c => c != ThrottleCause.None), c => Assert.StartsWith("ADM-", ThrottleReason.Of(c).Rule, StringComparison.Ordinal));

    [Fact]
    public void Not_refused_has_no_reason() => Assert.Throws<ArgumentOutOfRangeException>(() => ThrottleReason.Of(ThrottleCause.None));
}
