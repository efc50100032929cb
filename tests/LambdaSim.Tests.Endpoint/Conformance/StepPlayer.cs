using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LambdaSim.Tests.Conformance;

/// <summary>Plays the steps of one recorded test and compares each answer with the recording.</summary>
internal sealed partial class StepPlayer
{
    private const int Tries = 120;

    private static readonly Duration _pause = Duration.FromSeconds(5);

    private readonly IConformanceApi _api;
    private readonly IConformanceWorld _world;
    private readonly JsonObject _recorded;
    private readonly Names _names = new();
    private readonly List<(string Name, string Value)> _placeholders = [];
    private readonly Comparison _comparison;
    private readonly Uploads _uploads;
    private readonly Gathered _gathered;
    private readonly SortedDictionary<string, (IReadOnlyList<string> Differences, JsonNode? Actual)> _seen = new(StringComparer.Ordinal);

    public StepPlayer(IConformanceApi api, IConformanceWorld world, JsonObject recorded)
    {
        _api = api;
        _world = world;
        _recorded = recorded;
        _comparison = new Comparison(_names);
        _uploads = new Uploads(_names, recorded);
        _gathered = new Gathered(api, world, _comparison);
        _names.Bind("<label>", "2026-01-02T03:04:05.678");
    }

    /// <summary>A verdict for each recorded answer, also for those that no step of ours could get.</summary>
    public IReadOnlyList<Verdict> Play(string test, JsonObject request)
    {
        foreach (var step in request["steps"]!.AsArray().Where(s => s!["placeholder"] is not null))
        {
            var value = step!["standsFor"]!.GetValue<string>();
            _placeholders.Add((step["placeholder"]!.GetValue<string>(), value));
            _names.Bind(step["placeholder"]!.GetValue<string>(), value);
            PrepareNetwork(value);
        }

        // An id that is cut short and has no placeholder is one that existed.
        foreach (var kind in new[] { "subnet", "sg" }.Where(k => !request["steps"]!.AsArray().Any(s => s!["standsFor"]?.GetValue<string>() == k)))
        {
            PrepareNetwork(Names.Whole(kind));
            PrepareNetwork($"{kind}-00000000");
        }

        _uploads.RenamesFunction = request["steps"]!.AsArray().Any(s => s!["operation"]?.GetValue<string>() == "CreateFunction" && s["input"]!["FunctionName"]?.GetValue<string>() == "function");
        foreach (var step in request["steps"]!.AsArray())
        {
            Play(step!.AsObject());
        }

        var left = request["notCompared"]?.AsArray().Select(k => k!.GetValue<string>()).ToHashSet(StringComparer.Ordinal) ?? [];
        return
        [
            .. _recorded.Where(a => !left.Contains(a.Key)).Select(a =>
            {
                var (differences, actual) = _seen.GetValueOrDefault(a.Key, (["not answered: no operation gives this yet"], null));
                return new Verdict(test, a.Key, differences, a.Value, actual);
            }),
        ];
    }

    private void Play(JsonObject step)
    {
        switch (step)
        {
            case var _ when step["http"] is not null || step["placeholder"] is not null:
                break;
            case var _ when step["service"] is { } service:
                Ask(service.GetValue<string>(), step);
                break;
            case var _ when step["operation"] is { } operation:
                Call(operation.GetValue<string>(), step);
                break;
            case var _ when step["fixture"] is { } fixture:
                Prepare(fixture.GetValue<string>(), step);
                break;
            case var _ when step["seconds"] is { } seconds:
                _world.Advance(Duration.FromSeconds(seconds.GetValue<double>()));
                break;
            case var _ when step["FunctionName"] is not null:
                AwaitFunction(step);
                break;
            case var _ when step["wait"] is { } wait:
                _world.Advance(Duration.FromMinutes(wait.GetValue<string>().StartsWith("provisioned", StringComparison.Ordinal) ? 2 : 1));
                break;
            case var _ when step["compare"] is { } key && _recorded.TryGetPropertyValue(key.GetValue<string>(), out var recorded):
                var actual = _gathered.For(key.GetValue<string>(), recorded);
                See(key.GetValue<string>(), recorded, actual);
                break;
        }
    }

    private void Call(string operation, JsonObject step)
    {
        var key = step["recordedAs"]?.GetValue<string>();
        var recorded = key is null ? null : Inner(_recorded[key]);
        var region = step["region"]?.GetValue<string>() ?? Names.Region;
        var input = _uploads.Fill(step["input"] ?? new JsonObject(), recorded, _gathered)!.AsObject();
        var answer = _api.Call(operation, input, region);
        _gathered.Add(operation, input, region, answer);
        if (key is not null && answer is not null)
        {
            See(key, recorded, RecordedShape.Of(answer, operation));
        }
    }

