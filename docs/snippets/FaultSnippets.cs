using System.Text.Json;
using LambdaSim.Assertions;
using LambdaSim.Faults;
using LambdaSim.Units;
using Xunit;

namespace LambdaSim.Snippets;

/// <summary>The C# of docs/faults.md and of the incidents that faults find, compiled and run by the tests.</summary>
public static class FaultSnippets
{
    public static IEnumerable<KeyValuePair<string, Action<TextWriter>>> All =>
    [
        new("fault-plan", Plan),
        new("fault-file", Save),
        new("invariants", Invariants),
        new("incident-retry", Retry),
        new("incident-retry-mended", RetryMended),
        new("incident-batch", Batch),
        new("incident-batch-mended", BatchMended),
    ];

    private static void Plan(TextWriter output)
    {
        // begin-snippet: fault-plan
        using var simulation = new Simulation(seed: 1, new SimulationOptions
        {
            Faults =
            [
                new Fault(FaultSite.Throttle) { Service = "sqs", Operation = "SendMessage", Share = 0.3m, From = 10.Seconds, Until = 1.Minutes },
                new Fault(FaultSite.EnvironmentRecycle) { Function = "orders", Count = 1 },
            ],
        });
        var shipped = simulation.AddQueue("shipped");
        var orders = simulation.AddFunction("orders", (int order) =>
        {
            shipped.Send($"order {order}"); // throws a ServiceFaultException when it is struck
        });
        simulation.Run(async () =>
        {
            for (var order = 0; order < 12; order++)
            {
                await orders.InvokeAsync(order);
                await simulation.Delay(5.Seconds);
            }
        });

        foreach (var fault in simulation.FaultTally)
        {
            output.WriteLine(fault);
        }

        output.WriteLine($"{shipped.Messages.Count} of 12 orders are shipped");
        // end-snippet
    }

    private static void Save(TextWriter output)
    {
        // begin-snippet: fault-file
        FaultPlan plan = [new Fault(FaultSite.LateDelivery) { Function = "orders", Share = 0.1m, By = 90.Seconds }];
        var json = plan.ToJson();
        output.WriteLine(json);

        Assert.Equal(plan, FaultPlan.Parse(json));
        // end-snippet
    }

    private static void Invariants(TextWriter output)
    {
        // begin-snippet: invariants
        using var simulation = new Simulation(seed: 1, new SimulationOptions { Faults = [new Fault(FaultSite.DuplicateDelivery) { Function = "charge" }] });
        Dictionary<int, int> charges = [];
        var charge = simulation.AddFunction("charge", (int order) => { charges[order] = charges.GetValueOrDefault(order) + 1; });
        simulation.Always(() => charges.Values.All(times => times <= 1), "no order is charged twice");
        simulation.Eventually(() => charges.ContainsKey(7), "order 7 is charged", within: 1.Minutes);

        charge.Send(7);
        var broken = Assert.Throws<InvariantException>(() => simulation.RunUntilIdle());

        output.WriteLine(broken.Message);
        // end-snippet
    }

    private static void Retry(TextWriter output)
    {
        // begin-snippet: incident-retry
        using var simulation = new Simulation(seed: 1, new SimulationOptions
        {
            Faults = [new Fault(FaultSite.SlowNeighbour) { Service = "sqs", Share = 0.2m, By = 30.Seconds }],
        });
        var (bank, done) = (simulation.AddQueue("bank"), simulation.AddBucket("done"));
        var charge = simulation.AddFunction("charge", (int order) =>
        {
            if (done.Find($"order-{order}") is null)
            {
                bank.Send($"charge order {order}"); // the bank has it, and answers too late now and then
                done.Put($"order-{order}", "charged");
            }
        }, f => f with { Timeout = 10.Seconds });
        simulation.Always(() => bank.Messages.DistinctBy(m => m.Body).Count() == bank.Messages.Count, "no order is charged twice");

        for (var order = 0; order < 20; order++)
        {
            charge.Send(order);
        }

        var broken = Assert.Throws<InvariantException>(() => simulation.RunUntilIdle());
        output.WriteLine(broken.Message[..broken.Message.IndexOf("\n\nRepeat", StringComparison.Ordinal)]);
        // end-snippet
    }

