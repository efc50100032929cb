using System.Globalization;
using LambdaSim.Events;

namespace LambdaSim.Tests.Determinism.Async;

/// <summary>One run of a scenario: the whole event log, or the error that ended it.</summary>
/// <param name="Fingerprint">SHA-256 of records and texts.</param>
/// <param name="Lines">The log in words, to show where two differ.</param>
/// <param name="Error">What left the verb.</param>
internal sealed record Trial(string Fingerprint, IReadOnlyList<string> Lines, Exception? Error)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs a scenario on a thread of its own; a run that does not end fails with what it had logged.</summary>
    public static Trial Of(Scenario scenario)
    {
        var simulation = new Simulation(scenario.Options);
        Trial? trial = null;
        var thread = new Thread(() => trial = Play(scenario, simulation)) { IsBackground = true, Name = scenario.Name };
        thread.Start();
        return thread.Join(_patience)
            ? trial!
            : throw new TimeoutException($"{scenario.Name} hangs ({simulation.Standing}) after:\n" + string.Join('\n', LinesOf(simulation.Log).TakeLast(8)));
    }

    /// <summary>The first line in which two runs differ.</summary>
    public static string Difference(Trial a, Trial b)
    {
        var at = a.Lines.Zip(b.Lines).TakeWhile(static p => p.First == p.Second).Count();
        return string.Create(CultureInfo.InvariantCulture, $"line {at}:\n  {a.Lines.ElementAtOrDefault(at)}\n  {b.Lines.ElementAtOrDefault(at)}\nafter:\n  {string.Join("\n  ", a.Lines.Take(at).TakeLast(6))}");
    }

    private static Trial Play(Scenario scenario, Simulation simulation)
    {
        Exception? error = null;
        try
        {
            scenario.Play(simulation);
        }
        catch (Exception e)
        {
            error = e;
        }

        using (simulation)
        {
            return new(simulation.Fingerprint, [.. LinesOf(simulation.Log)], error);
        }
    }

    private static IEnumerable<string> LinesOf(EventLog log) => log.Select(e => string.Create(
        CultureInfo.InvariantCulture,
        $"{e.Time / 1_000_000.0} ms {e.Kind} {e.Function} #{e.Invocation} env {e.Environment}{(e.Kind is EventKind.LogLine ? " " + log.TextOf((int)e.Value) : "")}"));
}
