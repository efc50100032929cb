using System.Text.Json.Nodes;
using LambdaSim.Units;

namespace LambdaSim.Tests.Tables;

/// <summary>The streams of tables.</summary>
public sealed class ChangeStreamTests : IDisposable
{
    private const string Streams = "DynamoDBStreams_20120810";

    private readonly TableWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("KEYS_ONLY", "INSERT 3", "MODIFY 3", "REMOVE 3")]
    [InlineData("NEW_IMAGE", "INSERT new:1 9", "MODIFY new:2 9", "REMOVE 3")]
    [InlineData("OLD_IMAGE", "INSERT 3", "MODIFY old:1 9", "REMOVE old:2 9")]
    [InlineData("NEW_AND_OLD_IMAGES", "INSERT new:1 9", "MODIFY new:2 old:1 15", "REMOVE old:2 9")]
    [Pins("DDB-STREAM-RECORD")]
    public void A_record_shows_what_the_view_says(string view, params string[] expected)
    {
        Create(view);
        _world.Put("""{"id":{"S":"a"},"n":{"N":"1"}}""");
        _world.Put("""{"id":{"S":"a"},"n":{"N":"1.0"}}""");
        _world.Put("""{"id":{"S":"a"},"n":{"N":"2"}}""");
        _world.Ask("DeleteItem", """{"TableName":"orders","Key":{"id":{"S":"a"}}}""");
        _world.Ask("DeleteItem", """{"TableName":"orders","Key":{"id":{"S":"a"}}}""");
        _world.Refusal("DeleteItem", """{"TableName":"orders","Key":{"id":{"S":"a"}},"ConditionExpression":"attribute_exists(id)"}""");

        Assert.Equal(expected, Records(Shards()[0]).Select(static r => Words(r)));
    }

    [Fact]
    public void A_record_has_the_form_that_functions_get()
    {
        Create("NEW_IMAGE");
        _world.Put("""{"id":{"S":"a"},"n":{"N":"1"}}""");

        var record = Assert.Single(Records(Shards()[0]));
        Assert.Equal(["eventID", "eventName", "eventVersion", "eventSource", "awsRegion", "dynamodb"], record.Select(static m => m.Key));
        Assert.Equal("aws:dynamodb 1.1 us-east-1", $"{record["eventSource"]} {record["eventVersion"]} {record["awsRegion"]}");
        Assert.Matches("^[0-9a-f]{32}$", (string?)record["eventID"]);
        Assert.Matches("^[0-9]{21,40}$", (string?)record["dynamodb"]!["SequenceNumber"]);
        Assert.Equal(1_767_225_600, (long)record["dynamodb"]!["ApproximateCreationDateTime"]!);
        Assert.Equal("""{"id":{"S":"a"}}""", record["dynamodb"]!["Keys"]!.ToJsonString());
    }

    [Fact]
    [Pins("DDB-STREAM")]
    public void A_stream_is_switched_on_and_off_and_stays_for_a_day()
    {
        _world.Create();
        Assert.Equal("Table has no enabled stream to disable: TableName: orders", _world.Invalid("UpdateTable", """{"TableName":"orders","StreamSpecification":{"StreamEnabled":false}}"""));
        _world.Ask("UpdateTable", """{"TableName":"orders","StreamSpecification":{"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"}}""");
        Assert.Equal("Table already has an enabled stream: TableName: orders", _world.Invalid("UpdateTable", """{"TableName":"orders","StreamSpecification":{"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"}}"""));
        _world.Put("""{"id":{"S":"a"}}""");
        _world.Ask("UpdateTable", """{"TableName":"orders","StreamSpecification":{"StreamEnabled":false}}""");
        _world.Put("""{"id":{"S":"b"}}""");

        var description = _world.Ask("DescribeStream", $$"""{"StreamArn":"{{Arn}}"}""", Streams)["StreamDescription"]!;
        Assert.Equal(("DISABLED", "orders", "KEYS_ONLY"), ((string?)description["StreamStatus"], (string?)description["TableName"], (string?)description["StreamViewType"]));
        Assert.NotNull(description["Shards"]![0]!["SequenceNumberRange"]!["EndingSequenceNumber"]);
        Assert.Single(Records(Shards()[0]));
        Assert.Single(_world.Ask("ListStreams", """{"TableName":"orders"}""", Streams)["Streams"]!.AsArray());
        _world.Simulation.AdvanceBy(24.Hours);
        Assert.Empty(_world.Ask("ListStreams", "{}", Streams)["Streams"]!.AsArray());
        Assert.Equal($"Requested resource not found: Stream: {Arn} not found", (string?)_world.Send("DescribeStream", $$"""{"StreamArn":"{{Arn}}"}""", Streams).Answer["message"]);
    }

    [Fact]
    [Pins("DDB-STREAM-SHARDS")]
    public void A_shard_is_continued_by_another_after_four_hours()
    {
        Create("KEYS_ONLY");
        _world.Put("""{"id":{"S":"a"}}""");
        _world.Simulation.AdvanceBy(4.Hours);
        _world.Put("""{"id":{"S":"b"}}""");

        var (old, next) = (Shards()[0], Shards()[1]);
        Assert.Equal((string?)old["ShardId"], (string?)next["ParentShardId"]);
        Assert.Matches("^shardId-[0-9]{20}-[0-9a-f]{8}$", (string?)next["ShardId"]);
        Assert.NotNull(old["SequenceNumberRange"]!["EndingSequenceNumber"]);
        Assert.Null(next["SequenceNumberRange"]!["EndingSequenceNumber"]);
        Assert.Equal("a", Id(Assert.Single(Records(old))));
        Assert.Equal("b", Id(Assert.Single(Records(next))));
        Assert.Null(Get(Iterator(old, "LATEST"))["NextShardIterator"]);
        _world.Simulation.AdvanceBy(24.Hours);
        Assert.DoesNotContain(Shards(), s => (string?)s["ShardId"] == (string?)old["ShardId"]);
    }

    [Fact]
    public void All_changes_of_an_item_are_in_one_shard_in_order()
    {
        using var world = new TableWorld(static d => d with { StreamShards = 4 });
        world.Create(more: """{"StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_IMAGE"}}""");
        for (var i = 0; i < 200; i++)
        {
            world.Put($$$"""{"id":{"S":"{{{i % 20}}}"},"n":{"N":"{{{i}}}"}}""");
        }

        var shards = world.Ask("DescribeStream", $$"""{"StreamArn":"{{Arn}}"}""", Streams)["StreamDescription"]!["Shards"]!.AsArray();
        var records = shards.Select(s =>
        {
            var iterator = (string)world.Ask("GetShardIterator", $$"""{"StreamArn":"{{Arn}}","ShardId":"{{s!["ShardId"]}}","ShardIteratorType":"TRIM_HORIZON"}""", Streams)["ShardIterator"]!;
            return world.Ask("GetRecords", $$"""{"ShardIterator":"{{iterator}}"}""", Streams)["Records"]!.AsArray().Select(static r => r!.AsObject()).ToList();
        }).ToList();
        Assert.Equal(200, records.Sum(static r => r.Count));
        Assert.All(records, static r => Assert.NotEmpty(r));
        foreach (var item in records.SelectMany(static (list, shard) => list.Select(r => (shard, Record: r))).GroupBy(static r => Id(r.Record)))
        {
            Assert.Single(item.Select(static r => r.shard).Distinct());
            var numbers = item.Select(static r => int.Parse((string)r.Record["dynamodb"]!["NewImage"]!["n"]!["N"]!, System.Globalization.CultureInfo.InvariantCulture)).ToList();
            Assert.Equal(numbers.Order(), numbers);
        }
    }

    [Fact]
    [Pins("DDB-ITERATOR")]
    public void An_iterator_begins_where_it_says_and_lives_a_quarter_of_an_hour()
    {
        Create("KEYS_ONLY");
        foreach (var id in (string[])["a", "b", "c"])
        {
            _world.Put($$$"""{"id":{"S":"{{{id}}}"}}""");
        }

        var shard = Shards()[0];
        var second = (string)Records(shard)[1]["dynamodb"]!["SequenceNumber"]!;
        Assert.Equal(["a", "b", "c"], Ids(Get(Iterator(shard, "TRIM_HORIZON"))));
        Assert.Equal(["b", "c"], Ids(Get(Iterator(shard, "AT_SEQUENCE_NUMBER", second))));
        Assert.Equal(["c"], Ids(Get(Iterator(shard, "AFTER_SEQUENCE_NUMBER", second))));
        var latest = Iterator(shard, "LATEST");
        Assert.Empty(Ids(Get(latest)));
        var page = Get(Iterator(shard, "TRIM_HORIZON"), ""","Limit":2""");
        Assert.Equal(["a", "b"], Ids(page));
        Assert.Equal(["c"], Ids(Get((string)page["NextShardIterator"]!)));
        _world.Put("""{"id":{"S":"d"}}""");
        Assert.Equal(["d"], Ids(Get(latest)));
        _world.Simulation.AdvanceBy(15.Minutes);
        Assert.Equal(["d"], Ids(Get(latest)));
        _world.Simulation.AdvanceBy(1.Milliseconds);
        Assert.Equal("Shard iterator has expired", (string?)_world.Send("GetRecords", $$"""{"ShardIterator":"{{latest}}"}""", Streams).Answer["message"]);
        Assert.StartsWith("Invalid ShardIterator", (string?)_world.Send("GetRecords", """{"ShardIterator":"nonsense"}""", Streams).Answer["message"], StringComparison.Ordinal);
        Assert.Equal("Requested resource not found: Shard does not exist", (string?)_world.Send("GetShardIterator", $$"""{"StreamArn":"{{Arn}}","ShardId":"shardId-00000000000000000000-00000000","ShardIteratorType":"LATEST"}""", Streams).Answer["message"]);
    }

    [Fact]
    public void Records_are_gone_after_a_day()
    {
        Create("KEYS_ONLY");
        _world.Put("""{"id":{"S":"a"}}""");
        var shard = Shards()[0];
        var sequence = (string)Records(shard)[0]["dynamodb"]!["SequenceNumber"]!;
        _world.Simulation.AdvanceBy(3.Hours);
        _world.Put("""{"id":{"S":"b"}}""");
        _world.Simulation.AdvanceBy(21.Hours);

        Assert.Equal(["b"], Ids(Get(Iterator(shard, "TRIM_HORIZON"))));
        Assert.Equal("The data you are trying to access has been trimmed", (string?)_world.Send("GetShardIterator", $$"""{"StreamArn":"{{Arn}}","ShardId":"{{shard["ShardId"]}}","ShardIteratorType":"AT_SEQUENCE_NUMBER","SequenceNumber":"{{sequence}}"}""", Streams).Answer["message"]);
    }

    private const string Arn = "arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2026-01-01T00:00:00.000";

    private void Create(string view) => _world.Create(more: $$$"""{"StreamSpecification":{"StreamEnabled":true,"StreamViewType":"{{{view}}}"}}""");

    private IReadOnlyList<JsonObject> Shards() => [.. _world.Ask("DescribeStream", $$"""{"StreamArn":"{{Arn}}"}""", Streams)["StreamDescription"]!["Shards"]!.AsArray().Select(static s => s!.AsObject())];

    private string Iterator(JsonObject shard, string type, string? sequence = null) => (string)_world.Ask(
        "GetShardIterator",
        $$"""{"StreamArn":"{{Arn}}","ShardId":"{{shard["ShardId"]}}","ShardIteratorType":"{{type}}"{{(sequence is null ? "" : $",\"SequenceNumber\":\"{sequence}\"")}}}""",
        Streams)["ShardIterator"]!;

    private JsonObject Get(string iterator, string more = "") => _world.Ask("GetRecords", $$"""{"ShardIterator":"{{iterator}}"{{more}}}""", Streams);

    private IReadOnlyList<JsonObject> Records(JsonObject shard) => [.. Get(Iterator(shard, "TRIM_HORIZON"))["Records"]!.AsArray().Select(static r => r!.AsObject())];

    private static IReadOnlyList<string> Ids(JsonObject answer) => [.. answer["Records"]!.AsArray().Select(static r => Id(r!.AsObject()))];

    private static string Id(JsonObject record) => (string)record["dynamodb"]!["Keys"]!["id"]!["S"]!;

    private static string Words(JsonObject record)
    {
        var data = record["dynamodb"]!;
        var images = string.Concat(new[] { ("new", "NewImage"), ("old", "OldImage") }.Where(i => data[i.Item2] is not null).Select(i => $"{i.Item1}:{data[i.Item2]!["n"]!["N"]} "));
        return $"{record["eventName"]} {images}{data["SizeBytes"]}";
    }
}
