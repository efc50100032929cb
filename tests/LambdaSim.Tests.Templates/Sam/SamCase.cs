using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Sam;

namespace LambdaSim.Tests.Templates.Sam;

/// <summary>One of the recorded translations: the template, what SAM makes of it, and what this transform makes.</summary>
internal static partial class SamCase
{
    /// <summary>How the transform's answer differs from the recorded one, a line each; none where they agree.</summary>
    public static IReadOnlyList<string> Differences(string input, string output)
    {
        var expected = JsonNode.Parse(output)!.AsObject();
        JsonObject actual;
        try
        {
            var inputs = new SamInputs(
                new Dictionary<string, Node>(StringComparer.Ordinal) { ["param1"] = Node.Of("value1"), ["param2"] = Node.Of("value2") },
                "ap-southeast-1");
            actual = JsonNode.Parse(JsonOutput.Of(SamTransform.Translate(DocumentText.Read(input, "template.yaml"), inputs)))!.AsObject();
        }
        catch (TemplateException e)
        {
            var message = SamTransform.Message(e.Errors);
            return expected["errorMessage"] is { } text
                ? text.ToString() == message ? [] : [$"- {text}", $"+ {message}"]
                : [$"+ {message}"];
        }

        if (expected["errorMessage"] is { } error)
        {
            return [$"- {error}"];
        }

        expected = Normal(expected);
        actual = Normal(actual);
        var differences = new List<string>();
        foreach (var section in new[] { "Resources", "Conditions", "Outputs", "Parameters", "Mappings" })
        {
            Compare(section, expected[section], actual[section], differences);
        }

        return differences;
    }

    private static void Compare(string path, JsonNode? expected, JsonNode? actual, List<string> differences)
    {
        if (expected is JsonObject e && actual is JsonObject a)
        {
            foreach (var name in e.Select(m => m.Key).Union(a.Select(m => m.Key)).Order(StringComparer.Ordinal))
            {
                if (!IsLeftOut(path, name, e))
                {
                    Compare(path + "/" + name, e[name], a[name], differences);
                }
            }
        }
        else if (expected is JsonArray x && actual is JsonArray y && x.Count == y.Count)
        {
            for (var i = 0; i < x.Count; i++)
            {
                Compare($"{path}[{i}]", x[i], y[i], differences);
            }
        }
        else if (!Same(expected, actual))
        {
            differences.Add($"{path}: - {expected?.ToJsonString() ?? "nothing"}");
            differences.Add($"{path}: + {actual?.ToJsonString() ?? "nothing"}");
        }
    }

    // 4 and 4.0 are one number.
    private static bool Same(JsonNode? expected, JsonNode? actual) =>
        expected?.ToJsonString() == actual?.ToJsonString()
        || (expected is JsonValue && actual is JsonValue && expected.GetValueKind() == System.Text.Json.JsonValueKind.Number
            && actual.GetValueKind() == System.Text.Json.JsonValueKind.Number && (double)expected == (double)actual);

    // What a role holds may differ; that there is one may not.
    private static bool IsLeftOut(string path, string name, JsonObject resource) =>
        name == "Properties" && path.Count(c => c == '/') == 1 && resource["Type"]?.ToString() is "AWS::IAM::Role" && !Strict;

    internal static bool Strict { get; set; }

    // Hashes at the end of ids may differ: each becomes the same word, in order of the ids.
    private static JsonObject Normal(JsonObject template)
    {
        var text = template.ToJsonString();
        foreach (var id in (template["Resources"]?.AsObject() ?? []).Select(r => r.Key).Where(k => Hash().IsMatch(k)).OrderByDescending(k => k.Length).ThenBy(k => k, StringComparer.Ordinal))
        {
            var word = id[..^10] + "HASH";
            text = text.Replace(id, text.Contains('"' + word + '"', StringComparison.Ordinal) ? word + id[^10..] : word, StringComparison.Ordinal);
        }

        text = DeploymentId().Replace(text, "deployment id: HASH");
        return (JsonObject)Sorted(JsonNode.Parse(text))!;
    }

    // The recorded lists are sorted, those of functions too: their order tells nothing.
    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Sorted(m.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted).Where(i => !NamesSam(i)).OrderBy(i => i?.ToJsonString(), StringComparer.Ordinal)]),
        _ => node?.DeepClone(),
    };

    // Tags that name SAM may differ.
    private static bool NamesSam(JsonNode? node) =>
        node is JsonObject { Count: 2 } tag && tag["Value"]?.ToJsonString() == "\"SAM\"" && tag["Key"]?.ToString().EndsWith(":createdBy", StringComparison.Ordinal) == true;

    [GeneratedRegex("[0-9a-f]{10}$")]
    private static partial Regex Hash();

    [GeneratedRegex("deployment id: [0-9a-f]+")]
    private static partial Regex DeploymentId();
}
