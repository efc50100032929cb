using System.Text.Json;
using LambdaSim.Neighbours.Tables;
using LambdaSim.Units;

namespace LambdaSim.Snippets;

/// <summary>The C# of docs/tables.md, compiled and run by the tests.</summary>
public static class TableSnippets
{
    public static void ItemsByKey(TextWriter output)
    {
        // begin-snippet: table
        using var simulation = new Simulation(seed: 1);
        var orders = simulation.AddTable("orders", key: "id");
        simulation.AddFunction("pay", (string id, LambdaContext context) =>
            (string?)context.Table("orders").Update(id, "SET #status = :s", new { s = "paid" }, condition: "attribute_exists(id)")["status"]);

        orders.Put(new { id = "o-1", total = 12.5m, status = "open" });
        simulation["pay"].Invoke("o-1");
        output.WriteLine(orders.Get("o-1")!.ToJsonString());
        // end-snippet
    }

    public static void Race(TextWriter output)
    {
        // begin-snippet: table-race
        using var simulation = new Simulation(seed: 1);
        simulation.AddTable("claims", key: "id");
        var charge = simulation.AddFunction("charge", async (string id, LambdaContext context) =>
        {
            try
            {
                context.Table("claims").Put(new { id, by = context.AwsRequestId }, "attribute_not_exists(id)");
            }
            catch (AwsServiceException e) when (e.ErrorCode == "ConditionalCheckFailedException")
            {
                return "somebody else charges";
            }

            await context.Delay(200.Milliseconds);
            return "charged";
        });

        var answers = simulation.Run(() => Task.WhenAll(charge.InvokeAsync("o-1"), charge.InvokeAsync("o-1")));
        output.WriteLine(string.Join(", ", answers.Select(a => a.Value<string>())));
        // end-snippet
    }

    public static void Changes(TextWriter output)
    {
        // begin-snippet: table-stream
        using var simulation = new Simulation(seed: 1);
        var orders = simulation.AddTable("orders", key: "id", configure: t => t with { Stream = StreamView.NewAndOldImages });
        var mail = simulation.AddFunction("mail", (JsonElement batch) => output.WriteLine(string.Join(", ", batch.GetProperty("Records").EnumerateArray().Select(r => r.GetProperty("eventName").GetString()))));
        mail.On(orders, batch: 10);

        orders.Put(new { id = "o-1", status = "open" });
        orders.Put(new { id = "o-1", status = "open" });
        orders.Update("o-1", "SET #status = :s", new { s = "paid" });
        orders.Delete("o-1");
        simulation.RunUntilIdle();
        // end-snippet
    }

    public static void IndexAndExpiry(TextWriter output)
    {
        // begin-snippet: table-times
        using var simulation = new Simulation(seed: 1);
        var sessions = simulation.AddTable("sessions", key: "id", configure: t => t with
        {
            Indexes = [new("by-user", "user")],
            TimeToLive = "expires",
        });
        sessions.Put(new { id = "s-1", user = "ada", expires = simulation.Now.ToUnixTimeSeconds() + 3_600 });

        int Found() => sessions.Query("#user = :u", new { u = "ada" }, index: "by-user").Count;
        output.WriteLine($"at once: {Found()}");
        simulation.AdvanceBy(500.Milliseconds);
        output.WriteLine($"after half a second: {Found()}");
        simulation.AdvanceBy(1.Hours + 10.Minutes);
        output.WriteLine($"after an hour and ten minutes: {Found()}");
        // end-snippet
    }
}
