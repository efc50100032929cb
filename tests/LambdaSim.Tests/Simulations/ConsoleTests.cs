using LambdaSim.Events;

namespace LambdaSim.Tests.Simulations;

/// <summary>The console of a function is its log.</summary>
public class ConsoleTests
{
    private static List<string> Lines(Simulation simulation) =>
        [.. simulation.Log.Where(e => e.Kind == EventKind.LogLine).Select(e => $"{e.LogLevel} {simulation.Log.TextOf((int)e.Value)}")];

    [Fact]
    [Pins("INV-CONSOLE")]
    public void What_a_handler_writes_to_the_console_is_a_line_of_its_functions_log()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", async (LambdaContext context) =>
        {
            Console.WriteLine("one");
            await context.Delay(Duration.FromSeconds(1));
            await Task.Run(() => Console.Write("two\nthr"));
            Console.WriteLine("ee {0}", 3);
            Console.Error.WriteLine("four");
            Console.Write("open");
        });

        var answer = f.InvokeRaw(default, new InvokeOptions { LogTail = true });

        Assert.Equal(["Info one", "Info two", "Info three 3", "Fail four", "Info open"], Lines(simulation));
        Assert.Contains($"2026-01-01T00:00:00.000Z\t{answer.RequestId}\tinfo\tone", answer.LogTail, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_functions_write_to_their_own_logs_and_the_body_to_neither()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", async (LambdaContext context) =>
        {
            Console.Write("f1 ");
            await context.Delay(Duration.FromSeconds(1));
            Console.WriteLine("f2");
        });
        var g = simulation.AddFunction("g", () => Console.WriteLine("g"));

        simulation.Run(async () =>
        {
            var first = f.InvokeAsync();
            await g.InvokeAsync();
            Console.Write("");
            await first;
        });

        Assert.Equal(["Info g", "Info f1 f2"], Lines(simulation));
    }

    [Fact]
    public void An_output_that_is_the_console_does_not_hear_itself()
    {
        using var simulation = new Simulation(new SimulationOptions { Output = Console.Out });
        var f = simulation.AddFunction("f", () =>
        {
            for (var i = 0; i < 600; i++)
            {
                Console.WriteLine("line");
            }
        });

        f.Invoke();

        Assert.Equal(600, Lines(simulation).Count);
    }
}
