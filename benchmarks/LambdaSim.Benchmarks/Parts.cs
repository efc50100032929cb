using BenchmarkDotNet.Attributes;
using LambdaSim.Admission;
using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Events;
using LambdaSim.Projections;
using LambdaSim.Randomness;
using NodaTime;

namespace LambdaSim.Benchmarks;

/// <summary>The event queue, holding as many entries as a busy account has calls in flight.</summary>
[MemoryDiagnoser]
public class QueuePart
{
    private const int Operations = 100_000;
    private EntryQueue _queue = null!;
    private long _now;
    private long _sequence;

    [Params(100, 2_000, 50_000)]
    public int Pending { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        _queue = new EntryQueue();
        for (var i = 0; i < Pending; i++)
        {
            Push();
        }
    }

    [Benchmark(OperationsPerInvoke = Operations)]
    public long PopAndPush()
    {
        for (var i = 0; i < Operations; i++)
        {
            _queue.TryPop(long.MaxValue, long.MaxValue, out var entry);
            _now = entry.Time;
            Push();
        }

        return _now;
    }

    private void Push()
    {
        var length = (long)(Draw.Bits(1, Purpose.Duration, 1, (ulong)_sequence) % 200_000_000);
        _queue.Push(_now + length, EntryQueue.Order(EntryPhase.Complete, _sequence++), EntryAction.Complete, 0);
    }
}

/// <summary>Keyed draws and what is made of them.</summary>
[MemoryDiagnoser]
public class DrawPart
{
    private readonly Sampler _exponential = Distribution.Exponential(Duration.FromMilliseconds(100)).Compile();
    private readonly Sampler _logNormal = Distribution.LogNormal(Duration.FromMilliseconds(100), Duration.FromMilliseconds(900)).Compile();
    private readonly Sampler _quantiles = RuntimeCatalog.InitOf("dotnet8", PackageType.Zip, Architecture.X86_64).Compile();
    private ulong _ordinal;

    [Benchmark(Baseline = true)]
    public ulong Bits() => Draw.Bits(1, Purpose.Duration, 7, _ordinal++);

    [Benchmark]
    public long Exponential() => _exponential.Sample(Bits());

    [Benchmark]
    public long LogNormal() => _logNormal.Sample(Bits());

    [Benchmark]
    public long RuntimeQuantiles() => _quantiles.Sample(Bits());
}

/// <summary>What observers cost per record.</summary>
[MemoryDiagnoser]
public class FoldPart : IDisposable
{
    private const int Records = 512;
    private readonly SimEvent[] _events = new SimEvent[Records];
    private readonly IEventObserver _metrics = new Metrics();
    private readonly ConcurrencySeries _series = new();
    private readonly BillProjection _bill = new(PriceList.Current);
    private readonly Fingerprint _fingerprint = new(1);

    [GlobalSetup]
    public void Fill()
    {
        var function = new FunctionDefinition(0, "f", FunctionDefinition.Latest, FunctionConfig.Default);
        foreach (var observer in new IEventObserver[] { _metrics, _series, _bill, _fingerprint })
        {
            observer.OnFunction(function);
        }

        for (var i = 0; i < Records - 2; i += 3)
        {
            _events[i] = new SimEvent(i, EventKind.Arrived, 0, 0, 0, i, SimEvent.None, 0);
            _events[i + 1] = new SimEvent(i, EventKind.Started, 0, 0, 0, i, 0, 1_000);
            _events[i + 2] = SimEvent.OfCall(i, EventKind.Completed, Outcome.Succeeded, 0, 0, i, 0, 100_000_000 + (i * 1_000), 0);
        }

        _events[^2] = _events[0];
        _events[^1] = _events[0];
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public void MetricsFold() => _metrics.OnEvents(_events);

    [Benchmark(OperationsPerInvoke = Records)]
    public void SeriesFold() => _series.OnEvents(_events);

    [Benchmark(OperationsPerInvoke = Records)]
    public void BillFold() => _bill.OnEvents(_events);

    [Benchmark(OperationsPerInvoke = Records)]
    public void FingerprintFold() => _fingerprint.OnEvents(_events);

    [GlobalCleanup]
    public void Dispose() => _fingerprint.Dispose();
}

/// <summary>One admission check.</summary>
[MemoryDiagnoser]
public class AdmissionPart
{
    private readonly BucketRate _rate = AccountGate.RequestRate(1_000);
    private TokenBucket _bucket;
    private long _now;

    [GlobalSetup]
    public void Fill() => _bucket = _rate.Full();

    [Benchmark]
    public bool TakeToken() => _bucket.TryTake(_rate, _now += 200_000);
}

/// <summary>A fresh world with one cold call: what a unit test pays.</summary>
[MemoryDiagnoser]
public class SmallRunPart
{
    private readonly SimulationConfig _config = new() { Defaults = new FunctionOverrides { Duration = Distribution.Fixed(Duration.FromMilliseconds(100)) } };

    [Benchmark]
    public long OneColdCall()
    {
        using var source = Workloads.Arrivals.Constant("f", Duration.FromSeconds(1), new Workloads.ArrivalOptions { Count = 1 });
        return Simulation.Replay(source, _config).Metrics.Cold;
    }
}
