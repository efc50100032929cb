using LambdaSim.Assertions;
using LambdaSim.Randomness;
using LambdaSim.Units;
using Xunit;
using static LambdaSim.Assertions.Row;

namespace LambdaSim.Snippets.Testing;

/// <summary>What Lambda does to code: timeouts, cold starts, throttles, crashes, retries.</summary>
public static class LambdaSnippets
{
    public static void Readme(TextWriter output)
    {
        // begin-snippet: readme-test
        using var simulation = new Simulation();
        var attempts = 0;
        var import = simulation.AddFunction("import", async (string file, LambdaContext context) =>
        {
            await Task.Delay((++attempts < 3 ? 40 : 2).Seconds, context.Time); // slow twice
        }, f => f with { Timeout = 30.Seconds });

        import.Send("march.csv");
        simulation.RunUntilIdle();

        simulation.Log.Of("import").ShouldBe(
            At(30.Seconds, "import timed out"),
            At(2.Minutes, "import timed out"),
            At(4.Minutes + 2.Seconds, "import ok"));
        // end-snippet
    }

    public static void Timeouts(TextWriter output)
    {
        // begin-snippet: timeout
        using var simulation = new Simulation();
        var slow = simulation.AddFunction("slow", async (LambdaContext context) =>
        {
            await Task.Delay(40.Seconds, context.Time);
        }, configure: f => f with { Timeout = 30.Seconds });

        var result = slow.Invoke();

        Assert.Equal(Outcome.TimedOut, result.Outcome);
        Assert.Equal(30.Seconds, simulation.Elapsed);
        output.WriteLine(result.Error!.Message);
        // end-snippet
    }

    public static void RemainingTime(TextWriter output)
    {
        // begin-snippet: remaining-time
        using var simulation = new Simulation();
        var batch = simulation.AddFunction("batch", async (int items, LambdaContext context) =>
        {
            var done = 0;
            while (done < items && context.RemainingTime > 1.Seconds)
            {
                await context.Delay(0.7.Seconds);
                done++;
            }

            return done;
        });

        Assert.Equal(3, batch.Invoke(100).Value<int>());
        // end-snippet
    }

    public static void ColdStarts(TextWriter output)
    {
        // begin-snippet: cold-start
        using var simulation = new Simulation();
        var loads = 0;
        var price = simulation.AddFunction(
            "price",
            (string item, Dictionary<string, decimal> prices) => prices[item],
            init: async (LambdaContext context) =>
            {
                loads++;
                await context.Delay(800.Milliseconds);
                return new Dictionary<string, decimal> { ["tea"] = 2.40m };
            });

        var cold = price.Invoke("tea");
        var warm = price.Invoke("tea");
        simulation.AdvanceBy(1.Hours);
        var later = price.Invoke("tea");

        Assert.Equal(800.Milliseconds, cold.InitDuration);
        Assert.Equal([true, false, true], [cold.ColdStart, warm.ColdStart, later.ColdStart]);
        Assert.Equal(2, loads);
        // end-snippet
    }

    public static void Throttles(TextWriter output)
    {
        // begin-snippet: throttle
        using var simulation = new Simulation();
        var checkout = simulation.AddFunction("checkout", 200.Milliseconds, f => f with { ReservedConcurrency = 15 });

        simulation.Run(async () =>
        {
            var burst = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => checkout.InvokeAsync()));

            Assert.Equal(15, burst.Count(r => r.Succeeded));
            Assert.Equal(5, burst.Count(r => r.Throttle == ThrottleCause.ReservedConcurrency));
            Assert.Equal(429, burst[^1].StatusCode);
        });
        // end-snippet
    }

    public static void Retries(TextWriter output)
    {
        // begin-snippet: retries
        using var simulation = new Simulation();
        var import = simulation.AddFunction("import", () => throw new FormatException("row 7 is no number"));

        import.Send();
        simulation.RunUntilIdle();

        simulation.Log.Of("import").ShouldBe(
            At(0.Seconds, "import failed FormatException"),
            At(1.Minutes, "import failed FormatException"),
            At(3.Minutes, "import failed FormatException"),
            At(3.Minutes, "import dropped RetriesExhausted"));
        // end-snippet
    }

    public static void DeadLetters(TextWriter output)
    {
        // begin-snippet: given-up
        using var simulation = new Simulation();
        var failed = simulation.AddQueue("failed-imports");
        var import = simulation.AddFunction("import", (string file) => throw new FormatException("row 7 is no number"), f => f with
        {
            MaximumRetryAttempts = 1,
            DeadLetterQueue = Destination.To(failed),
        });

        import.Send("march.csv");
        simulation.RunUntilIdle();

        Assert.Equal(["march.csv"], failed.Bodies<string>());
        Assert.Equal(1.Minutes, simulation.Elapsed);
        // end-snippet
    }

    public static void Crashes(TextWriter output)
    {
        // begin-snippet: crash
        using var simulation = new Simulation();
        var thumbnail = simulation.AddFunction("thumbnail", (int megabytes, LambdaContext context) =>
        {
            context.UseMemory(megabytes);
            context.Tmp.WriteText("last", $"{megabytes} MB");
        }, f => f with { MemoryMb = 256 });

        Assert.True(thumbnail.Invoke(200).Succeeded);
        var crash = thumbnail.Invoke(300);
        Assert.Equal(Outcome.Crashed, crash.Outcome);
        Assert.Equal(StartType.Reinit, thumbnail.Invoke(100).Start);
        output.WriteLine(crash.Error!.Message);
        // end-snippet
    }

    public static void Errors(TextWriter output)
    {
        // begin-snippet: error
        using var simulation = new Simulation();
        var parse = simulation.AddFunction("parse", (string text) => int.Parse(text));

        var result = parse.Invoke("seven");

        Assert.Equal((Outcome.Failed, 200, "Unhandled"), (result.Outcome, result.StatusCode, result.FunctionErrorKind));
        Assert.Equal("FormatException", result.Error!.Type);
        Assert.IsType<FormatException>(result.Error.Exception); // the real one, with its real stack
        // end-snippet
    }

    public static void Calls(TextWriter output)
    {
        // begin-snippet: calls
        using var simulation = new Simulation();
        simulation.AddFunction("tax", async (decimal net, LambdaContext context) =>
        {
            await context.Delay(50.Milliseconds);
            return net * 0.19m;
        });
        var invoice = simulation.AddFunction("invoice", async (decimal net, LambdaContext context) =>
        {
            var tax = await context.Client.InvokeAsync("tax", net);
            await context.Client.SendAsync("archive", net);
            return net + tax.Value<decimal>();
        });
        var archive = simulation.AddFunction("archive", Distribution.LogNormal(median: 80.Milliseconds, p99: 900.Milliseconds));

        var result = invoice.Invoke(100m);
        simulation.RunUntilIdle();

        Assert.Equal(119m, result.Value<decimal>());
        Assert.Equal(50.Milliseconds, result.Duration);
        simulation.Log.Of("archive").ShouldHave(1, "archive ok");
        // end-snippet
    }
}
