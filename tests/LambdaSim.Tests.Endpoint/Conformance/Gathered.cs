using System.Text;
using System.Text.Json.Nodes;

namespace LambdaSim.Tests.Conformance;

/// <summary>What a recorded test kept of several calls, or of a part of one.</summary>
internal sealed class Gathered(IConformanceApi api, IConformanceWorld world, Comparison comparison)
{
    private readonly List<(string Operation, JsonObject Input, string Region, ConformanceAnswer? Answer)> _calls = [];

    private ConformanceAnswer? _heard;

    public string? MappingArn => Last("CreateEventSourceMapping")?.Body?["EventSourceMappingArn"]?.GetValue<string>();

    public void Add(string operation, JsonObject input, string region, ConformanceAnswer? answer) => _calls.Add((operation, input, region, answer));

    /// <summary>What another service answered.</summary>
    public void Hear(ConformanceAnswer? answer) => _heard = answer;

    public JsonNode? For(string key, JsonNode? recorded) =>
        _calls.Count > 0 && _calls[^1].Answer is { } last ? For(key, recorded, last) : null;

    private JsonNode? For(string key, JsonNode? recorded, ConformanceAnswer last) => key switch
    {
        _ when key.EndsWith("_exception", StringComparison.Ordinal) => RecordedShape.Error(last),
        _ when key.StartsWith("total_code_size_diff", StringComparison.Ordinal) => Grown(),
        "get_event_source_mapping_with_tag" => IsEnabled(),
        _ when recorded is JsonArray events && (key == "Records" || key.Contains("events", StringComparison.Ordinal)) => Received(events),
        _ when key.EndsWith("lambda-payload", StringComparison.Ordinal) => Payloads(),
        "log_result" => Lines(recorded),
        "async_invoke_history_sorted" => Written(),
        "lambda-response-dlq-config" => Last("CreateFunction")?.Body?["DeadLetterConfig"]?.DeepClone(),
        _ when recorded is JsonObject message && message.ContainsKey("ReceiptHandle") => (_heard?.Body?["Messages"] as JsonArray)?[0]?.DeepClone(),
        _ when _calls[^1].Operation.StartsWith("List", StringComparison.Ordinal) => Listed(recorded),
        _ => null,
    };

    private ConformanceAnswer? Last(string operation) => _calls.LastOrDefault(c => c.Operation == operation).Answer;

    private JsonNode? Grown()
    {
        var sizes = _calls.Where(c => c.Operation == "GetAccountSettings").Select(c => c.Answer?.Body?["AccountUsage"]?["TotalCodeSize"]?.GetValue<long>()).ToList();
        return sizes is [.., { } before, { } after] ? after - before : null;
    }

    // The lines between the platform's first and last.
    private JsonObject? Lines(JsonNode? recorded) => Last("Invoke")?.Body?["LogResult"]?.GetValue<string>() is { } tail && recorded is JsonObject { Count: 1 } shape
        ? new JsonObject
        {
            [shape.First().Key] = new JsonArray([.. Encoding.UTF8.GetString(Convert.FromBase64String(tail)).Split('\n')
                .Where(l => l.Length > 0 && !l.StartsWith("REPORT ", StringComparison.Ordinal) && !l.StartsWith("INIT_START ", StringComparison.Ordinal))
                .Select(l => JsonValue.Create(l))]),
        }
        : null;

    // What the function got so far: whole calls, events, or the records of one event, whose order a standard queue does not promise.
    private JsonArray Received(JsonArray recorded)
    {
        world.Advance(Duration.FromMinutes(1));
        return recorded.FirstOrDefault() switch
        {
            JsonObject call when call.ContainsKey("event") => new JsonArray([.. world.Events.Select(e => new JsonObject(call.Select(m => KeyValuePair.Create(m.Key, (e[m.Key] ?? e["env"]?[m.Key])?.DeepClone()))))]),
            JsonObject said when said.ContainsKey("Records") => new JsonArray([.. world.Events.Select(e => e["event"]?.DeepClone())]),
            _ => new JsonArray([.. world.Events.SelectMany(e => e["event"]?["Records"]?.AsArray() ?? []).OrderBy(r => r?["body"]?.ToJsonString(), StringComparer.Ordinal).Select(r => r?.DeepClone())]),
        };
    }

    // The data of the records that the first function got, as the test's own program wrote it.
    private JsonNode? Payloads()
    {
        world.Advance(Duration.FromMinutes(1));
        var first = world.Events.Select(static e => e["function_name"]?.GetValue<string>()).Min(StringComparer.Ordinal);
        return PythonJson.Of(new JsonArray([.. world.Events.Where(e => e["function_name"]?.GetValue<string>() == first)
            .SelectMany(static e => e["event"]!["Records"]!.AsArray()).Select(static r => JsonNode.Parse(Convert.FromBase64String(r!["kinesis"]!["data"]!.GetValue<string>())))]));
    }

    private JsonArray Written()
    {
        // No event is older than that.
        world.Advance(Duration.FromHours(6));
        return new JsonArray([.. world.Written.Order(StringComparer.Ordinal).Select(l => JsonValue.Create(l))]);
    }

    private JsonNode? IsEnabled()
    {
        world.Advance(Duration.FromMinutes(1));
        var uuid = Last("CreateEventSourceMapping")?.Body?["UUID"]?.DeepClone();
        return uuid is null ? null : api.Call("GetEventSourceMapping", new JsonObject { ["UUID"] = uuid }, Names.Region)?.Body?["State"]?.GetValue<string>() == "Enabled";
    }

    // All pages together; where one item was kept, the one that agrees.
    private JsonNode? Listed(JsonNode? recorded)
    {
        var (operation, input, region, answer) = _calls[^1];
        var list = answer!.Body?.AsObject().FirstOrDefault(m => m.Value is JsonArray) ?? default;
        if (list.Key is null)
        {
            return null;
        }

        var all = new JsonArray([.. list.Value!.AsArray().Select(i => i?.DeepClone())]);
        for (var page = answer; page?.Body?["NextMarker"] is { } marker && all.Count < 1_000;)
        {
            var next = input.DeepClone().AsObject();
            next["Marker"] = marker.DeepClone();
            page = api.Call(operation, next, region);
            foreach (var item in page?.Body?[list.Key]?.AsArray() ?? [])
            {
                all.Add(item?.DeepClone());
            }
        }

        return recorded is JsonObject o && o.ContainsKey(list.Key) ? new JsonObject { [list.Key] = all }
            : (all.FirstOrDefault(i => comparison.Agree(recorded, i)) ?? all.FirstOrDefault())?.DeepClone();
    }
}
