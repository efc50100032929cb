using System.Text.Json.Nodes;
using LambdaSim.Units;

namespace LambdaSim.Tests.Tables;

/// <summary>Queries of tables and indexes.</summary>
public sealed class QueryTests : IDisposable
{
    private const string P = "One or more parameter values were invalid: ";
    private const string Indexes = """
        {"AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"},{"AttributeName":"at","AttributeType":"N"},{"AttributeName":"kind","AttributeType":"S"}],
         "GlobalSecondaryIndexes":[{"IndexName":"by-kind","KeySchema":[{"AttributeName":"kind","KeyType":"HASH"},{"AttributeName":"at","KeyType":"RANGE"}],"Projection":{"ProjectionType":"INCLUDE","NonKeyAttributes":["n"]}}],
         "LocalSecondaryIndexes":[{"IndexName":"kinds","KeySchema":[{"AttributeName":"id","KeyType":"HASH"},{"AttributeName":"kind","KeyType":"RANGE"}],"Projection":{"ProjectionType":"KEYS_ONLY"}}]}
        """;

    private readonly TableWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("", "1 2 3 4 5 6 7 8 9")]
    [InlineData("AND #at = :a", "3")]
    [InlineData("AND #at < :a", "1 2")]
    [InlineData("AND #at <= :a", "1 2 3")]
    [InlineData("AND #at > :b", "8 9")]
    [InlineData("AND #at >= :b", "7 8 9")]
    [InlineData("AND #at BETWEEN :a AND :b", "3 4 5 6 7")]
    [InlineData("AND :b < #at", "8 9")]
    [Pins("DDB-QUERY")]
    public void A_range_of_a_partition_is_found_in_order_forwards_and_backwards(string range, string found)
    {
        Fill(9);

        Assert.Equal(found, Found(Query(range)));
        Assert.Equal(string.Join(' ', found.Split(' ').Reverse()), Found(Query(range, ""","ScanIndexForward":false""")));
    }

    [Fact]
    public void Texts_are_found_by_how_they_begin()
    {
        _world.Create(more: """{"AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"},{"AttributeName":"at","AttributeType":"S"}],"KeySchema":[{"AttributeName":"id","KeyType":"HASH"},{"AttributeName":"at","KeyType":"RANGE"}]}""");
        foreach (var at in (string[])["a", "b", "ba", "bz", "b\uffff", "c"])
        {
            _world.Put($$$"""{"id":{"S":"x"},"at":{"S":"{{{at}}}"}}""");
        }

        var answer = _world.Ask("Query", """{"TableName":"orders","KeyConditionExpression":"id = :i AND begins_with(#at, :b)","ExpressionAttributeNames":{"#at":"at"},"ExpressionAttributeValues":{":i":{"S":"x"},":b":{"S":"b"}}}""");
        Assert.Equal(["b", "ba", "bz", "b\uffff"], answer["Items"]!.AsArray().Select(static i => (string)i!["at"]!["S"]!));
    }

    [Fact]
    [Pins("DDB-PAGE")]
    public void A_page_ends_with_its_limit_and_the_next_begins_behind_it()
    {
        Fill(6);
        var first = Query("", ""","Limit":3""");
        var second = Query("", $$""","Limit":3,"ExclusiveStartKey":{{first["LastEvaluatedKey"]!.ToJsonString()}} """);
        var third = Query("", $$""","Limit":3,"ExclusiveStartKey":{{second["LastEvaluatedKey"]!.ToJsonString()}} """);

        Assert.Equal("1 2 3", Found(first));
        Assert.Equal("""{"id":{"S":"x"},"at":{"N":"3"}}""", first["LastEvaluatedKey"]!.ToJsonString());
        Assert.Equal("4 5 6", Found(second));
        Assert.Equal("", Found(third));
        Assert.Null(third["LastEvaluatedKey"]);
    }

    [Fact]
    public void A_page_ends_with_a_megabyte()
    {
        _world.Create(hasRange: true);
        for (var i = 1; i <= 5; i++)
        {
            _world.Put($$$"""{"id":{"S":"x"},"at":{"N":"{{{i}}}"},"text":{"S":"{{{new string('a', 300_000)}}}"}}""");
        }

        var first = Query("");
        Assert.Equal("1 2 3 4", Found(first));
        Assert.NotNull(first["LastEvaluatedKey"]);
    }

    [Fact]
    public void A_filter_works_on_what_was_read()
    {
        Fill(6);
        var answer = _world.Ask("Query", """{"TableName":"orders","KeyConditionExpression":"id = :i","FilterExpression":"n > :n","ExpressionAttributeValues":{":i":{"S":"x"},":n":{"N":"40"}},"Limit":5,"ReturnConsumedCapacity":"TOTAL"}""");

        Assert.Equal("5", Found(answer));
        Assert.Equal((1, 5, 0.5), ((int)answer["Count"]!, (int)answer["ScannedCount"]!, (double)answer["ConsumedCapacity"]!["CapacityUnits"]!));
    }

    [Fact]
    [Pins("DDB-SELECT")]
    public void Only_what_is_asked_for_is_given()
    {
        Fill(2);

        Assert.Equal("""{"Count":2,"ScannedCount":2}""", Query("", ""","Select":"COUNT" """).ToJsonString());
        Assert.Equal("""[{"n":{"N":"10"}},{"n":{"N":"20"}}]""", Query("", ""","ProjectionExpression":"n" """)["Items"]!.ToJsonString());
    }

    [Fact]
    [Pins("DDB-INDEX-DELAY")]
    public void A_global_index_shows_a_write_a_little_later()
    {
        _world.Create(hasRange: true, more: Indexes);
        _world.Put("""{"id":{"S":"x"},"at":{"N":"1"},"kind":{"S":"k"},"n":{"N":"1"},"m":{"N":"1"}}""");
        _world.Put("""{"id":{"S":"x"},"at":{"N":"2"},"n":{"N":"1"}}""");

        Assert.Empty(ByKind());
        _world.Simulation.AdvanceBy(49.Milliseconds);
        Assert.Empty(ByKind());
        _world.Simulation.AdvanceBy(451.Milliseconds);
        Assert.Equal("""[{"id":{"S":"x"},"at":{"N":"1"},"kind":{"S":"k"},"n":{"N":"1"}}]""", ByKind().ToJsonString());

        JsonArray ByKind() => _world.Ask("Query", """{"TableName":"orders","IndexName":"by-kind","KeyConditionExpression":"kind = :k","ExpressionAttributeValues":{":k":{"S":"k"}}}""")["Items"]!.AsArray();
    }

    [Fact]
    public void A_run_without_anything_else_to_do_waits_for_the_index()
    {
        _world.Create(hasRange: true, more: Indexes);
        for (var i = 0; i < 20; i++)
        {
            _world.Put($$$"""{"id":{"S":"x"},"at":{"N":"1"},"kind":{"S":"k{{{i}}}"}}""");
        }

        _world.Simulation.RunUntilIdle();

        var items = _world.Ask("Scan", """{"TableName":"orders","IndexName":"by-kind"}""")["Items"]!.AsArray();
        Assert.Equal("k19", (string?)Assert.Single(items)!["kind"]!["S"]);
    }

    [Fact]
    public void A_local_index_shows_a_write_at_once_and_gets_the_rest_from_the_table()
    {
        _world.Create(hasRange: true, more: Indexes);
        _world.Put("""{"id":{"S":"x"},"at":{"N":"1"},"kind":{"S":"b"},"m":{"N":"1"}}""");
        _world.Put("""{"id":{"S":"x"},"at":{"N":"2"},"kind":{"S":"a"},"m":{"N":"2"}}""");

        Assert.Equal("""[{"id":{"S":"x"},"at":{"N":"2"},"kind":{"S":"a"}},{"id":{"S":"x"},"at":{"N":"1"},"kind":{"S":"b"}}]""", Local("")["Items"]!.ToJsonString());
        var whole = Local(""","Select":"ALL_ATTRIBUTES","ReturnConsumedCapacity":"INDEXES" """);
        Assert.Equal("2", (string?)whole["Items"]![0]!["m"]!["N"]);
        Assert.Equal("""{"TableName":"orders","CapacityUnits":1.5,"Table":{"CapacityUnits":1},"LocalSecondaryIndexes":{"kinds":{"CapacityUnits":0.5}}}""", whole["ConsumedCapacity"]!.ToJsonString());

        JsonObject Local(string more) => _world.Ask("Query", $$$"""{"TableName":"orders","IndexName":"kinds","KeyConditionExpression":"id = :i","ExpressionAttributeValues":{":i":{"S":"x"}}{{{more}}}}""");
    }

    public static TheoryData<string, string> Refused => new()
    {
        { "{}", "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request." },
        { Condition("#at = :n"), "Query condition missed key schema element: id" },
        { Condition("id > :s"), "Query key condition not supported" },
        { Condition("id = :n"), P + "Condition parameter type does not match schema type" },
        { Condition("id = :s", ""","IndexName":"none" """), "The table does not have the specified index: none" },
        { Condition("kind = :s", ""","IndexName":"by-kind","ConsistentRead":true"""), "Consistent reads are not supported on global secondary indexes" },
        { Condition("kind = :s", ""","IndexName":"by-kind","Select":"ALL_ATTRIBUTES" """), P + "Select type ALL_ATTRIBUTES is not supported for global secondary index by-kind because its projection type is not ALL" },
        { Condition("kind = :s", ""","IndexName":"by-kind","ProjectionExpression":"m" """), P + "Global secondary index by-kind does not project [m]" },
        { Condition("id = :s", ""","FilterExpression":"#at = :s" """), "Filter Expression can only contain non-primary key attributes: Primary key attribute: at" },
        { """{"KeyConditions":{"id":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"x"}]}},"QueryFilter":{"at":{"ComparisonOperator":"NULL"}}}""", "QueryFilter can only contain non-primary key attributes: Primary key attribute: at" },
        { """{"KeyConditions":{"id":{"ComparisonOperator":"NE","AttributeValueList":[{"S":"x"}]}}}""", "Attempted conditional constraint is not an indexable operation" },
        { Condition("id = :s", ""","Select":"COUNT","ProjectionExpression":"m" """), "Cannot specify the ProjectionExpression when choosing to get only the Count" },
        { Condition("id = :s", ""","Select":"ALL_ATTRIBUTES","ProjectionExpression":"m" """), "Cannot specify the ProjectionExpression when choosing to get ALL_ATTRIBUTES" },
        { Condition("id = :s", ""","ExclusiveStartKey":{"id":{"S":"x"}}"""), "The provided starting key is invalid" },
        { Condition("id = :s", ""","ExclusiveStartKey":{"id":{}}"""), "The provided starting key is invalid: Supplied AttributeValue is empty, must contain exactly one of the supported datatypes" },
        { Condition("id = :s", ""","ExclusiveStartKey":{"id":{"S":"y"},"at":{"N":"1"}}"""), "The provided starting key is outside query boundaries based on provided conditions" },
        { Condition("id = :s AND #at > :n", ""","ExclusiveStartKey":{"id":{"S":"x"},"at":{"N":"1"}}"""), "The provided starting key does not match the range key predicate" },
        { Condition("id = :s AND #at = :n", ""","ExclusiveStartKey":{"id":{"S":"x"},"at":{"N":"1"}}"""), "The query can return at most one row and cannot be restarted" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    [Pins("DDB-START-KEY")]
    public void A_query_that_cannot_be_answered_is_refused(string input, string message)
    {
        _world.Create(hasRange: true, more: Indexes);
        var request = JsonNode.Parse(input)!.AsObject();
        request.Insert(0, "TableName", "orders");

        Assert.Equal(message, _world.Invalid("Query", request.ToJsonString()));
    }

    [Fact]
    public void A_start_key_need_not_exist()
    {
        Fill(3);

        Assert.Equal("3", Found(Query("", ""","ExclusiveStartKey":{"id":{"S":"x"},"at":{"N":"2.5"}} """)));
    }

    [Fact]
    public void A_global_index_has_keys_of_several_attributes()
    {
        _world.Create(more: """
            {"AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"},{"AttributeName":"a","AttributeType":"S"},{"AttributeName":"b","AttributeType":"S"},{"AttributeName":"c","AttributeType":"N"}],
             "GlobalSecondaryIndexes":[{"IndexName":"abc","KeySchema":[{"AttributeName":"a","KeyType":"HASH"},{"AttributeName":"b","KeyType":"HASH"},{"AttributeName":"c","KeyType":"RANGE"}],"Projection":{"ProjectionType":"ALL"}}]}
            """);
        _world.Put("""{"id":{"S":"1"},"a":{"S":"x"},"b":{"S":"y"},"c":{"N":"2"}}""");
        _world.Put("""{"id":{"S":"2"},"a":{"S":"x"},"b":{"S":"y"},"c":{"N":"1"}}""");
        _world.Put("""{"id":{"S":"3"},"a":{"S":"x"},"b":{"S":"z"},"c":{"N":"1"}}""");
        _world.Put("""{"id":{"S":"4"},"a":{"S":"x"},"b":{"S":"y"}}""");
        _world.Simulation.RunUntilIdle();

        var found = _world.Ask("Query", """{"TableName":"orders","IndexName":"abc","KeyConditionExpression":"a = :x AND b = :y AND c < :n","ExpressionAttributeValues":{":x":{"S":"x"},":y":{"S":"y"},":n":{"N":"5"}}}""");
        Assert.Equal(["2", "1"], found["Items"]!.AsArray().Select(static i => (string)i!["id"]!["S"]!));
        Assert.Equal("Query condition missed key schema element: b", _world.Invalid("Query", """{"TableName":"orders","IndexName":"abc","KeyConditionExpression":"a = :x","ExpressionAttributeValues":{":x":{"S":"x"}}}"""));
    }

    private static string Condition(string condition, string more = "")
    {
        string[] values = [.. new[] { (":s", """{"S":"x"}"""), (":n", """{"N":"1"}""") }.Where(v => (condition + more).Contains(v.Item1, StringComparison.Ordinal)).Select(static v => $"\"{v.Item1}\":{v.Item2}")];
        var names = (condition + more).Contains("#at", StringComparison.Ordinal) ? ""","ExpressionAttributeNames":{"#at":"at"}""" : "";
        return $$"""{"KeyConditionExpression":"{{condition}}","ExpressionAttributeValues":{ {{string.Join(',', values)}} }{{names}}{{more}}}""";
    }

    private void Fill(int count)
    {
        _world.Create(hasRange: true);
        for (var i = count; i >= 1; i--)
        {
            _world.Put($$$"""{"id":{"S":"x"},"at":{"N":"{{{i}}}"},"n":{"N":"{{{i * 10}}}"}}""");
        }

        _world.Put("""{"id":{"S":"other"},"at":{"N":"1"}}""");
    }

    private JsonObject Query(string range, string more = "")
    {
        var values = JsonNode.Parse("""{":i":{"S":"x"},":a":{"N":"3"},":b":{"N":"7"}}""")!.AsObject();
        foreach (var name in values.Select(static v => v.Key).Where(n => n != ":i" && !range.Contains(n, StringComparison.Ordinal)).ToList())
        {
            values.Remove(name);
        }

        var names = range.Length == 0 ? "" : ""","ExpressionAttributeNames":{"#at":"at"}""";
        return _world.Ask("Query", $$"""{"TableName":"orders","KeyConditionExpression":"id = :i {{range}}","ExpressionAttributeValues":{{values.ToJsonString()}}{{names}}{{more}}}""");
    }

    private static string Found(JsonObject answer) => string.Join(' ', answer["Items"]!.AsArray().Select(static i => (string)i!["at"]!["N"]!));
}
