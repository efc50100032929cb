using System.Text.Json.Nodes;

namespace LambdaSim.Tests.Conformance;

/// <summary>Stand-ins for the functions that the requests describe: by the name of a behaviour, or in words.</summary>
internal static class Behaviours
{
    private static readonly string[] _sources = ["\"aws:sqs\"", "\"aws:kinesis\"", "\"aws:dynamodb\""];

    private static readonly HashSet<string> _builtIn = new(StringComparer.Ordinal)
    {
        "echo", "nothing", "constant", "fail", "failIf", "wait", "version", "initType", "counter", "handlerName", "size", "exit", "integration",
    };

    /// <summary>The stand-in; null: a function that nothing here can play.</summary>
    /// <param name="described">As the request says it.</param>
    /// <param name="answers">The recorded ones: they hold the errors that some functions are to raise.</param>
    public static JsonObject? Of(JsonObject described, JsonObject answers)
    {
        // "asked" says in words what "init" says here.
        var (words, isInInit) = (described["function"]?.GetValue<string>() ?? "", described.ContainsKey("asked"));
        return words switch
        {
            // What a mapping sends is compared with what it was: the echo is noted.
            "echo" when IsOfMapping(answers) => Program(Programs.Echo, isInInit: false),
            "constant" when IsOfMapping(answers) => Program($"{Programs.Constant}?{Uri.EscapeDataString(described["params"]!["value"]?.ToJsonString() ?? "null")}", isInInit: false),
            "fail" when IsOfMapping(answers) => Program($"{Programs.Raises}?{Uri.EscapeDataString(described["params"]!.ToJsonString())}", isInInit: false),
            _ when words.StartsWith("takes five seconds", StringComparison.Ordinal) => Program(Programs.FiveSeconds, isInInit: false),
            _ when words.StartsWith("fails while ApproximateReceiveCount", StringComparison.Ordinal) => Program(Programs.FailsAtFirst, isInInit: false),
            _ when words.StartsWith("returns the messages whose fail_attempts", StringComparison.Ordinal) => Program(Programs.NamesFailures, isInInit: false),
            _ when words.StartsWith("returns {};", StringComparison.Ordinal) => Program(Programs.NamesNone, isInInit: false),
            _ when _builtIn.Contains(words) => BuiltIn(words, described["params"]?.DeepClone(), isInInit),
            _ when words.StartsWith("logs two lines", StringComparison.Ordinal) => BuiltIn("integration", Raising(answers, "raise_error"), isInInit: false),
            _ when words.Contains("raises the recorded error", StringComparison.Ordinal) => BuiltIn("fail", Raising(answers, null), isInInit),
            _ when words.StartsWith("keeps a text in a file", StringComparison.Ordinal) => Program(Programs.Keeper, isInInit),
            _ when words.StartsWith("writes down", StringComparison.Ordinal) => Program(Programs.Writer, isInInit),
            _ when words.StartsWith("listens", StringComparison.Ordinal) => Program(Programs.Listener, isInInit),
            _ when words.StartsWith("fails when initialised for provisioned concurrency", StringComparison.Ordinal) => Program(Programs.OnDemandOnly, isInInit: true),
            _ => null,
        };
    }

    private static bool IsOfMapping(JsonObject answers) => _sources.Any(source => answers.ToJsonString().Contains(source, StringComparison.Ordinal))
        || answers.Any(static a => a.Key.EndsWith("lambda-payload", StringComparison.Ordinal));

    private static JsonObject BuiltIn(string name, JsonNode? parameters, bool isInInit) =>
        new() { ["standIn"] = 1, ["behavior"] = name, ["params"] = parameters, ["init"] = isInInit };

    private static JsonObject Program(string path, bool isInInit) =>
        new() { ["standIn"] = 1, ["callback"] = $"http://127.0.0.1:9000{path}", ["init"] = isInInit };

    private static JsonObject Raising(JsonObject answers, string? key)
    {
        var raised = new JsonObject();
        if (key is not null)
        {
            raised["key"] = key;
        }

        var error = Errors(answers).FirstOrDefault();
        foreach (var member in new[] { "errorType", "errorMessage", "stackTrace" }.Where(m => error?[m] is not null))
        {
            raised[member] = error![member]!.DeepClone();
        }

        return raised;
    }

    private static IEnumerable<JsonObject> Errors(JsonNode? node) => node switch
    {
        JsonObject o when o.ContainsKey("errorType") => [o],
        JsonObject o => o.SelectMany(m => Errors(m.Value)),
        JsonArray a => a.SelectMany(Errors),
        _ => [],
    };
}