    private static void RetryMended(TextWriter output)
    {
        // begin-snippet: incident-retry-mended
        using var simulation = new Simulation(seed: 1, new SimulationOptions
        {
            Faults = [new Fault(FaultSite.SlowNeighbour) { Service = "sqs", Share = 0.2m, By = 30.Seconds }],
        });
        var bank = simulation.AddQueue("bank.fifo");
        var charge = simulation.AddFunction("charge", (int order) =>
        {
            bank.Send($"charge order {order}", groupId: $"{order}", deduplicationId: $"order-{order}"); // the retry is the same charge
        }, f => f with { Timeout = 10.Seconds });
        simulation.Always(() => bank.Messages.DistinctBy(m => m.Body).Count() == bank.Messages.Count, "no order is charged twice");
        simulation.Eventually(() => bank.Messages.Count == 20, "each order is charged");

        for (var order = 0; order < 20; order++)
        {
            charge.Send(order);
        }

        simulation.RunUntilIdle();
        simulation.End();

        output.WriteLine($"{simulation.FaultTally[0]}; {bank.Messages.Count} charges");
        // end-snippet
    }

    private static void Batch(TextWriter output)
    {
        // begin-snippet: incident-batch
        using var simulation = new Simulation(seed: 1, new SimulationOptions
        {
            Faults = [new Fault(FaultSite.CrashAfter) { Service = "s3", Operation = "PutObject", Share = 0.1m }],
        });
        var (orders, stock) = (simulation.AddQueue("orders"), simulation.AddBucket("stock"));
        stock.Put("pears", "100");
        var sell = simulation.AddFunction("sell", (JsonElement batch) =>
        {
            foreach (var _ in batch.GetProperty("Records").EnumerateArray())
            {
                stock.Put("pears", $"{int.Parse(stock.Get("pears").Text) - 1}"); // one less for each order
            }
        }, f => f with { ReservedConcurrency = 1 });
        sell.On(orders, batch: 10);
        simulation.Always(() => int.Parse(stock.Get("pears").Text) >= 80, "20 orders take 20 pears");

        for (var order = 0; order < 20; order++)
        {
            orders.Send($"order {order}");
        }

        var broken = Assert.Throws<InvariantException>(() => simulation.RunUntilIdle());
        output.WriteLine($"{stock.Get("pears").Text} pears are left after {simulation.FaultTally[0]}");
        output.WriteLine(broken.Invariant);
        // end-snippet
    }

    private static void BatchMended(TextWriter output)
    {
        // begin-snippet: incident-batch-mended
        using var simulation = new Simulation(seed: 1, new SimulationOptions
        {
            Faults = [new Fault(FaultSite.CrashAfter) { Service = "s3", Operation = "PutObject", Share = 0.1m }],
        });
        var (orders, sold) = (simulation.AddQueue("orders"), simulation.AddBucket("sold"));
        var sell = simulation.AddFunction("sell", (JsonElement batch) =>
        {
            foreach (var record in batch.GetProperty("Records").EnumerateArray())
            {
                sold.Put($"pears/{record.GetProperty("messageId").GetString()}", "1"); // an object for each order, however often it comes
            }
        }, f => f with { ReservedConcurrency = 1 });
        sell.On(orders, batch: 10);
        simulation.Always(() => sold.Keys.Count <= 20, "20 orders take 20 pears");
        simulation.Eventually(() => sold.Keys.Count == 20, "each order takes its pear");

        for (var order = 0; order < 20; order++)
        {
            orders.Send($"order {order}");
        }

        simulation.RunUntilIdle();
        simulation.End();

        output.WriteLine($"{100 - sold.Keys.Count} pears are left after {simulation.FaultTally[0]}");
        // end-snippet
    }
}
