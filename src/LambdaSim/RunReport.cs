using LambdaSim.Events;
using LambdaSim.Projections;
using LambdaSim.Projections.Report;

namespace LambdaSim;

/// <summary>
/// The report page of a simulation at any moment, while it goes on. What it holds does not grow with the length of the run, only with its functions:
/// some 2 kB for each version that was called, some 100 bytes for each update, and the environments that live before the timeline has found its window.
/// </summary>
internal sealed class RunReport : IEventObserver
{
    private readonly ReportSource _source;
    private readonly BillProjection _bill;
    private readonly IEventObserver[] _observers;

    /// <param name="options">Those of the simulation.</param>
    public RunReport(SimulationOptions options)
    {
        _source = new ReportSource(options.World);
        _bill = new BillProjection(options.World.Prices);
        _observers = [.. _source.Observers, _bill];
    }

    /// <summary>Options of a simulation that records what the page needs, whether or not its log is kept.</summary>
    public static SimulationOptions Attach(SimulationOptions options) => options with { KeepReport = true };

    /// <summary>Writes the page as of now, on the simulation's thread, between two events. The stream stays open, and the run goes on.</summary>
    /// <exception cref="InvalidOperationException">Neither what the page needs nor the log is kept.</exception>
    public static void Write(Stream output, Simulation simulation) => HtmlReport.Write(output, Of(simulation));

    /// <inheritdoc cref="Write(Stream, Simulation)"/>
    public static void Write(TextWriter output, Simulation simulation) => HtmlReport.Write(output, Of(simulation));

    /// <inheritdoc/>
    public void OnFunction(FunctionDefinition function) => Array.ForEach(_observers, o => o.OnFunction(function));

    /// <inheritdoc/>
    public void OnEvents(ReadOnlySpan<SimEvent> events)
    {
        foreach (var observer in _observers)
        {
            observer.OnEvents(events);
        }
    }

    /// <inheritdoc/>
    public void OnEnd(RunEnd end) => Array.ForEach(_observers, o => o.OnEnd(end));

    /// <summary>What the page shows.</summary>
    internal static ReportData Of(Simulation simulation)
    {
        var metrics = simulation.Metrics;
        if (simulation.Recorded is not { } report)
        {
            report = new RunReport(simulation.Options);
            report._source.Remarks = simulation.Log.Remarks;
            simulation.Log.Replay(report);
        }

        var (now, start) = (simulation.SoFar, simulation.Options.World.Start);
        return simulation.HasEnded
            ? report._source.ToData([Name], simulation.Fingerprint, start, now, metrics, report._bill.Bill, simulation.Unsimulated)
            : report._source.SoFar([Name], simulation.Seed, start, now, metrics, report._bill.At(now.Time), simulation.Unsimulated);
    }

    private const string Name = "simulation";
}
