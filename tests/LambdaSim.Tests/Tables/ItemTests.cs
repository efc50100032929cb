namespace LambdaSim.Tests.Tables;

/// <summary>Single items.</summary>
public sealed class ItemTests : IDisposable
{
    private const string P = "One or more parameter values were invalid: ";
    private const string Indexed = """
        {"AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"},{"AttributeName":"at","AttributeType":"N"},{"AttributeName":"kind","AttributeType":"S"}],
         "GlobalSecondaryIndexes":[{"IndexName":"by-kind","KeySchema":[{"AttributeName":"kind","KeyType":"HASH"}],"Projection":{"ProjectionType":"KEYS_ONLY"}}],
         "LocalSecondaryIndexes":[{"IndexName":"kinds","KeySchema":[{"AttributeName":"id","KeyType":"HASH"},{"AttributeName":"kind","KeyType":"RANGE"}],"Projection":{"ProjectionType":"KEYS_ONLY"}}]}
        """;

    private readonly TableWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    [Pins("DDB-READ")]
    public void An_item_comes_back_as_it_was_put()
    {
        _world.Create();
        _world.Put("""{"id":{"S":"a"},"n":{"N":"1e3"},"l":{"L":[{"BOOL":true},{"NULL":true}]}}""");

        Assert.Equal("""{"id":{"S":"a"},"n":{"N":"1000"},"l":{"L":[{"BOOL":true},{"NULL":true}]}}""", _world.Get("""{"id":{"S":"a"}}""")!.ToJsonString());
        Assert.Null(_world.Get("""{"id":{"S":"b"}}"""));
    }

