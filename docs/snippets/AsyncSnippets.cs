using LambdaSim.Configuration;
using LambdaSim.Functions.Model;
using LambdaSim.Units;
using NodaTime;
using Xunit;

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

    public static string ARecordForEachOutcome()
    {
        // begin-snippet: destinations
        using var simulation = new Simulation();
        var failed = simulation.AddQueue("failed-orders");
        var receipts = simulation.AddFunction("receipts", (string record) => record.Length);
        var orders = simulation.AddFunction(
            "orders",
            (int id) => id < 0 ? throw new ArgumentOutOfRangeException(nameof(id)) : id,
            f => f with { OnSuccess = Destination.To(receipts), OnFailure = Destination.To(failed), MaximumRetryAttempts = 0 });

        orders.Send(7);
        orders.Send(-7);
        simulation.RunUntilIdle();

        var record = failed.Messages.Single().Body; // {"version":"1.0", ... "condition":"RetriesExhausted","approximateInvokeCount":1}, ...
        // end-snippet

        return record;
    }

    public static int OneConfigForEachAlias()
    {
        // begin-snippet: event-invoke-config
        using var simulation = new Simulation();
        var attempts = 0;
        simulation.AddFunction("orders", void (int id) => throw new FormatException($"attempt {++attempts} of order {id}"));
        simulation.Lambda.PublishVersion(new PublishVersionRequest { FunctionName = "orders" });
        simulation.Lambda.CreateAlias(new CreateAliasRequest { FunctionName = "orders", Name = "live", FunctionVersion = "1" });
        simulation.Lambda.PutFunctionEventInvokeConfig(new PutFunctionEventInvokeConfigRequest { FunctionName = "orders", Qualifier = "live", MaximumRetryAttempts = 0 });

        simulation.Run(() => simulation.Client.SendAsync("orders:live", 7));
        simulation.RunUntilIdle();
        // end-snippet

        return attempts;
    }

    public static (int Runs, int Ids) AnEventThatIsDeliveredTwice()
    {
        // begin-snippet: twice
        using var simulation = new Simulation(new SimulationOptions
        {
            World = new SimulationConfig { Async = new AsyncConfig { Faults = new AsyncFaults(DuplicateShare: 1, SystemErrorShare: 0) } },
        });
        List<string> requests = [];
        simulation.AddFunction("pay", (LambdaContext context) => requests.Add(context.AwsRequestId)).Send();
        simulation.RunUntilIdle();

        Assert.Equal(2, requests.Count); // is the payment made once?
        // end-snippet

        return (requests.Count, requests.Distinct().Count());
    }

    public static string ALoopThatIsStopped()
    {
        // begin-snippet: loop
        using var simulation = new Simulation();
        simulation.AddFunction("resize", async (LambdaContext context) =>
        {
            await context.Client.SendAsync("resize", "again");
        }).Send("begin");
        simulation.RunUntilIdle();

        Assert.Equal(16, simulation.Metrics.Admitted);
        Assert.Equal(1, simulation.Metrics.RecursiveInvocationsDropped);
        // end-snippet

        return simulation.Ledger.ToString();
    }

    public static Duration AnOutage()
    {
        // begin-snippet: outage
        using var simulation = new Simulation();
        var orders = simulation.AddFunction("orders", 200.Milliseconds, f => f with { ReservedConcurrency = 1, MaximumEventAge = 1.Hours });
        for (var i = 0; i < 100; i++)
        {
            orders.Send(i);
        }

        simulation.RunUntilIdle();

        var oldest = simulation.Metrics.MaxAsyncEventAge; // how late the last of them ran
        // end-snippet

        return oldest;
    }
}
