using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Projections;

namespace LambdaSim.Tests.Simulations;

/// <summary>INIT that fails, and is repeated inside a call, in the log of a function (rules INIT-REPORT, INV-ERROR-TYPE).</summary>
public class InitReportTests
{
    private const string Start = "START RequestId: ID Version: $LATEST";
    private const string End = "END RequestId: ID";

    [Fact]
    [Pins("INIT-REPORT")]
    public void An_init_that_fails_is_reported_and_again_inside_the_call_before_its_START()
    {
        using var simulation = new Simulation();
        var f = Add(simulation, static async (LambdaContext c) =>
        {
            await c.Delay(Duration.FromMilliseconds(20));
            throw new InvalidOperationException("no configuration");
        });

        f.Invoke();

        Assert.Equal(
            [
                "INIT_START",
                "2026-01-01T00:00:00.020Z\t\tfail\tInvalidOperationException: no configuration",
                "INIT_REPORT Init Duration: 20.00 ms\tPhase: init\tStatus: error\tError Type: Runtime.Unknown",
                "2026-01-01T00:00:00.040Z\t\tfail\tInvalidOperationException: no configuration",
                "INIT_REPORT Init Duration: 20.00 ms\tPhase: invoke\tStatus: error\tError Type: Runtime.Unknown",
                Start,
                End,
                Report("20.00", 40) + "Status: error\tError Type: Runtime.Unknown\t",
            ],
            simulation.LinesOf(f));
    }

    [Fact]
    public void An_init_cut_at_ten_seconds_and_again_by_the_call_s_timeout_is_reported_twice()
    {
        using var simulation = new Simulation();
        var f = Add(simulation, static async (LambdaContext c) => await c.Delay(Duration.FromSeconds(30)));

        f.Invoke();

        Assert.Equal(
            [
                "INIT_START",
                "INIT_REPORT Init Duration: 10000.00 ms\tPhase: init\tStatus: timeout",
                "INIT_REPORT Init Duration: 3000.00 ms\tPhase: invoke\tStatus: timeout",
                Start,
                End,
                Report("3000.00", 13_000) + "Status: timeout\t",
            ],
            simulation.LinesOf(f));
    }

    [Fact]
    public void A_modelled_init_that_outlasts_the_call_is_cut_as_INIT_too()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", static () => 1, c => c with { Init = LambdaSim.Randomness.Distribution.Fixed(Duration.FromSeconds(14)) });

        f.Invoke();