    [Fact]
    [Pins("DDB-WRITE")]
    public void A_put_replaces_the_whole_item_and_shows_the_one_before()
    {
        _world.Create();
        _world.Put("""{"id":{"S":"a"},"n":{"N":"1"}}""");
        var answer = _world.Ask("PutItem", """{"TableName":"orders","Item":{"id":{"S":"a"},"m":{"N":"2"}},"ReturnValues":"ALL_OLD"}""");
        var fresh = _world.Ask("PutItem", """{"TableName":"orders","Item":{"id":{"S":"b"}},"ReturnValues":"ALL_OLD"}""");

        Assert.Equal("""{"Attributes":{"id":{"S":"a"},"n":{"N":"1"}}}""", answer.ToJsonString());
        Assert.Equal("{}", fresh.ToJsonString());
        Assert.Equal("""{"id":{"S":"a"},"m":{"N":"2"}}""", _world.Get("""{"id":{"S":"a"}}""")!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"id":{"S":"a"}}""", P + "Missing the key at in the item")]
    [InlineData("""{"id":{"N":"1"},"at":{"N":"1"}}""", P + "Type mismatch for key id expected: S actual: N")]
    [InlineData("""{"id":{"S":""},"at":{"N":"1"}}""", "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: id")]
    [Pins("DDB-KEY")]
    public void An_item_without_its_key_is_refused(string item, string message)
    {
        _world.Create(hasRange: true);

        Assert.Equal(message, _world.Invalid("PutItem", $$"""{"TableName":"orders","Item":{{item}}}"""));
    }

    [Theory]
    [InlineData("""{"id":{"S":"a"},"at":{"N":"1"},"more":{"N":"1"}}""")]
    [InlineData("""{"id":{"S":"a"}}""")]
    [InlineData("""{"id":{"S":"a"},"at":{"S":"1"}}""")]
    [InlineData("""{"id":{"S":"a"},"when":{"N":"1"}}""")]
    public void A_key_that_is_not_the_tables_is_refused(string key)
    {
        _world.Create(hasRange: true);

        Assert.Equal("The provided key element does not match the schema", _world.Invalid("GetItem", $$"""{"TableName":"orders","Key":{{key}}}"""));
    }

    [Fact]
    public void Keys_have_a_longest_size()
    {
        _world.Create(hasRange: true);
        _world.Create("other", more: """{"AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"},{"AttributeName":"at","AttributeType":"S"}],"KeySchema":[{"AttributeName":"id","KeyType":"HASH"},{"AttributeName":"at","KeyType":"RANGE"}]}""");

        Assert.Equal(P + "Size of hashkey has exceeded the maximum size limit of2048 bytes", _world.Invalid("PutItem", $$$"""{"TableName":"orders","Item":{"id":{"S":"{{{new string('a', 2049)}}}"},"at":{"N":"1"} } }"""));
        Assert.Equal(P + "Aggregated size of all range keys has exceeded the size limit of 1024 bytes", _world.Invalid("PutItem", $$$"""{"TableName":"other","Item":{"id":{"S":"a"},"at":{"S":"{{{new string('a', 1025)}}}"} } }"""));
    }

    [Theory]
    [InlineData("""{"N":"1"}""", P + "Type mismatch for Index Key kind Expected: S Actual: N IndexName: kinds")]
    [InlineData("""{"S":""}""", "One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: kinds, IndexKey: kind")]
    [Pins("DDB-INDEX-KEY")]
    public void An_item_whose_index_key_is_of_another_type_is_refused(string kind, string message)
    {
        _world.Create(hasRange: true, more: Indexed);

        Assert.Equal(message, _world.Invalid("PutItem", $$$"""{"TableName":"orders","Item":{"id":{"S":"a"},"at":{"N":"1"},"kind":{{{kind}}}}}"""));
    }

    [Fact]
    public void An_item_has_400_KB_at_most_which_is_known_before_the_table()
    {
        var item = $$$"""{"id":{"S":"a"},"text":{"S":"{{{new string('a', 409_600)}}}"}}""";

        Assert.Equal("Item size has exceeded the maximum allowed size", _world.Invalid("PutItem", $$"""{"TableName":"nowhere","Item":{{item}}}"""));
    }

    [Theory]
    [InlineData(0, false, 0.5)]
    [InlineData(0, true, 1)]
    [InlineData(4_000, false, 0.5)]
    [InlineData(4_100, false, 1)]
    [InlineData(4_100, true, 2)]
    [Pins("DDB-CAPACITY")]
    public void A_read_takes_units_by_blocks_of_4_KB(int size, bool isConsistent, double units)
    {
        _world.Create();
        if (size > 0)
        {
            _world.Put($$$"""{"id":{"S":"a"},"text":{"S":"{{{new string('a', size)}}}"}}""");
        }

        var answer = _world.Ask("GetItem", $$$"""{"TableName":"orders","Key":{"id":{"S":"a"}},"ConsistentRead":{{{(isConsistent ? "true" : "false")}}},"ReturnConsumedCapacity":"TOTAL"}""");

        Assert.Equal(units, (double)answer["ConsumedCapacity"]!["CapacityUnits"]!);
    }

    [Fact]
    [Pins("DDB-INDEX-COST")]
    public void A_write_takes_units_of_an_index_only_if_the_index_shows_something_else()
    {
        _world.Create(hasRange: true, more: Indexed);

        Assert.Equal("""{"TableName":"orders","CapacityUnits":3,"Table":{"CapacityUnits":1},"LocalSecondaryIndexes":{"kinds":{"CapacityUnits":1}},"GlobalSecondaryIndexes":{"by-kind":{"CapacityUnits":1}}}""", Put(""","kind":{"S":"x"}"""));
        Assert.Equal("""{"TableName":"orders","CapacityUnits":1,"Table":{"CapacityUnits":1}}""", Put(""","kind":{"S":"x"},"more":{"N":"1"}"""));
        Assert.Equal("""{"TableName":"orders","CapacityUnits":5,"Table":{"CapacityUnits":1},"LocalSecondaryIndexes":{"kinds":{"CapacityUnits":2}},"GlobalSecondaryIndexes":{"by-kind":{"CapacityUnits":2}}}""", Put(""","kind":{"S":"y"}"""));
        Assert.Equal("""{"TableName":"orders","CapacityUnits":3,"Table":{"CapacityUnits":1},"LocalSecondaryIndexes":{"kinds":{"CapacityUnits":1}},"GlobalSecondaryIndexes":{"by-kind":{"CapacityUnits":1}}}""", Put(""));

        string Put(string more) => _world.Ask("PutItem", $$$"""{"TableName":"orders","Item":{"id":{"S":"a"},"at":{"N":"1"}{{{more}}}},"ReturnConsumedCapacity":"INDEXES"}""")["ConsumedCapacity"]!.ToJsonString();
    }
}
