using System.Diagnostics;
using System.Globalization;
using LambdaSim.Neighbours.Queues;
using NodaTime;

namespace LambdaSim.Benchmarks;

/// <summary>Messages through a queue in process: sent, received by tens and deleted, with ever more of them waiting; and a queue that is filled and then drained.</summary>
internal static class QueueRunner
{
    private const int Batch = 10;
    private const int Groups = 10_000;

    private static readonly Duration _visibility = Duration.FromSeconds(30);
    private static readonly string[] _groups = [.. Enumerable.Range(0, Groups).Select(static g => $"group-{g.ToString(CultureInfo.InvariantCulture)}")];

    public static void Run(int messages, int rounds)
    {
        Console.WriteLine("queue       waiting  us a message        of which send  receive  delete   bytes a message");
        for (var waiting = 1_000; waiting <= messages; waiting *= 10)
        {
            Report("standard", waiting, [.. Enumerable.Range(0, rounds).Select(_ => Drain(waiting, isFifo: false))]);
            Report("FIFO", waiting, [.. Enumerable.Range(0, rounds).Select(_ => Drain(waiting, isFifo: true))]);
        }
    }

    private static void Report(string kind, int waiting, List<Times> rounds)
    {
        var best = rounds.MinBy(static r => r.Total)!;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{kind,-9} {waiting,9} {best.Total,13:F3} {best.Send,20:F3} {best.Receive,8:F3} {best.Delete,7:F3} {best.Bytes,17}"));
    }

    private static Times Drain(int messages, bool isFifo)
    {
        using var simulation = new Simulation(new SimulationOptions { Log = EventLogLevel.Off, KeepQueueHistory = false });
        var queue = simulation.AddQueue(isFifo ? "orders.fifo" : "orders");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < messages; i++)
        {
            queue.Send(new SendRequest("{\"order\":1}")
            {
                Group = isFifo ? _groups[i % Groups] : null,
                DeduplicationId = isFifo ? i.ToString(CultureInfo.InvariantCulture) : null,
            });
        }

        var sent = Stopwatch.GetElapsedTime(start);
        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / messages;
        var (receiving, deleting) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var left = messages; left > 0;)
        {
            start = Stopwatch.GetTimestamp();
            var received = queue.Take(Batch, _visibility);
            receiving += Stopwatch.GetElapsedTime(start);
            start = Stopwatch.GetTimestamp();
            foreach (var message in received)
            {
                queue.Delete(message);
            }

            deleting += Stopwatch.GetElapsedTime(start);
            left -= received.Count > 0 ? received.Count : throw new InvalidOperationException($"{left} messages cannot be had");
        }

        return new Times(Each(sent), Each(receiving), Each(deleting), bytes);
        double Each(TimeSpan time) => time.TotalMicroseconds / messages;
    }

    private sealed record Times(double Send, double Receive, double Delete, long Bytes)
    {
        public double Total => Send + Receive + Delete;
    }
}
