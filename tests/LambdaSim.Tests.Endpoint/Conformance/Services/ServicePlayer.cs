using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LambdaSim.Tests.Conformance.Services;

/// <summary>Plays the steps of one recorded test of a service around Lambda.</summary>
internal sealed partial class ServicePlayer
{
    /// <summary>Seconds in which something that must arrive arrives; schedules have <see cref="PatienceOfSchedules"/>.</summary>
    public const int Patience = 15;

    private const int PatienceOfSchedules = 70;
    private const string Both = "ReceiveMessage and DeleteMessage";

    private readonly ServiceWorld _world;
    private readonly JsonObject _recorded;
    private readonly Names _names = new();
    private readonly Comparison _comparison;
    private readonly Uploads _uploads;
    private readonly Fixtures _fixtures;
    private readonly GatheredMessages _gathered;
    private readonly SortedDictionary<string, (IReadOnlyList<string> Differences, JsonNode? Actual)> _seen = new(StringComparer.Ordinal);
    private string _said = "";
    private JsonNode? _received;
    private JsonNode? _task;
    private int _patience = Patience;

    public ServicePlayer(ServiceWorld world, JsonObject recorded)
    {
        _world = world;
        _recorded = recorded;
        _comparison = new Comparison(_names);
        _uploads = new Uploads(_names, recorded);
        _fixtures = new Fixtures(world, _names, Fill);
        _gathered = new GatheredMessages(world, _names, _comparison, _fixtures);
    }

    /// <summary>A verdict for each recorded answer, also for those that no step of ours could get.</summary>
    public IReadOnlyList<Verdict> Play(string test, JsonObject request)
    {
        var steps = request["steps"]!.AsArray().Select(s => s!.AsObject()).ToList();
        foreach (var step in steps.Where(s => s["placeholder"] is not null))
        {
            _names.Bind(step["placeholder"]!.GetValue<string>(), step["standsFor"]!.GetValue<string>());
        }

        _said = request["steps"]!.ToJsonString();
        _patience = steps.Exists(s => s["input"]?["ScheduleExpression"] is not null) ? PatienceOfSchedules : Patience;
        steps.ForEach(Play);
        var left = request["notCompared"]?.AsArray().Select(k => k!.GetValue<string>()).ToHashSet(StringComparer.Ordinal) ?? [];
        return
        [
            .. _recorded.Where(a => !left.Contains(a.Key)).Select(a =>
            {
                var (differences, actual) = _seen.GetValueOrDefault(a.Key, (["not there yet"], null));
                return new Verdict(test, a.Key, differences, a.Value, actual);
            }),
        ];
    }

    private void Play(JsonObject step)
    {
        switch (step)
        {
            case var _ when step["fixture"] is not null:
                _fixtures.Make(step);
                break;
            case var _ when step["operation"] is { } operation:
                Ask(step["service"]?.GetValue<string>() ?? "lambda", operation.GetValue<string>(), step);
                break;
            case var _ when step["seconds"] is { } seconds:
                _world.Advance(Duration.FromSeconds(seconds.GetValue<double>()));
                break;
            case var _ when step["wait"] is not null:
                _world.Advance(Duration.FromSeconds(_patience));
                break;
            case var _ when step["compare"]?.GetValue<string>() is { } key && _recorded.TryGetPropertyValue(key, out var recorded):
                See(key, recorded, _gathered.For(recorded));
                break;
        }
    }

    private void Ask(string service, string operation, JsonObject step)
    {
        var input = Fill(operation == "CreateFunction" ? Listening(step["input"]!) : step["input"])?.AsObject() ?? [];
        TopicInputs.Complete(operation, input, _fixtures.Subscription);
        if (step["of"] is not null)
        {
            input["ReceiptHandle"] = _received?["ReceiptHandle"]?.DeepClone();
        }

        var answer = step["until"]?.GetValue<string>() is { } until ? Until(service, operation, input, until) : _world.Ask(service, operation, input);
        _received = GatheredMessages.MessagesIn(answer).FirstOrDefault() ?? _received;
        _task = answer?["TaskHandle"] ?? (answer?["Results"] as JsonArray)?.FirstOrDefault()?["TaskHandle"] ?? _task;
        _fixtures.Know(operation, answer);
        if (operation != Both)
        {
            _gathered.Hear(answer);
        }

        if (step["recordedAs"]?.GetValue<string>() is { } key)
        {
            See(key, _recorded[key], answer);
        }
    }

