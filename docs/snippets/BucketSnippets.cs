using LambdaSim.Projections;

namespace LambdaSim.Snippets;

/// <summary>The C# of docs/neighbours.md about buckets, compiled and run by the tests.</summary>
public static class BucketSnippets
{
    public static void Notification(TextWriter output)
    {
        // begin-snippet: bucket-notification
        using var simulation = new Simulation(seed: 1);
        var photos = simulation.AddBucket("photos");
        var small = simulation.AddBucket("thumbnails");
        var shrink = simulation.AddFunction("shrink", (System.Text.Json.Nodes.JsonObject e, LambdaContext context) =>
        {
            var key = Uri.UnescapeDataString(((string)e["Records"]![0]!["s3"]!["object"]!["key"]!).Replace('+', ' '));
            var photo = context.Bucket("photos").Get(key);
            context.Bucket("thumbnails").Put(key, photo.Bytes.Span[..3], "image/jpeg");
        });
        photos.Notify(shrink, prefix: "in/", suffix: ".jpg");

        photos.Put("in/my cat.jpg", "meow");
        photos.Put("in/readme.txt", "not told");
        simulation.RunUntilIdle();

        output.WriteLine($"{string.Join(", ", small.Keys)}: {small.Get("in/my cat.jpg").Text}");
        output.WriteLine($"{simulation.Ledger.Count(Fate.Delivered)} delivered");
        // end-snippet
    }
}
