using System.CommandLine;
using System.Globalization;
using LambdaSim.Cli.Files;
using LambdaSim.Cli.Output;
using LambdaSim.Cli.Replays;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Projections;

namespace LambdaSim.Cli.Commands;

/// <summary><c>lambdasim compare</c>: two configurations under the same luck.</summary>
internal static class CompareCommand
{
    private const int DefaultRuns = 10;
    private const int MostRuns = 10_000;

    public static Command Make(Terminal terminal)
    {
        var traces = new TraceArguments();
        var configs = new Option<string[]>("--config")
        {
            Description = "Give it twice: A, then B.",
            HelpName = "FILE",
            Required = true,
            Arity = ArgumentArity.OneOrMore,
        };
        var runs = Numbers.Whole("--runs", "Pairs of runs.", "N", 2, MostRuns);
        var seed = Numbers.Seed();
        var report = new Option<string?>("--report") { Description = "Write the comparison as one HTML file.", HelpName = "FILE.html" };
        var json = new Option<bool>("--json") { Description = "Print one JSON document." };
        var command = new Command("compare", "Replay traces under two configurations with common random numbers and print the paired differences.");
        traces.AddTo(command);
        foreach (var option in new Option[] { configs, runs, seed, report, json })
        {
            command.Add(option);
        }

        command.SetAction(parse =>
        {
            var files = parse.GetRequiredValue(configs);
            if (files.Length != 2)
            {
                throw new UsageException("compare takes --config twice: A, then B");
            }

            var (fileA, fileB) = (terminal.Input(files[0]), terminal.Input(files[1]));
            var a = Parsed.Config(fileA, parse.GetValue(seed), until: null);

            // Both get A's seeds: what is drawn for the same arrival is then the same number.
            var b = Parsed.Config(fileB, a.Seed, until: null);
            var input = traces.Of(parse, terminal);
            var names = Path.GetFileName(files[0]) == Path.GetFileName(files[1]) ? (files[0], files[1]) : (fileA.Name, fileB.Name);
            var outputs = new OutputPaths(Report: terminal.Output("--report", parse.GetValue(report)));
            outputs.Check([.. input.Files, fileA, fileB]);
            using var page = outputs.Report is { } file ? ReplayOutputs.Create(file, WholeFile.Create) : null;
            var pairs = Pairs(terminal, input, a, b, (int?)parse.GetValue(runs) ?? DefaultRuns);
            if (page is not null && !pairs.Partial)
            {
                ComparePage.Write(page.Stream, names, (a, b), pairs);
                page.Commit();
            }

            if (parse.GetValue(json))
            {
                CompareOutput.Json(terminal.Out, names, pairs);
            }
            else
            {
                CompareOutput.Text(terminal, names, pairs);
            }

            return pairs.Partial ? ExitCode.Interrupted : ExitCode.Ok;
        });
        return command;
    }

    private static PairedRuns Pairs(Terminal terminal, ReplayInput input, SimulationConfig a, SimulationConfig b, int runs)
    {
        List<RunSummary> left = [];
        List<RunSummary> right = [];
        (IReadOnlyList<ConcurrencyBin>? A, IReadOnlyList<ConcurrencyBin>? B) bins = (null, null);
        for (var i = 0; i < runs; i++)
        {
            var seed = unchecked(a.Seed + (ulong)i);
            var first = One(a, "A", series => bins.A ??= series);
            var second = first.End.Partial ? first : One(b, "B", series => bins.B ??= series);
            if (second.End.Partial)
            {
                return new PairedRuns(input.Names, left, right, Partial: true);
            }

            left.Add(first);
            right.Add(second);

            RunSummary One(SimulationConfig config, string side, Action<IReadOnlyList<ConcurrencyBin>> keep) => ReplayRun.Run(
                terminal, input, config with { Seed = seed }, label: string.Create(CultureInfo.InvariantCulture, $"{side} {i + 1}/{runs}"), keep: keep);
        }

        return new PairedRuns(input.Names, left, right, Partial: false) { First = (bins.A!, bins.B!) };
    }
}

/// <summary>Runs of two configurations, pair by pair with the same seed.</summary>
internal sealed record PairedRuns(IReadOnlyList<string> Workloads, IReadOnlyList<RunSummary> A, IReadOnlyList<RunSummary> B, bool Partial)
{
    /// <summary>Concurrency over time of the first pair.</summary>
    public (IReadOnlyList<ConcurrencyBin> A, IReadOnlyList<ConcurrencyBin> B)? First { get; init; }

    public double[] Of(KeyFigure figure, bool b) => [.. (b ? B : A).Select(figure.Of)];

    public ConfidenceInterval Difference(KeyFigure figure) => ConfidenceInterval.Of([.. Of(figure, b: true).Zip(Of(figure, b: false), static (b, a) => b - a)]);
}
