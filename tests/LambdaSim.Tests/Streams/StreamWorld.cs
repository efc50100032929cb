using System.Text.Json.Nodes;
using LambdaSim.Tests.Neighbours.Stores;

namespace LambdaSim.Tests.Streams;

/// <summary>Streams of a simulation, asked over their protocol, in process.</summary>
internal sealed class StreamWorld : IDisposable
{
    private const string Arn = "arn:aws:kinesis:us-east-1:123456789012:stream/";

    private readonly WireCaller _caller;

    public StreamWorld(SimulationOptions? options = null)
    {
        Simulation = new Simulation(options ?? new SimulationOptions { Seed = 7 });
        _caller = new WireCaller(Simulation, "kinesis", "Kinesis_20131202");
    }

    public Simulation Simulation { get; }

    public void Dispose()
    {
        _caller.Dispose();
        Simulation.Dispose();
    }

    public static string ArnOf(string stream) => Arn + stream;

    public JsonObject Ask(string operation, string input) => _caller.Ask(operation, input);

    public JsonObject Ask(string operation, JsonObject input) => _caller.Ask(operation, input.ToJsonString());

    public (string Code, string Message) Refused(string operation, string input) => _caller.Refused(operation, input);

    public (string Code, string Message) Refused(string operation, JsonObject input) => _caller.Refused(operation, input.ToJsonString());

    /// <summary>What an InvalidArgumentException says.</summary>
    public string Invalid(string operation, JsonObject input)
    {
        var (code, message) = Refused(operation, input);
        Assert.Equal("InvalidArgumentException", code);
        return message;
    }

    public JsonObject Describe(string stream) => Ask("DescribeStream", new JsonObject { ["StreamName"] = stream })["StreamDescription"]!.AsObject();

    public (string Shard, string Number) Put(string stream, string key, string data, string? hashKey = null)
    {
        var input = new JsonObject { ["StreamName"] = stream, ["PartitionKey"] = key, ["Data"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(data)) };
        if (hashKey is not null)
        {
            input["ExplicitHashKey"] = hashKey;
        }

        var answer = Ask("PutRecord", input);
        return ((string)answer["ShardId"]!, (string)answer["SequenceNumber"]!);
    }

    public string Iterator(string stream, string shard, string type, string? number = null, decimal? timestamp = null) =>
        (string)Ask("GetShardIterator", IteratorInput(stream, shard, type, number, timestamp))["ShardIterator"]!;

    public static JsonObject IteratorInput(string stream, string shard, string type, string? number = null, decimal? timestamp = null)
    {
        var input = new JsonObject { ["StreamName"] = stream, ["ShardId"] = shard, ["ShardIteratorType"] = type };
        if (number is not null)
        {
            input["StartingSequenceNumber"] = number;
        }

        if (timestamp is { } seconds)
        {
            input["Timestamp"] = seconds;
        }

        return input;
    }

    public JsonObject Get(string iterator, int? limit = null) =>
        Ask("GetRecords", limit is { } most ? new JsonObject { ["ShardIterator"] = iterator, ["Limit"] = most } : new JsonObject { ["ShardIterator"] = iterator });

    public static IEnumerable<string> Texts(JsonObject page) =>
        page["Records"]!.AsArray().Select(static r => System.Text.Encoding.UTF8.GetString(Convert.FromBase64String((string)r!["Data"]!)));
}
