using LambdaSim.Cli.Files;
using LambdaSim.Cli.Output;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Projections;

namespace LambdaSim.Cli.Replays;

/// <summary>One run with everything a summary needs.</summary>
internal static class ReplayRun
{
    /// <param name="terminal">For progress and Ctrl-C.</param>
    /// <param name="input">What is replayed.</param>
    /// <param name="config">In which world.</param>
    /// <param name="paths">Files to write; they appear only if the run was not interrupted.</param>
    /// <param name="label">In front of the progress line.</param>
    /// <param name="keep">Takes concurrency over time.</param>
    public static RunSummary Run(Terminal terminal, ReplayInput input, SimulationConfig config, OutputPaths? paths = null, string label = "", Action<IReadOnlyList<ConcurrencyBin>>? keep = null)
    {
        using var source = input.Open(config.Seed);
        using var outputs = new ReplayOutputs(paths ?? new OutputPaths(), input, source, config);
        var bill = new BillProjection(config.Prices);
        var series = outputs.Report is null ? new ConcurrencySeries() : null;
        using var progress = new ProgressLine(terminal, label);
        var result = Simulation.Replay(
            source,
            config,
            new ReplayOptions
            {
                Log = EventLogLevel.Hashed,
                Observers = [bill, .. series is null ? [] : new IEventObserver[] { series }, .. outputs.Observers],
                Progress = progress.Show,
            },
            terminal.Interrupt);
        progress.Clear();

        var data = outputs.Report?.ToData(input.Names, result.Fingerprint, result.Start, result.End, result.Metrics, bill.Bill, result.Unsimulated);
        if (!result.End.Partial)
        {
            outputs.Commit(data);
        }

        var bins = data?.Concurrency ?? series!.ToBins();
        keep?.Invoke(bins);
        return new RunSummary
        {
            Workloads = input.Names,
            SkippedRows = source.SkippedRows,
            Remarks = [.. source.Remarks, .. Beyond(paths?.Window, result.End)],
            Seed = result.Seed,
            Fingerprint = result.Fingerprint,
            Start = result.Start,
            End = result.End,
            Metrics = result.Metrics,
            Concurrency = SummaryConcurrency.Of(bins),
            ConcurrencyLimit = config.Account.ConcurrencyLimit,
            Bill = bill.Bill,
            Functions = result.Functions,
            Queues = result.Queues,
            Unsimulated = result.Unsimulated,
        };
    }

    private static IEnumerable<string> Beyond(TimelineOptions? window, RunEnd end)
    {
        if (window?.From is not { } from)
        {
            yield break;
        }

        var (begins, lasts) = (from.ToInt64Nanoseconds(), end.Time);
        if (begins >= lasts && lasts > 0)
        {
            yield return $"--window begins at {UnitText.Of(from)}, beyond the run, which lasts {Figures.Time(lasts)}: the report's timeline is empty; choose an earlier one";
        }
        else if (window.Length is { } length && begins + length.ToInt64Nanoseconds() > lasts)
        {
            yield return $"--window ends at {UnitText.Of(from + length)}, beyond the run, which lasts {Figures.Time(lasts)}: the report's timeline ends with the run";
        }
    }
}
