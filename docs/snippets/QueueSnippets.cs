namespace LambdaSim.Snippets;

/// <summary>The C# of docs/neighbours.md, compiled and run by the tests.</summary>
public static class QueueSnippets
{
    public static void Ledger(TextWriter output)
    {
        // begin-snippet: ledger
        using var simulation = new Simulation(seed: 1);
        var dead = simulation.AddQueue("orders-dead");
        var orders = simulation.AddFunction(
            "orders",
            string (int id) => throw new FormatException($"order {id} has no lines"),
            f => f with { DeadLetterQueue = Destination.To(dead), MaximumRetryAttempts = 0 });

        orders.Send(7);
        simulation.RunUntilIdle();

        output.WriteLine(simulation.Ledger);
        // end-snippet
    }
}
