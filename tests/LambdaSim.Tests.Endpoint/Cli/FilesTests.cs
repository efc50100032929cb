using LambdaSim.Cli;
using LambdaSim.Cli.Output;

namespace LambdaSim.Tests.Cli;

/// <summary>No command destroys a file that it reads, another that it writes, or one that is nobody's business.</summary>
public sealed class FilesTests
{
    private const string Trace = "timestamp,function,duration_s\n0,f,0.1\n1,f,0.1\n";

    [Theory]
    [InlineData("--csv")]
    [InlineData("--log")]
    [InlineData("--report")]
    public void An_input_under_another_name_is_not_overwritten(string option)
    {
        using var cli = Two();
        Directory.CreateSymbolicLink(At(cli, "there"), cli.Folder);
        File.CreateSymbolicLink(At(cli, "link"), "t.csv");
        File.CreateSymbolicLink(At(cli, "link-to-link"), "link");
        foreach (var name in new[] { "there/t.csv", "./t.csv", "there/there/../t.csv", "link", "link-to-link", "there/link", At(cli, "t.csv") })
        {
            cli.Run("replay", "t.csv", option, name).Refused($"{option} {name} would overwrite an input, t.csv under another name");
        }

        cli.Run("replay", "link", option, "t.csv").Refused("would overwrite an input, link under another name");
        cli.Run("replay", "t.csv", "--config", "c.yaml", option, "there/c.yaml").Refused("would overwrite an input, c.yaml under another name");
        Assert.Equal(Trace, cli.Read("t.csv"));
    }

