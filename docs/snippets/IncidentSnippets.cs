using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Configuration;
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

    public static void Blocked(TextWriter output)
    {
        // begin-snippet: incident-blocked
        using var simulation = new Simulation(seed: 1);
        var orders = simulation.AddStream("orders");
        var shipped = new List<string>();
        var ship = simulation.AddFunction("ship", (JsonElement batch) =>
        {
            foreach (var record in batch.GetProperty("Records").EnumerateArray())
            {
                var order = Encoding.UTF8.GetString(record.GetProperty("kinesis").GetProperty("data").GetBytesFromBase64());
                shipped.Add(order.Length > 0 ? order : throw new FormatException("no order"));
            }
        });
        ship.On(orders, batch: 10); // a batch that fails is tried again, and nothing behind it is read

        for (var hour = 0; hour < 30; hour++)
        {
            orders.Put("customer-7", hour == 0 ? "" : $"order {hour}");
            simulation.AdvanceBy(1.Hours);
            if (hour is 22 or 29)
            {
                output.WriteLine($"after {hour + 1} hours: {shipped.Count} orders shipped in {simulation.Metrics.Admitted} calls");
            }
        }

        output.WriteLine(simulation.Ledger.Findings[0]);
        // end-snippet
    }

    public static void BlockedMended(TextWriter output)
    {
        // begin-snippet: incident-blocked-mended
        foreach (var frees in new StreamMappingConfig[] { new() { MaximumRetryAttempts = 3 }, new() { MaximumRecordAge = 60.Seconds } })
        {
            using var simulation = new Simulation(seed: 1);
            var (orders, failures) = (simulation.AddStream("orders"), simulation.AddQueue("failures"));
            var shipped = new List<string>();
            var ship = simulation.AddFunction("ship", (JsonElement batch) =>
            {
                foreach (var record in batch.GetProperty("Records").EnumerateArray())
                {
                    var order = Encoding.UTF8.GetString(record.GetProperty("kinesis").GetProperty("data").GetBytesFromBase64());
                    shipped.Add(order.Length > 0 ? order : throw new FormatException("no order"));
                }
            });
            ship.On(orders, frees with { BatchSize = 10, OnFailure = Destination.To(failures) });

            for (var hour = 0; hour < 30; hour++)
            {
                orders.Put("customer-7", hour == 0 ? "" : $"order {hour}");
                simulation.AdvanceBy(1.Hours);
            }

            var told = JsonNode.Parse(failures.Messages.Single().Body)!["requestContext"]!["condition"];
            output.WriteLine($"{shipped.Count} orders shipped in {simulation.Metrics.Admitted} calls, {told}, {simulation.Ledger.Findings.Count} findings");
        }

        // end-snippet
    }

    public static void Halved(TextWriter output)
    {
        // begin-snippet: incident-halved
        using var simulation = new Simulation(seed: 1);
        var (orders, failures) = (simulation.AddStream("orders"), simulation.AddQueue("failures"));
        var charged = new List<string>();
        var charge = simulation.AddFunction("charge", (JsonElement batch) =>
        {
            foreach (var record in batch.GetProperty("Records").EnumerateArray())
            {
                var order = Encoding.UTF8.GetString(record.GetProperty("kinesis").GetProperty("data").GetBytesFromBase64());
                charged.Add(order.Length > 0 ? order : throw new FormatException("no order"));
            }
        });
        charge.On(orders, batch: 8, retries: 0, bisect: true, onFailure: Destination.To(failures));

        foreach (var order in new[] { "a", "b", "c", "d", "e", "f", "", "h" })
        {
            orders.Put("customer-7", order);
        }

        simulation.RunUntilIdle();
        output.WriteLine($"charged {string.Join(' ', charged)}");
        output.WriteLine(simulation.Ledger.Findings[0]);
        // end-snippet
    }

    public static void HalvedMended(TextWriter output)
    {
        // begin-snippet: incident-halved-mended
        using var simulation = new Simulation(seed: 1);
        var (orders, failures, charges) = (simulation.AddStream("orders"), simulation.AddQueue("failures"), simulation.AddTable("charges", "id"));
        var charge = simulation.AddFunction("charge", (JsonElement batch) =>
        {
            foreach (var record in batch.GetProperty("Records").EnumerateArray())
            {
                var kinesis = record.GetProperty("kinesis");
                var order = Encoding.UTF8.GetString(kinesis.GetProperty("data").GetBytesFromBase64());
                charges.Put(order.Length > 0 ? new { id = kinesis.GetProperty("sequenceNumber").GetString(), order } : throw new FormatException("no order")); // however often it comes
            }
        });
        charge.On(orders, batch: 8, retries: 0, bisect: true, onFailure: Destination.To(failures));

        foreach (var order in new[] { "a", "b", "c", "d", "e", "f", "", "h" })
        {
            orders.Put("customer-7", order);
        }

        simulation.RunUntilIdle();
        output.WriteLine($"{charges.Count} charges, {failures.ApproximateNumberOfMessages} order in the queue of failures");
        // end-snippet
    }
}
