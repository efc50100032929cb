using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.Handlers.StandIns;

namespace LambdaSim.Tests.Conformance;

/// <summary>What functions made for one recorded test do, in the place of programs that are called back.</summary>
internal sealed class Programs : ICallbacks
{
    public const string Keeper = "/keeper";
    public const string Writer = "/writer";
    public const string OnDemandOnly = "/on-demand-only";
    public const string Listener = "/listener";

    public const string Echo = "/echo";
    public const string Constant = "/constant";
    public const string Raises = "/raises";
    public const string FiveSeconds = "/five-seconds";
    public const string FailsAtFirst = "/fails-at-first";
    public const string NamesFailures = "/names-failures";
    public const string NamesNone = "/names-none";

    // Where functions send to whose messages do not name a queue.
    private const string Usual = "destination-queue";

    private const int Milliseconds = 1_000;

    private readonly ConcurrentDictionary<string, JsonNode> _kept = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _written = new();
    private readonly ConcurrentQueue<JsonNode?> _heard = new();

    private readonly ConcurrentQueue<JsonObject> _events = new();
    private readonly ConcurrentQueue<(string Queue, string Body)> _sent = new();

    /// <summary>What the function that writes down wrote.</summary>
    public IEnumerable<string> Written => _written;

    /// <summary>The events that functions that listen got, in order.</summary>
    public IReadOnlyCollection<JsonNode?> Heard => _heard;

    /// <summary>Calls of functions whose events a test compares: version, environment, event.</summary>
    public IReadOnlyList<JsonObject> Events => [.. _events];

    /// <summary>Takes what functions sent to queues since it was last asked: a queue's URL or name, and a body.</summary>
    public IReadOnlyList<(string Queue, string Body)> TakeSent()
    {
        List<(string, string)> taken = [];
        while (_sent.TryDequeue(out var message))
        {
            taken.Add(message);
        }

        return taken;
    }

    public Task<CallbackAnswer> Post(Uri url, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var call = JsonNode.Parse(body.Span)!.AsObject();
        var answer = url.AbsolutePath switch
        {
            Keeper => Keep(call),
            Writer => Write(call),
            Listener => Hear(call),
            Echo => Return(call),
            Constant => Note(call, Answer(JsonNode.Parse(Uri.UnescapeDataString(url.Query[1..])), null)),
            Raises => Note(call, new JsonObject { ["error"] = JsonNode.Parse(Uri.UnescapeDataString(url.Query[1..])) }),
            FiveSeconds => Note(call, Answer(null, JsonValue.Create(5))),
            FailsAtFirst => FailAtFirst(call),
            NamesFailures => Name(call, static r => Attempts(r) >= Receives(r)),
            NamesNone => Send(call, []),
            _ => InitType(call),
        };
        return Task.FromResult(new CallbackAnswer(200, Encoding.UTF8.GetBytes(answer.ToJsonString()), null));
    }

    // The file belongs to the environment, the number to its process.
    private JsonObject Keep(JsonObject call)
    {
        var (said, file, number) = (call["event"] as JsonObject ?? [], Context(call, "environmentId"), Context(call, "runtimeId"));
        JsonObject? result = null;
        if (said["write-file"] is { } text)
        {
            _kept[$"file {file}"] = text.DeepClone();
        }

        if (said["set-number"] is { } set)
        {
            _kept[$"number {number}"] = set.DeepClone();
        }

        if (said["read-file"] is not null)
        {
            result = new JsonObject { ["content"] = _kept.GetValueOrDefault($"file {file}")?.DeepClone() };
        }

        if (said["read-number"] is not null)
        {
            result = new JsonObject { ["number"] = _kept.GetValueOrDefault($"number {number}")?.DeepClone() ?? 0 };
        }

        return Answer(result, said["sleep"]);
    }

    private JsonObject Write(JsonObject call)
    {
        var said = call["event"] as JsonObject ?? [];
        _written.Enqueue($"{said["request_prefix"]}--{call["env"]?["FUNCTION_VARIANT"]}");
        return Answer(null, said["sleep_seconds"]);
    }

    private JsonObject Hear(JsonObject call)
    {
        _heard.Enqueue(call["event"]?.DeepClone());
        return Answer(null, null);
    }

    private JsonObject Return(JsonObject call) => Note(call, Answer(call["event"]?.DeepClone(), null));

    private JsonObject Note(JsonObject call, JsonObject answer)
    {
        _events.Enqueue(new JsonObject
        {
            ["function_name"] = Context(call, "functionName"), ["function_version"] = Context(call, "functionVersion"), ["env"] = call["env"]?.DeepClone(),
            ["executionStart"] = _events.Count, ["event"] = call["event"]?.DeepClone(),
        });
        return answer;
    }

    private JsonObject FailAtFirst(JsonObject call)
    {
        const string Message = "failed attempt";
        var record = Records(call)[0];
        var fails = Receives(record) <= Attempts(record);
        _sent.Enqueue((Body(record)["destination"]!.GetValue<string>(), new JsonObject { ["error"] = fails ? Message : null, ["event"] = call["event"]?.DeepClone() }.ToJsonString()));
        return fails ? new JsonObject { ["error"] = new JsonObject { ["errorType"] = "Exception", ["errorMessage"] = Message } } : Answer(null, null);
    }

    private JsonObject Name(JsonObject call, Func<JsonNode, bool> fails) => Send(call, new JsonObject
    {
        ["batchItemFailures"] = new JsonArray([.. Records(call).Where(fails).Select(r => new JsonObject { ["itemIdentifier"] = r["messageId"]?.DeepClone() })]),
    });

    private JsonObject Send(JsonObject call, JsonObject result)
    {
        _sent.Enqueue((Usual, new JsonObject { ["event"] = call["event"]?.DeepClone(), ["result"] = result.DeepClone() }.ToJsonString()));
        return Answer(result, null);
    }

    private static List<JsonNode> Records(JsonObject call) => [.. call["event"]!["Records"]!.AsArray().Select(r => r!)];

    private static JsonObject Body(JsonNode record) => JsonNode.Parse(record["body"]!.GetValue<string>())!.AsObject();

    private static int Attempts(JsonNode record) => Body(record)["fail_attempts"]!.GetValue<int>();

    private static int Receives(JsonNode record) => int.Parse(record["attributes"]!["ApproximateReceiveCount"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture);

    private static JsonObject InitType(JsonObject call)
    {
        var type = Context(call, "initializationType");
        return type == "provisioned-concurrency"
            ? new JsonObject { ["error"] = new JsonObject { ["errorType"] = "Exception", ["errorMessage"] = "not for provisioned concurrency" } }
            : Answer(JsonValue.Create(type), null);
    }

    private static JsonObject Answer(JsonNode? result, JsonNode? seconds)
    {
        var answer = new JsonObject { ["result"] = result };
        if (seconds is not null)
        {
            answer["durationMs"] = seconds.GetValue<int>() * Milliseconds;
        }

        return answer;
    }

    private static string Context(JsonObject call, string member) => call["context"]![member]!.GetValue<string>();
}
