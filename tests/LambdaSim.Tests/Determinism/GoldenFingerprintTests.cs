using System.Globalization;
using LambdaSim.Events;
using LambdaSim.Projections;

namespace LambdaSim.Tests.Determinism;

/// <summary>Same inputs and seed: the same log, byte for byte, however compiled.</summary>
public class GoldenFingerprintTests
{
    public static TheoryData<string> Names => [.. Scenarios.All.Keys];

    public static TheoryData<int> Versions => [.. LogSemantics.All.Select(s => s.Version)];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Fingerprints_are_the_golden_ones_of_each_version_of_the_rules(int version)
    {
        var semantics = LogSemantics.Find(version)!;
        var lines = Scenarios.All.Keys.Select(name => $"{name} {Scenarios.Fingerprint(name, semantics)}");

        Snapshot.Match($"Fingerprints.{version}", string.Join('\n', lines) + "\n");
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
        var expected = Scenarios.Fingerprint("demo");
        try
        {
            var strange = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            strange.NumberFormat.NumberDecimalSeparator = "#";
            strange.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = strange;

            Assert.Equal(expected, Scenarios.Fingerprint("demo"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Another_seed_gives_another_run() => Assert.NotEqual(Scenarios.Fingerprint("poisson"), Scenarios.Fingerprint("poisson-other-seed"));
}
