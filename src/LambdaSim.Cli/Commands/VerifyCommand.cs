using System.CommandLine;
using System.Text.Json;
using LambdaSim.Cli.Files;
using LambdaSim.Cli.Output;
using LambdaSim.Cli.Replays;
using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Cli.Commands;

/// <summary><c>lambdasim verify</c>: repeats a recorded run and names the first event that differs.</summary>
internal static class VerifyCommand
{
    public static Command Make(Terminal terminal)
    {
        var run = new Argument<string>("RUN") { Description = "A log recorded with replay --log." };
        var traces = new Option<string[]>("--trace") { Description = "A trace the run replayed, when it is neither beside the log nor here.", HelpName = "FILE", DefaultValueFactory = static _ => [] };
        var json = new Option<bool>("--json") { Description = "Print one JSON document." };
        var command = new Command("verify", "Repeat a recorded run and name the first event that differs.") { run, traces, json };
        command.SetAction(parse => Run(terminal, terminal.Input(parse.GetRequiredValue(run)), [.. parse.GetRequiredValue(traces).Select(terminal.Input)], parse.GetValue(json)));
        return command;
    }

    private static int Run(Terminal terminal, InputFile log, IReadOnlyList<InputFile> traces, bool json)
    {
        var name = log.Shown;
        using var reader = RecordedRun.Open(log);
        var semantics = LogSemantics.Find(reader.Header.Semantics) ?? throw new UsageException(Invariant(
            $"{name}: the run was made under version {reader.Header.Semantics} of the rules, this program knows {string.Join(", ", LogSemantics.All.SkipLast(1))} and {LogSemantics.Current}; verify it with the program that wrote it"));
        var config = RecordedRun.ConfigOf(reader.Header, name);
        var input = RecordedRun.InputOf(reader.Header, log, traces);
        using var source = input.Open(config.Seed);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(terminal.Interrupt);
        using var progress = new ProgressLine(terminal);
        var comparison = new LogComparison(reader);
        var result = Simulation.Replay(
            source,
            config,
            new ReplayOptions
            {
                Semantics = semantics,
                Observers = [comparison],
                Progress = p =>
                {
                    progress.Show(p);
                    if (comparison.Difference is not null)
                    {
                        stop.Cancel();
                    }
                },
            },
            stop.Token);
        progress.Clear();
        if (terminal.Interrupt.IsCancellationRequested)
        {
            terminal.Out.Write(Invariant($"{name}: partial: interrupted after {comparison.Equal} equal events, seed {config.Seed}\n"));
            return ExitCode.Interrupted;
        }

        Write(terminal, name, config, comparison, result.Fingerprint, json);
        return comparison.Difference is null ? ExitCode.Ok : ExitCode.CheckFailed;
    }

    private static void Write(Terminal terminal, string name, SimulationConfig config, LogComparison comparison, string fingerprint, bool json)
    {
        if (json)
        {
            JsonOutput.Write(terminal.Out, writer => Json(writer, name, config, comparison, fingerprint));
        }
        else if (comparison.Difference is { } difference)
        {
            terminal.Out.Write(Invariant($"{name}: {difference}\n"));
        }
        else
        {
            terminal.Out.Write(Invariant($"{name}: reproduced, {comparison.Equal} events, seed {config.Seed}, fingerprint {fingerprint}\n"));
        }
    }

    private static void Json(Utf8JsonWriter json, string name, SimulationConfig config, LogComparison comparison, string fingerprint)
    {
        json.WriteStartObject();
        json.WriteString("run", name);
        json.WriteBoolean("reproduced", comparison.Difference is null);
        json.WriteNumber("seed", config.Seed);
        json.WriteNumber("equalEvents", comparison.Equal);
        if (comparison.Difference is { } difference)
        {
            json.WriteStartObject("difference");
            json.WriteNumber("event", difference.Event);
            json.WriteNumber("line", difference.Line);
            json.WriteString("recorded", difference.Recorded);
            json.WriteString("now", difference.Now);
            json.WriteEndObject();
        }
        else
        {
            json.WriteString("fingerprint", fingerprint);
        }

        json.WriteEndObject();
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
