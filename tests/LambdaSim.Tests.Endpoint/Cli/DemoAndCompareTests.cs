using System.Text.Json;

namespace LambdaSim.Tests.Cli;

public sealed class DemoAndCompareTests
{
    private const string Trace = "timestamp,function,duration_s\n0,f,0.1\n10,f,0.2\n400,f,0.3\n800,f,0.1\n1200,f,0.1\n";

    [Fact]
    public void The_demo_prints_its_summary_and_writes_its_report()
    {
        using var cli = new CliRun();
        var text = cli.Run("demo").Ok();

        Assert.Contains("workload     demo\n", text, StringComparison.Ordinal);
        Assert.EndsWith("Report: lambdasim-demo.html (open it in a browser)\n", text, StringComparison.Ordinal);
        Assert.Equal(["lambdasim-demo.html"], cli.Files);
    }

    [Fact]
    public void The_demo_report_goes_where_it_is_told_and_is_the_same_every_time()
    {
        using var cli = new CliRun();
        var first = cli.Run("demo", "--report", "a.html", "--json").Ok();

        Assert.Equal(first, cli.Run("demo", "--report", "b.html", "--json").Ok());
        Assert.Equal(cli.Read("a.html"), cli.Read("b.html"));
    }

    [Fact]
    public void A_configuration_does_not_differ_from_itself()
    {
        using var json = Compare("{}", "{}");

        Assert.All(json.RootElement.GetProperty("figures").EnumerateArray(), static figure =>
        {
            Assert.Equal(0, figure.GetProperty("difference").GetProperty("mean").GetDouble());
            Assert.False(figure.GetProperty("difference").GetProperty("significant").GetBoolean());
        });
    }

    [Fact]
    public void Paired_runs_share_their_seeds_whatever_the_second_configuration_says()
    {
        using var json = Compare("{\"seed\": 7}", "{\"seed\": 9, \"keepAlive\": {\"fixed\": \"0s\"}}");

        Assert.Equal([7, 8, 9], Seeds("a"));
        Assert.Equal(Seeds("a"), Seeds("b"));

        int[] Seeds(string side) => [.. json.RootElement.GetProperty(side).GetProperty("runs").EnumerateArray().Select(static r => r.GetProperty("seed").GetInt32())];
    }

    [Fact]
    public void A_difference_is_B_minus_A_with_its_interval()
    {
        using var json = Compare("{\"keepAlive\": {\"fixed\": \"1h\"}}", "{\"keepAlive\": {\"fixed\": \"0s\"}}");
        var cold = json.RootElement.GetProperty("figures").EnumerateArray().Single(static f => f.GetProperty("name").GetString() == "coldStarts");

        Assert.Equal(1, cold.GetProperty("a").GetDouble());
        Assert.Equal(5, cold.GetProperty("b").GetDouble());
        Assert.Equal(4, cold.GetProperty("difference").GetProperty("low95").GetDouble());
        Assert.True(cold.GetProperty("difference").GetProperty("significant").GetBoolean());
    }

    [Fact]
    public void The_text_names_both_files_and_marks_what_differs()
    {
        using var cli = new CliRun();
        cli.File("t.csv", Trace);
        cli.File("a.json", "{}");
        cli.File("b.yaml", "keepAlive: {fixed: 0s}\n");

        var text = cli.Run("compare", "t.csv", "--config", "a.json", "--config", "b.yaml", "--runs", "2").Ok();

        Assert.Contains("A         a.json\n", text, StringComparison.Ordinal);
        Assert.Contains("B         b.yaml\n", text, StringComparison.Ordinal);
        Assert.Matches(@"environments created .*\n", text);
        Assert.Matches(@"20141114  B  [0-9a-f]{64}\n", text);
    }

    [Fact]
    public void An_interrupted_comparison_counts_complete_pairs_only()
    {
        using var cli = new CliRun();
        cli.File("t.csv", Trace);
        cli.File("a.json", "{}");

        var result = cli.Run(new CancellationToken(canceled: true), "compare", "t.csv", "--config", "a.json", "--config", "a.json");

        Assert.Equal(130, result.Code);
        Assert.Contains("PARTIAL", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comparison_has_a_report_of_one_file_with_what_differs()
    {
        using var cli = new CliRun();
        cli.File("t.csv", Trace);
        cli.File("a.json", "{}");
        cli.File("b.yaml", "keepAlive: {fixed: 0s}\naccount: {concurrencyLimit: 500}\n");

        cli.Run("compare", "t.csv", "--config", "a.json", "--config", "b.yaml", "--runs", "2", "--report", "c.html").Ok();
        var page = cli.Read("c.html");
        cli.Run("compare", "t.csv", "--config", "a.json", "--config", "b.yaml", "--runs", "2", "--report", "d.html").Ok();

        Assert.Equal(page, cli.Read("d.html"));
        Assert.DoesNotContain("://", page, StringComparison.Ordinal);
        Assert.Contains("<code>account.concurrencyLimit</code></th><td>1000</td><td>500</td>", page, StringComparison.Ordinal);
        Assert.Contains("<code>keepAlive.fixed</code>", page, StringComparison.Ordinal);
        Assert.Matches("<tr class=\"differs\"><th scope=\"row\">[a-z]", page);
        Assert.Contains("<th scope=\"row\">cold-start rate", page, StringComparison.Ordinal);
        Assert.Equal(["a.json", "b.yaml", "c.html", "d.html", "t.csv"], cli.Files);
    }

    [Fact]
    public void The_report_of_a_comparison_does_not_overwrite_what_it_reads()
    {
        using var cli = new CliRun();
        cli.File("t.csv", Trace);
        cli.File("a.json", "{}");

        cli.Run("compare", "t.csv", "--config", "a.json", "--config", "a.json", "--report", "a.json").Refused("--report a.json would overwrite an input");
        cli.Run(new CancellationToken(canceled: true), "compare", "t.csv", "--config", "a.json", "--config", "a.json", "--report", "c.html");

        Assert.Equal(["a.json", "t.csv"], cli.Files);
    }

    [Fact]
    public void The_demo_s_first_picture_shows_cold_starts_and_throttled_functions()
    {
        using var cli = new CliRun();
        cli.Run("demo", "--report", "demo.html").Ok();
        var page = cli.Read("demo.html");
        using var data = JsonDocument.Parse(System.Text.RegularExpressions.Regex.Match(page, "id=\"scenes-data\">(.*?)</script>").Groups[1].Value);
        var scene = data.RootElement.GetProperty("scenes")[data.RootElement.GetProperty("first").GetInt32()];
        var names = data.RootElement.GetProperty("functions");
        var born = scene.GetProperty("lanes").EnumerateArray().Where(lane => lane[3].GetInt64() >= 0).Select(lane => names[lane[0].GetInt32()].GetString()).ToArray();

        Assert.StartsWith("Throttle", scene.GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.True(born.Length >= 10, $"{born.Length} lanes begin in the stretch");
        Assert.Contains("nightly-report", born);
        Assert.Contains("ledger-import", born);
    }

    private static JsonDocument Compare(string a, string b)
    {
        using var cli = new CliRun();
        cli.File("t.csv", Trace);
        cli.File("a.json", a);
        cli.File("b.json", b);
        return JsonDocument.Parse(cli.Run("compare", "t.csv", "--config", "a.json", "--config", "b.json", "--runs", "3", "--json").Ok());
    }
}
