using System.Text.Json;
using LambdaSim.Tests.Cli;

namespace LambdaSim.Tests.Workloads;

/// <summary>What calls are billed that come from a log (rule BIL-LOGGED).</summary>
public sealed class LoggedBillTests
{
    private const string Report = "2024-05-01T10:00:0{0}.000Z REPORT RequestId: {1}\tDuration: 100.00 ms\tBilled Duration: {2} ms\tMemory Size: 1024 MB\t";

    [Theory]
    [InlineData("Restore Duration: 550.20 ms\tBilled Restore Duration: 121 ms", 221, 221)]
    [InlineData("Init Duration: 250.00 ms", 100, 100)]
    [InlineData("", 200, 200)]
    [InlineData("Status: timeout", 100, 3_000)]
    [Pins("BIL-LOGGED")]
    public void A_logs_own_figure_wins_where_the_call_runs_as_it_did(string tail, int logged, int expected) =>
        Assert.Equal(expected, Billed(Line(1, logged, tail)));

    [Fact]
    public void A_call_that_was_cold_there_and_is_warm_here_is_billed_its_duration() =>
        Assert.Equal(350 + 100, Billed(Line(1, 350, "Init Duration: 250.00 ms") + Line(5, 350, "Init Duration: 250.00 ms")));

    [Fact]
    public void A_call_that_was_warm_there_and_waits_for_INIT_here_is_billed_both() =>
        Assert.Equal(100 + 70, Billed(Line(1, 100, ""), "{\"defaults\":{\"init\":\"70ms\"}}"));

    [Fact]
    public void All_can_be_billed_by_the_price_list() =>
        Assert.Equal(651, Billed(Line(1, 221, "Restore Duration: 550.20 ms"), "{}", "--recompute-bill"));

    [Fact]
    public void The_table_the_explanation_and_a_repetition_agree()
    {
        using var cli = new CliRun();
        cli.File("x.log", Line(1, 221, "Restore Duration: 550.20 ms"));
        cli.Run("replay", "x.log", "--function", "f", "--csv", "x.csv", "--log", "x.jsonl").Ok();

        Assert.EndsWith(",550.2,100,221\n", cli.Read("x.csv"), StringComparison.Ordinal);
        Assert.Contains("billed 221 ms", cli.Run("explain", "x.jsonl", "0").Ok(), StringComparison.Ordinal);
        Assert.Contains("reproduced", cli.Run("verify", "x.jsonl").Ok(), StringComparison.Ordinal);
    }

    private static string Line(int second, int billed, string tail) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, Report, second, $"11111111-aaaa-4aaa-8aaa-00000000000{second}", billed) + tail + "\n";

    private static int Billed(string log, string config = "{}", params string[] more)
    {
        using var cli = new CliRun();
        cli.File("x.log", log);
        cli.File("c.json", config);
        using var json = JsonDocument.Parse(cli.Run(["replay", "x.log", "--function", "f", "--config", "c.json", "--json", .. more]).Ok());
        return json.RootElement.GetProperty("bill").GetProperty("billedMs").GetInt32();
    }
}
