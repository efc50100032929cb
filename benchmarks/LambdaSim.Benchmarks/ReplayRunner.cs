using System.Diagnostics;
using System.Globalization;
using LambdaSim.Cli.Workload;

namespace LambdaSim.Benchmarks;

/// <summary>
/// Whole replays of the workloads with known counters, in turn with the bare loop: the same machine, the same minute. The best
/// run of each counts; generating the workload does not, building the world does.
/// </summary>
internal static class ReplayRunner
{
    public static void Run(string kinds, ulong count, int rounds)
    {
        var bare = BareLoop.Build();
        if (bare is null)
        {
            Console.Error.WriteLine("no ratios: shared/bench/limit/limit.cpp or g++ is missing");
        }

        Console.WriteLine("| workload | invocations | bare loop, M/s | engine, log off, M/s | ratio | log hashed, M/s | ratio | bytes per invocation, second half |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var kind in kinds)
        {
            double limit = double.MaxValue, off = double.MaxValue, hashed = double.MaxValue, bytes = double.MaxValue;
            for (var round = 0; round < rounds; round++)
            {
                limit = Math.Min(limit, bare?.Seconds(kind, count) ?? double.NaN);
                var (offSeconds, offBytes) = Engine(kind, count, EventLogLevel.Off);
                off = Math.Min(off, offSeconds);
                bytes = Math.Min(bytes, offBytes);
                hashed = Math.Min(hashed, Engine(kind, count, EventLogLevel.Hashed).Seconds);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {kind} | {count:0e0} | {Rate(limit):F1} | {Rate(off):F1} | {limit / off:F2} | {Rate(hashed):F1} | {limit / hashed:F2} | {bytes:F2} |"));
        }

        double Rate(double seconds) => count / seconds / 1e6;
    }

    private static (double Seconds, double BytesPerInvocation) Engine(char kind, ulong count, EventLogLevel level)
    {
        var workload = new LimitWorkload(kind);
        using var source = new LimitSource(workload, count);
        var config = workload.Config();
        GC.Collect();
        var half = 0L;
        var atHalf = 0L;
        void Progress(ReplayProgress progress)
        {
            if (half == 0 && progress.Share >= 0.5)
            {
                half = progress.Arrivals;
                atHalf = GC.GetAllocatedBytesForCurrentThread();
            }
        }

        var began = Stopwatch.GetTimestamp();
        Simulation.Replay(source, config, new ReplayOptions { Log = level, Progress = Progress });
        var seconds = (Stopwatch.GetElapsedTime(began) - source.Generating).TotalSeconds;
        return (seconds, (double)(GC.GetAllocatedBytesForCurrentThread() - atHalf) / ((long)count - half));
    }
}
