using System.Diagnostics;
using System.Globalization;

namespace LambdaSim.Benchmarks;

/// <summary>What a handler that blocks on pool work costs, in real time, for each piece of that work; and what a piece costs that is awaited. Best of some rounds.</summary>
internal static class BlockingRunner
{
    private const double MostMs = 10;

    private static readonly int _one = 1;

    /// <returns>Whether every wait kept the bound.</returns>
    public static bool Run(int rounds)
    {
        var awaited = Best(rounds, 200, static async pieces =>
        {
            for (var i = 0; i < pieces; i++)
            {
                await Task.Run(static () => _one).ConfigureAwait(false);
            }
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"await Task.Run, 200 one after another",-52} {awaited * 1000,8:N1} us a piece"));

        var kept = true;
        kept &= Report("Task.Run(...).Result, 20 one after another", 20, rounds, static pieces =>
        {
            for (var i = 0; i < pieces; i++)
            {
                Task.Run(static () => _one).GetAwaiter().GetResult();
            }
        });
        kept &= Report("Task.WaitAll of 24", 24, rounds, static pieces => Task.WaitAll([.. Enumerable.Range(0, pieces).Select(static _ => Task.Run(static () => _one))]));
        kept &= Report("PLINQ with 16", 16, rounds, static pieces => Enumerable.Range(0, 1_000).AsParallel().WithDegreeOfParallelism(pieces).Sum(static i => (long)i));
        kept &= Report("Parallel.Invoke of 8", 8, rounds, static pieces => Parallel.Invoke([.. Enumerable.Repeat<Action>(static () => { }, pieces)]));
        kept &= Report("CountdownEvent(4)", 4, rounds, static pieces =>
        {
            using var countdown = new CountdownEvent(pieces);
            for (var i = 0; i < pieces; i++)
            {
                ThreadPool.QueueUserWorkItem(_ => countdown.Signal());
            }

            countdown.Wait();
        });
        return kept;
    }

    private static bool Report(string what, int pieces, int rounds, Action<int> block)
    {
        var best = Best(rounds, pieces, n =>
        {
            block(n);
            return Task.CompletedTask;
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-52} {best,8:N1} ms a piece (at most {MostMs:N0} ms){(best > MostMs ? "  TOO SLOW" : "")}"));
        return best <= MostMs;
    }

    private static double Best(int rounds, int pieces, Func<int, Task> handler)
    {
        var best = double.MaxValue;
        for (var i = 0; i <= rounds; i++)
        {
            using var simulation = new Simulation();
            var f = simulation.AddFunction("f", () => handler(pieces));
            var start = Stopwatch.GetTimestamp();
            f.Invoke().ThrowIfError();
            if (i > 0)
            {
                best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds / pieces);
            }
        }

        return best;
    }
}
