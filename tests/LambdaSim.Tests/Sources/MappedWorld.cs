using System.Globalization;
using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Neighbours.Queues;

namespace LambdaSim.Tests.Sources;

/// <summary>A queue, a function that reads it, and what the function got: a row a call, with its second.</summary>
internal sealed class MappedWorld : IDisposable
{
    private static readonly Dictionary<string, string> _noTags = [];

    public MappedWorld(PollingConfig? polling = null, AccountConfig? account = null, ulong seed = 1) =>
        Simulation = new Simulation(new SimulationOptions { Seed = seed, World = new SimulationConfig { Polling = polling ?? new PollingConfig(), Account = account ?? new AccountConfig() } });

    public Simulation Simulation { get; }

    /// <summary>What functions got: second, bodies, and, where it is more than one, how often the first was received.</summary>
    public List<string> Calls { get; } = [];

    public Queue Queue(string name = "orders", params (string Name, string Value)[] attributes)
    {
        var all = attributes.ToDictionary(static a => a.Name, static a => a.Value, StringComparer.Ordinal);
        if (name.EndsWith(".fifo", StringComparison.Ordinal))
        {
            all["FifoQueue"] = "true";
        }

        return Simulation.QueuesAt(Simulation.Options.AccountId, Simulation.Options.Region).Create(name, all, _noTags);
    }

    /// <summary>A function with code that notes what it gets.</summary>
    /// <param name="answer">What it answers to a batch; it may throw.</param>
    /// <param name="takes">How long a call takes.</param>
    /// <param name="configure">Its settings.</param>
    /// <param name="name">Its name.</param>
    public Function Reader(Func<Batch, object?>? answer = null, TimeLength takes = default, Func<FunctionConfig, FunctionConfig>? configure = null, string name = "import") =>
        Simulation.AddFunction(
            name,
            async (JsonElement sqs, LambdaContext context) =>
            {
                var batch = new Batch(sqs);
                Calls.Add(string.Create(CultureInfo.InvariantCulture, $"{Simulation.Elapsed.TotalSeconds:0.###} {batch}"));
                if (takes > Duration.Zero)
                {
                    await context.Delay(takes);
                }

                return answer?.Invoke(batch);
            },
            configure);

    public void Dispose() => Simulation.Dispose();
}

/// <summary>An event of SQS as a function sees it.</summary>
internal sealed class Batch(JsonElement sqs)
{
    public IReadOnlyList<JsonElement> Records { get; } = [.. sqs.GetProperty(nameof(Records)).EnumerateArray().Select(static r => r.Clone())];

    public IReadOnlyList<string> Bodies => [.. Records.Select(static r => r.GetProperty("body").GetString()!)];

    public int Receives => int.Parse(Records[0].GetProperty("attributes").GetProperty("ApproximateReceiveCount").GetString()!, CultureInfo.InvariantCulture);

    public string IdOf(string body) => Records.First(r => r.GetProperty("body").GetString() == body).GetProperty("messageId").GetString()!;

    /// <summary>The answer that names messages as failed.</summary>
    public object Failed(params string[] bodies) => new { batchItemFailures = bodies.Where(b => Bodies.Contains(b)).Select(b => new { itemIdentifier = IdOf(b) }).ToArray() };

    public override string ToString() => $"{string.Join(' ', Bodies)}{(Receives > 1 ? string.Create(CultureInfo.InvariantCulture, $" (receive {Receives})") : "")}";
}

internal static class MappingSteps
{
    public static void Put(this Queue queue, params string[] bodies)
    {
        foreach (var body in bodies)
        {
            queue.Send(new SendRequest(body));
        }
    }

    /// <summary>Bodies of what a queue still has, in flight or not.</summary>
    public static IEnumerable<string> Left(this Queue queue) => queue.Held.Select(static m => m.Sent.Body);

    /// <summary>Puts messages in groups: <c>group/body</c>.</summary>
    public static void PutInGroups(this Queue queue, params string[] messages)
    {
        foreach (var message in messages)
        {
            queue.Send(new SendRequest(message) { Group = message.Split('/')[0], DeduplicationId = message.Replace('/', '-') });
        }
    }
}
