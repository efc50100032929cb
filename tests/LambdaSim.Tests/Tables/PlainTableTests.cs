using System.Text.Json.Nodes;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Faults;
using LambdaSim.Neighbours.Tables;
using LambdaSim.Units;

namespace LambdaSim.Tests.Tables;

/// <summary>Tables as C# has them.</summary>
public sealed class PlainTableTests : IDisposable
{
    private readonly Simulation _simulation = new(new SimulationOptions { Seed = 1, Log = EventLogLevel.Kept });

    public void Dispose() => _simulation.Dispose();

    [Fact]
    [Pins("DDB-PLAIN")]
    public void An_item_is_what_JSON_makes_of_an_object()
    {
        var orders = _simulation.AddTable("orders", key: "id");
        orders.Put(new { id = "o-1", total = 12.50m, lines = new[] { new { sku = "a", count = 2 } }, paid = false, note = (string?)null });

        Assert.Equal("""{"id":"o-1","total":12.5,"lines":[{"sku":"a","count":2}],"paid":false,"note":null}""", orders.Get("o-1")!.ToJsonString());
        Assert.Equal(new Order("o-1", 12.5m), orders.Get<Order>("o-1"));
        Assert.Null(orders.Get("o-2"));
        Assert.Equal(1, orders.Count);
        Assert.Single(orders.Items);
        Assert.True(orders.Delete("o-1"));
        Assert.False(orders.Delete("o-1"));
    }

    [Fact]
    public void Items_are_changed_by_expressions_whose_names_need_no_list()
    {
        var orders = _simulation.AddTable("orders", key: "id");
        orders.Put(new { id = "o-1", status = "open", count = 1 });

        Assert.Equal("""{"id":"o-1","status":"paid","count":3}""", orders.Update("o-1", "SET #status = :s ADD #count :two", new { s = "paid", two = 2 }, condition: "#status <> :s").ToJsonString());
        var failure = Assert.ThrowsAny<AwsServiceException>(() => orders.Put(new { id = "o-1" }, "attribute_not_exists(id)"));
        Assert.Equal("ConditionalCheckFailedException", failure.ErrorCode);
        Assert.Equal("ValidationException", Assert.ThrowsAny<AwsServiceException>(() => orders.Get(7)).ErrorCode);
        Assert.Throws<ArgumentException>(() => orders.Get("o-1", sort: 3));
        Assert.Throws<ArgumentException>(() => orders.Put("text"));
    }

    [Fact]
    public void Partitions_and_indexes_are_queried()
    {
        var orders = _simulation.AddTable("orders", "customer", TableKey.Number("placed"), t => t with { Indexes = [new("by-state", "state", TableKey.Number("placed"))] });
        for (var i = 1; i <= 5; i++)
        {
            orders.Put(new { customer = "ada", placed = i, state = i % 2 == 0 ? "even" : "odd" });
        }

        Assert.Equal([3, 4, 5], orders.Query("customer = :c AND placed > :p", new { c = "ada", p = 2 }).Select(static o => (int)o["placed"]!));
        Assert.Equal([5, 3], orders.Query("customer = :c AND placed > :p", new { c = "ada", p = 2, s = "odd" }, filter: "#state = :s", descending: true).Select(static o => (int)o["placed"]!));
        Assert.Empty(orders.Query("#state = :s", new { s = "even" }, index: "by-state"));
        _simulation.RunUntilIdle();
        Assert.Equal([2, 4], orders.Query("#state = :s", new { s = "even" }, index: "by-state").Select(static o => (int)o["placed"]!));
    }

    [Fact]
    public void A_handler_has_the_tables_of_its_account_and_region()
    {
        _simulation.AddTable("orders", key: "id");
        var pay = _simulation.AddFunction("pay", (string id, LambdaContext context) => (string?)context.Table("orders").Update(id, "SET #status = :s", new { s = "paid" })["status"]);

        Assert.Equal("paid", pay.Invoke("o-1").Value<string>());
        Assert.Equal("paid", (string?)_simulation.Table("orders").Get("o-1")!["status"]);
        Assert.Throws<ResourceNotFoundException>(() => _simulation.Table("ordres"));
    }

