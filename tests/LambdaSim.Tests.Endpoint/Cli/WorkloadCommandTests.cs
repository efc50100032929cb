using System.Text.Json;

namespace LambdaSim.Tests.Cli;

public sealed class WorkloadCommandTests
{
    [Fact]
    public void The_counters_have_the_expected_names_order_and_values()
    {
        var expected = File.ReadLines(Shared.Path("bench/limit/expected.txt")).Where(static l => l.Contains("workload=a n=1000000 ", StringComparison.Ordinal)).ToList();
        var counters = Pairs(expected.Single(static l => l.StartsWith("COUNTERS", StringComparison.Ordinal)))
            .Append(Pairs(expected.Single(static l => l.StartsWith("TRACE", StringComparison.Ordinal))).Single(static p => p.Name == "trace_hash"));
        using var cli = new CliRun();

        using var json = JsonDocument.Parse(cli.Run("workload", "a", "--count", "1e6", "--json").Ok());
        var printed = json.RootElement.EnumerateObject().ToList();

        Assert.Equal(counters, printed.SkipLast(1).Select(static p => (p.Name, p.Value.ToString())));
        Assert.Equal("engine_seconds", printed[^1].Name);
        Assert.True(printed[^1].Value.GetDouble() > 0);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0.000001")]
    [InlineData("5m")]
    public void Keep_alive_is_seconds_or_a_duration(string keepAlive)
    {
        using var cli = new CliRun();

        using var json = JsonDocument.Parse(cli.Run("workload", "b", "--count", "2_000", "--keep-alive", keepAlive, "--json").Ok());

        Assert.Equal(keepAlive == "5m", json.RootElement.GetProperty("expired").GetInt64() == 0);
    }

    [Fact]
    public void The_account_limit_acts()
    {
        using var cli = new CliRun();

        using var json = JsonDocument.Parse(cli.Run("workload", "a", "--count", "2000", "--account-limit", "100", "--json").Ok());

        Assert.Equal(100, json.RootElement.GetProperty("peak_running").GetInt64());
    }

    [Fact]
    public void Text_has_the_same_names()
    {
        using var cli = new CliRun();

        Assert.Matches(@"^workload +c\nn +1000\n", cli.Run("workload", "c", "--count", "1000").Ok());
    }

    [Fact]
    public void An_interrupted_workload_says_so()
    {
        using var cli = new CliRun();
        var result = cli.Run(new CancellationToken(canceled: true), "workload", "a", "--count", "1e5", "--json");

        using var json = JsonDocument.Parse(result.Out);

        Assert.Equal(130, result.Code);
        Assert.True(json.RootElement.GetProperty("partial").GetBoolean());
    }

    [Fact]
    public void The_schema_is_the_published_one()
    {
        using var cli = new CliRun();

        Assert.Equal(File.ReadAllText(Path.Combine(Shared.ProjectRoot(), "docs", "lambdasim.schema.json")), cli.Run("schema").Ok());
    }

    private static IEnumerable<(string Name, string)> Pairs(string line) =>
        line.Split(' ')[1..].Select(static p => p.Split('=')).Select(static p => (p[0], p[1]));
}
