using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using LambdaSim.Cli.Output;
using LambdaSim.Cli.Workload;
using NodaTime;

namespace LambdaSim.Cli.Commands;

/// <summary><c>lambdasim workload</c>: the synthetic workloads with exactly known counters.</summary>
internal static class WorkloadCommand
{
    private const long MostInvocations = 2_000_000_000;

    public static Command Make(Terminal terminal)
    {
        var kind = new Argument<string>("KIND") { Description = "a: one hot function; b: 1,000 functions; c: 50,000 functions with a heavy tail." };
        kind.AcceptOnlyFromAmong("a", "b", "c");
        var count = Numbers.Whole("--count", "Invocations, such as 1e6.", "N", 1, MostInvocations);
        count.Required = true;
        var keepAlive = Numbers.Seconds("--keep-alive", "How long idle environments are kept.");
        var accountLimit = Numbers.Whole("--account-limit", "Concurrent executions of the account.", "N", 1, 10_000_000);
        var json = new Option<bool>("--json") { Description = "Print one JSON document." };
        var command = new Command("workload", "Replay a synthetic workload with exactly known counters, and measure the engine.") { kind, count, keepAlive, accountLimit, json };
        command.SetAction(parse => Run(
            terminal,
            parse.GetRequiredValue(kind)[0],
            (ulong)parse.GetValue(count)!.Value,
            parse.GetValue(keepAlive),
            (int?)parse.GetValue(accountLimit),
            parse.GetValue(json)));
        return command;
    }

    private static int Run(Terminal terminal, char kind, ulong count, Duration? keepAlive, int? accountLimit, bool json)
    {
        var workload = new LimitWorkload(kind);
        var config = workload.Config(keepAlive is { } time ? Microseconds(time) : null, accountLimit).Validate();
        using var source = new LimitSource(workload, count);
        var assignment = new AssignmentHash();
        using var progress = new ProgressLine(terminal);
        var options = new ReplayOptions { Log = EventLogLevel.Off, Observers = [assignment], Progress = progress.Show };

        var began = Stopwatch.GetTimestamp();
        var result = Simulation.Replay(source, config, options, terminal.Interrupt);
        var engine = Stopwatch.GetElapsedTime(began) - source.Generating;
        progress.Clear();

        IReadOnlyList<(string Name, string Value)> counters =
        [
            .. LimitCounters.Of(workload, result, assignment.Value),
            ("trace_hash", LimitCounters.Hex(source.TraceHash)),
            ("engine_seconds", engine.TotalSeconds.ToString("F6", CultureInfo.InvariantCulture)),
        ];
        if (json)
        {
            Json(terminal.Out, counters, result.End.Partial);
        }
        else
        {
            Plain(terminal.Out, counters, result.End.Partial);
        }

        return result.End.Partial ? ExitCode.Interrupted : ExitCode.Ok;
    }

    private static long Microseconds(Duration time)
    {
        var nanoseconds = time.ToInt64Nanoseconds();
        return nanoseconds % 1_000 == 0
            ? nanoseconds / 1_000
            : throw new UsageException("--keep-alive: the workloads count in whole microseconds");
    }

    private static void Plain(TextWriter output, IReadOnlyList<(string Name, string Value)> counters, bool partial)
    {
        if (partial)
        {
            output.WriteLine("partial: the run was interrupted");
        }

        var width = counters.Max(static c => c.Name.Length);
        foreach (var (name, value) in counters)
        {
            output.WriteLine($"{name.PadRight(width)}  {value}");
        }
    }

    private static void Json(TextWriter output, IReadOnlyList<(string Name, string Value)> counters, bool partial) => JsonOutput.Write(output, json =>
    {
        json.WriteStartObject();
        foreach (var (name, value) in counters)
        {
            if (name == "workload" || name.EndsWith("_hash", StringComparison.Ordinal))
            {
                json.WriteString(name, value);
            }
            else
            {
                json.WritePropertyName(name);
                json.WriteRawValue(value);
            }
        }

        if (partial)
        {
            json.WriteBoolean("partial", true);
        }

        json.WriteEndObject();
    });
}
