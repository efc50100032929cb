using System.Diagnostics;
using System.Globalization;
using LambdaSim.Configuration;
using LambdaSim.Neighbours.Queues;
using LambdaSim.Units;

namespace LambdaSim.Benchmarks;

/// <summary>What a message costs that a mapping reads from a queue, with a modelled handler: filled, drained, memory.</summary>
internal static class MappingRunner
{
    private const int MaximumConcurrency = 50;
    private const int Groups = 10_000;
    private const int Mega = 1_000_000;

    private static readonly SimulationOptions _options = new()
    {
        Log = EventLogLevel.Hashed,
        KeepQueueHistory = false,
        World = new SimulationConfig { Account = new AccountConfig { LimitRequestRate = false } },
    };

    public static void Run(int count, int rounds)
    {
        foreach (var isFifo in new[] { false, true })
        {
            Once(isFifo, Math.Min(count, 50_000));
            var (filled, drained) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
            var calls = 0L;
            for (var i = 0; i < rounds; i++)
            {
                GC.Collect();
                var (fill, drain, batches) = Once(isFifo, count);
                (filled, drained, calls) = (Min(filled, fill), Min(drained, drain), batches);
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{(isFifo ? $"FIFO, {Groups:N0} groups" : "standard"),-22} {count:N0} messages in {calls:N0} batches: sent in {filled.TotalSeconds:N2} s ({filled.TotalMicroseconds / count:N2} us each), drained in {drained.TotalSeconds:N2} s ({drained.TotalMicroseconds / count:N2} us each), peak {Peak() / Mega:N0} MB"));
        }
    }

    private static (TimeSpan Filled, TimeSpan Drained, long Batches) Once(bool isFifo, int count)
    {
        using var simulation = new Simulation(_options);
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal) { ["VisibilityTimeout"] = "300", ["MessageRetentionPeriod"] = "1209600" };
        if (isFifo)
        {
            attributes["FifoQueue"] = "true";
        }

        var queue = simulation.QueuesAt(simulation.Options.AccountId, simulation.Options.Region).Create(isFifo ? "orders.fifo" : "orders", attributes, new Dictionary<string, string>());
        var mapping = simulation.AddFunction("import", 100.Milliseconds).On(queue, new QueueMappingConfig { MaximumConcurrency = MaximumConcurrency });
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
        {
            var number = i.ToString(CultureInfo.InvariantCulture);
            queue.Send(isFifo ? new SendRequest(number) { Group = (i % Groups).ToString(CultureInfo.InvariantCulture), DeduplicationId = number } : new SendRequest(number));
        }

        var filled = watch.Elapsed;
        simulation.RunUntilIdle();
        var drained = watch.Elapsed - filled;
        return mapping.Figures.Deleted == count ? (filled, drained, mapping.Figures.Batches) : throw new InvalidOperationException($"{mapping.Figures.Deleted} of {count} messages were deleted");
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static long Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
