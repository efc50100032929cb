using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace LambdaSim.Benchmarks.Endpoint;

/// <summary>The work of a soak: by its number, each piece is one kind of request, or a function's whole life.</summary>
internal sealed class SoakMix(ApiClient client, bool deploys = true)
{
    private const string Queue = "soak-failed", Echo = "soak-echo", Fail = "soak-fail", Slow = "soak-slow", Shut = "soak-shut";
    private const string QueueArn = "arn:aws:sqs:us-east-1:123456789012:" + Queue;
    private const int LivesEvery = 10, Names = 50;

    /// <summary>Kinds of work; a soak does them in turn.</summary>
    public const int Kinds = 20;

    private static readonly string _echo = ApiClient.StandIn("""{"standIn":1,"behavior":"echo"}""");
    private static readonly string _other = ApiClient.StandIn("""{"standIn":1,"behavior":"constant","params":{"value":1}}""");

    private readonly string[] _busy = new string[Names];
    private string _queueUrl = "";
    private int _requests;
    private int _drained;
    private int _deployments;

    public int Requests => _requests;

    public int Drained => _drained;

    /// <summary>Versions that were deployed: called first, or first after an update.</summary>
    public int Deployments => _deployments;

    public async Task Prepare()
    {
        _queueUrl = (string)(await Asked(client.Queue("CreateQueue", new JsonObject { ["QueueName"] = Queue }), 200).ConfigureAwait(false)).Json()["QueueUrl"]!;
        await Asked(client.Create(Echo, _echo), 201).ConfigureAwait(false);
        await Asked(client.Create(Fail, ApiClient.StandIn("""{"standIn":1,"behavior":"fail","params":{"errorMessage":"on purpose"}}""")), 201).ConfigureAwait(false);
        await Asked(client.Create(Slow, ApiClient.StandIn("""{"standIn":1,"behavior":"wait","params":{"wait":5}}"""), timeout: 1), 201).ConfigureAwait(false);
        await Asked(client.Create(Shut, _echo), 201).ConfigureAwait(false);
        await Asked(client.Put($"/2017-10-31/functions/{Shut}/concurrency", new JsonObject { ["ReservedConcurrentExecutions"] = 0 }), 200).ConfigureAwait(false);
        await Asked(client.Put($"/2019-09-25/functions/{Fail}/event-invoke-config", new JsonObject
        {
            ["MaximumRetryAttempts"] = 1,
            ["DestinationConfig"] = new JsonObject { ["OnFailure"] = new JsonObject { ["Destination"] = QueueArn } },
        }), 200).ConfigureAwait(false);
        await Asked(client.Post($"{Echo}/versions", []), 201).ConfigureAwait(false);
        await Asked(client.Put($"{Echo}/code", new JsonObject { ["ZipFile"] = _other }), 200).ConfigureAwait(false);
        await Asked(client.Post($"{Echo}/versions", []), 201).ConfigureAwait(false);
        await Asked(client.Post($"{Echo}/aliases", new JsonObject
        {
            ["Name"] = "live",
            ["FunctionVersion"] = "1",
            ["RoutingConfig"] = new JsonObject { ["AdditionalVersionWeights"] = new JsonObject { ["2"] = 0.5 } },
        }), 201).ConfigureAwait(false);
    }

    public static string NameOf(int kind) => kind switch
    {
        < 8 => kind % 4 == 0 ? "invoke with log tail" : "invoke",
        < 11 => "event",
        11 or 12 => "event that fails",
        13 => "throttled",
        14 => "invoke that fails",
        15 => "invoke that times out",
        16 => "invoke of a weighted alias",
        17 => "a function's life",
        18 => "receive and delete",
        _ => "list",
    };

    public Task Do(int number) => number % Kinds == 17 && (!deploys || number / Kinds % LivesEvery != 0) ? Asked(client.Get($"{Echo}/configuration"), 200)
        : Do(number % Kinds, number % Kinds == 17 ? number / Kinds / LivesEvery : number);

