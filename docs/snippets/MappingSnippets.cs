using System.Text.Json;
using Xunit;

namespace LambdaSim.Snippets;

/// <summary>The C# of docs/mappings.md and of the README, compiled and run by the tests.</summary>
public static class MappingSnippets
{
    public static void Poison(TextWriter output)
    {
        // begin-snippet: poison-message
        using var simulation = new Simulation(seed: 1);
        var dead = simulation.AddQueue("orders-dead");
        var orders = simulation.AddQueue("orders", q => q with { Redrive = new("orders-dead", MaxReceiveCount: 3) });
        var import = simulation.AddFunction("import", (JsonElement batch) =>
        {
            var order = batch.GetProperty("Records")[0].GetProperty("body").GetString();
            return order == "poison" ? throw new FormatException("no order") : order;
        });
        import.On(orders, batch: 1);

        orders.Send("good");
        orders.Send("poison");
        simulation.RunUntilIdle(); // three attempts, half a minute apart

        Assert.Equal(["poison"], dead.Messages.Select(m => m.Body));
        // end-snippet
    }

    public static void Partial(TextWriter output)
    {
        // begin-snippet: partial-response
        using var simulation = new Simulation(seed: 1);
        var orders = simulation.AddQueue("orders");
        var import = simulation.AddFunction("import", (JsonElement batch) =>
        {
            var records = batch.GetProperty("Records").EnumerateArray();
            var failed = records.Where(r => r.GetProperty("body").GetString() == "late" && r.GetProperty("attributes").GetProperty("ApproximateReceiveCount").GetString() == "1");
            return new { batchItemFailures = failed.Select(r => new { itemIdentifier = r.GetProperty("messageId").GetString() }).ToList() };
        });
        var mapping = import.On(orders, partial: true);

        orders.Send("early");
        orders.Send("late");
        simulation.RunUntilIdle();

        output.WriteLine($"{mapping.Figures.Batches} batches, {mapping.Figures.Deleted} messages deleted");
        // end-snippet
    }
}
