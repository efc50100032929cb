using System.Collections.Concurrent;
using LambdaSim.Deployed;
using LambdaSim.Units;

namespace LambdaSim.Tests.Deployed;

/// <summary>Waits that block their thread, with a timeout.</summary>
public sealed class BlockingTests
{
    public static TheoryData<string> Waits() => [.. BlocksInManyWays.Ways.Keys];

    [Theory]
    [MemberData(nameof(Waits))]
    [Pins("DEP-BLOCKING")]
    public void A_wait_that_nothing_ends_takes_its_timeout(string way)
    {
        using var simulation = new Simulation(seed: 1);
        var answer = simulation.AddDeployed<BlocksInManyWays>("f", f => f with { Timeout = 10.Seconds }).Invoke(way);

        Assert.Equal("\"ended False after 250\"", answer.PayloadText);
    }

    [Fact]
    public void Work_on_the_pool_ends_a_wait()
    {
        using var simulation = new Simulation(seed: 1);
        var answer = simulation.AddDeployed<WaitsForPool>("f").Invoke("");

        Assert.Equal("\"True True True True after 0\"", answer.PayloadText);
    }

    [Fact]
    public void A_wait_that_took_its_timeout_is_listed()
    {
        using var simulation = new Simulation(seed: 1);
        simulation.AddDeployed<BlocksInManyWays>("f", f => f with { Timeout = 10.Seconds }).Invoke("Task.Wait");

        Assert.Contains(simulation.Unsimulated, line => line.Contains("Task.Wait: nothing else of the process runs while it blocks", StringComparison.Ordinal));
    }
}

public sealed class BlocksInManyWays
{
    private const int Ms = 250;

    public static readonly IReadOnlyDictionary<string, Func<bool>> Ways = new SortedDictionary<string, Func<bool>>(StringComparer.Ordinal)
    {
        ["Task.Wait"] = static () => new TaskCompletionSource().Task.Wait(Ms),
        ["Task.Wait with a token"] = static () => new TaskCompletionSource().Task.Wait(TimeSpan.FromMilliseconds(Ms), CancellationToken.None),
        ["Task<T>.Wait"] = static () => new TaskCompletionSource<int>().Task.Wait(Ms),
        ["Task.WaitAll"] = static () => Task.WaitAll([new TaskCompletionSource().Task], Ms),
        ["Task.WaitAny"] = static () => Task.WaitAny([new TaskCompletionSource().Task], Ms) >= 0,
        ["Monitor.Wait"] = static () =>
        {
            var monitor = new object();
            lock (monitor)
            {
                return Monitor.Wait(monitor, Ms);
            }
        },
        ["WaitHandle.WaitOne"] = static () => new ManualResetEvent(false).WaitOne(Ms),
        ["WaitHandle.WaitAny"] = static () => WaitHandle.WaitAny([new AutoResetEvent(false)], Ms) != WaitHandle.WaitTimeout,
        ["WaitHandle.WaitAll"] = static () => WaitHandle.WaitAll([new AutoResetEvent(false)], TimeSpan.FromMilliseconds(Ms)),
        ["SemaphoreSlim.Wait"] = static () => new SemaphoreSlim(0).Wait(Ms),
        ["ManualResetEventSlim.Wait"] = static () => new ManualResetEventSlim().Wait(Ms),
        ["CountdownEvent.Wait"] = static () => new CountdownEvent(1).Wait(Ms),
        ["BlockingCollection.TryTake"] = static () => new BlockingCollection<int>().TryTake(out _, Ms),
        ["BlockingCollection.TryAdd"] = static () => new BlockingCollection<int>(1) { 1 }.TryAdd(2, Ms),
        ["SpinWait.SpinUntil"] = static () => SpinWait.SpinUntil(static () => false, Ms),
    };

    public string Handle(string way)
    {
        var began = DateTime.UtcNow;
        var ended = Ways[way]();
        return $"ended {ended} after {(DateTime.UtcNow - began).TotalMilliseconds:0}";
    }
}

public sealed class WaitsForPool
{
    public string Handle(string input)
    {
        var began = DateTime.UtcNow;
        var task = Task.Run(static () => 1).Wait(5_000);
        using var semaphore = new SemaphoreSlim(0);
        Task.Run(() => semaphore.Release());
        var entered = semaphore.Wait(5_000);
        using var handle = new ManualResetEvent(false);
        ThreadPool.QueueUserWorkItem(_ => handle.Set());
        var set = handle.WaitOne(5_000);
        using var countdown = new CountdownEvent(2);
        Task.Run(() => countdown.Signal());
        Task.Run(() => countdown.Signal());
        return $"{task} {entered} {set} {countdown.Wait(5_000)} after {(DateTime.UtcNow - began).TotalMilliseconds:0}";
    }
}
