using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Tables;
using LambdaSim.Resources;

namespace LambdaSim.Wire.DynamoDb;

/// <summary>Operations about streams of tables (rules DDB-STREAM, DDB-ITERATOR).</summary>
internal static class StreamOperations
{
    private const int PageOfShards = 100, PageOfStreams = 100, PageOfRecords = 1_000, PageBytes = 1_048_576;

    public static IReadOnlyList<TableOperation> All { get; } =
    [
        new(StreamShapes.ListStreams, List),
        new(StreamShapes.DescribeStream, Describe),
        new(StreamShapes.GetShardIterator, Iterator),
        new(StreamShapes.GetRecords, Records),
    ];

    private static TableStream Stream(TableCall call, string arn) =>
        Arn.TryParse(arn, out var parsed) && call.World.Book<TableBook>().Find(parsed) is TableStream stream ? stream : throw TableException.NoStream(arn);

    private static JsonObject List(TableCall call)
    {
        var (table, after, limit) = (call.Text("TableName"), call.Text("ExclusiveStartStreamArn"), call.Number("Limit") ?? PageOfStreams);
        var streams = TableOperations.At(call).Streams.Where(s => table is null || s.Table.Name == table || s.Table.Arn == table).ToList();
        var first = after is null ? 0 : streams.FindIndex(s => s.Arn.ToString() == after) + 1;
        var page = streams.Skip(first).Take(limit).ToList();
        var document = new JsonObject
        {
            ["Streams"] = new JsonArray([.. page.Select(static s => (JsonNode)new JsonObject { ["StreamArn"] = s.Arn.ToString(), ["TableName"] = s.Table.Name, ["StreamLabel"] = s.Label })]),
        };
        if (first + page.Count < streams.Count)
        {
            document["LastEvaluatedStreamArn"] = page[^1].Arn.ToString();
        }

        return document;
    }

    private static JsonObject Describe(TableCall call)
    {
        var stream = Stream(call, call.Text("StreamArn")!);
        var (after, limit) = (call.Text("ExclusiveStartShardId"), call.Number("Limit") ?? PageOfShards);
        var shards = stream.All.ToList();
        if (call.Input["ShardFilter"] is JsonObject filter)
        {
            shards = shards.FindAll(s => s.Parent == (string?)filter["ShardId"]);
        }

        var first = after is null ? 0 : shards.FindIndex(s => s.Id == after) + 1;
        var page = shards.Skip(first).Take(limit).ToList();
        var description = new JsonObject
        {
            ["StreamArn"] = stream.Arn.ToString(),
            ["StreamLabel"] = stream.Label,
            ["StreamStatus"] = stream.DisabledAt is null ? "ENABLED" : "DISABLED",
            ["StreamViewType"] = stream.View.Name(),
            ["CreationRequestDateTime"] = Timestamps.Write(stream.CreatedAt),
            ["TableName"] = stream.Table.Name,
            ["KeySchema"] = new JsonArray([.. stream.Table.Keys.Elements.Select(static k => (JsonNode)new JsonObject { ["AttributeName"] = k.Name, ["KeyType"] = k.Type })]),
            ["Shards"] = new JsonArray([.. page.Select(s => (JsonNode)Shard(stream, s))]),
        };
        if (first + page.Count < shards.Count)
        {
            description["LastEvaluatedShardId"] = page[^1].Id;
        }

        return new JsonObject { ["StreamDescription"] = description };
    }

    private static JsonObject Shard(TableStream stream, TableShard shard)
    {
        var range = new JsonObject { ["StartingSequenceNumber"] = stream.SequenceOf(shard.StartNumber) };
        if (shard.IsClosed)
        {
            range["EndingSequenceNumber"] = stream.SequenceOf(shard.EndNumber);
        }

        var document = new JsonObject { ["ShardId"] = shard.Id, ["SequenceNumberRange"] = range };
        if (shard.Parent is { } parent)
        {
            document["ParentShardId"] = parent;
        }

        return document;
    }

    private static JsonObject Iterator(TableCall call)
    {
        var stream = Stream(call, call.Text("StreamArn")!);
        var shard = stream.Shard(call.Text("ShardId")!) ?? throw TableException.NoShard();
        return new JsonObject { ["ShardIterator"] = StreamIterator.Begin(stream, shard, call.Text("ShardIteratorType")!, call.Text("SequenceNumber")).ToString() };
    }

    private static JsonObject Records(TableCall call)
    {
        var text = call.Text("ShardIterator")!;
        var iterator = StreamIterator.Parse(text) ?? throw TableException.Invalid($"Invalid ShardIterator: {text}");
        var stream = Stream(call, iterator.StreamArn);
        iterator.RequireFresh(stream.Host.Now);
        var shard = stream.Shard(iterator.ShardId) ?? throw TableException.NoShard();
        var position = iterator.Position < shard.First ? throw TableException.Trimmed() : iterator.Position;
        var (records, bytes, limit) = (new JsonArray(), 0, call.Number("Limit") ?? PageOfRecords);
        while (position < shard.Next && records.Count < limit && bytes < PageBytes)
        {
            bytes += shard[position].Json(stream).Length;
            records.Add((JsonNode)shard[position++].Document(stream));
        }

        var answer = new JsonObject { ["Records"] = records };
        if (!shard.IsClosed || position < shard.Next)
        {
            answer["NextShardIterator"] = (iterator with { Position = position, IssuedAt = stream.Host.Now }).ToString();
        }

        return answer;
    }
}
