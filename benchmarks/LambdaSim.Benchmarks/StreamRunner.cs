using System.Diagnostics;
using System.Globalization;
using LambdaSim.Configuration;
using LambdaSim.Units;

namespace LambdaSim.Benchmarks;

/// <summary>What a record costs that a mapping reads from a stream, with a modelled handler: put, drained, memory.</summary>
internal static class StreamRunner
{
    private const int Mega = 1_000_000;
    private const int PerSecond = 1_000;

    private static readonly byte[] _data = new byte[20];

    private static readonly SimulationOptions _options = new()
    {
        Log = EventLogLevel.Hashed,
        World = new SimulationConfig { Account = new AccountConfig { LimitRequestRate = false, LimitScalingRate = false, ConcurrencyLimit = 20_000 } },
    };

    public static void Run(int shards, int records, int rounds)
    {
        Once(Math.Min(shards, 100), Math.Min(records, 100_000));
        var (put, drained, batches) = (TimeSpan.MaxValue, TimeSpan.MaxValue, 0L);
        for (var i = 0; i < rounds; i++)
        {
            GC.Collect();
            var once = Once(shards, records);
            (put, drained, batches) = (Min(put, once.Put), Min(drained, once.Drained), once.Batches);
        }

        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{shards:N0} shards, factor 10: {records:N0} records in {batches:N0} batches: put in {put.TotalSeconds:N2} s ({put.TotalMicroseconds / records:N2} us each), drained in {drained.TotalSeconds:N2} s ({drained.TotalMicroseconds / records:N2} us each), peak {process.PeakWorkingSet64 / Mega:N0} MB"));
    }

    // As many seconds as there are rounds over the shards: what has come is drained while more comes.
    private static (TimeSpan Put, TimeSpan Drained, long Batches) Once(int shards, int records)
    {
        using var simulation = new Simulation(_options);
        var stream = simulation.AddStream("clicks", shards);
        stream.LimitsThroughput = false;
        var mapping = simulation.AddFunction("import", 50.Milliseconds).On(stream, batch: 100, parallel: 10);
        var keys = Enumerable.Range(0, shards * 64).Select(static i => string.Create(CultureInfo.InvariantCulture, $"device-{i}")).ToArray();
        var (put, drained) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var done = 0; done < records;)
        {
            var before = Stopwatch.GetTimestamp();
            for (var end = Math.Min(records, done + (shards * PerSecond)); done < end; done++)
            {
                stream.Put(keys[(int)((uint)done * 2_654_435_761u % (uint)keys.Length)], _data);
            }

            var between = Stopwatch.GetTimestamp();
            simulation.AdvanceBy(1.Seconds);
            put += Stopwatch.GetElapsedTime(before, between);
            drained += Stopwatch.GetElapsedTime(between);
        }

        var last = Stopwatch.GetTimestamp();
        simulation.RunUntilIdle();
        drained += Stopwatch.GetElapsedTime(last);
        return mapping.Figures.Invoked == records ? (put, drained, mapping.Figures.Batches) : throw new InvalidOperationException($"{mapping.Figures.Invoked} of {records} records were sent to the function");
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
