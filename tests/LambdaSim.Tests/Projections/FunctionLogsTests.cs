using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Projections;
using LambdaSim.Tests.Events;
using LambdaSim.Tests.Workloads;
using LambdaSim.Workloads;

namespace LambdaSim.Tests.Projections;

public sealed class FunctionLogsTests
{
    private static readonly Story _cold = new Story()
        .Function("import", new FunctionConfig { MemoryMb = 256, Runtime = "dotnet8" })
        .Arrive(1000)
        .Create(1000, invocation: 0)
        .Log(1100, 0, 0, LogLevelCode.Info, "loading")
        .InitDone(1110, 0, 0, 110.1m)
        .Start(1110, 0, 0, StartType.Cold)
        .Log(1111, 0, 0, LogLevelCode.Warn, "odd row")
        .Log(1112, 0, 0, LogLevelCode.Raw, "one\n\ntwo")
        .Memory(1113, 0, 0, 83)
        .Complete(1113.01m, 0, 0, duration: 3.01m, init: 110.1m, flags: RunFlags.Cold);

    [Fact]
    [Pins("INV-REPORT")]
    public void A_cold_call_reads_as_on_AWS()
    {
        var id = RequestId.Of(_cold.Seed, 0);
        Assert.Equal(
            [
                "INIT_START Runtime Version: dotnet:8.v1\tRuntime Version ARN: " + RuntimeVersionName.Arn("dotnet8"),
                "2026-01-01T00:00:01.100Z\t\tinfo\tloading",
                $"START RequestId: {id} Version: $LATEST",
                $"2026-01-01T00:00:01.111Z\t{id}\twarn\todd row",
                "one",
                "two",
                $"END RequestId: {id}",
                $"REPORT RequestId: {id}\tDuration: 3.01 ms\tBilled Duration: 114 ms\tMemory Size: 256 MB\tMax Memory Used: 83 MB\tInit Duration: 110.10 ms\t",
            ],
            Texts(_cold));
    }

    [Fact]
    public void A_warm_call_has_no_Init_Duration_and_keeps_the_process_s_memory() => Assert.EndsWith(
        "\tDuration: 5.00 ms\tBilled Duration: 5 ms\tMemory Size: 256 MB\tMax Memory Used: 83 MB\t",
        Texts(Warm(_cold, Outcome.Succeeded))[^1],
        StringComparison.Ordinal);

    [Fact]
    public void Without_declared_memory_the_runtime_s_floor_is_used_or_a_default()
    {
        string Used(string? runtime) => Texts(new Story().Function("f", new FunctionConfig { Runtime = runtime, MemoryMb = 1024 })
            .Arrive(0).Create(0, invocation: 0).InitDone(0, 0, 0).Start(0, 0, 0, StartType.Cold).Complete(1, 0, 0, duration: 1, flags: RunFlags.Cold))[^1].Split('\t')[4];
        Assert.Equal("Max Memory Used: 38 MB", Used("python3.13"));
        Assert.Equal("Max Memory Used: 64 MB", Used(null));
    }

