using LambdaSim.Assertions;
using LambdaSim.Events;
using LambdaSim.Projections;
using LambdaSim.Units;
using Xunit;
using static LambdaSim.Assertions.Row;

namespace LambdaSim.Snippets.Testing;

/// <summary>Logs, the event log, repeating a run.</summary>
public static class LogSnippets
{
    public static void FunctionLog(TextWriter output)
    {
        // begin-snippet: logs
        using var simulation = new Simulation();
        var order = simulation.AddFunction("order", async (int number, LambdaContext context) =>
        {
            context.Log($"order {number} taken");
            await context.Delay(12.Milliseconds);
        });

        order.Invoke(7);

        foreach (var line in simulation.Logs.Lines(order.Index))
        {
            output.WriteLine(line.Text);
        }
        // end-snippet
    }

    public static void EventLog(TextWriter output)
    {
        // begin-snippet: event-log
        using var simulation = new Simulation();
        var order = simulation.AddFunction("order", 20.Milliseconds);

        order.Invoke();
        simulation.AdvanceBy(1.Hours);
        order.Send();
        simulation.RunUntilIdle();

        Assert.Equal(2, simulation.Log.Count(e => e.Kind == EventKind.Completed));
        Assert.Equal(2, simulation.Metrics.Cold);
        output.WriteLine(Story.Of(simulation.Log).ToString());
        output.WriteLine(Explanation.Of(simulation.Log, "1", simulation.Options.World.Start).ToString());
        // end-snippet
    }

    public static void ShouldSucceed(TextWriter output)
    {
        // begin-snippet: should-succeed
        using var simulation = new Simulation();
        var import = simulation.AddFunction("import", (string file, LambdaContext context) =>
        {
            context.Log($"reading {file}");
            throw new FormatException("row 7 is no number");
        });

        var failure = Assert.Throws<FunctionErrorException>(() => import.Invoke("march.csv").ShouldSucceed());
        output.WriteLine(failure.Message);
        // end-snippet
    }

    public static void Figures()
    {
        // begin-snippet: metrics
        using var simulation = new Simulation();
        var order = simulation.AddFunction("order", 20.Milliseconds);
        simulation.AddFunction("mail", 300.Milliseconds).Invoke();
        order.Invoke();
        order.Invoke();

        Assert.Equal((2, 1, 1), (order.Metrics.Arrivals, order.Metrics.Cold, order.Metrics.Warm));
        Assert.Equal(20.Milliseconds, simulation.Metrics.Of("order").MeanLatency);
        Assert.Equal(340.Milliseconds, simulation.Metrics.TotalDuration);
        Assert.True(simulation.Metrics.Latency.Percentile(99) > 290.Milliseconds);
        // end-snippet
    }

    public static void Report()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        // begin-snippet: report
        using var simulation = new Simulation();
        var checkout = simulation.AddFunction("checkout", 200.Milliseconds, f => f with { ReservedConcurrency = 15 });
        simulation.Run(() => Task.WhenAll(Enumerable.Range(0, 20).Select(_ => checkout.InvokeAsync())));

        simulation.WriteReport(Path.Combine(folder, "checkout.html"));
        // end-snippet
        Directory.Delete(folder, recursive: true);
    }

    public static void Variables()
    {
        // begin-snippet: environment
        using var simulation = new Simulation();
        var order = simulation.AddFunction(
            "order",
            (LambdaContext context) => $"{context.Environment["TABLE"]} in {context.Environment["AWS_REGION"]}",
            f => f.WithEnvironment("TABLE", "orders"));

        Assert.Equal("orders in us-east-1", order.Invoke().Value<string>());
        // end-snippet
    }

    public static void FailingStory(TextWriter output)
    {
        // begin-snippet: failing-story
        using var simulation = new Simulation();
        var import = simulation.AddFunction("import", (int row) => row == 2 ? throw new FormatException("row 2 is no number") : row);
        foreach (var row in Enumerable.Range(1, 3))
        {
            import.Invoke(row);
            simulation.AdvanceBy(1.Seconds);
        }

        var failure = Assert.Throws<StoryException>(() => simulation.Log.Of("import").ShouldBe(
            At(0.Seconds, "import ok"),
            At(1.Seconds, "import ok"),
            At(2.Seconds, "import ok")));
        output.WriteLine(failure.Message);
        // end-snippet
    }

    public static void Seeds(TextWriter output)
    {
        // begin-snippet: seed
        static Simulation Lottery(ulong seed)
        {
            var simulation = new Simulation(seed);
            var draw = simulation.AddFunction("draw", (LambdaContext context) => $"{context.Random.Next(1, 50)} {context.NewGuid()}");
            draw.Invoke();
            return simulation;
        }

        using var first = Lottery(1);
        using var again = Lottery(1);
        using var other = Lottery(2);
        Assert.Equal(first.Fingerprint, again.Fingerprint);
        Assert.NotEqual(first.Fingerprint, other.Fingerprint);

        Determinism.Check(() => Lottery(1), runs: 5);
        // end-snippet
    }

    public static void Difference(TextWriter output)
    {
        // begin-snippet: difference
        var calls = 0; // outlives a run, as a static field does

        var difference = Assert.Throws<DeterminismException>(() => Determinism.Check(() =>
        {
            var simulation = new Simulation();
            simulation.AddFunction("count", (LambdaContext context) => context.Log($"call {++calls}")).Invoke();
            return simulation;
        }));
        output.WriteLine(difference.Message);
        // end-snippet
    }
}
