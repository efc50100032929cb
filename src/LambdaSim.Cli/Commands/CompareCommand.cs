using System.CommandLine;
using System.Globalization;
using LambdaSim.Cli.Output;
using LambdaSim.Cli.Replays;
using LambdaSim.Configuration;
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
        var json = new Option<bool>("--json") { Description = "Print one JSON document." };
        var command = new Command("compare", "Replay traces under two configurations with common random numbers and print the paired differences.");
        traces.AddTo(command);
        foreach (var option in new Option[] { configs, runs, seed, json })
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
            var pairs = Pairs(terminal, traces.Of(parse, terminal), a, b, (int?)parse.GetValue(runs) ?? DefaultRuns);
            var names = Path.GetFileName(files[0]) == Path.GetFileName(files[1]) ? (files[0], files[1]) : (fileA.Name, fileB.Name);
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
        for (var i = 0; i < runs; i++)
        {
            var seed = unchecked(a.Seed + (ulong)i);
            var first = One(a, "A");
            var second = first.End.Partial ? first : One(b, "B");
            if (second.End.Partial)
            {
                return new PairedRuns(input.Names, left, right, Partial: true);
            }

            left.Add(first);
            right.Add(second);

            RunSummary One(SimulationConfig config, string side) => ReplayRun.Run(
                terminal, input, config with { Seed = seed }, label: string.Create(CultureInfo.InvariantCulture, $"{side} {i + 1}/{runs}"));
        }

        return new PairedRuns(input.Names, left, right, Partial: false);
    }
}

/// <summary>Runs of two configurations, pair by pair with the same seed.</summary>
internal sealed record PairedRuns(IReadOnlyList<string> Workloads, IReadOnlyList<RunSummary> A, IReadOnlyList<RunSummary> B, bool Partial)
{
    public double[] Of(KeyFigure figure, bool b) => [.. (b ? B : A).Select(figure.Of)];

    public ConfidenceInterval Difference(KeyFigure figure) => ConfidenceInterval.Of([.. Of(figure, b: true).Zip(Of(figure, b: false), static (b, a) => b - a)]);
}
