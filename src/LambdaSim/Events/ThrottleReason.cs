using LambdaSim.Configuration;

namespace LambdaSim.Events;

/// <summary>AWS's words for a refusal (rule ADM-REASON): HTTP 429, <c>TooManyRequestsException</c>, with a <c>Reason</c> and a message.</summary>
/// <param name="Reason">The <c>Reason</c> member of the answer.</param>
/// <param name="Message">The <c>message</c> member of the answer.</param>
/// <param name="Rule">Id of the rule that refused, as in docs/rules.md.</param>
public sealed record ThrottleReason(string Reason, string Message, string Rule)
{
    /// <summary>The error code of every refusal.</summary>
    public const string ErrorCode = "TooManyRequestsException";

    // Recorded for reserved concurrency; AWS answers its account-level rate limit with another capital and without the period.
    private const string RateExceeded = "Rate Exceeded.";

    private static readonly ThrottleReason Account = new("ConcurrentInvocationLimitExceeded", RateExceeded, "ADM-ACCOUNT");
    private static readonly ThrottleReason Reserved = new("ReservedFunctionConcurrentInvocationLimitExceeded", RateExceeded, "ADM-RESERVED");

    // AWS never published the Reason of a scaling-rate throttle: chosen.
    private static readonly ThrottleReason Scaling = new("ConcurrentInvocationLimitExceeded", RateExceeded, "ADM-SCALING");
    private static readonly ThrottleReason AccountRate = new("CallerRateLimitExceeded", "Rate exceeded", "ADM-RPS");
    private static readonly ThrottleReason ReservedRate = new("ReservedFunctionInvocationRateLimitExceeded", RateExceeded, "ADM-RPS");

    // AWS has no such thing; its processes limit a function as a reservation would.
    private static readonly ThrottleReason Processes = new("ReservedFunctionConcurrentInvocationLimitExceeded", "No free process polls the Lambda Runtime API of the function.", "ADM-RUNTIME");

    /// <summary>The answer for a cause.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The cause is <see cref="ThrottleCause.None"/> or unknown.</exception>
    public static ThrottleReason Of(ThrottleCause cause) => cause switch
    {
        ThrottleCause.AccountConcurrency => Account,
        ThrottleCause.ReservedConcurrency => Reserved,
        ThrottleCause.ScalingRate => Scaling,
        ThrottleCause.AccountRequestRate => AccountRate,
        ThrottleCause.ReservedRequestRate => ReservedRate,
        ThrottleCause.RuntimeProcesses => Processes,
        _ => throw new ArgumentOutOfRangeException(nameof(cause), Text.Invariant($"{(int)cause} is no cause of a throttle")),
    };
}