    private void Ask(string service, JsonObject step)
    {
        var (operation, input) = (step["operation"]!.GetValue<string>(), _uploads.Fill(step["input"] ?? new JsonObject(), null, _gathered)!.AsObject());
        var answer = _api.Ask(service, operation, input);
        if (step["until"] is not null)
        {
            for (var tries = 0; answer is not null && answer.Body?["Messages"] is null && tries < Tries; tries++)
            {
                _world.Advance(_pause);
                answer = _api.Ask(service, operation, input);
            }

            // What a test waited for it took.
            foreach (var message in answer?.Body?["Messages"]?.AsArray() ?? [])
            {
                _api.Ask(service, "DeleteMessage", new JsonObject { ["QueueUrl"] = input["QueueUrl"]?.DeepClone(), ["ReceiptHandle"] = message!["ReceiptHandle"]?.DeepClone() });
            }
        }

        _gathered.Hear(answer);
        if (step["recordedAs"]?.GetValue<string>() is { } key && answer is not null)
        {
            See(key, _recorded[key], RecordedShape.Of(answer, operation));
        }
    }

    private void AwaitFunction(JsonObject step)
    {
        var input = new JsonObject { ["FunctionName"] = step["FunctionName"]!.DeepClone(), ["Qualifier"] = step["Qualifier"]?.DeepClone() };
        input = _uploads.Fill(input, null, _gathered)!.AsObject();
        for (var tries = 0; tries < Tries && _api.Call("GetFunctionConfiguration", input, Names.Region)?.Body is { } body
            && (body["State"]?.GetValue<string>() == "Pending" || body["LastUpdateStatus"]?.GetValue<string>() == "InProgress"); tries++)
        {
            _world.Advance(_pause);
        }
    }

    private void See(string key, JsonNode? recorded, JsonNode? actual) =>
        _seen[key] = actual is null ? (["not answered: no operation gives this yet"], null) : (_comparison.Differences(recorded, actual), actual);

    private void Prepare(string fixture, JsonObject step)
    {
        var name = step["name"]?.GetValue<string>();
        if (fixture == "S3 object")
        {
            _world.Store(Said(step, "S3Bucket"), Said(step, "S3Key"), step["body"]?["zip"] is { } zip ? Archives.Of(zip, 0, _recorded) : []);
        }
        else if (fixture.StartsWith("SQS", StringComparison.Ordinal))
        {
            var input = new JsonObject { ["QueueName"] = name, ["Attributes"] = step["Attributes"]?.DeepClone() ?? new JsonObject() };
            var queue = _api.Ask("sqs", "CreateQueue", _uploads.Fill(input, null, _gathered)!.AsObject());
            _names.Bind($"<URL of {name}>", queue?.Body?["QueueUrl"]?.GetValue<string>() ?? "");
        }
        else if (fixture.StartsWith("Kinesis", StringComparison.Ordinal))
        {
            _api.Ask("kinesis", "CreateStream", new JsonObject { ["StreamName"] = name, ["ShardCount"] = 1 });
            _world.Advance(_pause);
        }
        else if (fixture.StartsWith("DynamoDB", StringComparison.Ordinal))
        {
            PrepareTable(name!, step);
        }
    }

    private void PrepareTable(string name, JsonObject step)
    {
        var key = step["partitionKey"]?.GetValue<string>() ?? "id";
        var input = new JsonObject
        {
            ["TableName"] = name,
            ["AttributeDefinitions"] = new JsonArray(new JsonObject { ["AttributeName"] = key, ["AttributeType"] = "S" }),
            ["KeySchema"] = new JsonArray(new JsonObject { ["AttributeName"] = key, ["KeyType"] = "HASH" }),
            ["BillingMode"] = "PAY_PER_REQUEST",
            ["StreamSpecification"] = new JsonObject { ["StreamEnabled"] = true, ["StreamViewType"] = step["streamViewType"]?.GetValue<string>() ?? "NEW_IMAGE" },
        };
        var table = _api.Ask("dynamodb", "CreateTable", input);
        _names.Bind("<label>", table?.Body?["TableDescription"]?["LatestStreamLabel"]?.GetValue<string>() ?? "2026-01-02T03:04:05.678");
        _placeholders.Where(static p => p.Value.Contains("<label>", StringComparison.Ordinal)).ToList().ForEach(p => _names.Bind(p.Name, p.Value));
        _world.Advance(_pause);
    }

    private void PrepareNetwork(string id)
    {
        var kind = NetworkId().Match(id).Groups["kind"].Value;
        if (kind.Length > 0)
        {
            _world.Exist(_names.Resolve($"arn:<partition>:ec2:<region>:{Names.Account}:{(kind == "sg" ? "security-group" : kind)}/{id}"));
        }
    }

    [GeneratedRegex(@"\A(?<kind>subnet|sg)-[0-9a-f]{8,17}\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex NetworkId();

    private static string Said(JsonObject step, string member) => step[member]?.GetValue<string>() ?? "";

    private static JsonNode? Inner(JsonNode? recorded) => recorded is JsonObject o && o["CreateFunctionResponse"] is { } inner ? inner : recorded;
}