        Assert.Contains("INIT_REPORT Init Duration: 3000.00 ms\tPhase: invoke\tStatus: timeout", simulation.LinesOf(f));
    }

    [Fact]
    public void An_init_that_succeeds_inside_the_call_is_not_reported_and_START_follows_it()
    {
        using var simulation = new Simulation();
        var f = Add(simulation, static async (LambdaContext c) => await c.Delay(Duration.FromSeconds(12)), c => c with { Timeout = Duration.FromMinutes(1) });

        f.Invoke();

        Assert.Equal(
            ["INIT_START", "INIT_REPORT Init Duration: 10000.00 ms\tPhase: init\tStatus: timeout", Start, End, Report("12000.00", 22_000)],
            simulation.LinesOf(f));
        Assert.Equal(Duration.FromSeconds(22).ToInt64Nanoseconds(), simulation.Logs.Lines(f.Index)[2].Time);
        Assert.Equal(InitOutcome.Succeeded, Assert.Single(simulation.Log, e => e.Kind == EventKind.InitRepeated).InitOutcome);
    }

    [Theory]
    [InlineData(500, "Runtime.OutOfMemory")]
    [InlineData(0, "Runtime.ExitError")]
    public void A_process_that_ends_in_its_init_is_reported_by_what_ended_it_even_if_its_code_catches_that(int megabytes, string type)
    {
        using var simulation = new Simulation();
        var f = Add(simulation, (LambdaContext c) =>
        {
            try
            {
                c.UseMemory(megabytes);
                c.Exit(1);
            }
            catch (ProcessExitException)
            {
                // Its process has ended all the same.
            }
        });

        f.Invoke();

        var lines = simulation.LinesOf(f);
        Assert.Equal($"INIT_REPORT Init Duration: 0.00 ms\tPhase: init\tStatus: error\tError Type: {type}", lines[1]);
        Assert.Equal($"INIT_REPORT Init Duration: 0.00 ms\tPhase: invoke\tStatus: error\tError Type: {type}", lines[2]);
        Assert.EndsWith($"Status: error\tError Type: {type}\t", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_reset_whose_init_fails_is_reported_inside_the_call()
    {
        var inits = 0;
        using var simulation = new Simulation();
        var f = Add(simulation, () => ++inits == 1 ? 0 : throw new InvalidOperationException("no configuration"), handler: static (LambdaContext c) => c.Exit(1));

        f.Invoke();
        f.Invoke();

        Assert.Equal(
            [
                "INIT_START",
                "2026-01-01T00:00:00.000Z\t\tfail\tInvalidOperationException: no configuration",
                "INIT_REPORT Init Duration: 0.00 ms\tPhase: invoke\tStatus: error\tError Type: Runtime.Unknown",
                Start,
                End,
            ],
            simulation.LinesOf(f)[4..^1]);
    }

    [Fact]
    public void Of_provisioned_concurrency_a_repeated_init_is_always_reported()
    {
        var inits = 0;
        using var simulation = new Simulation();
        var f = simulation.AddFunction(
            "f:1",
            static () => 1,
            c => c with { Provisioned = new ProvisionedConcurrency(1) },
            init: () => ++inits == 1 ? throw new InvalidOperationException("too early") : 0);

        simulation.AdvanceBy(Duration.FromSeconds(1));
        f.Invoke();

        Assert.Contains("INIT_REPORT Init Duration: 0.00 ms\tPhase: invoke", simulation.LinesOf(f));
    }

    [Fact]
    [Pins("INIT-REPORT")]
    public void In_JSON_the_repetition_has_its_documents_of_phase_invoke_before_the_call_s()
    {
        using var simulation = new Simulation();
        var f = Add(
            simulation,
            static async (LambdaContext c) =>
            {
                await c.Delay(Duration.FromMilliseconds(20));
                throw new InvalidOperationException("no configuration");
            },
            c => c with { LogFormat = LogFormat.Json, Runtime = "dotnet8", Init = LambdaSim.Randomness.Distribution.Fixed(Duration.Zero), FirstCallPenalty = false });

        f.Invoke();

        Assert.Equal(
            [
                "platform.initStart init - -",
                "Error: no configuration, request none",
                "platform.initRuntimeDone init error Runtime.Unknown",
                "platform.initReport init error Runtime.Unknown 20",
                "platform.initStart invoke - -",
                "Error: no configuration, request none",
                "platform.initRuntimeDone invoke error Runtime.Unknown",
                "platform.initReport invoke error Runtime.Unknown 20",
                "platform.start - - -",
                "platform.runtimeDone - error Runtime.Unknown 20",
                "platform.report - error Runtime.Unknown 20",
            ],
            simulation.LinesOf(f).Select(Told));
    }

    [Fact]
    public void An_explanation_tells_how_the_repetition_ended()
    {
        using var simulation = new Simulation();
        var f = Add(simulation, static void () => throw new InvalidOperationException("no configuration"));

        f.Invoke();

        var told = Explanation.Of(simulation.Log, "0", simulation.Options.World.Start).Lines.Select(line => line.Text).ToList();
        Assert.Equal(2, told.Count(line => line == "the init phase failed: InvalidOperationException: no configuration"));
        Assert.Contains("INIT, repeated inside the call, failed after 0 ms (rule INIT-SUPPRESSED)", told);
    }

    private static Function Add(Simulation simulation, Delegate init, Func<FunctionConfig, FunctionConfig>? configure = null, Delegate? handler = null) =>
        simulation.AddFunction("f", handler ?? (static () => 1), configure, init);

    private static string Report(string duration, int billed) =>
        Text.Invariant($"REPORT RequestId: ID\tDuration: {duration} ms\tBilled Duration: {billed} ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB\t");

    private static string Told(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        if (!root.TryGetProperty("record", out var record))
        {
            return $"{Of(root, "level")}: {Of(root, "message")}, request {(root.TryGetProperty("requestId", out var id) ? id : "none")}";
        }

        var length = record.TryGetProperty("metrics", out var metrics) ? $" {metrics.GetProperty("durationMs").GetRawText()}" : "";
        return $"{Of(root, "type")} {Of(record, "phase")} {Of(record, "status")} {Of(record, "errorType")}{length}";
    }

    private static string Of(JsonElement element, string name) => element.TryGetProperty(name, out var member) ? member.GetString()! : "-";
}
