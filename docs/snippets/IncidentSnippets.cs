using System.Text.Json;
using LambdaSim.Functions.Model;
using LambdaSim.Units;

namespace LambdaSim.Snippets;

/// <summary>The C# of docs/incidents.md, compiled and run by the tests.</summary>
public static class IncidentSnippets
{
    public static void Unseen(TextWriter output)
    {
        // begin-snippet: incident-unseen
        using var simulation = new Simulation(seed: 1);
        var unshipped = simulation.AddQueue("unshipped");
        var orders = simulation.AddQueue("orders", q => q with { VisibilityTimeout = 30.Seconds, Redrive = new("unshipped", MaxReceiveCount: 1) });
        var ship = simulation.AddFunction("ship", 20.Seconds, f => f with { Timeout = 30.Seconds, ReservedConcurrency = 1 });
        ship.On(orders, batch: 1);

        for (var i = 0; i < 10; i++)
        {
            orders.Send($"order {i}");
        }

        simulation.AdvanceBy(10.Minutes);

        output.WriteLine($"{simulation.Metrics.Admitted} orders shipped, {unshipped.ApproximateNumberOfMessages} in the dead-letter queue");
        output.WriteLine(simulation.Ledger.Findings[0]);
        // end-snippet
    }

    public static void Twice(TextWriter output)
    {
        // begin-snippet: incident-twice
        using var simulation = new Simulation(seed: 1);
        var orders = simulation.AddQueue("orders", q => q with { VisibilityTimeout = 30.Seconds });
        var (calls, charged) = (0, 0);
        var charge = simulation.AddFunction("charge", async (JsonElement batch, LambdaContext context) =>
        {
            await context.Delay(++calls == 1 ? 45.Seconds : 5.Seconds); // the bank is slow once
            charged++;
        }, f => f with { Timeout = 30.Seconds });
        charge.On(orders, batch: 1);
        simulation.Lambda.UpdateFunctionConfiguration(new UpdateFunctionConfigurationRequest { FunctionName = "charge", Timeout = 60 });

        orders.Send("order 7");
        simulation.AdvanceBy(10.Minutes);

        output.WriteLine($"charged {charged} times");
        output.WriteLine(simulation.Ledger.Findings[0]);
        // end-snippet
    }

    public static void Circle(TextWriter output)
    {
        // begin-snippet: incident-circle
        using var simulation = new Simulation(seed: 1);
        var photos = simulation.AddBucket("photos");
        var shrink = simulation.AddFunction("shrink", (JsonElement notification, LambdaContext context) =>
        {
            var key = notification.GetProperty("Records")[0].GetProperty("s3").GetProperty("object").GetProperty("key").GetString();
            context.Bucket("photos").Put($"small-{key}", "a smaller picture");
        });
        photos.Notify(shrink); // of all that is put, also by the function

        photos.Put("cat.jpg", "a picture");
        simulation.RunUntilIdle();

        output.WriteLine($"{photos.Keys.Count} objects, {simulation.Metrics.RecursiveInvocationsDropped} invocation stopped");
        output.WriteLine(simulation.Ledger.Findings[0]);
        // end-snippet
    }
}
