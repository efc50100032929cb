using LambdaSim.Units;

namespace LambdaSim.Tests.Api;

/// <summary>The report of a test is a line.</summary>
public class WriteReportTests
{
    [Fact]
    public void It_is_written_while_the_run_goes_on()
    {
        using var simulation = new Simulation(seed: 7);
        var f = simulation.AddFunction("checkout", 200.Milliseconds);
        f.Invoke();
        var path = Path.Combine(Path.GetTempPath(), $"lambdasim-{nameof(WriteReportTests)}.html");

        simulation.WriteReport(path);
        f.Invoke();
        simulation.WriteReport(path);

        var page = File.ReadAllText(path);
        File.Delete(path);
        Assert.StartsWith("<!doctype html>", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("checkout", page, StringComparison.Ordinal);
        Assert.Equal(2, simulation.Metrics.Arrivals);
    }

    [Fact]
    public void Inside_the_world_and_without_a_log_it_is_refused()
    {
        using var simulation = new Simulation();
        Assert.Throws<NestedRunException>(() => simulation.Run(() =>
        {
            simulation.WriteReport(Stream.Null);
            return Task.CompletedTask;
        }));
        using var unkept = new Simulation(new SimulationOptions { Log = EventLogLevel.Off });

        Assert.Contains("Kept", Assert.Throws<InvalidOperationException>(() => unkept.WriteReport(Stream.Null)).Message, StringComparison.Ordinal);
    }
}
