using LambdaSim.Assertions;
using LambdaSim.Events;
using LambdaSim.Units;

namespace LambdaSim.Tests.Api;

/// <summary>What a failing assertion or a debugger prints says something.</summary>
public class ReadableTextTests
{
    [Fact]
    public void A_record_of_the_log_says_what_happened()
    {
        using var simulation = new Simulation();
        simulation.AddFunction("order", 20.Milliseconds).Invoke();

        var completed = simulation.Log.Single(e => e.Kind == EventKind.Completed);

        Assert.Equal("Completed at 0.020 s, function 0, invocation 0, environment 0, Succeeded, Cold start, Duration 20 ms, INIT 0 ms", completed.ToString());
        Assert.Equal("Completed at 0.020 s, function order, invocation 0, environment 0, Succeeded, Cold start, Duration 20 ms, INIT 0 ms", simulation.Log.Describe(completed));
        Assert.Contains("\nCompleted at 0.020 s, function order", simulation.Log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_log_prints_its_beginning()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", () => 1);
        for (var i = 0; i < 60; i++)
        {
            f.Invoke();
        }

        var lines = simulation.Log.ToString().Split('\n');
        Assert.Equal(101, lines.Length);
        Assert.Equal($"and {simulation.Log.Count - 100} more", lines[^1]);
    }

    [Fact]
    public void Messages_and_lines_say_what_is_in_them()
    {
        using var simulation = new Simulation();
        var failed = simulation.AddQueue("failed");
        var import = simulation.AddFunction("import", (string file) => throw new FormatException("row 7"), f => f with { MaximumRetryAttempts = 0, DeadLetterQueue = Destination.To(failed) });

        import.Send("march.csv");
        simulation.RunUntilIdle();

        var id = Assert.Single(failed.Messages).Attributes["RequestID"].Value;
        Assert.Equal($"\"march.csv\", ErrorCode (Number) 200, ErrorMessage (String) row 7, RequestID (String) {id}, sent 2026-01-01T00:00:00Z", failed.Messages[0].ToString());
        Assert.StartsWith("2026-01-01T00:00:00.000Z  START RequestId", simulation.Logs.Lines(import.Index)[1].ToString(), StringComparison.Ordinal);
        Assert.Equal("0 s  import failed FormatException", Story.Of(simulation.Log).Rows[0].ToString());
        Assert.Equal("ended at 0.000 s, last arrival at 0.000 s", simulation.End().ToString());
    }

    [Fact]
    public void Metrics_are_a_line()
    {
        using var simulation = new Simulation();
        simulation.AddFunction("order", 20.Milliseconds).Invoke();

        Assert.Equal("1 arrivals: 0 warm, 1 cold, 0 after a reset, 0 throttled; 1 ok, 0 failed, 0 timed out, 0 crashed; mean latency 20 ms", simulation.Metrics.ToString());
    }
}
