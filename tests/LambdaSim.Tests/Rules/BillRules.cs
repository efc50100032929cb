namespace LambdaSim.Tests.Rules;

internal static class BillRules
{
    public static RuleTopic Topic { get; } = new(
        "The bill",
        null,
        [
            new("BIL-ROUND", "documented",
                "Billed Duration is the sum of Duration and billed INIT, rounded up to 1 ms; to 100 ms before 2020-12-01"),
            new("BIL-REQUEST", "documented",
                "Each call that ran is a request, whatever its outcome, attempts of events too; what was throttled is none"),
            new("BIL-LOGGED", "chosen; `TraceOptions.RecomputeBilled` (`--recompute-bill`) bills all by the price list",
                "A call that runs as it did in the log it was read from, with the same Duration and the same INIT or restore, is billed what that log says; any other, and any that times out, by the price list"),
            new("BIL-INIT", "documented",
                "INIT on demand is billed since 2025-08-01; before, only for images and custom runtimes"),
            new("BIL-PROACTIVE", "chosen: AWS says \"in principle\"",
                "INIT of an environment prepared on demand without a request follows the same rule"),
            new("BIL-PROVISIONED", "documented; that INIT has the lower rate, and how a change within a period counts, is chosen",
                "Provisioned concurrency is billed for its configured GB-seconds, in periods of 5 minutes: what is configured from the start of the run, what is put over the API from its allocation, if that succeeds, until it goes; when the amount changes, the last one counts to the end of the period. Its calls and INIT are billed at a lower rate, outside the free tier"),
            new("BIL-CHUNKS", "documented",
                "The first 256 KB of an event's payload are one request, each further 64 KB another, since 2025-10-24"),
            new("BIL-STORAGE", "documented",
                "Ephemeral storage beyond 512 MB is billed for billed durations, and for the configured time of provisioned concurrency"),
            new("BIL-TIERS", "documented",
                "GB-seconds get cheaper by volume, per architecture"),
            new("BIL-FREE", "documented; sharing in proportion is chosen",
                "A million requests and 400,000 GB-seconds a month are free, architectures together"),
            new("BIL-MONTH", "chosen",
                "A run is billed as if it were all of a month's use"),
            new("BIL-DATES", "documented; today's prices for all days are chosen",
                "The price list of a day, from 2014-11-13, holds what was sold that day and how it was counted; the prices themselves are today's, us-east-1"),
        ]);
}
