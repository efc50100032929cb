using System.Text.Json;
using LambdaSim.Neighbours;

namespace LambdaSim.Snippets;

/// <summary>The C# of topics in docs/neighbours.md, compiled and run by the tests.</summary>
public static class TopicSnippets
{
    public static void FanOut(TextWriter output)
    {
        // begin-snippet: topics
        using var simulation = new Simulation(seed: 1);
        var ship = simulation.AddFunction("ship", (JsonElement e) => output.WriteLine($"shipped {e.GetProperty("Records")[0].GetProperty("Sns").GetProperty("Message")}"));

        var orders = simulation.AddTopic("orders");
        orders.Subscribe(simulation.AddQueue("invoices"), raw: true);
        orders.Subscribe(ship, filter: """{"kind":["paid"]}""", deadLetters: simulation.AddQueue("unshipped"));

        orders.Publish("order 7", attributes: new Dictionary<string, MessageAttribute> { ["kind"] = new("String", "paid") });
        orders.Publish("order 8", attributes: new Dictionary<string, MessageAttribute> { ["kind"] = new("String", "refund") });
        simulation.RunUntilIdle();

        output.WriteLine(string.Join(", ", simulation.Queue("invoices").Messages.Select(m => m.Body)));
        // end-snippet
    }
}
