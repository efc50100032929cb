namespace LambdaSim.Snippets;

/// <summary>The C# of docs/async.md, compiled and run by the tests.</summary>
public static class AsyncSnippets
{
    public static string DeadLetterOfAFailingFunction()
    {
        // begin-snippet: dead-letter
        using var simulation = new Simulation();
        var dead = simulation.AddQueue("orders-dead");
        var orders = simulation.AddFunction(
            "orders",
            string (int id) => throw new FormatException($"order {id} has no lines"),
            f => f with { DeadLetterQueue = Destination.To(dead) });

        orders.Send(7);
        simulation.RunUntilIdle();

        var letter = dead.Messages.Single();
        // end-snippet

        return $"{simulation.Elapsed.TotalMinutes} {letter.Body} {letter.Attributes["ErrorMessage"].Value}";
    }
}
