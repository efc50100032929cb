using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Filters;
using LambdaSim.Tests.Conformance;

namespace LambdaSim.Tests.Filters;

/// <summary>What EventBridge itself answered (shared/conformance/event-patterns).</summary>
public class RecordedPatternTests
{
    private static readonly JsonDocumentOptions _json5 = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    [Fact]
    [Pins("PAT-EQUALS", "PAT-NUMBER", "PAT-AFFIX", "PAT-IGNORE-CASE", "PAT-ANYTHING-BUT", "PAT-EXISTS", "PAT-WILDCARD", "PAT-CIDR")]
    public void Each_recorded_pattern_matches_or_not_as_it_did_at_AWS()
    {
        var wrong = Cases().Where(static c => !c.Name.EndsWith("_EXC", StringComparison.Ordinal))
            .Where(static c => EventPattern.Parse(c.Pattern, PatternDialect.EventBridge).Matches(c.Event) == c.Name.EndsWith("_NEG", StringComparison.Ordinal));

        Assert.Empty(wrong.Select(static c => c.Name));
    }

    [Fact]
    [Pins("PAT-TEXTS")]
    public void Each_refused_pattern_is_refused_in_AWSs_words()
    {
        var errors = JsonNode.Parse(File.ReadAllText(Shared.Path("conformance/event-patterns/errors.json")))!;
        var told = Cases().Where(static c => c.Name.EndsWith("_EXC", StringComparison.Ordinal)).ToDictionary(
            static c => c.Name,
            static c => "Event pattern is not valid. Reason: "
                + Assert.Throws<PatternException>(() => EventPattern.Parse(c.Pattern, PatternDialect.EventBridge)).Message.Replace("arn:aws:events:us-east-1:", "arn:<partition>:events:<region>:", StringComparison.Ordinal));

        Assert.NotEmpty(told);
        Assert.All(told, t => Assert.Equal((string?)errors[t.Key]![t.Key]!["exception_message"]!["Error"]!["MessageRaw"], t.Value));
    }

    private static IEnumerable<(string Name, string Pattern, string Event)> Cases() =>
        from file in Directory.GetFiles(Path.GetDirectoryName(Shared.Path("conformance/event-patterns/errors.json"))!, "*.json5").Order(StringComparer.Ordinal)
        let document = JsonNode.Parse(File.ReadAllText(file), documentOptions: _json5)!
        select (Path.GetFileNameWithoutExtension(file), PythonJson.Of(document["EventPattern"]), PythonJson.Of(document["Event"]));
}
