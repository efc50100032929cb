using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Tests.Events;

public sealed class LogDifferenceTests
{
    private static Story Base => new Story().Function("f").Arrive(1).Log(2, 0, SimEvent.None, LogLevelCode.Info, "one").Throttle(3, 0, ThrottleCause.ScalingRate, final: true).End(3);

    [Fact]
    public void Equal_logs_have_none() => Assert.Null(First(Base, Base));

    [Fact]
    public void Another_record_is_told_in_words() => Differs(
        Base.Copy().Arrive(4).End(4), Base.Copy().Arrive(5).End(4),
        "event 3 differs: first Arrived at 0.004 s, function f, invocation 1, 0 bytes; then Arrived at 0.005 s, function f, invocation 1, 0 bytes");

    [Fact]
    public void Another_text_is_told_with_the_record_that_names_it() => Differs(
        Base, new Story().Function("f").Arrive(1).Log(2, 0, SimEvent.None, LogLevelCode.Info, "two").Throttle(3, 0, ThrottleCause.ScalingRate, final: true).End(3),
        "event 1 differs: first LogLine at 0.002 s, function f, invocation 0, Info, \"one\"; then LogLine at 0.002 s, function f, invocation 0, Info, \"two\"");

    [Fact]
    public void Another_message_of_an_error_is_a_difference() => Assert.Equal(1, First(
        new Story().Function("f").Arrive(1).Fail(2, 0, SimEvent.None, "E", "one"), new Story().Function("f").Arrive(1).Fail(2, 0, SimEvent.None, "E", "two"))!.Event);

    [Fact]
    public void A_log_that_is_longer_differs_where_the_other_ends() => Differs(
        Base, Base.Copy().Arrive(4).End(4),
        "event 3 differs: first the end at 0.003 s, last arrival at 0.001 s; then Arrived at 0.004 s, function f, invocation 1, 0 bytes");

    [Fact]
    public void Another_configuration_is_told_before_the_records() => Differs(
        Base, new Story().Function("f", new FunctionConfig { MemoryMb = 256 }).Arrive(9).End(9),
        "event 0 differs: first function 0 f:$LATEST (); then function 0 f:$LATEST (memoryMb=256)");

    [Fact]
    public void A_function_only_one_run_had_is_told_where_it_came() => Differs(
        Base.Copy().Function("g").Arrive(4, function: 1).End(4), Base.Copy().Arrive(4).End(4),
        "event 3 differs: first function 1 g:$LATEST (); then Arrived at 0.004 s, function f, invocation 1, 0 bytes");

    [Fact]
    public void Logs_of_runs_that_go_on_are_compared_too()
    {
        var first = new EventLog(7);
        var second = new EventLog(7);
        Assert.Null(LogDifference.First(first, second));
        IEventObserver observer = first;
        observer.OnFunction(new FunctionDefinition(0, "f", FunctionDefinition.Latest, FunctionConfig.Default));
        observer.OnEvents([Base.Events[0]]);
        Assert.Equal("event 0 differs: first function 0 f:$LATEST (); then nothing more, and no end yet", LogDifference.First(first, second)!.ToString());
    }

    private static void Differs(Story first, Story second, string words) => Assert.Equal(words, First(first, second)!.ToString());

    private static LogDifference? First(Story first, Story second) => LogDifference.First(first.Tell(new EventLog(7)), second.Tell(new EventLog(7)));
}
