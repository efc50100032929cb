using System.Text.Json;

namespace LambdaSim.Tests.Cli;

public sealed class RecordedRunTests
{
    private const string Trace = "timestamp,function,duration_s\n0,f,0.1\n1,f,0.2\n1,g,0.3\n2,f,5\n";

    [Fact]
    public void A_recorded_run_is_reproduced()
    {
        using var cli = Recorded();

        Assert.Matches(@"^r\.jsonl: reproduced, \d+ events, seed 20141113, fingerprint [0-9a-f]{64}\n$", cli.Run("verify", "r.jsonl").Ok());
    }

    // Written by a program whose rules were version 1.
    [Fact]
    public void A_run_recorded_under_an_earlier_version_of_the_rules_is_reproduced_under_that_version()
    {
        using var cli = new CliRun();
        cli.File("recorded-under-1.csv", Golden("recorded-under-1.csv"));
        cli.File("r.jsonl", Golden("recorded-under-1.jsonl"));

        Assert.Equal("r.jsonl: reproduced, 36 events, seed 20141113, fingerprint bf63faa0ffad0a1f6067e0c11b3e78c68b32260c0550992e645999d85757c33d\n", cli.Run("verify", "r.jsonl").Ok());
    }

    [Fact]
    public void A_run_recorded_under_rules_that_nobody_knows_yet_is_refused()
    {
        using var cli = new CliRun();
        cli.File("r.jsonl", Golden("recorded-under-1.jsonl").Replace("\"semantics\":1,", "\"semantics\":99,", StringComparison.Ordinal));

        cli.Run("verify", "r.jsonl").Refused("r.jsonl: the run was made under version 99 of the rules, this program knows 1, 2 and 3; verify it with the program that wrote it");
    }

    private static string Golden(string name, [System.Runtime.CompilerServices.CallerFilePath] string test = "") => File.ReadAllText(Path.Combine(Path.GetDirectoryName(test)!, name));

