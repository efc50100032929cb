namespace LambdaSim.Tests.Rules;

internal static class OutcomeRules
{
    public static RuleTopic Topic { get; } = new(
        "What a caller and a reader see",
        null,
        [
            new("ADM-REASON", "recorded for reserved concurrency, documented for the account, chosen for scaling rate and reserved request rate (concurrency-and-scaling.md 4)",
                "A refusal is HTTP 429 `TooManyRequestsException` with a `Reason` and a message per cause; the scaling rate and the reserved request rate, whose words AWS never published, have `ConcurrentInvocationLimitExceeded` and `ReservedFunctionInvocationRateLimitExceeded` with `Rate Exceeded.`"),
            new("ADM-RUNTIME", "chosen",
                "Where processes poll the Runtime API, a call that needs a new environment while none of them is free is throttled, with a message that says where to start one; the scaling rate is not charged"),
            new("INV-REQUESTID", "chosen: AWS's are random (invocation-and-errors.md)",
                "Each invocation has a request id in the shape of a random UUID (version 4), a function of seed and number of arrival"),
            new("ADM-CLAIMED", "documented (concurrency-and-scaling.md 2 and 2.1)",
                "Claimed account concurrency is reserved concurrency, plus provisioned concurrency of functions without reserved, plus unreserved requests in flight; a request is in flight from the start of INIT, or of its warm start, to its end"),
        ]);
}
