namespace LambdaSim.Tests.Rules;

internal static class RuntimeRules
{
    public static RuleTopic Topic { get; } = new(
        "Runtimes",
        null,
        [
            new("ENV-INIT-QUANTILES", "chosen: public benchmark of 2026, hello world (environments-lifecycle-logs-billing.md 11.1)",
                "INIT of a named runtime is drawn from its measured quantiles per package and architecture, linear in the logarithm between them; memory does not matter"),
            new("ENV-FIRSTCALL", "chosen: the same benchmark (11.2)",
                "The first call after a cold start takes longer by the runtime's measured first call: a power of memory between measured sizes, in inverse proportion above 1,024 MB"),
        ]);
}
