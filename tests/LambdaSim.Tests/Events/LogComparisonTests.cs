using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Tests.Events;

public sealed class LogComparisonTests
{
    private static Story Recorded => new Story().Function("f").Arrive(1).Arrive(2).Throttle(2, 1, ThrottleCause.AccountConcurrency, final: true).End(2);

    [Fact]
    public void A_run_that_repeats_its_recording_shows_no_difference()
    {
        var comparison = Compare(Story.OfEverything(), Story.OfEverything());
        Assert.Null(comparison.Difference);
        Assert.Equal(Story.OfEverything().Events.Count, comparison.Equal);
    }

    [Fact]
    public void The_first_differing_event_is_told_in_words()
    {
        var now = new Story().Function("f").Arrive(1).Arrive(3).Throttle(3, 1, ThrottleCause.ScalingRate, final: true).End(3);
        Assert.Equal(
            "event 1 (line 4) differs: recorded Arrived at 0.002 s, function f, invocation 1, 0 bytes; now Arrived at 0.003 s, function f, invocation 1, 0 bytes",
            Compare(Recorded, now).Difference!.ToString());
    }

    [Fact]
    public void A_run_that_ends_too_early_differs()
    {
        var now = new Story().Function("f").Arrive(1).Arrive(2).End(2);
        Assert.Equal(
            "event 2 (line 5) differs: recorded Throttled at 0.002 s, function f, invocation 1, AccountConcurrency, final, attempts 0; now the end at 0.002 s, last arrival at 0.002 s",
            Compare(Recorded, now).Difference!.ToString());
    }

    [Fact]
    public void A_run_that_goes_on_differs()
    {
        var now = Recorded.Arrive(4).End(4);
        Assert.Equal(
            "event 3 (line 6) differs: recorded the end at 0.002 s, last arrival at 0.002 s; now Arrived at 0.004 s, function f, invocation 2, 0 bytes",
            Compare(Recorded, now).Difference!.ToString());
    }

    [Fact]
    public void Another_end_differs() => Assert.Equal(
        "event 3 (line 6) differs: recorded the end at 0.002 s, last arrival at 0.002 s; now the end at 0.002 s (cancelled), last arrival at 0.002 s",
        Compare(Recorded, Recorded.End(2, partial: true)).Difference!.ToString());

    [Fact]
    public void Another_configuration_of_a_function_differs()
    {
        var now = new Story().Function("f", new FunctionConfig { MemoryMb = 256 }).Arrive(1).End(1);
        Assert.Equal("event 0 (line 2) differs: recorded function 0 f:$LATEST (); now function 0 f:$LATEST (memoryMb=256)", Compare(Recorded, now).Difference!.ToString());
    }

    [Fact]
    public void Another_text_differs()
    {
        Story Line(string text) => new Story().Function("f").Arrive(1).Log(1, 0, SimEvent.None, LogLevelCode.Info, text).End(1);
        Assert.Equal("event 1 (line 4) differs: recorded the text \"one\"; now the text \"two\"", Compare(Line("one"), Line("two")).Difference!.ToString());
        Assert.Null(Compare(Line("one"), Line("one")).Difference);
    }

    [Fact]
    public void A_line_too_many_differs() => Assert.Equal(
        "event 1 (line 4) differs: recorded the end at 0.001 s, last arrival at 0.001 s; now the text \"more\"",
        Compare(new Story().Function("f").Arrive(1).End(1), new Story().Function("f").Arrive(1).Log(1, 0, SimEvent.None, LogLevelCode.Info, "more").End(1)).Difference!.ToString());

    [Fact]
    public void A_line_of_another_level_is_told_with_its_text()
    {
        Story Line(LogLevelCode level) => new Story().Function("f").Arrive(1).Log(1, 0, SimEvent.None, level, "one").End(1);
        Assert.Equal(
            "event 1 (line 5) differs: recorded LogLine at 0.001 s, function f, invocation 0, Info, \"one\"; now LogLine at 0.001 s, function f, invocation 0, Warn, \"one\"",
            Compare(Line(LogLevelCode.Info), Line(LogLevelCode.Warn)).Difference!.ToString());
    }

    [Fact]
    public void Figures_that_words_leave_out_still_differ_in_words()
    {
        var recorded = new Story().Function("f").Add(new SimEvent(1, EventKind.Arrived, 0, 0, 0, 0, -1, 0)).End(1);
        var now = new Story().Function("f").Add(new SimEvent(1, EventKind.Arrived, 0, 3, 0, 0, -1, 0)).End(1);
        var difference = Compare(recorded, now).Difference!;
        Assert.NotEqual(difference.Recorded, difference.Now);
    }

    private static LogComparison Compare(Story recorded, Story now)
    {
        using var reader = new JsonLinesReader(new MemoryStream(recorded.Lines()), "run.jsonl");
        return now.Tell(new LogComparison(reader));
    }
}
