using System.CommandLine;
using System.Globalization;
using LambdaSim.Cli.Configuration;
using LambdaSim.Cli.Files;
using LambdaSim.Cli.Output;
using LambdaSim.Cli.Replays;
using LambdaSim.Configuration;
using LambdaSim.Projections;

namespace LambdaSim.Cli.Commands;

/// <summary><c>lambdasim replay</c>: a trace goes in, its summary, report, log and table come out.</summary>
internal static class ReplayCommand
{
    private const int MostRuns = 10_000;

    public static Command Make(Terminal terminal)
    {
        var traces = new TraceArguments();
        var config = new Option<string?>("--config") { Description = "Configuration, JSON or YAML.", HelpName = "FILE" };
        var faults = new Option<string?>("--faults") { Description = "What goes wrong on purpose: a plan of faults, JSON or YAML.", HelpName = "FILE" };
        var seed = Numbers.Seed();
        var runs = Numbers.Whole("--runs", "Repeat with this many seeds, counting up from the seed.", "N", 1, MostRuns);
        var until = new Option<string?>("--until") { Description = "Where the run ends: last-foreground-event, last-arrival, or a duration.", HelpName = "WHEN" };
        var report = new Option<string?>("--report") { Description = "Write a report as one HTML file.", HelpName = "FILE.html" };
        var log = new Option<string?>("--log") { Description = "Record the event log; verify and explain read it.", HelpName = "FILE.jsonl" };
        var csv = new Option<string?>("--csv") { Description = "Write one row an invocation.", HelpName = "FILE" };
        var window = new Option<string?>("--window") { Description = "Which part of the run the report's timeline shows, such as 1h+10m.", HelpName = "FROM+LENGTH" };
        var json = new Option<bool>("--json") { Description = "Print one JSON document." };
        var command = new Command("replay", "Replay traces and print what would have happened.");
        traces.AddTo(command);
        foreach (var option in new Option[] { config, faults, seed, runs, until, report, log, csv, window, json })
        {
            command.Add(option);
        }

        command.SetAction(parse =>
        {
            var input = traces.Of(parse, terminal);
            var configured = parse.GetValue(config) is { } file ? terminal.Input(file) : null;
            var plan = parse.GetValue(faults) is { } struck ? terminal.Input(struck) : null;
            var world = Parsed.Config(configured, parse.GetValue(seed), parse.GetValue(until));
            world = plan is null ? world : world with { Faults = world.Faults.With(ConfigFile.LoadFaults(plan)) };
            var files = new OutputPaths(
                terminal.Output("--report", parse.GetValue(report)),
                terminal.Output("--log", parse.GetValue(log)),
                terminal.Output("--csv", parse.GetValue(csv)),
                parse.GetValue(window) is { } text ? Parsed.Window(text) : null);
            if (files is { Window: not null, Report: null })
            {
                throw new UsageException("--window chooses a part of the report; add --report FILE.html");
            }

            files.Check([.. input.Files, .. new[] { configured, plan }.OfType<InputFile>()]);
            return Run(terminal, input, world, files, (int?)parse.GetValue(runs) ?? 1, parse.GetValue(json));
        });
        return command;
    }

    /// <summary>Runs, prints, and says by the exit code whether Ctrl-C came between.</summary>
    public static int Run(Terminal terminal, ReplayInput input, SimulationConfig config, OutputPaths files, int runs, bool json)
    {
        if (runs > 1 && files is not { Report: null, Log: null, Csv: null })
        {
            throw new UsageException("--report, --log and --csv are of a single run; leave out --runs, or choose one of its seeds with --seed");
        }

        List<RunSummary> done = [];
        for (var i = 0; i < runs; i++)
        {
            var label = runs == 1 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"run {i + 1}/{runs}");
            done.Add(ReplayRun.Run(terminal, input, config with { Seed = unchecked(config.Seed + (ulong)i) }, files, label));
            if (done[^1].End.Partial)
            {
                break;
            }
        }

        SummaryOutput.Write(terminal, done, json);
        return done[^1].End.Partial ? ExitCode.Interrupted : ExitCode.Ok;
    }
}
