using System.Text.Json;

namespace LambdaSim.Snippets;

/// <summary>The C# of docs/incidents.md, compiled and run by the tests.</summary>
public static class IncidentSnippets
{
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
