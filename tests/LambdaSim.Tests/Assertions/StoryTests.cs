using LambdaSim.Assertions;
using LambdaSim.Configuration;
using LambdaSim.Events;
using static LambdaSim.Assertions.Row;
using Tale = LambdaSim.Tests.Events.Story;

namespace LambdaSim.Tests.Assertions;

public sealed class StoryTests
{
    private static EventLog Everything => Tale.OfEverything().Tell(new EventLog(7));

    [Fact]
    public void Each_end_of_a_call_and_each_fate_is_a_row() => Assert.Equal(
        """
         1.310500 s  checkout throttled ReservedConcurrency
         1.400000 s  checkout throttled ReservedConcurrency
         2.300000 s  checkout timed out
         2.900250 s  checkout ok
        13.205000 s  checkout failed
        13.205000 s  checkout dropped RetriesExhausted
        13.205000 s  checkout sent to dead-letter queue
        20.001000 s  checkout throttled ScalingRate
        20.001000 s  checkout dropped EventAgeExceeded
        20.002000 s  checkout throttled AccountConcurrency
        20.003000 s  stock:3 crashed
        20.004000 s  stock:3 running at end
        20.004000 s  checkout queued at end
        """,
        Story.Of(Everything).ToString());

    [Fact]
    public void An_error_s_type_stands_beside_what_it_did() =>
        Tale.OfTexts().Tell(new EventLog(7)).Of("import").ShouldBe(At(Duration.FromMilliseconds(1040), "import failed FormatException"));

    [Fact]
    public void An_error_of_the_init_phase_is_not_that_of_the_call()
    {
        var log = new Tale().Function("f").Arrive(0).Create(0, invocation: 0).Fail(1, 0, 0, "IOException", "no").InitDone(1, 0, 0, 1, InitOutcome.Failed)
            .Start(1, 0, 0, StartType.Cold).Complete(2, 0, 0, duration: 1).Arrive(3).Start(3, 1, 0, StartType.Warm).Complete(4, 1, 0, Outcome.Crashed, 1).Tell(new EventLog(7));
        log.Of("f").ShouldBe(At(Duration.FromMilliseconds(2), "f ok"), At(Duration.FromMilliseconds(4), "f crashed"));
    }

    [Theory]
    [InlineData(DeliveryCause.DeadLetterQueue, "sent to dead-letter queue")]
    [InlineData(DeliveryCause.OnSuccess, "sent to destination on success")]
    [InlineData(DeliveryCause.OnFailure, "sent to destination on failure")]
    [InlineData(DeliveryCause.DeadLetterQueueFailed, "not taken by dead-letter queue")]
    [InlineData(DeliveryCause.OnSuccessFailed, "not taken by destination on success")]
    [InlineData(DeliveryCause.OnFailureFailed, "not taken by destination on failure")]
    public void What_is_sent_on_is_a_row(DeliveryCause cause, string row) =>
        new Tale().Function("f").Arrive(0, type: InvocationType.Event).Deliver(1, 0, cause).Tell(new EventLog(7)).Of("f").ShouldBe(At(Duration.FromMilliseconds(1), "f " + row));

    [Fact]
    public void A_function_is_meant_by_its_name_or_by_name_and_version()
    {
        Assert.Equal(2, Everything.Of("stock").Rows.Count);
        Assert.Equal(Everything.Of("stock").Rows, Everything.Of("stock:3").Rows);
        Assert.Empty(Everything.Of("checkout:$LATEST").Rows.Except(Everything.Of("checkout").Rows));
        Assert.Throws<StoryException>(() => Everything.Of("stock:4"));
    }

    [Fact]
    public void Counts_tell_how_often_each_text_occurs() => Assert.Equal(
        [new("stock:3 crashed", 1), new("stock:3 running at end", 1)],
        Everything.Of("stock").Counts);

    [Fact]
    public void A_star_stands_for_anything()
    {
        Everything.Of("checkout").ShouldHave(4, "checkout throttled *");
        Everything.Of("stock").ShouldBe(At(Duration.FromMilliseconds(20_003), "stock:3 *"), At(Duration.FromMilliseconds(20_004), "*end"));
    }

    [Theory]
    [InlineData("a*a", "a", false)]
    [InlineData("a*a", "aa", true)]
    [InlineData("*", "", true)]
    [InlineData("a*b*c", "a1b2c", true)]
    [InlineData("a*b*c", "a1c", false)]
    [InlineData("a*b", "a1b2", false)]
    [InlineData("ok", "OK", false)]
    public void Patterns_match_the_whole_text(string pattern, string text, bool matches) => Assert.Equal(matches, Pattern.Matches(pattern, text));

    [Fact]
    public void Rows_in_order_may_have_others_between_them() => Everything.Of("checkout").ShouldContainInOrder(
        At(Duration.FromMilliseconds(2300), "checkout timed out"), At(Duration.FromMilliseconds(13_205), "checkout failed"));

    [Fact]
    public void A_run_with_every_fate_balances() => Story.Of(Everything).ShouldBalance();

    [Fact]
    public void A_story_of_a_run_that_goes_on_is_told_so_far()
    {
        var log = GoingOn();
        log.Of("f").ShouldBe(At(Duration.FromMilliseconds(5), "f ok"));
        Assert.Null(log.End);
    }

    [Fact]
    public void What_is_on_its_way_has_no_fate_yet()
    {
        var log = GoingOn();
        var message = Assert.Throws<StoryException>(() => Story.Of(log).ShouldBalance()).Message;
        Assert.StartsWith("the run does not balance:\n  2 arrived, 1 have a fate\n\nthe first without a fate:\ninvocation 1 of f, request ", message, StringComparison.Ordinal);
        Assert.Contains("started in environment 0, warm", message, StringComparison.Ordinal);

        Feed(log, new Tale().Function("f").Arrive(0).Create(0, invocation: 0).Arrive(8).Complete(9, 1, 0, duration: 1).Events[^1]);
        Story.Of(log).ShouldBalance();
    }

    [Fact]
    public void A_fate_too_many_is_found_at_any_time()
    {
        var log = GoingOn();
        Feed(log, new Tale().Function("f").Arrive(0).Drop(9, 0, DropCause.EventAgeExceeded, 9).Events[^1]);
        var message = Assert.Throws<StoryException>(() => Story.Of(log).ShouldBalance()).Message;
        Assert.Contains("the invocation has a fate already", message, StringComparison.Ordinal);
    }

    // One call over, one running, and no end.
    private static EventLog GoingOn()
    {
        var log = new EventLog(7);
        IEventObserver observer = log;
        observer.OnFunction(new FunctionDefinition(0, "f", FunctionDefinition.Latest, FunctionConfig.Default));
        observer.OnEvents(new Tale().Function("f").Arrive(0).Create(0, invocation: 0).InitDone(0, 0, 0).Start(0, 0, 0, StartType.Cold)
            .Complete(5, 0, 0, duration: 5, flags: RunFlags.Cold).Arrive(8).Start(8, 1, 0, StartType.Warm, idle: 3).Events.ToArray());
        return log;
    }

    private static void Feed(IEventObserver log, SimEvent e) => log.OnEvents([e]);
}
