using System.Globalization;
using System.Text;
using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Neighbours.Queues;
using LambdaSim.Neighbours.Shards;

namespace LambdaSim.Tests.Sources;

/// <summary>A stream in memory, a function that reads it, and what the function got: a row a call, with its second.</summary>
internal sealed class StreamedWorld : IDisposable
{
    public StreamedWorld(int shards = 1, ShardedStreamKind kind = ShardedStreamKind.Kinesis, PollingConfig? polling = null, AccountConfig? account = null, ulong seed = 1, Duration? retention = null, IEventObserver? observer = null)
    {
        Simulation = new Simulation(new SimulationOptions { Seed = seed, Observers = observer is null ? [] : [observer], World = new SimulationConfig { Polling = polling ?? new PollingConfig(), Account = account ?? new AccountConfig() } });
        Stream = new ShardsInMemory(() => Simulation.Now, shards, kind) { Retention = retention ?? Duration.FromHours(24) };
        Simulation.Directory.Register(kind == ShardedStreamKind.Kinesis ? "kinesis" : "dynamodb", Stream);
    }

    public Simulation Simulation { get; }

    public ShardsInMemory Stream { get; }

    /// <summary>What functions got: second, data of the records.</summary>
    public List<string> Calls { get; } = [];

    public IReadOnlyDictionary<string, int> TimesDelivered => Calls.SelectMany(static c => c.Split(' ').Skip(1)).CountBy(static d => d).ToDictionary();

    /// <summary>A function with code that notes what it gets.</summary>
    /// <param name="answer">What it answers to a batch; it may throw.</param>
    /// <param name="takes">How long a call takes.</param>
    /// <param name="configure">Its settings.</param>
    /// <param name="name">Its name.</param>
    public Function Reader(Func<RecordBatch, object?>? answer = null, TimeLength takes = default, Func<FunctionConfig, FunctionConfig>? configure = null, string name = "import") =>
        Simulation.AddFunction(
            name,
            async (JsonElement given, LambdaContext context) =>
            {
                var batch = new RecordBatch(given);
                Calls.Add(string.Create(CultureInfo.InvariantCulture, $"{Simulation.Elapsed.TotalSeconds:0.###} {batch}"));
                if (takes > Duration.Zero)
                {
                    await context.Delay(takes);
                }

                return answer?.Invoke(batch);
            },
            configure);

    public EventSourceMapping Map(Function function, StreamMappingConfig? config = null) => function.OnStream(Stream.Arn.ToString(), config ?? new StreamMappingConfig());

    public Queue Queue(string name = "failures") =>
        Simulation.QueuesAt(Simulation.Options.AccountId, Simulation.Options.Region).Create(name, new Dictionary<string, string>(), new Dictionary<string, string>());

    /// <summary>Puts records into the first shard, with the key of what stands before a slash.</summary>
    public void Put(params string[] data) => Put(0, data);

    public void Put(int shard, params string[] data)
    {
        foreach (var one in data)
        {
            Stream[shard].Put(one.Contains('/', StringComparison.Ordinal) ? one.Split('/')[0] : "key", one);
        }
    }

    /// <summary>Fates of records by shard and position, as the log tells them.</summary>
    public string Fates() => string.Join(", ", Simulation.Log.Where(static e => e.Kind is EventKind.RecordsEnded or EventKind.RecordsAtEnd)
        .Select(static e => string.Create(CultureInfo.InvariantCulture, $"{e.RecordPosition}+{e.RecordCount} {(e.Kind == EventKind.RecordsAtEnd ? "AtEnd" : e.RecordFate)}")));

    public void Dispose() => Simulation.Dispose();
}

/// <summary>An event of a stream as a function sees it.</summary>
internal sealed class RecordBatch(JsonElement given)
{
    public JsonElement Event { get; } = given.Clone();

    public IReadOnlyList<JsonElement> Records { get; } = [.. given.GetProperty(nameof(Records)).EnumerateArray().Select(static r => r.Clone())];

    public IReadOnlyList<string> Data => [.. Records.Select(static r => r.TryGetProperty("kinesis", out var kinesis)
        ? Encoding.UTF8.GetString(kinesis.GetProperty("data").GetBytesFromBase64())
        : r.GetProperty("dynamodb").GetProperty("Keys").GetProperty("id").GetProperty("S").GetString()!)];

    public bool IsFinal => Event.TryGetProperty("isFinalInvokeForWindow", out var final) && final.GetBoolean();

    /// <summary>The count in the state, 0 at a window's beginning.</summary>
    public int Count => Event.GetProperty("state").TryGetProperty("n", out var n) ? n.GetInt32() : 0;

    public string NumberOf(string data) => NumberOf(Records[Data.ToList().IndexOf(data)]);

    /// <summary>The answer that names records as failed.</summary>
    public object Failed(params string[] data) => new { batchItemFailures = data.Where(Data.Contains).Select(d => new { itemIdentifier = NumberOf(d) }).ToArray() };

    public override string ToString() => string.Join(' ', Data);

    private static string NumberOf(JsonElement record) => record.TryGetProperty("kinesis", out var kinesis) ? kinesis.GetProperty("sequenceNumber").GetString()! : record.GetProperty("dynamodb").GetProperty("SequenceNumber").GetString()!;
}
