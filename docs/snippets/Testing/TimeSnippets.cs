using LambdaSim.Assertions;
using LambdaSim.Configuration;
using LambdaSim.Units;
using NodaTime;
using Xunit;

namespace LambdaSim.Snippets.Testing;

/// <summary>The verbs of time.</summary>
public static class TimeSnippets
{
    public static void Run(TextWriter output)
    {
        // begin-snippet: run
        using var simulation = new Simulation();
        var resize = simulation.AddFunction("resize", async (LambdaContext context) =>
        {
            await Task.Delay(200.Milliseconds, context.Time);
            return context.EnvironmentNumber;
        });

        simulation.Run(async () =>
        {
            var burst = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => resize.InvokeAsync()));
            Assert.All(burst, r => Assert.True(r.ColdStart));
            Assert.Equal([0, 1, 2], burst.Select(r => r.Value<int>()));

            await simulation.Delay(1.Minutes);
            Assert.False((await resize.InvokeAsync()).ColdStart);
        });

        Assert.Equal(60.4.Seconds, simulation.Elapsed);
        // end-snippet
    }

    public static void RunUntilIdle(TextWriter output)
    {
        // begin-snippet: run-until-idle
        using var simulation = new Simulation();
        var sent = new List<string>();
        var mail = simulation.AddFunction("mail", (string address) => sent.Add(address));

        mail.Send("ada@example.com");
        mail.Send("grace@example.com");
        Assert.Empty(sent);

        simulation.RunUntilIdle();
        Assert.Equal(["ada@example.com", "grace@example.com"], sent);
        // end-snippet
    }

    public static void Advance(TextWriter output)
    {
        // begin-snippet: advance
        using var simulation = new Simulation();
        var import = simulation.AddFunction("import", () => throw new FormatException("row 7 is no number"));

        import.Send();
        simulation.AdvanceBy(59.Seconds);
        Assert.Single(simulation.Log.Of("import").Rows);

        simulation.AdvanceTo(Instant.FromUtc(2026, 1, 1, 0, 1));
        Assert.Equal(2, simulation.Log.Of("import").Rows.Count);
        Assert.Equal(1.Minutes, simulation.Elapsed);
        // end-snippet
    }

    public static void RunUntil(TextWriter output)
    {
        // begin-snippet: run-until
        using var simulation = new Simulation();
        var attempts = 0;
        var import = simulation.AddFunction("import", () => ++attempts < 3 ? throw new IOException("no connection") : attempts);

        import.Send();
        simulation.RunUntil(() => attempts == 3);

        Assert.Equal(3.Minutes, simulation.Elapsed);
        // end-snippet
    }

    public static void Nested(TextWriter output)
    {
        // begin-snippet: nested
        using var simulation = new Simulation();
        var stock = simulation.AddFunction("stock", () => 12);

        var mistake = Assert.Throws<NestedRunException>(() => simulation.Run(() =>
        {
            stock.Invoke(); // a verb of time inside a verb of time
            return Task.CompletedTask;
        }));
        output.WriteLine(mistake.Message);
        // end-snippet
    }

    public static void Endless(TextWriter output)
    {
        // begin-snippet: endless
        using var simulation = new Simulation(new SimulationOptions { MaximumCausedInvocations = 1_000 }); // 500,000 unless you say so
        var poll = simulation.AddFunction("poll", async (LambdaContext context) =>
        {
            await context.Client.SendAsync("poll", "again");
        }, f => f with { RecursiveLoop = RecursiveLoop.Allow }); // else Lambda itself stops it after 16 rounds

        poll.Send("begin");
        var endless = Assert.Throws<EndlessRunException>(() => simulation.RunUntilIdle());
        output.WriteLine(endless.Message);
        // end-snippet
    }

    public static void Fakes(TextWriter output)
    {
        // begin-snippet: fakes
        using var simulation = new Simulation();
        var token = "";
        using var refresh = simulation.Time.CreateTimer(_ => token = $"issued at {simulation.Clock.GetCurrentInstant():HH:mm}", null, 0.Minutes, 15.Minutes);
        var call = simulation.AddFunction("call", () => token);

        simulation.AdvanceBy(40.Minutes);

        Assert.Equal("issued at 00:30", call.Invoke().Value<string>());
        // end-snippet
    }
}
