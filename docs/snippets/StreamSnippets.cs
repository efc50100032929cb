using System.Text;
using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Units;

namespace LambdaSim.Snippets;

/// <summary>The C# of docs/streams.md, compiled and run by the tests.</summary>
public static class StreamSnippets
{
    public static void RecordsOfAKey(TextWriter output)
    {
        // begin-snippet: stream
        using var simulation = new Simulation(seed: 1);
        var clicks = simulation.AddStream("clicks", shards: 2);
        simulation.AddFunction("track", (string page, LambdaContext context) => context.Stream("clicks").Put("customer-7", page).ShardId);

        simulation["track"].Invoke("/home");
        simulation["track"].Invoke("/cart");
        clicks.Put("customer-8", "/home");

        foreach (var record in clicks.Records)
        {
            output.WriteLine($"{record.ShardId} {record.PartitionKey} {record.Text}");
        }
        // end-snippet
    }

    public static void ReshardingAndRetention(TextWriter output)
    {
        // begin-snippet: stream-resharding
        using var simulation = new Simulation(seed: 1);
        var clicks = simulation.AddStream("clicks");
        clicks.Put("customer-7", "before");
        clicks.Split("shardId-000000000000");
        simulation.AdvanceBy(20.Hours);
        clicks.Put("customer-7", "after");
        output.WriteLine(string.Join(", ", clicks.Records.Select(r => $"{r.Text} in {r.ShardId}")));

        simulation.AdvanceBy(10.Hours);
        output.WriteLine(string.Join(", ", clicks.Records.Select(r => $"{r.Text} in {r.ShardId}")));
        // end-snippet
    }

    public static void Throttled(TextWriter output)
    {
        // begin-snippet: stream-throttle
        using var simulation = new Simulation(seed: 1);
        var clicks = simulation.AddStream("clicks");
        var taken = 0;
        try
        {
            for (; ; taken++)
            {
                clicks.Put("customer-7", "/home");
            }
        }
        catch (AwsServiceException e)
        {
            output.WriteLine($"{taken} taken, then {e.ErrorCode}: {e.Message}");
        }

        // What a test seeds is nobody's traffic.
        clicks.LimitsThroughput = false;
        clicks.Put("customer-7", "/home");
        // end-snippet
    }

    public static void PoisonRecord(TextWriter output)
    {
        // begin-snippet: stream-mapping
        using var simulation = new Simulation(seed: 1);
        var clicks = simulation.AddStream("clicks");
        var failures = simulation.AddQueue("failures");
        var count = simulation.AddFunction("count", (JsonElement batch) =>
        {
            var pages = batch.GetProperty("Records").EnumerateArray().Select(r => r.GetProperty("kinesis").GetProperty("data").GetBytesFromBase64()).ToList();
            output.WriteLine($"{simulation.Elapsed.TotalSeconds} s: {string.Join(' ', pages.Select(p => Encoding.UTF8.GetString(p)))}");
            return pages.Exists(p => p.Length == 0) ? throw new FormatException("no page") : pages.Count;
        });
        var mapping = count.On(clicks, batch: 4, retries: 1, bisect: true, onFailure: Destination.To(failures));

        foreach (var page in new[] { "/home", "/cart", "", "/pay" })
        {
            clicks.Put("customer-7", page);
        }

        simulation.RunUntilIdle();
        output.WriteLine($"{mapping.Figures.SentToDestination} given up, last result: {mapping.LastProcessingResult}");
        output.WriteLine(simulation.Ledger.ToString().Split('\n')[0]);
        // end-snippet
    }

    public static void TumblingWindow(TextWriter output)
    {
        // begin-snippet: stream-window
        using var simulation = new Simulation(seed: 1);
        var clicks = simulation.AddStream("clicks");
        var count = simulation.AddFunction("count", (JsonElement batch) =>
        {
            var sum = batch.GetProperty("Records").GetArrayLength() + (batch.GetProperty("state").TryGetProperty("sum", out var before) ? before.GetInt32() : 0);
            if (batch.GetProperty("isFinalInvokeForWindow").GetBoolean())
            {
                output.WriteLine($"from {batch.GetProperty("window").GetProperty("start")}: {sum}");
            }

            return new { state = new { sum } };
        });
        count.On(clicks, new StreamMappingConfig { TumblingWindow = 60.Seconds });

        for (var second = 0; second < 100; second += 10)
        {
            clicks.Put("customer-7", "/home");
            simulation.AdvanceBy(10.Seconds);
        }

        simulation.RunUntilIdle();
        // end-snippet
    }

    public static void KafkaInMemory(TextWriter output)
    {
        // begin-snippet: stream-kafka
        using var simulation = new Simulation(seed: 1);
        var orders = simulation.KafkaTopic("orders", partitions: 3);
        var import = simulation.AddFunction("import", (JsonElement batch) =>
        {
            foreach (var partition in batch.GetProperty("records").EnumerateObject())
            {
                output.WriteLine($"{partition.Name}: {string.Join(' ', partition.Value.EnumerateArray().Select(r => Encoding.UTF8.GetString(r.GetProperty("value").GetBytesFromBase64())))}");
            }
        });
        var mapping = import.On(orders, batch: 50);

        orders.Put("customer-7", "book", partition: 1);
        orders.Put("customer-7", "lamp", partition: 1);
        simulation.RunUntilIdle();
        output.WriteLine($"committed {orders.CommittedOffset(mapping.UUID, 1)}, {mapping.LastProcessingResult}");
        // end-snippet
    }
}
