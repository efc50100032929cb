using System.Text.Json;

namespace LambdaSim.Tests.Cli;

public sealed class ReplayCommandTests
{
    private const string Trace = "timestamp,function,duration_s\n0,f,0.1\n1,f,0.2\n1,g,0.3\n2,f,5\n";

    [Fact]
    public void The_documents_example_of_queues_prints_what_it_says()
    {
        using var cli = new CliRun();
        var examples = Path.Combine(Shared.ProjectRoot(), "docs", "examples");
        var trace = cli.File("orders.csv", File.ReadAllBytes(Path.Combine(examples, "orders.csv")));
        var config = cli.File("orders.yaml", File.ReadAllBytes(Path.Combine(examples, "orders.yaml")));

        var printed = cli.Run("replay", trace, "--config", config).Ok();

        var page = File.ReadAllText(Path.Combine(Shared.ProjectRoot(), "docs", "replay.md"));
        var begin = page.IndexOf("  events dropped, retries exhausted", StringComparison.Ordinal);
        var shown = page[begin..page.IndexOf("```", begin, StringComparison.Ordinal)];
        Assert.Contains(shown.TrimEnd(), printed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recorded_run_with_queues_is_reproduced()
    {
        using var cli = new CliRun();
        var trace = cli.File("trace.csv", "t_s,function,duration_ms,type,outcome\n0,pay,10,Event,error\n1,pay,10,Event,ok\n");
        var config = cli.File("c.json", """{"queues": {"failed": {}}, "functions": {"pay": {"deadLetterQueue": "failed", "onSuccess": "function audit"}, "audit": {"duration": "5ms"}}}""");
        cli.Run("replay", trace, "--config", config, "--log", "run.jsonl").Ok();

        Assert.Contains("reproduced", cli.Run("verify", "run.jsonl").Ok(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_stands_for_nothing_is_refused_before_anything_runs()
    {
        using var cli = new CliRun();
        var trace = cli.File("trace.csv", "t_s,function,duration_ms\n0,pay,10\n");

        cli.Run("replay", trace, "--config", cli.File("c.yaml", "queues:\n  failed: {}\nfunctions:\n  pay:\n    deadLetterQueue: faild\n"), "--log", "run.jsonl")
            .Refused("c.yaml, line 5, $.functions.pay.deadLetterQueue: \"faild\" is neither a queue nor a function of this configuration; did you mean \"failed\"?");
        Assert.DoesNotContain("run.jsonl", cli.Files);
    }

    [Fact]
    public void The_summary_has_seed_fingerprint_and_the_figures()
    {
        var text = Replay("t.csv", "--seed", "7");

        Assert.Matches(@"seed +7\n", text);
        Assert.Matches(@"fingerprint +[0-9a-f]{64}\n", text);
        Assert.Matches(@"arrivals +4\n", text);
        Assert.Matches(@"cold starts +2 +50\.00 %\n", text);
    }

    [Fact]
    public void Plain_text_holds_no_control_characters() =>
        Assert.DoesNotContain(Replay("t.csv"), static c => char.IsControl(c) && c != '\n');

    [Fact]
    public void The_same_replay_prints_the_same_bytes()
    {
        Assert.Equal(Replay("t.csv"), Replay("t.csv"));
        Assert.Equal(Replay("t.csv", "--json"), Replay("t.csv", "--json"));
    }

    [Fact]
    public void JSON_is_one_document_with_the_same_figures()
    {
        using var json = JsonDocument.Parse(Replay("t.csv", "--json", "--seed", "7"));
        var root = json.RootElement;

        Assert.Equal(7, root.GetProperty("seed").GetInt32());
        Assert.Equal(64, root.GetProperty("fingerprint").GetString()!.Length);
        Assert.False(root.GetProperty("partial").GetBoolean());
        Assert.Equal(4, root.GetProperty("arrivals").GetInt64());
        Assert.Equal(0.5m, root.GetProperty("coldStartRate").GetDecimal());
        Assert.Equal(3_000m, root.GetProperty("latencyMs").GetProperty("max").GetDecimal());
        Assert.Equal(3_600, root.GetProperty("bill").GetProperty("billedMs").GetInt64());
    }

    [Fact]
    public void Calls_that_time_out_by_default_bring_a_hint() =>
        Assert.Contains("1 call timed out, and 2 of 2 functions have AWS's default timeout of 3 s", Replay("t.csv"), StringComparison.Ordinal);

    [Fact]
    public void A_configuration_acts_and_the_command_line_goes_before_it()
    {
        using var cli = new CliRun();
        cli.File("t.csv", Trace);
        cli.File("c.yaml", "seed: 1\nuntil: last-arrival\ndefaults:\n  timeout: 10s\n");

        using var json = JsonDocument.Parse(cli.Run("replay", "t.csv", "--config", "c.yaml", "--seed", "2", "--until", "last-foreground-event", "--json").Ok());

        Assert.Equal(2, json.RootElement.GetProperty("seed").GetInt32());
        Assert.Equal(7_000m, json.RootElement.GetProperty("endMs").GetDecimal());
        Assert.Equal(0, json.RootElement.GetProperty("outcomes").GetProperty("timedOut").GetInt64());
    }

    [Theory]
    [InlineData("last-arrival", 2_000)]
    [InlineData("1200ms", 1_200)]
    [InlineData("last-foreground-event", 5_000)]
    public void The_run_ends_where_it_is_told(string until, int endMs)
    {
        using var json = JsonDocument.Parse(Replay("t.csv", "--json", "--until", until));

        Assert.Equal(endMs, json.RootElement.GetProperty("endMs").GetDecimal());
    }

    [Fact]
    public void Columns_of_a_foreign_file_can_be_mapped()
    {
        using var cli = new CliRun();
        cli.File("x.csv", "when,who,ms\n0,f,100\n1,f,200\n");

        Assert.Matches(@"invocations +2\n", cli.Run("replay", "x.csv", "--columns", "timestamp=when,function=who,duration_ms=ms").Ok());
    }

    [Fact]
    public void Several_traces_are_merged()
    {
        using var cli = new CliRun();
        cli.File("a.csv", Trace);
        cli.File("b.csv", Trace);

        Assert.Matches(@"arrivals +8\n", cli.Run("replay", "a.csv", "b.csv").Ok());
    }

    [Fact]
    public void Report_log_and_table_are_written_whole()
    {
        using var cli = new CliRun();
        cli.File("t.csv", Trace);

        cli.Run("replay", "t.csv", "--report", "r.html", "--log", "r.jsonl", "--csv", "r.csv", "--window", "1s+2s").Ok();

        Assert.Equal(["r.csv", "r.html", "r.jsonl", "t.csv"], cli.Files);
        Assert.EndsWith("</html>", cli.Read("r.html").TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(5, cli.Read("r.csv").Count(static c => c == '\n'));
        Assert.Contains("\"fingerprint\"", cli.Read("r.jsonl").TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    [Fact]
    [Pins("FLT-PLAN")]
    public void A_plan_of_faults_strikes_a_replay_and_is_repeated_with_it()
    {
        using var cli = new CliRun();
        cli.File("t.csv", Trace);
        cli.File("f.yaml", "faults:\n  - site: initFailure\n    count: 1\n");
        cli.Run("replay", "t.csv", "--faults", "f.yaml", "--log", "r.jsonl").Ok();

        Assert.Contains("\"e\":\"FaultStruck\"", cli.Read("r.jsonl"), StringComparison.Ordinal);
        cli.Run("verify", "r.jsonl").Ok();
    }

    [Fact]
    public void A_recorded_run_names_its_trace_without_a_path_and_holds_its_configuration()
    {
        using var cli = new CliRun();
        cli.File("t.csv", Trace);
        cli.Run("replay", "t.csv", "--log", "r.jsonl").Ok();

        using var header = JsonDocument.Parse(cli.Read("r.jsonl").Split('\n')[0]);

        Assert.DoesNotContain(cli.Folder, cli.Read("r.jsonl"), StringComparison.Ordinal);
        Assert.Equal("t.csv", header.RootElement.GetProperty("workload")[0].GetProperty("name").GetString());
        Assert.Equal(1_000, header.RootElement.GetProperty("config").GetProperty("account").GetProperty("concurrencyLimit").GetInt32());
    }

    [Fact]
    public void Several_runs_count_the_seed_up_and_give_intervals()
    {
        using var json = JsonDocument.Parse(Replay("t.csv", "--json", "--runs", "3", "--seed", "5"));

        Assert.Equal([5, 6, 7], json.RootElement.GetProperty("runs").EnumerateArray().Select(static r => r.GetProperty("seed").GetInt32()));
        Assert.Equal(0.5, json.RootElement.GetProperty("figures")[0].GetProperty("low95").GetDouble());
        Assert.Contains("Over all runs", Replay("t.csv", "--runs", "3"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_interrupted_replay_prints_what_it_has_marked_partial_and_leaves_no_file()
    {
        using var cli = new CliRun();
        cli.File("t.csv", "timestamp,function,duration_s\n" + string.Concat(Enumerable.Range(0, 5_000).Select(static i => $"{i},f,0.1\n")));

        var result = cli.Run(new CancellationToken(canceled: true), "replay", "t.csv", "--report", "r.html", "--log", "r.jsonl", "--csv", "r.csv");

        Assert.Equal(130, result.Code);
        Assert.Contains("PARTIAL", result.Out, StringComparison.Ordinal);
        Assert.Equal(["t.csv"], cli.Files);
    }

    [Fact]
    public void An_interrupted_replay_says_so_in_JSON()
    {
        using var cli = new CliRun();
        cli.File("t.csv", Trace);

        using var json = JsonDocument.Parse(cli.Run(new CancellationToken(canceled: true), "replay", "t.csv", "--json").Out);

        Assert.True(json.RootElement.GetProperty("partial").GetBoolean());
    }

    private static string Replay(params string[] args)
    {
        using var cli = new CliRun();
        cli.File("t.csv", Trace);
        return cli.Run(["replay", .. args]).Ok();
    }

    [Fact]
    public void A_start_that_dates_in_the_workload_override_is_named()
    {
        using var cli = new CliRun();
        cli.File("dated.csv", "timestamp,function,duration_s\n2026-03-01T00:00:00Z,f,0.1\n");
        cli.File("undated.csv", "timestamp,function,duration_s\n0,f,0.1\n");
        cli.File("c.json", "{\"start\":\"2020-01-01\"}");

        Assert.Contains("start: the workload carries its own dates", cli.Run("replay", "dated.csv", "--config", "c.json").Ok(), StringComparison.Ordinal);
        Assert.DoesNotContain("start: ", cli.Run("replay", "undated.csv", "--config", "c.json").Ok(), StringComparison.Ordinal);
    }

    [Fact]
    public void Cold_starts_that_took_no_time_are_hinted_at()
    {
        using var cli = new CliRun();
        cli.File("t.csv", "timestamp,function,duration_s\n0,f,0.1\n");
        cli.File("c.json", "{\"defaults\":{\"runtime\":\"dotnet8\"}}");

        Assert.Contains("cold starts took no time", cli.Run("replay", "t.csv").Ok(), StringComparison.Ordinal);
        Assert.DoesNotContain("cold starts took no time", cli.Run("replay", "t.csv", "--config", "c.json").Ok(), StringComparison.Ordinal);
    }
}
