using System.Text.Json.Nodes;
using LambdaSim.Configuration;
using LambdaSim.Units;
using NodaTime;

namespace LambdaSim.Snippets;

public static class ScheduleSnippets
{
    public static void Nightly(TextWriter output)
    {
        // begin-snippet: schedule
        using var simulation = new Simulation(new SimulationOptions { World = new SimulationConfig { Start = Instant.FromUtc(2026, 3, 28, 0, 0) } });
        var report = simulation.AddFunction("report", (string time) => output.WriteLine($"report of {time}"));

        simulation.Schedule("nightly", "cron(30 2 * * ? *)", zone: "Europe/Berlin")
            .To(report, s => s with { Input = "\"<aws.scheduler.scheduled-time>\"" });

        // On 29 March the clocks of Berlin skip from two to three.
        simulation.AdvanceBy(3.Days);
        // end-snippet
    }

    public static void Stores(TextWriter output)
    {
        // begin-snippet: stores
        using var simulation = new Simulation();
        simulation.Parameters["/orders/table"] = "orders-7";
        simulation.Secrets["orders/database"] = "first";
        simulation.Secrets["orders/database"] = "second";

        var connect = simulation.AddFunction("connect", (string _, LambdaContext context) =>
            $"{context.Parameters["/orders/table"]} with {context.Secrets["orders/database"]}, not {context.Secrets.Previous("orders/database")}");

        output.WriteLine(connect.Invoke("now").Value<string>());
        // end-snippet
    }

    public static void Subscription(TextWriter output)
    {
        // begin-snippet: log-subscription
        using var simulation = new Simulation();
        var orders = simulation.AddFunction("orders", (int id, LambdaContext context) => context.Log(id > 0 ? $"took {id}" : $"ERROR: {id} is no order"));
        var alarm = simulation.AddFunction("alarm", (JsonObject logs) => output.WriteLine($"an alarm, {simulation.Elapsed.TotalSeconds:0} s later"));

        simulation.SubscribeToLogs("/aws/lambda/orders", alarm, "ERROR");
        orders.Invoke(1);
        orders.Invoke(-1);
        simulation.RunUntilIdle();
        // end-snippet
    }
}
