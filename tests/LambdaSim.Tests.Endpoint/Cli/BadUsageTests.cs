using LambdaSim.Cli;

namespace LambdaSim.Tests.Cli;

public sealed class BadUsageTests
{
    private const string Trace = "timestamp,function,duration_s\n0,f,0.1\n1,f,0.1\n";

    public static TheoryData<string, string> Lines => new()
    {
        { "--json", "--json" },
        { "repaly t.csv", "repaly is no command; did you mean replay?" },
        { "t.csv", "t.csv is no command; to replay a trace: lambdasim replay t.csv" },
        { "replay", "Required argument 'TRACE' missing" },
        { "replay t.csv --sede 1", "--sede is no option of replay; did you mean --seed?" },
        { "explain --jsno 1", "--jsno is no option of explain; did you mean --json?" },
        { "replay t.csv --seed -1", "--seed -1: expected a whole number from 0 to 18446744073709551615" },
        { "replay t.csv --runs 0", "--runs 0: expected a whole number from 1 to" },
        { "replay t.csv --seed 1.5", "--seed 1.5: expected a whole number" },
        { "replay t.csv --until noon", "--until noon: expected last-foreground-event, last-arrival, seconds, or a duration" },
        { "replay t.csv --format xml", "xml" },
        { "replay t.csv --faults none.json", "there is no such file; check --faults" },
        { "replay t.csv --window 1h", "--window chooses a part of the report; add --report FILE.html" },
        { "replay t.csv --window soon --report r.html", "--window soon: expected FROM+LENGTH or FROM, such as 1h+10m" },
        { "replay t.csv --window 1h+ --report r.html", "--window 1h+: expected FROM+LENGTH or FROM" },
        { "replay t.csv --window 1h+0s --report r.html", "--window 1h+0s: expected FROM+LENGTH or FROM" },
        { "replay t.csv --runs 2 --report r.html", "--report, --log and --csv are of a single run" },
        { "replay t.csv --log t.csv", "--log t.csv would overwrite an input" },
        { "replay t.csv --report r --csv r", "--csv r would overwrite what --report writes" },
        { "replay t.csv --config good.json --report good.json", "--report good.json would overwrite an input" },
        { "replay t.csv --report none/r.html", "--report: none/r.html cannot be written: its folder does not exist" },
        { "replay t.csv --config none.json", "none.json: there is no such file" },
        { "replay t.csv --config c.json", "c.json, line 2, $.account.concurencyLimit: unknown key; did you mean \"concurrencyLimit\"?" },
        { "replay t.csv --config c.yaml", "c.yaml, line 3, $.defaults.memory: 1 validation error detected: Value '64' at 'memorySize'" },
        { "replay t.csv --columns timestamp", "columns" },
        { "compare t.csv --config good.json", "compare takes --config twice" },
        { "compare t.csv --config good.json --config good.json --runs 1", "--runs 1: expected a whole number from 2 to" },
        { "explain t.csv 0", "t.csv" },
        { "explain none.jsonl 0", "none.jsonl: there is no such file" },
        { "verify t.csv", "t.csv" },
        { "replay - -", "- stands for standard input, which can be given once" },
        { "replay t.csv --csv -", "--csv -: --csv writes a file; name one" },
        { "completion fish", "fish" },
        { "workload d --count 1", "'d' not recognized. Must be one of: 'a' 'b' 'c'" },
        { "workload a", "Option '--count' is required" },
        { "workload a --count 1.5", "--count 1.5: expected a whole number from 1 to" },
        { "workload a --count NaN", "--count NaN" },
        { "workload a --count 1e10", "--count 1e10" },
        { "workload a --count 10 --keep-alive -1", "--keep-alive -1: expected seconds" },
        { "workload b --count 10 --account-limit 299", "decreases account's UnreservedConcurrentExecution below its minimum value of [100]" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void An_unusable_command_line_is_refused_in_one_line_and_leaves_nothing(string line, string expected)
    {
        using var cli = new CliRun();
        cli.File("t.csv", Trace);
        cli.File("c.json", "{\"account\": {\n\"concurencyLimit\": 5}}");
        cli.File("c.yaml", "# comment\ndefaults:\n  memory: 64\n");
        cli.File("good.json", "{}");
        var before = cli.Files;

        cli.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Refused(expected);

        Assert.Equal(before, cli.Files);
        Assert.Equal(Trace, cli.Read("t.csv"));
    }

    [Theory]
    [InlineData("{\n\"functions\": {\n\"f\": {\"reservedConcurrency\": 950}}}", "c.json, line 3, $.functions.f: Specified ReservedConcurrentExecutions for function decreases")]
    [InlineData("{\n\"functions\": {\n\"f\": {\"provisioned\": {\"concurrency\": 950}}}}", "c.json, line 3, $.functions.f: Specified ConcurrentExecutions for function decreases")]
    [InlineData("{\n\"functions\": {\n\"f:1\": {\"reservedConcurrency\": 5}}}", "c.json, line 3, $.functions[\"f:1\"]: This operation is permitted on Lambda functions only.")]
    [InlineData("{\n\"functions\": {\n\"f\": {\"reservedConcurrency\": 2, \"provisioned\": {\"concurrency\": 5}}}}", "c.json, line 3, $.functions.f: Requested Provisioned Concurrency should not be greater")]
    [InlineData("{\"start\": \"9999-12-31T23:59:59Z\"}", "c.json, line 1, $.start: the year of start is not between 1970 and 2199")]
    [InlineData("{\"start\": \"0001-01-01\"}", "$.start: the year of start is not between 1970 and 2199")]
    [InlineData("{\"until\": []}", "$.until: expected one duration and one of")]
    [InlineData("{\"until\": [\"last-arrival\", \"last-foreground-event\"]}", "$.until: expected one duration and one of")]
    [InlineData("{\"until\": [\"10m\", \"20m\"]}", "$.until: expected one duration and one of")]
    public void What_single_values_allow_but_the_whole_does_not_is_refused_with_its_place(string config, string expected)
    {
        using var cli = new CliRun();
        cli.File("t.csv", Trace);
        cli.File("c.json", config);
        cli.Run("replay", "t.csv", "--config", "c.json", "--report", "r.html").Refused(expected);
        Assert.Equal(["c.json", "t.csv"], cli.Files);
    }

    [Fact]
    public void An_empty_name_of_a_file_is_refused()
    {
        using var cli = new CliRun();
        cli.Run("replay", "").Refused("the name of a file is empty");
    }

    [Fact]
    public void A_name_with_control_characters_cannot_write_to_the_terminal()
    {
        using var cli = new CliRun();
        cli.File("t.csv", "timestamp\tfunction\n1\tf\n");
        cli.Run("replay", "t.csv").Refused("t.csv, line 1: the columns are separated by tabs");
        cli.Run("replay", "no\u001b[31m.csv").Refused("no?[31m.csv: no such file");
    }

    [Fact]
    public void Output_that_cannot_be_written_is_an_error()
    {
        using var cli = new CliRun();
        cli.File("t.csv", Trace);
        using var error = new StringWriter();
        using var full = new FullWriter();

        var code = CommandLine.Run(["replay", "t.csv"], new Terminal { Out = full, Error = error, Folder = cli.Folder });

        Assert.Equal((2, "lambdasim: no space left\n"), (code, error.ToString().ReplaceLineEndings("\n")));
    }

    private sealed class FullWriter : StringWriter
    {
        public override void Flush() => throw new IOException("no space left");
    }

    [Fact]
    public void An_argument_that_begins_with_an_at_sign_is_no_response_file()
    {
        using var cli = new CliRun();
        cli.Run("replay", "@t.csv").Refused("@t.csv: no such file");
    }

    [Theory]
    [InlineData("")]
    [InlineData("help")]
    [InlineData("--help")]
    [InlineData("replay --help")]
    [InlineData("workload --help")]
    public void Help_is_no_error(string line)
    {
        using var cli = new CliRun();
        Assert.Contains("Usage:", cli.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Ok(), StringComparison.Ordinal);
    }
}
