using System.Globalization;
using LambdaSim.Cli.Workload;

namespace LambdaSim.Tests.Oracles;

/// <summary>The engine reproduces the counters of an independent bare loop exactly.</summary>
public class ExactCountersTests
{
    public static TheoryData<string> Variants =>
        [.. File.ReadLines(Path.Combine(Shared.ProjectRoot(), "tests", "LambdaSim.Tests", "Oracles", "limit-variants.txt")).Where(l => !l.StartsWith('#'))];

    [Theory]
    [InlineData('a')]
    [InlineData('b')]
    [InlineData('c')]
    public void A_million_invocations_give_the_expected_counters(char kind)
    {
        var expected = File.ReadAllLines(Shared.Path("bench/limit/expected.txt"));

        var (counters, trace) = Run(kind, 1_000_000, null, null);

        Assert.Contains(trace, expected);
        Assert.Contains(counters, expected);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Other_keep_alive_times_and_account_limits_agree_with_the_bare_loop(string variant)
    {
        var parts = variant.Split(' ', 3);
        var keepAlive = long.Parse(parts[0], CultureInfo.InvariantCulture);
        int? limit = parts[1] == "-" ? null : int.Parse(parts[1], CultureInfo.InvariantCulture);

        var (counters, _) = Run(parts[2]["workload=".Length], 200_000, keepAlive, limit);

        Assert.Equal($"COUNTERS {parts[2]}", counters);
    }

    [Fact]
    public void An_account_limit_below_the_reservations_and_the_minimum_is_refused_as_aws_does() =>
        Assert.Throws<InvalidParameterValueException>(() => Run('b', 10, null, 299));

    private static (string Counters, string Trace) Run(char kind, ulong count, long? keepAliveUs, int? limit)
    {
        var workload = new LimitWorkload(kind);
        using var source = new LimitSource(workload, count);
        var assignment = new AssignmentHash();
        var result = Simulation.Replay(source, workload.Config(keepAliveUs, limit), new ReplayOptions { Log = EventLogLevel.Off, Observers = [assignment] });
        var counters = LimitCounters.Of(workload, result, assignment.Value);
        return ($"COUNTERS {string.Join(' ', counters.Select(c => $"{c.Name}={c.Value}"))}", FormattableString.Invariant($"TRACE workload={kind} n={count} trace_hash={source.TraceHash:x16}"));
    }
}