    // Again and again, a second apart, until there is what the step waits for.
    private JsonObject? Until(string service, string operation, JsonObject input, string until)
    {
        var wanted = Count().Match(until) is { Success: true } m ? int.Parse(m.Value, CultureInfo.InvariantCulture) : 1;
        List<JsonObject> found = [];
        JsonObject? answer = null;
        for (var second = 0; ; second++)
        {
            while ((answer = _world.Ask(service, operation == Both ? "ReceiveMessage" : operation, input)) is not null && GatheredMessages.MessagesIn(answer).ToList() is { Count: > 0 } more)
            {
                found.AddRange(more);
                foreach (var message in operation == Both ? more : [])
                {
                    _world.Ask(service, "DeleteMessage", new JsonObject { ["QueueUrl"] = input["QueueUrl"]?.DeepClone(), ["ReceiptHandle"] = message["ReceiptHandle"]?.DeepClone() });
                }

                if (found.Count >= wanted)
                {
                    break;
                }
            }

            if (found.Count >= wanted || answer is null || second == _patience)
            {
                break;
            }

            _world.Advance(Duration.FromSeconds(1));
        }

        if (operation == Both)
        {
            _gathered.Take(found);
        }

        return answer;
    }

    private JsonNode? Fill(JsonNode? input) => _uploads.Fill(TopicInputs.Whole(input), null, null) is { } filled ? Replaced(filled) : null;

    // The tests read the events of functions that give them back from their logs.
    private static JsonNode Listening(JsonNode input)
    {
        var listening = input.DeepClone();
        if (listening["Code"]?["ZipFile"]?["zip"] is JsonObject code && (string?)code["function"] == "echo")
        {
            code["function"] = "listens";
        }

        return listening;
    }

    private JsonNode? Replaced(JsonNode node)
    {
        if (node is JsonObject o && o["TaskHandle"]?.GetValue<string>() == "<the task's handle>")
        {
            o["TaskHandle"] = _task?.DeepClone();
        }

        return node;
    }

    private void See(string key, JsonNode? recorded, JsonNode? actual) =>
        _seen[key] = actual is null ? (["not there yet"], null) : (_comparison.Differences(Named(recorded), AsKnown(recorded, actual)), actual);

    // A value that a message quotes and no step says was given another name when the answer was stored.
    private JsonNode? Named(JsonNode? recorded)
    {
        if ((string?)(recorded as JsonObject)?["Error"]?["Message"] is not { } message)
        {
            return recorded;
        }

        var named = recorded!.DeepClone();
        named["Error"]!["Message"] = QuotedWords().Replace(message, m => _said.Contains(m.Groups["words"].Value, StringComparison.Ordinal) ? m.Value : $"Value '<{m.Groups["words"].Value}>' at");
        return named;
    }

    // Clients show an error's own message only where their model of that day had it.
    private static JsonNode AsKnown(JsonNode? recorded, JsonNode actual)
    {
        if (actual is not JsonObject answer || !answer.ContainsKey("Error") || recorded is not JsonObject known)
        {
            return actual;
        }

        var shown = answer.DeepClone().AsObject();
        foreach (var member in new[] { "message", "Message" }.Where(m => !known.ContainsKey(m)))
        {
            shown.Remove(member);
        }

        // The recording's own client kept the first line of long messages too.
        if (known["Error"]?["_normalized"] is not null && shown["Error"] is JsonObject error && error["Message"]?.GetValue<string>() is { } message)
        {
            error["_normalized"] = message.Split('\n')[0];
        }

        return shown;
    }

    [GeneratedRegex("Value '(?<words>[a-z]+(-[a-z]+)+)' at", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex QuotedWords();

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Count();
}
