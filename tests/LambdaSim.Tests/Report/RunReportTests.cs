using LambdaSim.Functions.Model;

namespace LambdaSim.Tests.Report;

/// <summary>The report page of a simulation that goes on.</summary>
public class RunReportTests
{
    private static readonly SimulationOptions _unkept = RunReport.Attach(new SimulationOptions { Log = EventLogLevel.Off });

    [Fact]
    public void It_is_written_again_and_again_while_the_run_goes_on()
    {
        using var simulation = new Simulation(_unkept);
        var f = simulation.AddFunction("f", Duration.FromSeconds(1));
        f.Invoke();
        var first = RunReport.Of(simulation);
        f.Invoke();
        f.Invoke();
        var second = RunReport.Of(simulation);

        Assert.Equal((1, 3), (first.Functions.Single().Row.Invocations, second.Functions.Single().Row.Invocations));
        Assert.True(second.Cost.BilledMilliseconds > first.Cost.BilledMilliseconds);
        Assert.Equal((1, 1), (first.Scenes![0].Lanes.Count, second.Scenes![0].Lanes.Count));
        Assert.Contains("The run so far.", Page(simulation), StringComparison.Ordinal);
    }

    [Fact]
    public void It_changes_nothing_of_what_is_written_later()
    {
        static string AtTheEnd(bool disturbed)
        {
            using var simulation = new Simulation(RunReport.Attach(new SimulationOptions()));
            var f = simulation.AddFunction("f", Duration.FromSeconds(1));
            for (var i = 0; i < 20; i++)
            {
                f.Invoke();
                simulation.AdvanceBy(Duration.FromMinutes(i));
                _ = disturbed ? Page(simulation) : null;
            }

            simulation.End();
            return Page(simulation);
        }

        Assert.Equal(AtTheEnd(disturbed: false), AtTheEnd(disturbed: true));
    }

    [Fact]
    public void It_is_the_same_from_a_kept_log()
    {
        static string Written(SimulationOptions options)
        {
            using var simulation = new Simulation(options);
            Changes(simulation);
            return Page(simulation);
        }

        Assert.Equal(Written(new SimulationOptions()), Written(_unkept));
    }

    [Fact]
    public void What_was_updated_stands_in_one_row_with_all_its_cost()
    {
        using var simulation = new Simulation(_unkept);
        Changes(simulation);
        var row = Assert.Single(RunReport.Of(simulation).Functions);

        Assert.Equal(("f", 2), (row.Row.Function.DisplayName, row.Row.Invocations));
        Assert.Equal(0.125m + 1m, row.GbSeconds);
    }

    [Fact]
    public void Without_log_and_recording_it_says_what_is_missing()
    {
        using var simulation = new Simulation(new SimulationOptions { Log = EventLogLevel.Off });

        Assert.Contains("EventLogLevel.Kept", Assert.Throws<InvalidOperationException>(() => Page(simulation)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_world_made_anew_has_a_report_of_its_own()
    {
        using var simulation = new Simulation(_unkept);
        simulation.AddFunction("f", Duration.FromSeconds(1)).Invoke();
        using var again = simulation.Again();
        again["f"].Invoke();

        Assert.Equal(1, RunReport.Of(again).Functions.Single().Row.Invocations);
    }

    [Fact]
    public void A_world_in_which_nothing_happened_has_a_report()
    {
        using var simulation = new Simulation(_unkept);

        Assert.Contains("</html>", Page(simulation), StringComparison.Ordinal);
    }

    private static void Changes(Simulation simulation)
    {
        var f = simulation.AddFunction("f", Duration.FromSeconds(1));
        f.Invoke();
        simulation.Lambda.UpdateFunctionConfiguration(new UpdateFunctionConfigurationRequest { FunctionName = "f", MemorySize = 1024 });
        simulation.AdvanceBy(Duration.FromSeconds(1));
        f.Invoke();
    }

    private static string Page(Simulation simulation)
    {
        using var page = new StringWriter();
        RunReport.Write(page, simulation);
        return page.ToString();
    }
}
