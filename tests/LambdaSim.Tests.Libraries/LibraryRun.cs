using System.Globalization;
using LambdaSim.Events;

namespace LambdaSim.Tests.Libraries;

/// <summary>One run: the log in words, or the error that ended it.</summary>
internal sealed record LibraryRun(string Log, Exception? Error)
{
    /// <summary>Runs a scenario on a thread of its own.</summary>
    /// <exception cref="TimeoutException">It has not ended by then.</exception>
    public static LibraryRun Of(LibraryScenario scenario, TimeSpan patience)
    {
        var simulation = new Simulation(scenario.Options);
        LibraryRun? run = null;
        var thread = new Thread(() => run = Play(scenario, simulation)) { IsBackground = true, Name = scenario.Name };
        thread.Start();
        return thread.Join(patience) ? run! : throw new TimeoutException($"{scenario.Name} has not ended in {patience.TotalSeconds} s");
    }

    private static LibraryRun Play(LibraryScenario scenario, Simulation simulation)
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
            return new(string.Join('\n', simulation.Log.Select(e => string.Create(
                CultureInfo.InvariantCulture,
                $"{e.Time / 1_000_000.0} ms {e.Kind} {e.Function} #{e.Invocation}{(e.Kind is EventKind.LogLine ? " " + simulation.Log.TextOf((int)e.Value) : "")}"))), error);
        }
    }
}
