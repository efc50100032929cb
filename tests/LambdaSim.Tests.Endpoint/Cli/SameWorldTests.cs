using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.Configuration;

namespace LambdaSim.Tests.Cli;

/// <summary>One configuration and the same arrivals: one log, whoever runs them.</summary>
public sealed class SameWorldTests
{
    private const string Plain = """
        {
          "seed": 7,
          "functions": {
            "pay": { "duration": { "exponential": "300ms" }, "timeout": "1s", "init": "120ms", "maximumRetryAttempts": 1 },
            "ship": { "duration": "5s", "maximumEventAge": "2m", "reservedConcurrency": 2 },
            "never-called": { "duration": "1s" }
          }
        }
        """;

    private const string WithQueues = """
        {
          "seed": 7,
          "queues": { "failed": { "retention": "2m", "delay": "30s" }, "done": { "maximumMessageSize": 200000 } },
          "defaults": { "deadLetterQueue": "failed" },
          "functions": {
            "pay": { "duration": { "exponential": "300ms" }, "timeout": "1s", "init": "120ms", "maximumRetryAttempts": 1, "onSuccess": "done", "onFailure": "function audit" },
            "ship": { "duration": "5s", "maximumEventAge": "2m", "reservedConcurrency": 2, "onFailure": "done" },
            "audit": { "duration": "40ms", "onSuccess": "function archive", "onFailure": "done" },
            "archive": { "duration": "10ms" }
          }
        }
        """;

    // One mapping is throttled, one times out until messages are given up, one waits for a window.
    private const string WithMappings = """
        {
          "seed": 7,
          "queues": { "done": { "visibilityTimeout": "20s" }, "failed": { "redrive": { "deadLetterQueue": "given-up", "maxReceiveCount": 2 } }, "given-up": { "delay": "3s", "retention": "5m" } },
          "mappings": [
            { "queue": "failed", "function": "repair", "batchSize": 2 },
            { "queue": "done", "function": "book:2", "window": "4s", "maximumConcurrency": 2, "filters": ["{\"body\": {\"requestPayload\": [{\"exists\": true}]}}"] },
            { "queue": "given-up", "function": "archive", "reportBatchItemFailures": true }
          ],
          "defaults": { "deadLetterQueue": "failed" },
          "functions": {
            "pay": { "duration": { "exponential": "300ms" }, "timeout": "1s", "init": "120ms", "maximumRetryAttempts": 1, "onSuccess": "done" },
            "ship": { "duration": "5s", "maximumEventAge": "2m", "reservedConcurrency": 2 },
            "repair": { "duration": "9s", "timeout": "2s" },
            "book:2": { "duration": { "exponential": "40ms" }, "init": "80ms" },
            "archive": { "duration": "10ms", "reservedConcurrency": 0 }
          }
        }
        """;

    private static readonly (double AtMs, string Function, int Bytes)[] _arrivals =
        [(0, "ship", 2), (150.5, "pay", 40), (151.5, "pay", 41), (400, "ship", 7), (700.25, "pay", 300_000), (701, "ship", 3), (9_000, "pay", 5)];

    [Fact]
    public Task A_world_without_queues_has_one_fingerprint() => HasOneFingerprint(Plain);

    [Fact]
    public Task A_world_with_queues_and_destinations_has_one_fingerprint() => HasOneFingerprint(WithQueues);

    [Fact]
    [Pins("ESM-CONFIGURED")]
    public Task A_world_whose_functions_read_queues_has_one_fingerprint() => HasOneFingerprint(WithMappings);

    private static async Task HasOneFingerprint(string config)
    {
        var world = new World { Config = ConfigJson.Read(config) };
        foreach (var (at, function, bytes) in _arrivals)
        {
            world.Call(function, at, durationMs: -1, type: InvocationType.Event, payload: bytes);
        }

        var replayed = world.Run().Result;

        Assert.True(replayed.Metrics is { Retries: > 0, Throttles: > 0 } && replayed.Metrics.Drops.Sum() > 0, "the world is too quiet to tell");
        Assert.Equal(replayed.Fingerprint, ByCommand(config));
        Assert.Equal(replayed.Fingerprint, await ByEndpoint(config, replayed.End.Time));
    }

    private static string ByCommand(string config)
    {
        using var cli = new CliRun();
        var trace = new StringBuilder("t_ms,function,duration_ms,type,payload_bytes\n");
        foreach (var (at, function, bytes) in _arrivals)
        {
            trace.Append(FormattableString.Invariant($"{at},{function},,Event,{bytes}\n"));
        }

        var json = JsonNode.Parse(cli.Run("replay", cli.File("trace.csv", trace.ToString()), "--config", cli.File("c.json", config), "--json").Ok())!;
        return (string)json["fingerprint"]!;
    }

    private static async Task<string> ByEndpoint(string config, long end)
    {
        await using var serve = await ServeRun.StartWith(config, "--config", "c.json", "--clock", "manual");
        var now = 0L;
        foreach (var (at, function, bytes) in _arrivals)
        {
            await AdvanceTo(World.Ns(at));

            // What a replay takes a payload to be: of quotes a message would have more characters.
            await serve.Send(function, "0".PadLeft(bytes));
        }

        await AdvanceTo(end);
        return (await serve.Interrupt()).Out.TrimEnd().Split(' ')[^1];

        async Task AdvanceTo(long time)
        {
            await serve.Post("/_lambdasim/advance", FormattableString.Invariant($"{{\"seconds\": {(time - now) / 1_000_000_000m}}}"));
            now = time;
        }
    }
}
