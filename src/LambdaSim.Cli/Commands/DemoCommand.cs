using System.CommandLine;
using LambdaSim.Cli.Files;
using LambdaSim.Cli.Replays;
using LambdaSim.Configuration;

namespace LambdaSim.Cli.Commands;

/// <summary><c>lambdasim demo</c>: the embedded workload, its summary and its report.</summary>
internal static class DemoCommand
{
    private const string DefaultReport = "lambdasim-demo.html";

    public static Command Make(Terminal terminal)
    {
        var report = new Option<string>("--report") { Description = "Where the report goes.", HelpName = "FILE.html", DefaultValueFactory = static _ => DefaultReport };
        var log = new Option<string?>("--log") { Description = "Record the event log; verify and explain read it.", HelpName = "FILE.jsonl" };
        var seed = Numbers.Seed();
        var json = new Option<bool>("--json") { Description = "Print one JSON document." };
        var command = new Command("demo", "Replay the embedded demo workload, print its summary and write a report.") { report, log, seed, json };
        command.SetAction(parse =>
        {
            var files = new OutputPaths(terminal.Output("--report", parse.GetRequiredValue(report)), terminal.Output("--log", parse.GetValue(log)));
            files.Check([]);
            var config = parse.GetValue(seed) is { } given ? new SimulationConfig { Seed = given } : new SimulationConfig();
            var asJson = parse.GetValue(json);
            var code = ReplayCommand.Run(terminal, new DemoInput(), config, files, runs: 1, asJson);
            if (code == ExitCode.Ok && !asJson)
            {
                terminal.Out.Write($"\nReport: {parse.GetRequiredValue(report)} (open it in a browser)\n");
            }

            return code;
        });
        return command;
    }
}
