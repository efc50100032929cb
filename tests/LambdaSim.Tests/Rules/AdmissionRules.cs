namespace LambdaSim.Tests.Rules;

internal static class AdmissionRules
{
    public static RuleTopic Topic { get; } = new(
        "Admission",
        null,
        [
            new("ADM-ORDER", "chosen; agrees with the recordings",
                "Limits are checked in this order: account request rate, provisioned concurrency, reserved concurrency and its request rate or the unreserved pool, and last the scaling rate"),
            new("ADM-ACCOUNT", "documented",
                "A function without reserved concurrency is refused when the account's limit less all that is reserved or provisioned is in flight"),
            new("ADM-MINIMUM", "recorded",
                "Reservations and provisioned concurrency must leave 100 unreserved, or the whole limit of a smaller account; a reservation of 0 always succeeds"),
            new("ADM-RESERVED", "documented",
                "Reserved concurrency is a guarantee and a cap, over all versions of a function; 0 throttles everything"),
            new("ADM-PROVISIONED", "recorded, documented; when it is subtracted: chosen",
                "A free provisioned environment is preferred; what exceeds the concurrency, or ten requests a second per unit, spills over to on-demand capacity; before all of it is ready none of it serves, but the pool is already smaller"),
            new("ADM-PROVISIONED-CAP", "recorded",
                "The provisioned concurrency of a function's versions cannot exceed its reserved concurrency"),
            new("ADM-SCALING", "documented; token bucket: chosen",
                "A function creates at most 1,000 environments at once and 1,000 more per 10 s, refilled continuously, never accruing; a warm environment needs none of it"),
            new("ADM-SCALING-LEGACY", "documented",
                "Until 2023-11 (`quotas`: `legacy2023` and its siblings) all functions of an account shared a burst of 3,000, 1,000 or 500 environments, and 500 more each minute"),
            new("ADM-RPS", "documented; window of one second: chosen",
                "Requests a second are limited to ten times the account's, the reserved and the provisioned concurrency; a token stays spent when a later check refuses; events are exempt except at the front door of the legacy profile"),
        ]);
}
