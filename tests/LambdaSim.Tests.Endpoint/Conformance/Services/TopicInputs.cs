using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LambdaSim.Tests.Conformance.Services;

/// <summary>What the requests to SNS leave out: the subscription that was made last, and long policies, of which they show the beginning.</summary>
internal static partial class TopicInputs
{
    public static JsonNode? Whole(JsonNode? node) => node switch
    {
        JsonObject { Count: 1 } o when o["bytes"] is JsonValue bytes => bytes.DeepClone(),
        JsonObject o => new JsonObject(o.Select(static m => KeyValuePair.Create(m.Key, Whole(m.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Whole)]),
        JsonValue v when v.TryGetValue(out string? text) && Cut().Match(text) is { Success: true } cut => Policy(text, int.Parse(cut.Groups["length"].Value, CultureInfo.InvariantCulture)),
        _ => node?.DeepClone(),
    };

    public static void Complete(string operation, JsonObject input, string? latest)
    {
        if (operation is "SetSubscriptionAttributes" or "GetSubscriptionAttributes" && !input.ContainsKey("SubscriptionArn") && latest is not null)
        {
            input["SubscriptionArn"] = latest;
        }
    }

    // Values value0, value1 and so on: of one key, or of two with half of them each.
    private static string Policy(string text, int length)
    {
        string[] keys = text.StartsWith("""{"key": [""", StringComparison.Ordinal) ? ["key"] : ["key1", "key2"];
        for (var count = 1; ; count++)
        {
            var lists = keys.Select((k, i) => $"\"{k}\": [{string.Join(", ", Enumerable.Range(0, (count + i) / keys.Length).Select(static v => FormattableString.Invariant($"\"value{v}\"")))}]");
            var whole = $"{{{string.Join(", ", lists)}}}";
            if (whole.Length >= length)
            {
                return whole;
            }
        }
    }

    [GeneratedRegex(@"\A\{""key.*\.\.\. \((?<length>[0-9]+) characters\)\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Cut();
}
