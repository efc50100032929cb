using LambdaSim.Units;
using Xunit;

namespace LambdaSim.Snippets.Testing;

/// <summary>Work on the thread pool, real I/O, blocking code.</summary>
public static class ThreadSnippets
{
    public static void Pool(TextWriter output)
    {
        // begin-snippet: pool
        using var simulation = new Simulation();
        var order = new List<int>();
        var sum = simulation.AddFunction("sum", async () =>
        {
            var parts = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() =>
            {
                order.Add(i); // one at a time, in the order of the calls: no lock, no race
                return i * i;
            })));
            return parts.Sum();
        });

        Assert.Equal(14, sum.Invoke().Value<int>());
        Assert.Equal([0, 1, 2, 3], order);
        // end-snippet
    }

    public static void External(TextWriter output)
    {
        // begin-snippet: external
        using var simulation = new Simulation();
        var file = Path.GetTempFileName();
        var read = simulation.AddFunction("read", async (LambdaContext context) =>
        {
            var text = await context.External(() => File.ReadAllTextAsync(file), took: 35.Milliseconds);
            return text.Length;
        });

        var result = read.Invoke();

        Assert.Equal(0, result.Value<int>());
        Assert.Equal(35.Milliseconds, result.Duration);
        // end-snippet
        File.Delete(file);
    }

    public static void Recorded(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var asked = 0;
        Task<decimal> AskTheBank(string currency)
        {
            asked++;
            return Task.FromResult(1.17m);
        }

        // begin-snippet: external-answers
        var answers = Path.Combine(folder, "rates.jsonl");
        for (var run = 1; run <= 2; run++)
        {
            // records while there is no file, replays it afterwards; Record and Replay do only the one
            using var simulation = new Simulation(new SimulationOptions { ExternalAnswers = ExternalAnswers.RecordOnce(answers) });
            var convert = simulation.AddFunction("convert", async (decimal euros, LambdaContext context) =>
                euros * await context.External(() => AskTheBank("USD"), took: 80.Milliseconds, name: "rates"));

            Assert.Equal(11.70m, convert.Invoke(10m).Value<decimal>());
        }

        Assert.Equal(1, asked);
        output.WriteLine(File.ReadAllText(answers).TrimEnd());
        // end-snippet
        Directory.Delete(folder, recursive: true);
    }

    public static void Blocking(TextWriter output)
    {
        // begin-snippet: blocking
        using var simulation = new Simulation(new SimulationOptions { BlockingPatience = 200.Milliseconds });
        var wait = simulation.AddFunction("wait", (LambdaContext context) =>
        {
            context.Delay(1.Seconds).AsTask().Wait(); // the clock cannot move while its thread waits
        });

        var blocked = Assert.Throws<BlockedException>(() => wait.Invoke());
        output.WriteLine(blocked.Message);
        // end-snippet
    }

    public static void Spend(TextWriter output)
    {
        // begin-snippet: spend
        using var simulation = new Simulation();
        var hash = simulation.AddFunction("hash", (int rounds, LambdaContext context) =>
        {
            context.Spend(rounds * 2.Milliseconds);
        });

        Assert.Equal(100.Milliseconds, hash.Invoke(50).BilledDuration);
        // end-snippet
    }
}