    [Fact]
    public void A_hard_link_to_an_input_is_not_overwritten()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "makes a hard link with ln");
        using var cli = Two();
        using var ln = System.Diagnostics.Process.Start("ln", [At(cli, "t.csv"), At(cli, "hard.csv")]);
        ln.WaitForExit();

        cli.Run("replay", "t.csv", "--csv", "hard.csv").Refused("--csv hard.csv would overwrite an input, t.csv under another name");
    }

    [Fact]
    public void Two_outputs_are_not_one_file()
    {
        using var cli = Two();
        Directory.CreateSymbolicLink(At(cli, "there"), cli.Folder);
        File.CreateSymbolicLink(At(cli, "dangling"), "new.csv");
        cli.Run("replay", "t.csv", "--csv", "new.csv", "--report", "there/new.csv").Refused("--csv new.csv would overwrite what --report writes, there/new.csv under another name");
        cli.Run("replay", "t.csv", "--csv", "new.csv", "--log", "dangling").Refused("--csv new.csv would overwrite what --log writes, dangling under another name");
        cli.Run("demo", "--report", "x", "--log", "there/x").Refused("--log there/x would overwrite what --report writes");
    }

    [Fact]
    public void Files_with_partial_names_are_left_alone()
    {
        using var cli = Two();
        cli.File("res.jsonl.partial", "mine");
        cli.File("t.yaml.partial", "defaults:\n  timeout: 5s\n");

        cli.Run("replay", "t.csv", "--config", "t.yaml.partial", "--report", "t.yaml", "--log", "res.jsonl", "--csv", "res.csv").Ok();
        cli.Run("replay", "t.csv", "--csv", "r", "--report", "r.partial", "--log", "r.partial.partial").Ok();

        Assert.Equal("mine", cli.Read("res.jsonl.partial"));
        Assert.Equal("defaults:\n  timeout: 5s\n", cli.Read("t.yaml.partial"));
        Assert.StartsWith("invocation,", cli.Read("r"), StringComparison.Ordinal);
        Assert.StartsWith("<!", cli.Read("r.partial"), StringComparison.Ordinal);
        Assert.StartsWith("{\"lambdasim\"", cli.Read("r.partial.partial"), StringComparison.Ordinal);
        Assert.Equal(["c.yaml", "r", "r.partial", "r.partial.partial", "res.csv", "res.jsonl", "res.jsonl.partial", "t.csv", "t.yaml", "t.yaml.partial"], cli.Files);
    }

    [Fact]
    public void A_link_stays_a_link_and_what_it_leads_to_is_written()
    {
        using var cli = Two();
        Directory.CreateDirectory(At(cli, "runs"));
        File.CreateSymbolicLink(At(cli, "latest.csv"), Path.Combine("runs", "1.csv"));
        cli.Run("replay", "t.csv", "--csv", "latest.csv").Ok();

        Assert.NotNull(File.ResolveLinkTarget(At(cli, "latest.csv"), returnFinalTarget: false));
        Assert.StartsWith("invocation,", cli.Read("runs/1.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_ring_of_links_is_refused()
    {
        using var cli = Two();
        File.CreateSymbolicLink(At(cli, "a"), "b");
        File.CreateSymbolicLink(At(cli, "b"), "a");

        cli.Run("replay", "t.csv", "--csv", "a").Refused("--csv: a cannot be written");
    }

    [Fact]
    public void A_private_file_stays_private()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs Unix modes");
        using var cli = Two();
        cli.File("r.csv", "");
        File.SetUnixFileMode(At(cli, "r.csv"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        cli.Run("replay", "t.csv", "--csv", "r.csv").Ok();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(At(cli, "r.csv")));
    }

    [Theory]
    [InlineData("/dev/zero", "this is a device, not a file")]
    [InlineData(".", "this is a folder; name a file in it")]
    [InlineData("fifo", "this is a pipe; give - and pipe into lambdasim")]
    public void What_is_no_file_is_read_by_no_command(string path, string problem)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "makes a pipe with mkfifo");
        using var cli = Two();
        using var mkfifo = System.Diagnostics.Process.Start("mkfifo", [At(cli, "fifo")]);
        mkfifo.WaitForExit();

        cli.Run("replay", path).Refused($"{path}: {problem}");
        cli.Run("replay", "t.csv", "--config", path).Refused($"{path}: {problem}");
        cli.Run("compare", "t.csv", "--config", "c.yaml", "--config", path).Refused($"{path}: {problem}");
        cli.Run("serve", "--config", path).Refused($"{path}: {problem}");
        cli.Run("explain", path, "0").Refused($"{path}: {problem}");
        cli.Run("verify", path).Refused($"{path}: {problem}");
    }

    [Fact]
    public void Standard_input_is_a_trace_or_a_configuration()
    {
        using var cli = Two();
        Assert.Equal(cli.Run("replay", "t.csv").Ok().Replace("t.csv", "stdin", StringComparison.Ordinal), cli.Piped(Trace, "replay", "-").Ok());
        Assert.Contains("\"timedOut\": 2", cli.Piped("defaults:\n  timeout: 1s\n  duration: 2s\n", "replay", "t.csv", "--config", "-", "--json", "--columns", "timestamp=timestamp,function=function").Ok(), StringComparison.Ordinal);
        Assert.Contains("Comparison", cli.Piped(Trace, "compare", "-", "--config", "c.yaml", "--config", "c.yaml", "--runs", "2").Ok(), StringComparison.Ordinal);
        cli.Piped("timestamp,function\n", "replay", "-").Refused("standard input, line 1: no duration is given");
        cli.Piped("x: 1\n", "replay", "t.csv", "--config", "-").Refused("standard input, line 1");
    }

    [Fact]
    public void Messages_name_a_file_as_it_was_given()
    {
        using var cli = Two();
        Directory.CreateDirectory(At(cli, "sub"));
        cli.File("sub/bad.csv", "timestamp,function,duration_s\n0,f,x\n");
        cli.File("sub/bad.yaml", "nothing: 1\n");
        cli.File("sub/bad.jsonl", "{}\n");

        cli.Run("replay", "sub/bad.csv").Refused("lambdasim: sub/bad.csv, line 2, column duration_s");
        cli.Run("replay", "./sub/none.csv").Refused("lambdasim: ./sub/none.csv: no such file");
        cli.Run("replay", "t.csv", "--config", "sub/bad.yaml").Refused("lambdasim: sub/bad.yaml, line 1");
        cli.Run("replay", "t.csv", "--config", "sub/none.yaml").Refused("lambdasim: sub/none.yaml: there is no such file");
        cli.Run("explain", "sub/bad.jsonl", "0").Refused("lambdasim: sub/bad.jsonl, line 1");
        cli.Run("replay", At(cli, "sub/bad.csv")).Refused("lambdasim: " + At(cli, "sub/bad.csv") + ", line 2");
    }

    [Fact]
    public void A_window_beyond_the_run_is_told()
    {
        using var cli = Two();
        Assert.Contains("--window begins at 2h, beyond the run, which lasts 1.10 s", cli.Run("replay", "t.csv", "--report", "r.html", "--window", "2h+10m").Ok(), StringComparison.Ordinal);
        Assert.Contains("--window ends at 10m, beyond the run", cli.Run("replay", "t.csv", "--report", "r.html", "--window", "0+600").Ok(), StringComparison.Ordinal);
        Assert.DoesNotContain("--window", cli.Run("replay", "t.csv", "--report", "r.html", "--window", "0s+1s").Ok(), StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_have_the_same_forms_in_all_options()
    {
        using var cli = Two();
        var plain = cli.Run("replay", "t.csv", "--seed", "1000", "--runs", "2", "--until", "90s").Ok();
        Assert.Equal(plain, cli.Run("replay", "t.csv", "--seed", "1e3", "--runs", "2e0", "--until", "90").Ok());
        Assert.Equal(plain, cli.Run("replay", "t.csv", "--seed", "1_000", "--runs", "0_2", "--until", "1.5m").Ok());
    }

    [Fact]
    public void An_error_stream_that_takes_nothing_changes_no_exit_code()
    {
        using var cli = Two();
        using var output = new StringWriter();
        using var closed = new ErrorStream(new ClosedWriter());

        Assert.Equal(2, CommandLine.Run(["replay", "none.csv"], new Terminal { Out = output, Error = closed, Folder = cli.Folder }));
    }

    [Theory]
    [InlineData("replay none.csv 2>&-")]
    [InlineData("replay none.csv 2>/dev/full")]
    [InlineData("replay none.csv >&- 2>&-")]
    [InlineData("--help >/dev/full")]
    [InlineData("--help >/dev/full 2>/dev/full")]
    public void Streams_that_are_closed_or_full_end_the_program_with_2(string line)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "LambdaSim.Cli.dll");
        Assert.SkipUnless(File.Exists("/dev/full") && File.Exists("/bin/bash") && File.Exists(Path.ChangeExtension(program, ".runtimeconfig.json")), "needs bash and /dev/full");
        using var bash = System.Diagnostics.Process.Start("/bin/bash", ["-c", $"dotnet '{program}' {line}"]);
        bash.WaitForExit();

        Assert.Equal(2, bash.ExitCode);
    }

    [Theory]
    [InlineData("bash", "complete -o default -F")]
    [InlineData("zsh", "compdef")]
    public void A_shells_completion_is_printed(string shell, string expected)
    {
        using var cli = new CliRun();
        Assert.Contains(expected, cli.Run("completion", shell).Ok(), StringComparison.Ordinal);
        Assert.Equal("--columns\n--config\n--csv\n", cli.Run("[suggest:20]", "lambdasim replay --c").Ok().ReplaceLineEndings("\n"));
    }

    private static string At(CliRun cli, string name) => Path.Combine(cli.Folder, name);

    private static CliRun Two()
    {
        var cli = new CliRun();
        cli.File("t.csv", Trace);
        cli.File("c.yaml", "defaults:\n  timeout: 5s\n");
        return cli;
    }

    private sealed class ClosedWriter : StringWriter
    {
        public override void WriteLine(string? value) => throw new IOException("Bad file descriptor");

        public override void Write(string? value) => throw new IOException("Bad file descriptor");
    }
}
