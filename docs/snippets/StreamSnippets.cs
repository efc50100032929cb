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
}