    [Fact]
    [Pins("INV-REPORT")]
    public void A_timeout_and_a_crash_have_a_status()
    {
        Assert.EndsWith("MB\tStatus: timeout\t", Texts(Warm(_cold, Outcome.TimedOut))[^1], StringComparison.Ordinal);
        Assert.EndsWith("MB\tStatus: error\tError Type: Runtime.ExitError\t", Texts(Warm(_cold, Outcome.Crashed))[^1], StringComparison.Ordinal);
        var outOfMemory = Warm(_cold, Outcome.Crashed, ("Runtime.OutOfMemory", "killed"));
        Assert.EndsWith("MB\tStatus: error\tError Type: Runtime.OutOfMemory\t", Texts(outOfMemory)[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(Texts(outOfMemory), line => line.Contains("\tfail\t", StringComparison.Ordinal));
    }

    [Fact]
    public void An_error_of_the_handler_is_a_line_and_leaves_no_status()
    {
        var lines = Texts(Warm(_cold, Outcome.Failed, ("FormatException", "row 7\nis no number")));
        Assert.Equal($"2026-01-01T00:00:02.005Z\t{RequestId.Of(_cold.Seed, 1)}\tfail\tFormatException: row 7\nis no number", lines[^3]);
        Assert.EndsWith(" MB\t", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_reset_INIT_starts_again_inside_the_call_and_memory_anew()
    {
        var story = Warm(_cold, Outcome.TimedOut).Arrive(3000).Start(3000, 2, 0, StartType.Reinit, idle: 995).Complete(3010, 2, 0, duration: 10, flags: RunFlags.Reinit);
        var lines = Texts(story)[^4..];
        Assert.StartsWith("INIT_START ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("START ", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("\tMax Memory Used: 69 MB\t", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    [Pins("INIT-REPORT")]
    public void An_init_that_fails_is_reported()
    {
        var lines = Texts(Story.OfTexts());
        Assert.Equal(
            [
                "INIT_START",
                "loading",
                "2026-01-01T00:00:01.020Z\t\tfail\tIOException: no table",
                "INIT_REPORT Init Duration: 20.00 ms\tPhase: init\tStatus: error\tError Type: Runtime.Unknown",
                $"START RequestId: {RequestId.Of(Story.OfTexts().Seed, 0)} Version: $LATEST",
            ],
            lines[..5]);
        Assert.DoesNotContain("Init Duration", lines[^1], StringComparison.Ordinal);
        Assert.Contains("Billed Duration: 40 ms", lines[^1], StringComparison.Ordinal);

        var slow = new Story().Function("f").Arrive(0).Create(0, invocation: 0).InitDone(10_000.23m, 0, 0, 10_000.23m, InitOutcome.TimedOut);
        Assert.Equal("INIT_REPORT Init Duration: 10000.23 ms\tPhase: init\tStatus: timeout", Texts(slow)[^1]);
    }

    [Fact]
    public void An_init_that_fails_again_inside_the_call_is_of_phase_invoke()
    {
        var story = new Story().Function("f").Arrive(0).Create(0, invocation: 0).InitDone(5, 0, 0, 5, InitOutcome.Failed).Start(5, 0, 0, StartType.Cold, flags: RunFlags.RepeatsInitBit)
            .Fail(9, 0, 0, "IOException", "no table").InitRepeated(9, 0, 0, 4, InitOutcome.Failed).Complete(9, 0, 0, Outcome.Crashed, 4, 5, RunFlags.Cold);
        var lines = Texts(story);
        Assert.Equal("INIT_REPORT Init Duration: 4.00 ms\tPhase: invoke\tStatus: error\tError Type: Runtime.Unknown", lines[^4]);
        Assert.EndsWith("Status: error\tError Type: Runtime.Unknown\t", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    [Pins("INV-ERROR-TYPE")]
    public void A_kill_is_reported_as_one_for_memory_and_a_name_of_ones_own_as_unknown()
    {
        string Named(string type, string message) => Texts(Warm(_cold, Outcome.Crashed, (type, message)))[^1].Split("Error Type: ")[1];
        Assert.Equal("Runtime.OutOfMemory\t", Named("Runtime.ExitError", "RequestId: 1 Error: Runtime exited with error: signal: killed"));
        Assert.Equal("Runtime.ExitError\t", Named("Runtime.ExitError", "RequestId: 1 Error: Runtime exited with error: exit status 1"));
        Assert.Equal("Runtime.Unknown\t", Named("IOException", "no table"));
    }

    [Fact]
    public void Provisioned_INIT_is_always_reported_and_never_in_a_call_s_REPORT()
    {
        var story = new Story().Function("f", new FunctionConfig { Provisioned = new ProvisionedConcurrency(1) })
            .Create(0, CreationCause.Provisioned).InitDone(0, 0, length: 120, flags: RunFlags.ProvisionedBit).Ready(0, 0, 1)
            .Arrive(5).Start(5, 0, 0, StartType.Warm, flags: RunFlags.ProvisionedBit).Complete(6, 0, 0, duration: 1, flags: RunFlags.ProvisionedBit);
        var lines = Texts(story);
        Assert.Equal("INIT_REPORT Init Duration: 120.00 ms\tPhase: init", lines[1]);
        Assert.Contains("\tBilled Duration: 1 ms\t", lines[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("Init Duration", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Where_INIT_is_not_billed_Billed_Duration_leaves_it_out()
    {
        var logs = _cold.Tell(new FunctionLogs(_cold.Seed, _cold.Header.Start, PriceList.At(new LocalDate(2024, 1, 1))));
        Assert.Contains("\tBilled Duration: 4 ms\t", logs.Lines(0)[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_environment_has_its_stream_which_stays_past_midnight()
    {
        const int AlmostADay = 86_399_000;
        var story = new Story().Function("f").Arrive(AlmostADay).Create(AlmostADay, invocation: 0).InitDone(AlmostADay, 0, 0).Start(AlmostADay, 0, 0, StartType.Cold).Complete(AlmostADay + 5000, 0, 0, duration: 5000, flags: RunFlags.Cold)
            .Arrive(AlmostADay + 6000).Create(AlmostADay + 6000, invocation: 1).InitDone(AlmostADay + 6000, 1, 1).Start(AlmostADay + 6000, 1, 1, StartType.Cold).Complete(AlmostADay + 6001, 1, 1, duration: 1, flags: RunFlags.Cold);
        var lines = Logs(story).Lines(0);
        Assert.Equal(2, lines.Select(line => line.Stream).Distinct().Count());
        Assert.All(lines.Take(4), line => Assert.StartsWith("2026/01/01/[$LATEST]", line.Stream, StringComparison.Ordinal));
        Assert.All(lines.Skip(4), line => Assert.StartsWith("2026/01/02/[$LATEST]", line.Stream, StringComparison.Ordinal));
        Assert.Equal(lines[4].Stream, Logs(story).StreamOf(1));
    }

    [Fact]
    public void INIT_START_comes_when_the_environment_has_been_created_in_the_order_of_time()
    {
        var story = new Story().Function("f").Arrive(0).Create(0, invocation: 0, delay: 50).Arrive(10).Create(10, invocation: 1)
            .InitDone(20, 1, 1, 10).Start(20, 1, 1, StartType.Cold).InitDone(60, 0, 0, 10).Start(60, 0, 0, StartType.Cold).End(60);
        Assert.Equal(
            ["10 env 1 INIT_START", "20 env 1 START", "50 env 0 INIT_START", "60 env 0 START"],
            Logs(story).Lines(0).Select(line => Text.Invariant($"{line.Time / 1_000_000} env {line.Environment} {line.Text.Split(' ')[0]}")));
    }

    [Fact]
    public void The_tail_is_what_the_call_wrote_from_START_to_REPORT()
    {
        var lines = Texts(_cold);
        Assert.Equal(string.Concat(lines[2..].Select(line => line + "\n")), Logs(_cold).Tail(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Logs(_cold).Tail(9));
    }

    [Fact]
    public void The_tail_has_at_most_four_kilobytes_and_no_broken_character()
    {
        var story = new Story().Function("f").Arrive(0).Create(0, invocation: 0).InitDone(0, 0, 0).Start(0, 0, 0, StartType.Cold);
        for (var i = 0; i < 10; i++)
        {
            story.Log(1, 0, 0, LogLevelCode.Raw, new string('ü', 401 + i));
        }

        var tail = Logs(story).Tail(0);
        Assert.InRange(Encoding.UTF8.GetByteCount(tail), FunctionLogs.TailBytes - 1, FunctionLogs.TailBytes);
        Assert.DoesNotContain('\ufffd', tail);
        Assert.EndsWith(new string('ü', 410) + "\n", tail, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_are_written_as_they_come()
    {
        var output = new StringWriter { NewLine = "\n" };
        _cold.Tell(new FunctionLogs(_cold.Seed, _cold.Header.Start, PriceList.Current, output));
        Assert.StartsWith("2026-01-01T00:00:01.000Z import INIT_START ", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("\n2026-01-01T00:00:01.112Z import two\n", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_reader_of_CloudWatch_logs_finds_the_calls_again()
    {
        var world = new World().Limit(2).Call("f", 0, 30, count: 3, initMs: 200).Call("f", 500, 7.25).Call("f", 900, 5, outcome: Outcome.Crashed).Call("f", 950, 20, initMs: 1);
        var run = world.Run();
        var logs = new FunctionLogs(run.Log.Seed, run.Result.Start, PriceList.Current);
        run.Log.Replay(logs);
        var text = string.Join('\n', logs.Lines(0).Select(line => $"{InstantText(line.At)} {line.Stream} {line.Text}"));
        using var source = Traces.Open(text, new TraceOptions { Function = "f" }, "f.log");
        Assert.Equal(
            run.Log.Where(e => e.Kind == EventKind.Completed).Select(e => (e.DurationNs, e.InitNs, e.Outcome)).Order(),
            Traces.ReadAll(source).Select(call => (call.Duration, Math.Max(call.Init, 0), call.Outcome)).Order());
    }

    private static string InstantText(Instant at) => NodaTime.Text.InstantPattern.ExtendedIso.Format(at);

    // A second call of the cold environment, 5 ms long.
    private static Story Warm(Story cold, Outcome outcome, (string Type, string Message)? error = null)
    {
        var story = cold.Copy().Arrive(2000).Start(2000, 1, 0, StartType.Warm, idle: 887);
        if (error is var (type, message))
        {
            story.Fail(2005, 1, 0, type, message);
        }

        return story.Complete(2005, 1, 0, outcome, duration: 5);
    }

    private static string[] Texts(Story story) => [.. Logs(story).Lines(0).Select(line => line.Text)];

    private static FunctionLogs Logs(Story story) => story.Tell(new FunctionLogs(story.Seed, story.Header.Start, PriceList.Current));
}