    public Task Do(int kind, int number) => kind switch
    {
        < 8 => Invoked(Echo, number, tail: kind % 4 == 0),
        < 11 => Invoked(Echo, number, "Event"),
        11 or 12 => Invoked(Fail, number, "Event"),
        13 => Asked(client.Invoke(Shut, Payload(number)), 429),
        14 => Failed(Fail, number),
        15 => Failed(Slow, number),
        16 => Invoked(Echo + ":live", number, tail: true),
        17 => Life(number % Names),
        18 => Drain(),
        _ => Asked(client.List(null, 20), 200),
    };

    private async Task<ApiAnswer> Asked(Task<ApiAnswer> answer, params int[] statuses)
    {
        Interlocked.Increment(ref _requests);
        return (await answer.ConfigureAwait(false)).Require(statuses);
    }

    private static byte[] Payload(int number) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"number":{{number}}}"""));

    private async Task Invoked(string name, int number, string type = "RequestResponse", bool tail = false)
    {
        var answer = await Asked(client.Invoke(name, Payload(number), type, tail), type == "Event" ? 202 : 200).ConfigureAwait(false);
        if (answer.IsFunctionError)
        {
            throw new InvalidOperationException($"{name} failed: {Encoding.UTF8.GetString(answer.Body)}");
        }
    }

    private async Task Failed(string name, int number)
    {
        if (!(await Asked(client.Invoke(name, Payload(number), tail: true), 200).ConfigureAwait(false)).IsFunctionError)
        {
            throw new InvalidOperationException($"{name} did not fail");
        }
    }

    private const int DeploymentsOfALife = 3;

    // One after the other for each name: who comes while it lives has nothing to do.
    private async Task Life(int slot)
    {
        if (Interlocked.CompareExchange(ref _busy[slot], "", null!) is not null)
        {
            return;
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"soak-life-{slot}");
        await Asked(client.Create(name, _echo), 201).ConfigureAwait(false);
        await Invoked(name, slot).ConfigureAwait(false);
        await Asked(client.Put($"{name}/configuration", new JsonObject { ["MemorySize"] = 256 }), 200).ConfigureAwait(false);
        await Invoked(name, slot).ConfigureAwait(false);
        var version = (string)(await Asked(client.Post($"{name}/versions", []), 201).ConfigureAwait(false)).Json()["Version"]!;
        await Asked(client.Put($"{name}/code", new JsonObject { ["ZipFile"] = _other }), 200).ConfigureAwait(false);
        await Asked(client.Post($"{name}/aliases", new JsonObject { ["Name"] = "live", ["FunctionVersion"] = version }), 201).ConfigureAwait(false);
        await Invoked(name + ":live", slot).ConfigureAwait(false);
        await Asked(client.Delete(name), 204).ConfigureAwait(false);
        Interlocked.Add(ref _deployments, DeploymentsOfALife);
        Volatile.Write(ref _busy[slot], null!);
    }

    private async Task Drain()
    {
        // Failures come faster than one message a piece: two of twenty kinds fail.
        var messages = (await Asked(client.Queue("ReceiveMessage", new JsonObject { ["QueueUrl"] = _queueUrl, ["MaxNumberOfMessages"] = 10 }), 200).ConfigureAwait(false)).Json()["Messages"]?.AsArray();
        if (messages is not { Count: > 0 })
        {
            return;
        }

        var entries = new JsonArray([.. messages.Select(static (m, i) => (JsonNode)new JsonObject { ["Id"] = i.ToString(CultureInfo.InvariantCulture), ["ReceiptHandle"] = (string)m!["ReceiptHandle"]! })]);
        await Asked(client.Queue("DeleteMessageBatch", new JsonObject { ["QueueUrl"] = _queueUrl, ["Entries"] = entries }), 200).ConfigureAwait(false);
        Interlocked.Add(ref _drained, entries.Count);
    }
}
