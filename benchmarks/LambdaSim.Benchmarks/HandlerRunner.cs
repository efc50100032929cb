using System.Diagnostics;
using System.Globalization;
using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim.Benchmarks;

/// <summary>What a handler's call costs beside a plain call of the same handler: best of some rounds, ratios and bytes.</summary>
internal static class HandlerRunner
{
    private static readonly SimulationOptions _options = new()
    {
        Log = EventLogLevel.Off,
        World = new SimulationConfig { Account = new AccountConfig { LimitRequestRate = false } },
    };

    public static void Run(int rounds)
    {
        var plain = Best(rounds, 1_000_000, Plain);
        Report("trivial async handler, plain call", plain);
        var warm = Best(rounds, 200_000, n => Warm(n, static _ => Trivial()));
        Report("the same, warm, through the whole engine", warm);
        Report("  over the plain call (at most 1,500 ns, 300 B)", (warm.Ns - plain.Ns, warm.Bytes - plain.Bytes));
        var delayed = Best(rounds, 200_000, n => Warm(n, static async c =>
        {
            await c.Delay(Duration.FromMilliseconds(1)).ConfigureAwait(false);
            return 1;
        }));
        Report("one context.Delay", delayed);
        Report("  over the trivial one (at most 1,000 ns)", (delayed.Ns - warm.Ns, delayed.Bytes - warm.Bytes));
        Report("fresh simulation, one function, one cold call (at most 60,000 ns)", Best(rounds, 2_000, Fresh));
        Report("the same with the log kept", Best(rounds, 2_000, FreshKept));
    }

    private static async Task<int> Trivial()
    {
        await Task.CompletedTask.ConfigureAwait(false);
        return 1;
    }

    private static void Plain(int n)
    {
        var sum = 0;
        for (var i = 0; i < n; i++)
        {
            sum += Trivial().Result;
        }

        GC.KeepAlive(sum);
    }

    private static void Warm(int n, Func<LambdaContext, Task<int>> handler)
    {
        using var simulation = new Simulation(_options);
        var function = simulation.AddFunction("f", handler);
        simulation.Run(async () =>
        {
            for (var i = 0; i < n; i++)
            {
                await function.InvokeAsync().ConfigureAwait(false);
            }
        });
    }

    private static void Fresh(int n)
    {
        for (var i = 0; i < n; i++)
        {
            using var simulation = new Simulation(_options);
            simulation.AddFunction("f", static (LambdaContext _) => Trivial()).Invoke();
        }
    }

    private static void FreshKept(int n)
    {
        for (var i = 0; i < n; i++)
        {
            using var simulation = new Simulation();
            simulation.AddFunction("f", static (LambdaContext _) => Trivial()).Invoke();
        }
    }

    private static (double Ns, double Bytes) Best(int rounds, int n, Action<int> run)
    {
        run(Math.Max(1, n / 5));
        Thread.Sleep(300);
        run(Math.Max(1, n / 5));
        var best = double.MaxValue;
        var bytes = double.MaxValue;
        for (var i = 0; i < rounds; i++)
        {
            GC.Collect();
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var start = Stopwatch.GetTimestamp();
            run(n);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / n);
            bytes = Math.Min(bytes, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)n);
        }

        return (best, bytes);
    }

    private static void Report(string what, (double Ns, double Bytes) cost) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-66} {cost.Ns,10:N0} ns {cost.Bytes,8:N0} B"));
}
