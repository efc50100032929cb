using LambdaSim.Assertions;
using Xunit;

using LambdaSim.Neighbours;
using LambdaSim.Units;

namespace LambdaSim.Snippets;

/// <summary>The C# of docs/neighbours.md, compiled and run by the tests.</summary>
public static class QueueSnippets
{
    public static void Poison(TextWriter output)
    {
        // begin-snippet: queue-poison
        using var simulation = new Simulation(seed: 1);
        var dead = simulation.AddQueue("orders-dead");
        var orders = simulation.AddQueue("orders", q => q with { VisibilityTimeout = 30.Seconds, Redrive = new("orders-dead", MaxReceiveCount: 2) });

        orders.Send("order 7", attributes: new Dictionary<string, MessageAttribute> { ["tenant"] = "acme" });
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            // Nobody deletes what is received.
            output.WriteLine($"attempt {attempt}: {orders.Receive().Count} message");
            simulation.AdvanceBy(30.Seconds);
        }

        var poison = dead.Receive()[0];
        output.WriteLine($"{poison.Body}, received {poison.ApproximateReceiveCount} times, given up by {poison.DeadLetterQueueSourceArn}");
        dead.Delete(poison);

        output.WriteLine(simulation.Ledger);
        // end-snippet
    }

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

    public static void Losses(TextWriter output)
    {
        // begin-snippet: losses
        using var simulation = new Simulation(seed: 1);
        var import = simulation.AddFunction("import", string (string file) => throw new FormatException($"{file} has no header"));

        import.Send("march.csv");
        import.Send("april.csv");
        simulation.RunUntilIdle();

        var lost = Assert.Throws<LossException>(() => simulation.Ledger.ShouldLoseNothing());
        output.WriteLine(lost.Message);
        // end-snippet
    }
}
