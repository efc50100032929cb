using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LambdaSim.Tests.Conformance;

/// <summary>Walks a recorded value beside an actual one, and tells where they differ.</summary>
internal sealed partial class Comparison(Names names)
{
    // The API promises no order of these.
    private static readonly HashSet<string> _unordered = new(StringComparer.Ordinal)
    {
        "Aliases", "FunctionUrlConfigs", "FunctionEventInvokeConfigs", "Functions", "FunctionArns", "CodeSigningConfigs", "EventSourceMappings", "Errors",
    };

    public List<string> Differences(JsonNode? recorded, JsonNode? actual)
    {
        var found = new List<string>();
        Walk(recorded, actual, "", found);
        return found;
    }

    /// <summary>Whether they agree; binds only then.</summary>
    public bool Agree(JsonNode? recorded, JsonNode? actual)
    {
        var before = names.State;
        if (Differences(recorded, actual).Count == 0)
        {
            return true;
        }

        names.State = before;
        return false;
    }

    private void Walk(JsonNode? recorded, JsonNode? actual, string path, List<string> found)
    {
        actual = recorded is JsonObject or JsonArray && actual is JsonValue text && text.TryGetValue(out string? json) ? Parsed(json) ?? actual : actual;
        switch (recorded)
        {
            case JsonValue of when actual is JsonObject or JsonArray && of.TryGetValue(out string? anything) && names.IsAnything(anything):
                break;
            // What was cut out stands there under the name of its member.
            case JsonValue of when actual is JsonObject && of.TryGetValue(out string? kind) && path.EndsWith($".{kind}", StringComparison.Ordinal):
                break;
            case JsonObject of when actual is JsonObject to:
                Members(of, to, path, found);
                break;
            case JsonArray of when actual is JsonArray to:
                Items(of, to, path, found);
                break;
            case JsonValue of when actual is JsonValue to && (of.TryGetValue(out string? expected) ? Text(expected, to, path) : Plain(of, to)):
            case null when actual is null:
                break;
            default:
                found.Add($"{path}: expected {Short(recorded)}, actual {Short(actual)}");
                break;
        }
    }

    private void Members(JsonObject recorded, JsonObject actual, string path, List<string> found)
    {
        foreach (var (name, value) in recorded.Where(m => !IsOfTheCall(path, m.Key)).OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            if (actual.TryGetPropertyValue(name, out var other))
            {
                Walk(value, other, $"{path}.{name}", found);
            }
            else
            {
                found.Add($"{path}.{name}: missing, expected {Short(value)}");
            }
        }

        found.AddRange(actual.Where(m => !recorded.ContainsKey(m.Key)).Select(m => $"{path}.{m.Key}: not expected, actual {Short(m.Value)}"));
    }

    // Of the response itself only the status counts.
    private static bool IsOfTheCall(string path, string member) => member == "HTTPHeaders" || (path == ".ResponseMetadata" && member != "HTTPStatusCode");

    private void Items(JsonArray recorded, JsonArray actual, string path, List<string> found)
    {
        if (recorded.Count != actual.Count)
        {
            found.Add(string.Create(CultureInfo.InvariantCulture, $"{path}: {recorded.Count} items expected, actual {actual.Count}: {Short(actual)}"));
            return;
        }

        var left = actual.ToList();
        var isUnordered = _unordered.Contains(path[(path.LastIndexOf('.') + 1)..]);
        for (var i = 0; i < recorded.Count; i++)
        {
            var at = isUnordered ? left.FindIndex(a => Agree(recorded[i], a)) : 0;
            if (at < 0 || !isUnordered)
            {
                Walk(recorded[i], left[0], string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), found);
            }

            left.RemoveAt(Math.Max(at, 0));
        }
    }

    private bool Text(string recorded, JsonValue actual, string path)
    {
        var isText = actual.TryGetValue(out string? text);
        var said = isText ? text! : actual.ToJsonString();
        recorded = recorded.Replace("\tdate\t", "\t<a time>\t", StringComparison.Ordinal).Replace(" date\"", " <a time>\"", StringComparison.Ordinal);
        return recorded switch
        {
            "date" => isText && Date().IsMatch(said),
            "datetime" => !isText && actual.GetValueKind() == JsonValueKind.Number,
            "timestamp" => !isText || Date().IsMatch(said) || said.All(char.IsAsciiDigit),
            "code-sha256" => isText && Sha().IsMatch(said),
            "function-url" or "lambda-url" => isText && said.StartsWith("https://", StringComparison.Ordinal),
            _ when names.IsAnything(recorded) || IsKindOf(recorded, path) => said.Length > 0,
            _ when isText && Violations(recorded) is { } expected => Violations(said) is { } real && Agree(expected, real),
            _ => (isText || Names.HasToken(recorded)) && names.Match(recorded, said),
        };
    }

    /// <summary>Several violations in one message stand in no promised order.</summary>
    public static JsonObject? Violations(string message) =>
        Several().Match(message) is { Success: true } m
            ? new JsonObject
            {
                ["Count"] = int.Parse(m.Groups["count"].ValueSpan, CultureInfo.InvariantCulture),
                ["Errors"] = new JsonArray([.. m.Groups["all"].Value.Split("; ").Select(v => (JsonNode)v)]),
            }
            : null;

    // "code-size" at CodeSize: any value of that kind.
    private static bool IsKindOf(string recorded, string path) =>
        recorded == "sequencer"
        || (recorded.Contains('-', StringComparison.Ordinal) && Plain(path[(path.LastIndexOf('.') + 1)..]).TrimEnd('0', '1', '2', '3').EndsWith(Plain(recorded), StringComparison.OrdinalIgnoreCase));

    private static string Plain(string name) => name.Replace("-", "", StringComparison.Ordinal);

    private static bool Plain(JsonValue recorded, JsonValue actual) =>
        recorded.GetValueKind() == JsonValueKind.Number && actual.GetValueKind() == JsonValueKind.Number
            ? decimal.Parse(recorded.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture) == decimal.Parse(actual.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)
            : recorded.GetValueKind() == actual.GetValueKind();

    private static JsonNode? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Short(JsonNode? node) => (node?.ToJsonString(Report.Plain) ?? "null") is var text && text.Length > 600 ? $"{text[..600]}..." : text;

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}", RegexOptions.CultureInvariant)]
    private static partial Regex Date();

    [GeneratedRegex(@"\A([A-Za-z0-9+/]{43}=|[0-9a-f]{64})\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Sha();

    [GeneratedRegex(@"\A(?<count>[0-9]+) validation errors? detected: (?<all>.*)\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Several();
}