    [Fact]
    public void The_way_the_trace_was_read_is_part_of_the_run()
    {
        using var cli = new CliRun();
        cli.File("x.csv", "when,ms\n1,100\n0,100\nbad,100\n");
        cli.Run("replay", "x.csv", "--columns", "timestamp=when,duration_ms=ms", "--function", "f", "--reorder", "5s", "--skip-bad-rows", "--format", "csv", "--log", "r.jsonl").Ok();

        Assert.Contains("reproduced", cli.Run("verify", "r.jsonl").Ok(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_that_is_not_embedded_cannot_be_repeated()
    {
        using var cli = Recorded();
        var lines = cli.Read("r.jsonl").Split('\n');
        cli.File("d.jsonl", string.Join('\n', lines).Replace(Workload(lines[0]), "[{\"process\":\"other\"}]", StringComparison.Ordinal));

        cli.Run("verify", "d.jsonl").Refused("d.jsonl: the run replayed other, which the command line cannot repeat");
    }

    [Fact]
    public void The_demo_is_recorded_and_reproduced_without_a_trace()
    {
        using var cli = new CliRun();
        cli.Run("demo", "--log", "d.jsonl.gz", "--seed", "3").Ok();

        Assert.Contains("reproduced", cli.Run("verify", "d.jsonl.gz").Ok(), StringComparison.Ordinal);
        cli.Run("verify", "d.jsonl.gz", "--trace", "d.jsonl.gz").Refused("the run replayed the embedded demo, not a trace; leave out --trace");
    }

    [Fact]
    public void A_trace_that_the_run_did_not_replay_is_refused_even_when_the_right_one_is_there()
    {
        using var cli = Recorded();
        cli.File("other.csv", "timestamp,function,duration_s\n0,f,0.1\n");

        cli.Run("verify", "r.jsonl", "--trace", "other.csv").Refused("--trace other.csv: this is not the recorded trace, t.csv with SHA-256 ");
    }

    [Fact]
    public void The_first_event_that_differs_is_named_with_exit_code_1()
    {
        using var cli = Recorded();
        cli.File("r.jsonl", cli.Read("r.jsonl").Replace("\"duration\":300000000", "\"duration\":300000001", StringComparison.Ordinal));

        var result = cli.Run("verify", "r.jsonl");

        Assert.Equal(1, result.Code);
        Assert.Matches(@"^r\.jsonl: event 12 \(line 16\) differs: recorded Completed at .*; now Completed at .*\n$", result.Out);
    }

    [Fact]
    public void A_difference_is_also_told_in_JSON()
    {
        using var cli = Recorded();
        cli.File("r.jsonl", cli.Read("r.jsonl").Replace("\"duration\":300000000", "\"duration\":300000001", StringComparison.Ordinal));

        using var json = JsonDocument.Parse(cli.Run("verify", "r.jsonl", "--json").Out);

        Assert.False(json.RootElement.GetProperty("reproduced").GetBoolean());
        Assert.Equal(12, json.RootElement.GetProperty("difference").GetProperty("event").GetInt32());
    }

    [Fact]
    public void A_missing_trace_is_refused_with_its_name()
    {
        using var cli = Recorded();
        File.Delete(Path.Combine(cli.Folder, "t.csv"));

        cli.Run("verify", "r.jsonl").Refused("t.csv, which the run replayed, is not beside the log; give it with --trace FILE");
    }

    [Fact]
    public void Another_trace_of_the_same_name_is_refused()
    {
        using var cli = Recorded();
        cli.File("t.csv", Trace + "3,f,0.1\n");

        cli.Run("verify", "r.jsonl").Refused("t.csv is not the file the run replayed");
    }

    [Fact]
    public void A_trace_is_found_beside_the_log_or_where_it_is_said_to_be()
    {
        using var cli = Recorded();
        var there = Directory.CreateDirectory(Path.Combine(cli.Folder, "there")).FullName;
        File.Move(Path.Combine(cli.Folder, "r.jsonl"), Path.Combine(there, "r.jsonl"));
        cli.Run("verify", "there/r.jsonl").Refused("t.csv, which the run replayed, is not beside the log");
        File.Move(Path.Combine(cli.Folder, "t.csv"), Path.Combine(there, "t.csv"));
        cli.Run("verify", "there/r.jsonl").Ok();
        File.Move(Path.Combine(there, "t.csv"), Path.Combine(cli.Folder, "renamed.csv"));
        Assert.StartsWith("there/r.jsonl: reproduced", cli.Run("verify", "there/r.jsonl", "--trace", "renamed.csv").Ok(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../t.csv")]
    [InlineData("/dev/zero")]
    [InlineData("..")]
    [InlineData("there\\\\t.csv")]
    public void A_path_in_a_header_is_not_followed(string name)
    {
        using var cli = Recorded();
        cli.File("r.jsonl", cli.Read("r.jsonl").Replace("\"name\":\"t.csv\"", $"\"name\":\"{name}\"", StringComparison.Ordinal));

        cli.Run("verify", "r.jsonl").Refused("which is no file's name; give the trace with --trace FILE");
    }

    [Fact]
    public void A_trace_beside_the_log_that_leads_to_a_device_is_not_read()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /dev/zero");
        using var cli = Recorded();
        File.Delete(Path.Combine(cli.Folder, "t.csv"));
        File.CreateSymbolicLink(Path.Combine(cli.Folder, "t.csv"), "/dev/zero");

        cli.Run("verify", "r.jsonl").Refused("t.csv, which the header names as the trace: this is a device, not a file");
    }

    [Theory]
    [InlineData("\"seed\"", "\"s\\ud800eed\"")]
    [InlineData("\"t.csv\"", "\"\\udc00.csv\"")]
    [InlineData("\"payload\"", "\"payl\\ud800ad\"")]
    [InlineData("\"name\":\"f\"", "\"name\":\"\\ud800\"")]
    [InlineData("\"Arrived\"", "\"\\ud800\"")]
    public void Escapes_that_are_no_characters_are_refused(string from, string to) => Damaged(log => log.Replace(from, to, StringComparison.Ordinal));

    [Theory]
    [InlineData("seed")]
    [InlineData("t.csv")]
    [InlineData("payload")]
    [InlineData("Arrived")]
    [InlineData("concurrencyLimit")]
    [InlineData("fn")]
    [InlineData("end")]
    public void Invalid_UTF_8_anywhere_is_refused(string word)
    {
        using var cli = Recorded();
        var bytes = File.ReadAllBytes(Path.Combine(cli.Folder, "r.jsonl"));
        var at = bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(word));
        Assert.True(at >= 0);
        bytes[at] = 0xff;
        cli.File("d.jsonl", bytes);

        cli.Run("explain", "d.jsonl", "3").Refused("d.jsonl");
        cli.Run("verify", "d.jsonl").Refused("d.jsonl");
    }

    [Fact]
    public void A_log_can_come_from_standard_input()
    {
        using var cli = Recorded();
        var log = cli.Read("r.jsonl");

        Assert.StartsWith("invocation 3", cli.Piped(log, "explain", "-", "3").Ok(), StringComparison.Ordinal);
        Assert.StartsWith("standard input: reproduced", cli.Piped(log, "verify", "-", "--trace", "t.csv").Ok(), StringComparison.Ordinal);
        cli.Piped(log, "verify", "-").Refused("t.csv, which the run replayed, is needed; give it with --trace FILE");
    }

    private static void Damaged(Func<string, string> damage)
    {
        using var cli = Recorded();
        var log = cli.Read("r.jsonl");
        cli.File("d.jsonl", damage(log));
        Assert.NotEqual(log, cli.Read("d.jsonl"));

        cli.Run("verify", "d.jsonl").Refused("d.jsonl");
    }

    [Fact]
    public void A_log_that_was_cut_short_is_refused()
    {
        using var cli = Recorded();
        var log = cli.Read("r.jsonl");
        cli.File("r.jsonl", log[..(log.Length / 2)]);

        cli.Run("verify", "r.jsonl").Refused("r.jsonl");
    }

    [Fact]
    public void An_invocation_is_explained_by_number_and_by_request_id()
    {
        using var cli = Recorded();
        var byNumber = cli.Run("explain", "r.jsonl", "3").Ok();
        var id = byNumber.Split('\n')[0].Split(' ')[^1];

        Assert.Contains("timed out after the function's timeout of 3 s", byNumber, StringComparison.Ordinal);
        Assert.Equal(byNumber, cli.Run("explain", "r.jsonl", id).Ok());
    }

    [Fact]
    public void An_explanation_is_also_JSON()
    {
        using var cli = Recorded();
        using var json = JsonDocument.Parse(cli.Run("explain", "r.jsonl", "0", "--json").Ok());

        Assert.Equal("f", json.RootElement.GetProperty("function").GetString());
        Assert.Equal(0, json.RootElement.GetProperty("lines")[0].GetProperty("timeNs").GetInt64());
    }

    [Theory]
    [InlineData("99", "r.jsonl: the log has no invocation 99; it has 0 to 3")]
    [InlineData("x", "'x' is neither an invocation's number nor a request id")]
    public void An_unknown_request_is_refused(string request, string expected)
    {
        using var cli = Recorded();
        cli.Run("explain", "r.jsonl", request).Refused(expected);
    }

    private static string Workload(string header)
    {
        using var json = JsonDocument.Parse(header);
        return json.RootElement.GetProperty("workload").GetRawText();
    }

    private static CliRun Recorded()
    {
        var cli = new CliRun();
        cli.File("t.csv", Trace);
        cli.Run("replay", "t.csv", "--log", "r.jsonl").Ok();
        return cli;
    }
}
