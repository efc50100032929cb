using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DataModel;
using Amazon.DynamoDBv2.DocumentModel;
using Amazon.DynamoDBv2.Model;
using LambdaSim.Units;

namespace LambdaSim.Tests.AwsSdk;

/// <summary>The AWS SDK's own client of DynamoDB and its two models, in handlers and in the body of Run: on virtual time, without a server.</summary>
public sealed class DynamoDbClientTests : IDisposable
{
    private readonly Simulation _simulation = new(new SimulationOptions { Seed = 1, Escapes = Escapes.Reject, OutsideWork = OutsideWork.Reject });
    private readonly AmazonDynamoDBClient _client;

    public DynamoDbClientTests() => _client = new AmazonDynamoDBClient(_simulation.AwsConfig<AmazonDynamoDBConfig>());

    public void Dispose()
    {
        _client.Dispose();
        _simulation.Dispose();
    }

    [Fact]
    public void A_table_is_made_written_queried_and_deleted() => _simulation.Run(async () =>
    {
        await _client.CreateTableAsync(new CreateTableRequest
        {
            TableName = "orders",
            AttributeDefinitions = [new("id", ScalarAttributeType.S), new("at", ScalarAttributeType.N)],
            KeySchema = [new("id", KeyType.HASH), new("at", KeyType.RANGE)],
            BillingMode = BillingMode.PAY_PER_REQUEST,
        });
        Assert.Equal(TableStatus.ACTIVE, (await _client.DescribeTableAsync("orders")).Table.TableStatus);
        for (var i = 1; i <= 3; i++)
        {
            await _client.PutItemAsync("orders", new() { ["id"] = new("a"), ["at"] = new() { N = $"{i}" }, ["tags"] = new() { SS = ["x", "y"] }, ["raw"] = new() { B = new MemoryStream([1, 2]) } });
        }

        var item = (await _client.GetItemAsync("orders", new() { ["id"] = new("a"), ["at"] = new() { N = "2" } })).Item;
        Assert.Equal((2, 2), (item["tags"].SS.Count, (int)item["raw"].B.Length));
        var query = await _client.QueryAsync(new QueryRequest("orders")
        {
            KeyConditionExpression = "id = :i AND #at >= :n",
            ExpressionAttributeNames = new() { ["#at"] = "at" },
            ExpressionAttributeValues = new() { [":i"] = new("a"), [":n"] = new() { N = "2" } },
            ScanIndexForward = false,
        });
        Assert.Equal(["3", "2"], query.Items.Select(static i => i["at"].N));
        var failed = await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => _client.DeleteItemAsync(new DeleteItemRequest("orders", item.Where(static i => i.Key is "id" or "at").ToDictionary())
        {
            ConditionExpression = "attribute_not_exists(id)",
            ReturnValuesOnConditionCheckFailure = Amazon.DynamoDBv2.ReturnValuesOnConditionCheckFailure.ALL_OLD,
        }));
        Assert.Equal("2", failed.Item["at"].N);
        await _client.DeleteTableAsync("orders");
        await Assert.ThrowsAsync<Amazon.DynamoDBv2.Model.ResourceNotFoundException>(() => _client.DescribeTableAsync("orders"));
    });

    [Fact]
    public void Transactions_tell_why_they_are_cancelled() => _simulation.Run(async () =>
    {
        _simulation.AddTable("orders", "id").Put(new { id = "a" });
        var cancelled = await Assert.ThrowsAsync<TransactionCanceledException>(() => _client.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            TransactItems =
            [
                new() { Put = new() { TableName = "orders", Item = new() { ["id"] = new("b") } } },
                new() { Put = new() { TableName = "orders", Item = new() { ["id"] = new("a") }, ConditionExpression = "attribute_not_exists(id)" } },
            ],
        }));

        Assert.Equal(["None", "ConditionalCheckFailed"], cancelled.CancellationReasons.Select(static r => r.Code));
    });

    [Fact]
    public void Documents_are_put_got_updated_and_searched() => _simulation.Run(async () =>
    {
        _simulation.AddTable("orders", "id");
        var table = new TableBuilder(_client, "orders").AddHashKey("id", DynamoDBEntryType.String).Build();
        await table.PutItemAsync(Document.FromJson("""{"id":"a","total":12.5,"lines":[{"sku":"x"}]}"""));
        await table.UpdateItemAsync(new Document { ["id"] = "a", ["status"] = "paid" });

        var found = await table.GetItemAsync("a");
        Assert.Equal((12.5, "paid", "x"), (found["total"].AsDouble(), found["status"].AsString(), found["lines"].AsListOfDocument()[0]["sku"].AsString()));
        Assert.Single(await table.Scan(new ScanFilter()).GetRemainingAsync());
        await table.DeleteItemAsync("a");
        Assert.Null(await table.GetItemAsync("a"));
    });

    [Fact]
    public void Objects_are_saved_loaded_and_queried_also_in_a_handler()
    {
        _simulation.AddTable("orders", "Customer", Neighbours.Tables.TableKey.Number("Number"));
        var work = _simulation.AddFunction("work", async () =>
        {
            using var context = new DynamoDBContextBuilder().WithDynamoDBClient(() => _client).Build();
            await context.SaveAsync(new Order { Customer = "ada", Number = 1, Lines = ["a", "b"] });
            var order = await context.LoadAsync<Order>("ada", 1);
            order.Lines.Add("c");
            await context.SaveAsync(order);
            await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => context.SaveAsync(new Order { Customer = "ada", Number = 1, Version = 0, Lines = ["z"] }));
            return (await context.QueryAsync<Order>("ada").GetRemainingAsync()).Select(static o => string.Join(' ', o.Lines));
        }, static f => f with { Timeout = 60.Seconds });

        Assert.Equal(["a b c"], work.Invoke().Value<string[]>()!);
    }

    [Fact]
    public void A_table_that_has_used_its_units_throttles_a_handler()
    {
        _simulation.AddTable("orders", "id", configure: static t => t with { Units = (1, 1) });
        var work = _simulation.AddFunction("work", async () =>
        {
            for (var i = 0; i < 2; i++)
            {
                await _client.PutItemAsync("orders", new() { ["id"] = new($"{i}"), ["text"] = new(new string('a', 310_000)) });
            }
        }, static f => f with { Timeout = 60.Seconds });

        Assert.Equal(nameof(ProvisionedThroughputExceededException), work.Invoke().Error!.Type);
    }

    [DynamoDBTable("orders")]
    private sealed class Order
    {
        [DynamoDBHashKey]
        public string Customer { get; set; } = "";

        [DynamoDBRangeKey]
        public int Number { get; set; }

        public List<string> Lines { get; set; } = [];

        [DynamoDBVersion]
        public int? Version { get; set; }
    }
}
