using System.Text.Json;
using System.Text.Json.Nodes;

namespace LambdaSim.Tests.Conformance.Services;

/// <summary>What a recorded test kept of several calls: messages, as a list or by queue, whole, as bodies or as the records in them; an ARN; the last answer.</summary>
internal sealed class GatheredMessages(ServiceWorld world, Names names, Comparison comparison, Fixtures fixtures)
{
    private const int MostDrained = 100;

    private readonly List<List<JsonObject>> _taken = [];
    private readonly List<JsonObject> _received = [];
    private int _arns;
    private JsonObject? _last;

    // A test that keeps an error keeps the last one that it had.
    private JsonObject? _lastError;

    /// <summary>An answer, of whatever operation.</summary>
    public void Hear(JsonObject? answer)
    {
        _last = answer;
        _lastError = answer?.ContainsKey("Error") == true ? answer : _lastError;
        _received.AddRange(MessagesIn(answer));
    }

    /// <summary>Messages that a step received and deleted until there were enough.</summary>
    public void Take(List<JsonObject> messages) => _taken.Add(messages);

    public static IEnumerable<JsonObject> MessagesIn(JsonObject? answer) => answer?["Messages"]?.AsArray().Select(m => m!.AsObject()) ?? [];

    public JsonNode? For(JsonNode? recorded)
    {
        var actual = recorded switch
        {
            JsonObject o when o.ContainsKey("ResponseMetadata") => (o.ContainsKey("Error") ? _lastError : _last)?.DeepClone(),
            JsonObject o when o.All(m => m.Value is JsonArray) => new JsonObject(o.Select((m, i) => KeyValuePair.Create(m.Key, (JsonNode?)List(m.Value!.AsArray(), o.Count == 1 ? All(m.Value.AsArray().Count) : Nth(i))))),
            JsonArray list when world.Heard.Count > 0 && _taken.Count == 0 => InOrder(list, [.. world.Heard.Select(e => e?.DeepClone())]),
            JsonArray list => List(list, All(list.Count)),
            JsonValue value when value.TryGetValue(out string? text) && text.StartsWith("arn:<partition>:sqs:", StringComparison.Ordinal) => Arn(),
            _ => null,
        };
        _taken.Clear();
        _received.Clear();
        return actual;
    }

    private JsonValue? Arn() => _arns < fixtures.Queues.Count ? JsonValue.Create(fixtures.Queues[_arns++]) : null;

    private List<JsonObject> Nth(int queue) => queue < _taken.Count ? _taken[queue] : [];

    private List<JsonObject> All(int wanted) => _taken.Count > 0 ? [.. _taken.SelectMany(t => t)] : _received.Count > 0 ? _received : Drained(wanted);

    // The test's own helper took them from its queue.
    private List<JsonObject> Drained(int wanted)
    {
        List<JsonObject> found = [];
        var url = fixtures.Queues.Count > 0 ? names.Resolve($"<URL of {fixtures.Queues[0].Split(':')[^1]}>") : "";
        for (var second = 0; url.Length > 0 && second <= ServicePlayer.Patience && Parts(found).Count() < wanted; second++)
        {
            while (found.Count < MostDrained && MessagesIn(world.Ask("sqs", "ReceiveMessage", new JsonObject { ["QueueUrl"] = url, ["MaxNumberOfMessages"] = 10 })).ToList() is { Count: > 0 } more)
            {
                found.AddRange(more);
                more.ForEach(m => world.Ask("sqs", "DeleteMessage", new JsonObject { ["QueueUrl"] = url, ["ReceiptHandle"] = m["ReceiptHandle"]!.DeepClone() }));
            }

            world.Advance(Duration.FromSeconds(1));
        }

        return found;
    }

    // The order of a standard queue is not promised: what agrees stands beside what was recorded.
    private JsonArray List(JsonArray recorded, List<JsonObject> messages)
    {
        return InOrder(recorded, [.. recorded.FirstOrDefault() is JsonObject item && item.ContainsKey("MessageId") ? messages.Select(m => AsKept(m, item)) : Parts(messages)]);
    }

    private JsonArray InOrder(JsonArray recorded, List<JsonNode?> left)
    {
        List<JsonNode?> sorted = [];
        foreach (var wanted in recorded)
        {
            if (left.FindIndex(m => comparison.Agree(wanted, m)) is >= 0 and var at)
            {
                sorted.Add(left[at]);
                left.RemoveAt(at);
            }
        }

        return [.. sorted, .. left];
    }

    // Some tests put aside who sent it.
    private static JsonNode AsKept(JsonObject message, JsonObject recorded)
    {
        var kept = message.DeepClone().AsObject();
        if (recorded["Attributes"] is JsonObject attributes && !attributes.ContainsKey("SenderId"))
        {
            (kept["Attributes"] as JsonObject)?.Remove("SenderId");
        }

        return kept;
    }

    // S3's messages hold a list of records.
    private static IEnumerable<JsonNode?> Parts(List<JsonObject> messages) =>
        messages.Select(m => Body(m["Body"]!.GetValue<string>())).SelectMany(b => b?["Event"] is not null ? [] : b?["Records"] is JsonArray records ? records.Select(r => r?.DeepClone()) : [b]);

    private static JsonNode? Body(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject or JsonArray ? JsonNode.Parse(text) : JsonValue.Create(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
