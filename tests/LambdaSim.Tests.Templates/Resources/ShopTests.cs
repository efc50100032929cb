using LambdaSim.Units;

namespace LambdaSim.Tests.Templates.Resources;

/// <summary>A shop of 40 resources: loaded, run, and compared with what it did before.</summary>
public sealed class ShopTests
{
    private static readonly string _template = Path.Combine(AppContext.BaseDirectory, "Resources", "shop.yaml");

    [Fact]
    public void A_shop_loads_as_a_whole()
    {
        var inventory = Template.Load(_template).Inventory();
        Assert.Equal(40, inventory.Loaded.Count + inventory.LeftOut.Count);
        Assert.Equal(["StateMachine", "Alarm", "Dashboard"], inventory.LeftOut.Select(static l => l.Id));
    }

    [Fact]
    public void An_order_goes_its_way_through_the_shop()
    {
        var seen = new List<string>();
        using var simulation = Simulated(seen);
        simulation.Run(async () =>
        {
            using var client = new HttpClient(simulation.CreateHttpHandler());
            var answer = await client.PostAsync(new Uri(simulation.Parameters["/shop/url"]), new StringContent("{\"id\":\"7\"}"));
            Assert.Equal(202, (int)answer.StatusCode);
        });
        simulation.AdvanceBy(2.Minutes);
        Assert.Equal(["order 7", "charge 7", "notify 7", "pack 7", "audit paid"], seen);
    }

    [Fact]
    public void The_same_template_gives_the_same_run()
    {
        string Run()
        {
            using var simulation = Simulated([]);
            simulation["shop-order"].Invoke(new { body = "{\"id\":\"1\"}" });
            simulation.AdvanceBy(1.Minutes);
            return simulation.Fingerprint;
        }

        Assert.Equal(Run(), Run());
    }

    private static Simulation Simulated(List<string> seen)
    {
        Simulation? simulation = null;
        simulation = Template.Load(_template).Simulate(t => t.Handlers
            .Bind("Order", (System.Text.Json.JsonElement request) =>
            {
                var id = System.Text.Json.JsonDocument.Parse(request.GetProperty("body").GetString()!).RootElement.GetProperty("id").GetString();
                seen.Add($"order {id}");
                simulation!.Queues.First(static q => q.Name == "shop-orders").Send(id!);
                return new { statusCode = 202, body = "" };
            })
            .Bind("Charge", (System.Text.Json.JsonElement batch) =>
            {
                var id = batch.GetProperty("Records")[0].GetProperty("body").GetString()!;
                seen.Add($"charge {id}");
                simulation!.Topics.First().Publish(id);
            })
            .Bind("Notify", (System.Text.Json.JsonElement batch) => seen.Add($"notify {batch.GetProperty("Records")[0].GetProperty("Sns").GetProperty("Message").GetString()}"))
            .Bind("Pack", (System.Text.Json.JsonElement batch) =>
            {
                seen.Add($"pack {batch.GetProperty("Records")[0].GetProperty("body").GetString()}");
                simulation!.Buses.First(static b => b.Name == "shop").Put("shop", "paid", new { });
            })
            .Bind("Audit", (System.Text.Json.JsonElement e) => seen.Add($"audit {e.GetProperty("detail-type").GetString()}"))
            .ModelOthers(20.Milliseconds));
        return simulation;
    }
}