    [Fact]
    [Pins("DDB-LOG")]
    public void The_log_tells_who_asked_for_how_many_items_and_what_became_of_it()
    {
        var orders = _simulation.AddTable("orders", key: "id", configure: t => t with { TimeToLive = "expires", Units = (1, 1) });
        var pay = _simulation.AddFunction("pay", (string id, LambdaContext context) =>
        {
            context.Table("orders").Put(new { id, text = new string('a', 310_000) });
            context.Table("orders").Put(new { id = "late" });
        });
        orders.Put(new { id = "old", expires = 1 + (_simulation.Now - NodaConstants.UnixEpoch).TotalSeconds });
        orders.Get("old");
        Assert.ThrowsAny<AwsServiceException>(() => orders.Put(new { id = "old" }, "attribute_not_exists(id)"));
        pay.Invoke("o-1");
        _simulation.AdvanceBy(15.Minutes);

        Assert.Equal(["Written", "Read", "ConditionFailed", "Written pay", "OutOfUnits pay", "Expired"], _simulation.Log.Where(static e => e.Kind == EventKind.ItemsAsked)
            .Select(e => $"{e.ItemOutcome} {(e.Invocation < 0 ? "" : "pay")}".TrimEnd()));
        Assert.Equal("orders", Assert.Single(_simulation.Log.Resources, static r => r.Kind == ResourceKind.Table).Name);
    }

    [Fact]
    public void A_fault_strikes_the_requests_of_a_handler()
    {
        using var simulation = new Simulation(new SimulationOptions { Seed = 1, Faults = FaultPlan.Of(new Fault(FaultSite.Throttle) { Service = "dynamodb", Operation = "UpdateItem", Count = 1 }) });
        simulation.AddTable("orders", key: "id");
        var pay = simulation.AddFunction("pay", (string id, LambdaContext context) => (string?)context.Table("orders").Update(id, "SET #status = :s", new { s = "paid" })["status"]);

        Assert.Equal("ServiceFaultException", pay.Invoke("o-1").Error!.Type);
        Assert.Equal(0, simulation.Table("orders").Count);
        Assert.Equal("paid", pay.Invoke("o-1").Value<string>());
    }

    [Fact]
    public void A_table_of_the_plan_is_there_again()
    {
        _simulation.AddTable("orders", "id", configure: t => t with { Stream = StreamView.KeysOnly });
        using var again = _simulation.Again().Again();

        Assert.Equal(_simulation.Table("orders").StreamArn, again.Table("orders").StreamArn);
    }

    [Fact]
    public void Items_may_be_deleted_while_they_are_gone_through()
    {
        var orders = _simulation.AddTable("orders", "id");
        for (var i = 0; i < 100; i++)
        {
            orders.Put(new { id = Text.Invariant($"o-{i}") });
        }

        foreach (var item in orders.Items)
        {
            orders.Delete((string)item["id"]!);
        }

        Assert.Equal(0, orders.Count);
    }

    [Theory]
    [InlineData("99999999999")]
    [InlineData("300000000000")]
    [InlineData("99999999999999999999")]
    [Pins("DDB-TTL")]
    public void An_expiry_that_no_run_reaches_is_none(string second)
    {
        var orders = _simulation.AddTable("orders", key: "id", configure: t => t with { TimeToLive = "expires" });
        orders.Put(new JsonObject { ["id"] = "o-1", ["expires"] = JsonNode.Parse(second) });
        _simulation.RunUntilIdle();

        Assert.Equal(1, orders.Count);
    }

    [Fact]
    public void A_table_that_cannot_be_is_refused()
    {
        _simulation.AddTable("orders", "id");

        Assert.Throws<ResourceConflictException>(() => _simulation.AddTable("orders", "id"));
        Assert.Equal("ValidationException", Assert.ThrowsAny<AwsServiceException>(() => _simulation.AddTable("or/ders", "id")).ErrorCode);
        Assert.Equal("ValidationException", Assert.ThrowsAny<AwsServiceException>(() => _simulation.AddTable("bills", "id", "id")).ErrorCode);
    }

    private sealed record Order(string Id, decimal Total);
}
