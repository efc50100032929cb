namespace LambdaSim.Snippets;

/// <summary>The C# of the section about EventBridge in docs/neighbours.md, compiled and run by the tests.</summary>
public static class BusSnippets
{
    public static void Rule(TextWriter output)
    {
        // begin-snippet: bus
        using var simulation = new Simulation(seed: 1);
        var review = simulation.AddQueue("review");
        var bill = simulation.AddFunction("bill", (string id) => output.WriteLine($"billed {id}"));

        var orders = simulation.AddBus("orders");
        orders.Rule("placed", """{"detail-type":["Order Placed"]}""").To(bill, """{"InputPath":"$.detail.id"}""");
        orders.Rule("large", """{"detail":{"total":[{"numeric":[">",100]}]}}""").To(review);

        orders.Put("shop", "Order Placed", """{"id":"o-1","total":20}""");
        orders.Put("shop", "Order Placed", """{"id":"o-2","total":500}""");
        orders.Put("shop", "Order Shipped", """{"id":"o-1"}""");
        simulation.RunUntilIdle();

        output.WriteLine($"{review.Messages.Count} to review, {orders.Events.Count} events");
        // end-snippet
    }
}
