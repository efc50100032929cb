using System.Globalization;
using LambdaSim.Events;
using LambdaSim.Projections;

namespace LambdaSim.Tests.Determinism;

/// <summary>Same inputs and seed: the same log, byte for byte, however busy the machine and however compiled.</summary>
public class GoldenFingerprintTests
{
    private const int Runs = 20;

    public static TheoryData<string> Names => [.. Scenarios.All.Keys];

    public static TheoryData<int> Versions => [.. LogSemantics.All.Select(s => s.Version)];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Fingerprints_are_the_golden_ones_of_each_version_of_the_rules(int version)
    {
        var semantics = LogSemantics.Find(version)!;
        var lines = Scenarios.All.Keys.Select(name => $"{name} {Fingerprint(name, semantics)}");

        Snapshot.Match($"Fingerprints.{version}", string.Join('\n', lines) + "\n");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Twenty_runs_under_load_agree(string name)
    {
        using var load = new CpuLoad();
        var first = Fingerprint(name);

        for (var run = 1; run < Runs; run++)
        {
            Assert.Equal(first, Fingerprint(name));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_event_and_environment_ends_with_one_fate(string name)
    {
        var (workload, config) = Scenarios.All[name];
        var ledger = new Ledger(strict: true);
        using var source = workload(config.Seed);

        var result = Simulation.Replay(source, config, new ReplayOptions { Observers = [ledger] }, TestContext.Current.CancellationToken);

        Assert.True(ledger.Balance().IsBalanced, ledger.Balance().ToString());
        Assert.True(result.Metrics.Arrivals > 0);
    }

    [Fact]
    public void The_culture_of_the_machine_does_not_matter()
    {
        var before = CultureInfo.CurrentCulture;
        var expected = Fingerprint("demo");
        try
        {
            var strange = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            strange.NumberFormat.NumberDecimalSeparator = "#";
            strange.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = strange;

            Assert.Equal(expected, Fingerprint("demo"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Another_seed_gives_another_run() => Assert.NotEqual(Fingerprint("poisson"), Fingerprint("poisson-other-seed"));

    private static string Fingerprint(string name, LogSemantics? semantics = null)
    {
        var (workload, config) = Scenarios.All[name];
        using var source = workload(config.Seed);
        return Simulation.Replay(source, config, new ReplayOptions { Semantics = semantics ?? LogSemantics.Current }, TestContext.Current.CancellationToken).Fingerprint;
    }

    private sealed class CpuLoad : IDisposable
    {
        private readonly Thread[] _threads;
        private volatile bool _stop;

        public CpuLoad()
        {
            _threads = [.. Enumerable.Range(0, 2).Select(_ => new Thread(Spin) { IsBackground = true })];
            foreach (var thread in _threads)
            {
                thread.Start();
            }
        }

        public void Dispose()
        {
            _stop = true;
            foreach (var thread in _threads)
            {
                thread.Join();
            }
        }

        private void Spin()
        {
            while (!_stop)
            {
                _ = new byte[1_000];
            }
        }
    }
}
