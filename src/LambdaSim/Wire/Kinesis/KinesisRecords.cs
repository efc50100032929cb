using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Streams;
using static LambdaSim.Wire.Kinesis.KinesisCall;

namespace LambdaSim.Wire.Kinesis;

/// <summary>Records: put, and read through iterators.</summary>
internal static class KinesisRecords
{
    public static IEnumerable<TableOperation> Operations =>
    [
        new(KinesisShapes.PutRecord, Put),
        new(KinesisShapes.PutRecords, PutMany),
        new(KinesisShapes.GetShardIterator, Iterator),
        new(KinesisShapes.GetRecords, Get),
    ];

    /// <summary>Records as readers get them.</summary>
    public static JsonArray Shown(DataStream stream, IEnumerable<StreamRecord> records) => Array(records.Select(r =>
    {
        var shown = new JsonObject
        {
            ["SequenceNumber"] = r.SequenceNumber,
            ["ApproximateArrivalTimestamp"] = Timestamps.Write(r.ApproximateArrivalTimestamp),
            ["Data"] = Convert.ToBase64String(r.Data.Span),
            ["PartitionKey"] = r.PartitionKey,
        };
        AddEncryption(shown, stream);
        return shown;
    }));

    /// <summary>The shards that continue a closed one.</summary>
    public static JsonArray Children(Shard shard) => Array(shard.Children.Select(static c => new JsonObject
    {
        ["ShardId"] = c.Id,
        ["ParentShards"] = Texts(new[] { c.Parent, c.AdjacentParent }.OfType<string>()),
        ["HashKeyRange"] = KinesisStreams.Range(c),
    }));

    public static StartingPosition Position(JsonObject input, string type, string number) => new((string)input[type]!, (string?)input[number], Timestamps.Read(input["Timestamp"]));

    private static JsonObject Put(TableCall call)
    {
        var stream = Usable(call);
        var (shard, number) = stream.Put(Entry(call.Input), call.Text("SequenceNumberForOrdering"));
        var answer = new JsonObject { ["ShardId"] = shard.Id, ["SequenceNumber"] = number.ToString() };
        AddEncryption(answer, stream);
        return answer;
    }

    private static JsonObject PutMany(TableCall call)
    {
        var stream = Usable(call);
        var results = stream.Put([.. call.Objects("Records").Select(Entry)]);
        var answer = new JsonObject
        {
            ["FailedRecordCount"] = results.Count(static r => r.Number is null),
            ["Records"] = Array(results.Select(static r => r.Number is { } number
                ? new JsonObject { ["SequenceNumber"] = number.ToString(), ["ShardId"] = r.Shard.Id }
                : new JsonObject { ["ErrorCode"] = "ProvisionedThroughputExceededException", ["ErrorMessage"] = StreamException.RateOf(r.Shard) })),
        };
        AddEncryption(answer, stream);
        return answer;
    }

    private static RecordEntry Entry(JsonObject input) => new((string)input["PartitionKey"]!, Convert.FromBase64String((string)input["Data"]!), (string?)input["ExplicitHashKey"]);

    private static JsonObject Iterator(TableCall call)
    {
        var start = Position(call.Input, "ShardIteratorType", "StartingSequenceNumber");
        var asked = call.Text("ShardId")!;
        var (service, name) = Where(call) ?? (Service(call), Usable(call).Name);
        if (Shard.IndexOf(asked) is not { } index)
        {
            throw StreamException.UnreadableShard(asked, name, service.Account);
        }

        // An unknown stream is told as an unknown shard is.
        var shard = service.Named(name) is { IsMade: true } stream ? stream.ShardAt(index) : null;
        if (shard is null)
        {
            throw StreamException.NoShardToRead(Shard.IdOf(index), name, service.Account);
        }

        start.Check();
        return new JsonObject { ["ShardIterator"] = shard.Stream.IteratorOf(shard, start).ToString() };
    }

    private static JsonObject Get(TableCall call)
    {
        var iterator = ShardIterator.Parse(call.Text("ShardIterator")!) ?? throw StreamException.BadIterator();
        var service = Where(call) is var (there, named) ? named == iterator.Stream ? there : throw StreamException.BadIterator() : Service(call);
        var stream = service.Usable(iterator.Stream);
        if (call.Text("StreamId") is { } id && id != stream.Id)
        {
            throw StreamException.BadIterator();
        }

        var page = stream.Read(iterator, call.Number("Limit") ?? DataStream.MostOfPage);
        var answer = new JsonObject { ["Records"] = Shown(stream, page.Records), ["MillisBehindLatest"] = page.MillisBehind };
        if (page.IsEnd)
        {
            answer["ChildShards"] = Children(page.Shard);
        }
        else
        {
            answer["NextShardIterator"] = stream.Iterator(page.Shard, page.Next).ToString();
        }

        return answer;
    }

    private static void AddEncryption(JsonObject answer, DataStream stream)
    {
        if (stream.KeyId is not null)
        {
            answer["EncryptionType"] = "KMS";
        }
    }
}
