namespace LambdaSim.Tests.Rules;

internal static class AliasRules
{
    public static RuleTopic Topic { get; } = new(
        "Control plane: aliases, and what belongs to a function or a qualifier",
        null,
        [
            new("CTL-ALIAS", "recorded; one role and queue: documented; the words for different queues, and that a list by version has weighted versions too: chosen (functions-versions-aliases.md 10)",
                "An alias names a version, or two with a weight for the second: not its own version, not `$LATEST`, of one role and one dead-letter queue; what is missing is missed in the words of each operation; an alias that does not exist can be deleted"),
            new("CTL-ALIAS-UPDATE", "recorded (functions-versions-aliases.md 10)",
                "An update of an alias keeps what it does not name, ends routing with an empty map, and always gives a new revision"),
            new("CTL-ALIAS-DELETE", "recorded for provisioned concurrency and URL; policy and event invoke configuration: chosen (functions-versions-aliases.md 10 to 12)",
                "With an alias goes its provisioned concurrency, its policy and its event invoke configuration; its URL configuration stays"),
            new("CTL-POLICY", "recorded; size: documented (functions-versions-aliases.md 13)",
                "Each qualifier has a policy of its own with a revision of its own, statements in order of addition, at most 20,480 bytes; the last statement takes it away"),
            new("CTL-POLICY-STATEMENT", "recorded (functions-versions-aliases.md 13)",
                "A permission is written as a statement: the principal by its kind, each condition under its operator, the resource as it was addressed; what is neither `*`, an account, an identity's ARN nor a service of AWS is no principal"),
            new("CTL-TAGS", "recorded; while being updated: documented (functions-versions-aliases.md 15)",
                "A function, mapping or code signing configuration has at most 50 tags, versions and aliases none; adding merges, removing what is not there succeeds, a change gives the function a new revision, and a function being updated takes none"),
            new("CTL-EVENT-INVOKE", "recorded; buckets: documented (functions-versions-aliases.md 14)",
                "A put replaces the event invoke configuration, an update keeps what it does not name; something must be given, which is checked before the function is looked up; destinations are queues, topics, buses and other functions that exist, and buckets for failures"),
            new("CTL-URL", "recorded; form of the id and of times: chosen (functions-versions-aliases.md 12)",
                "A function URL belongs to the unqualified function or to an alias and keeps its id; create and update tell the invoke mode only where it was given, get and list always"),
            new("CTL-RECURSION", "recorded (functions-versions-aliases.md 2)",
                "Recursive loops are terminated unless they are allowed"),
            new("CTL-RUNTIME-MANAGEMENT", "documented; words of refusals: chosen (functions-versions-aliases.md 2)",
                "Each version has its runtime management, `Auto` unless set; `Manual`, and only it, has a runtime version"),
            new("CTL-RESERVED", "recorded (functions-versions-aliases.md 11)",
                "Reserved concurrency belongs to the unqualified function, is at least what is provisioned of it, and leaves the account 100, or all of a smaller account; 0 is always possible"),
            new("CTL-CLAIMS", "documented (functions-versions-aliases.md 17)",
                "Of the account's limit each function claims what it reserves, or else what is provisioned of it"),
            new("CTL-PROVISIONED", "recorded; duration: chosen (functions-versions-aliases.md 11)",
                "Provisioned concurrency belongs to a published version or to an alias; it is `IN_PROGRESS`, then `READY`, or `FAILED` with a reason; putting it gives the version a new revision; deleting what is not there succeeds"),
            new("CTL-PROVISIONED-ALIAS", "recorded; that a move to a provisioned version is refused: chosen (functions-versions-aliases.md 10 and 11)",
                "A version is provisioned itself or through one alias without weights; an alias that moves keeps the old allocation until the new one is ready"),
        ]);
}
