namespace LambdaSim.Tests.Rules;

internal static class TraceRules
{
    public static RuleTopic Topic { get; } = new(
        "Traces",
        null,
        [
            new("TRC-REPORT", "recorded and documented for the line and the record (environments-lifecycle-logs-billing.md 12 and 13), chosen for the arrival",
                "A `REPORT` line, a `platform.report` record or a query's row with `@duration` is one call: Duration, Init Duration, Billed Duration, Memory Size, Status and Error Type as AWS writes them; it arrived Duration and init before the event's time"),
            new("TRC-RESTORE", "chosen (environments-lifecycle-logs-billing.md 8 for the line)",
                "A Restore Duration is waited for like an INIT"),
            new("TRC-STATUS", "observed (environments-lifecycle-logs-billing.md 12), chosen for the split by Error Type and for the 30 s, as a retry comes a minute later at the earliest",
                "`Status: timeout` is a timeout; `Status: error` with an Error Type of the platform (`Runtime.`, `Extension.`, `Sandbox.`) is a crash, with another one a handler's error; older platforms say the same in a line of their own, before the `REPORT` line or after it, joined by the request id within 30 s of its time"),
            new("TRC-BILLED-LESS", "chosen: AWS rounds a Duration up, and bills of a call that ran past its timeout the timeout (environments-lifecycle-logs-billing.md 3)",
                "A call without status that is billed whole seconds and less than it ran was cut at its timeout"),
            new("TRC-WHOLE", "chosen: \"3000.00 ms\" is what a timeout reads (environments-lifecycle-logs-billing.md 3)",
                "A query's row has no status: a Duration of whole seconds, from 1 s on, is a timeout"),
            new("TRC-INSIGHTS", "chosen, as exports show it",
                "Logs Insights gives times without zone in UTC, and `@memorySize` in bytes, 1,000,000 to the MB; `@log` is `ACCOUNT:GROUP`"),
            new("TRC-FUNCTION", "chosen",
                "A log's function is named by its stream in a group of one's own, else by its group, the option, the path, and last by the file's name, which is said"),
            new("TRC-STREAM", "documented for the first, uncertain for the second (environments-lifecycle-logs-billing.md 12.1)",
                "A log stream is `YYYY/MM/DD/[VERSION]ID`, in a log group of one's own `YYYY/MM/DD/FUNCTION[VERSION]ID`; a numbered version becomes `name:version`"),
            new("TRC-PAYLOAD", "documented (invocation-and-errors.md, limits)",
                "A synchronous request has at most 6,291,456 bytes, an event 1,048,576; AWS takes no larger ones, so a workload cannot hold one"),
            new("TRC-MEMORY", "documented for the range (functions-versions-aliases.md), chosen for the rest",
                "Memory is 128 to 10,240 MB and belongs to a function version: two sizes under one name are an error, in a log two versions `NAME` and `NAME:SIZEMB`"),
        ]);
}
