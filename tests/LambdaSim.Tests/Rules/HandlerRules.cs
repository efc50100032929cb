namespace LambdaSim.Tests.Rules;

internal static class HandlerRules
{
    public static RuleTopic Topic { get; } = new(
        "Handlers and payloads",
        null,
        [
            new("INV-NAME", "recorded (functions-versions-aliases.md)",
                "A function's name is 1 to 64 letters, digits, hyphens and underscores, a version a number from 1 or `$LATEST`"),
            new("INV-CONSOLE", "documented in AWS's runtime source; the open line: chosen",
                "What a .NET function writes to the console is a line of its log: output `info`, error output `fail`; a last line without an end is a line"),
            new("INV-NULL", "recorded (invocation-and-errors.md 1)",
                "A handler that returns nothing, or null, answers `null`"),
            new("INV-ERROR-NET", "recorded, documented in AWS's runtime source (invocation-and-errors.md 3.2)",
                "An exception's document is indented JSON: `errorType` (short type name), `errorMessage`, `stackTrace`, `cause` or `causes`; a single exception of a task is unwrapped; over 256 KB causes are dropped, then everything"),
            new("INV-ERROR-RUNTIMES", "recorded (invocation-and-errors.md 3.2)",
                "The error document of a handler has the members of its runtime in its order: Python `errorMessage`, `errorType`, `requestId` (empty in INIT, absent in 3.8), `stackTrace`; Node.js `errorType`, `errorMessage`, `trace`; Java and Ruby without `requestId`"),
            new("INV-JSON", "recorded; words never recorded are those of Jackson 2.20; a second value, and JSON in another encoding than plain UTF-8, are refused: chosen (invocation-and-errors.md 1.3)",
                "A payload that is no JSON is refused with 400 `InvalidRequestContentException`, the words, line and column of AWS's parser, Jackson, and its limits (depth 1,000, numbers of 1,000 digits, names of 50,000 bytes); any JSON value is an event"),
            new("INV-SIZE-SYNC", "recorded (invocation-and-errors.md 1.2)",
                "A synchronous event has at most 6,291,456 bytes, else 413"),
            new("INV-SIZE-ASYNC", "recorded (invocation-and-errors.md 1.2)",
                "An asynchronous event has at most 1,048,576 bytes since 2025-10-24, before that 262,144 (`quotas`: `legacy2025`, `legacy2023`), until November 2018 131,072 (`legacy2018`), or as of a date; the deprecated `InvokeAsync` keeps 262,144; else 413"),
            new("INV-SIZE-RESPONSE", "recorded (invocation-and-errors.md 1.2)",
                "A response over 6,291,556 bytes is the function error `Function.ResponseSizeTooLarge`"),
            new("INIT-HANDLER-NET", "documented",
                "A .NET handler string is `Assembly::Namespace.Class::Method`; a signature chooses among overloads"),
        ]);
}
