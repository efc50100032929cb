using LambdaSim.Assertions;
using LambdaSim.Events;
using static LambdaSim.Assertions.Row;
using Tale = LambdaSim.Tests.Events.Story;

namespace LambdaSim.Tests.Assertions;

public sealed class StoryFailureTests
{
    // Six calls a second apart; the fourth fails.
    private static EventLog Calls
    {
        get
        {
            var tale = new Tale().Function("import").Arrive(0).Create(0, invocation: 0).InitDone(0, 0, 0).Start(0, 0, 0, StartType.Cold).Complete(5, 0, 0, duration: 5, flags: RunFlags.Cold);
            for (var i = 1; i < 6; i++)
            {
                tale.Arrive(i * 1000).Start(i * 1000, i, 0, StartType.Warm, idle: 995);
                if (i == 3)
                {
                    tale.Fail((i * 1000) + 5, i, 0, "FormatException", "row 7 is no number");
                }

                tale.Complete((i * 1000) + 5, i, 0, i == 3 ? Outcome.Failed : Outcome.Succeeded, duration: 5);
            }

            return tale.CutIdle(6000, 0, 995).End(6000).Tell(new EventLog(7));
        }
    }

    [Fact]
    public void A_difference_is_shown_among_its_neighbours_and_explained() => Snapshot.Match("Difference", Failure(
        () => Calls.Of("import").ShouldBe([.. Enumerable.Range(0, 6).Select(i => At(Duration.FromMilliseconds((i * 1000) + 5), "import ok"))])));

    [Fact]
    public void A_missing_row_is_shown_at_its_place_in_time() => Snapshot.Match("Missing", Failure(
        () => Calls.Of("import").ShouldContainInOrder(At(Duration.FromMilliseconds(1005), "import ok"), At(Duration.FromMilliseconds(3005), "import ok"))));

    [Fact]
    public void Too_few_of_a_kind_show_the_first_of_another() => Snapshot.Match("TooFew", Failure(() => Calls.Of("import").ShouldHave(6, "import ok")));

    [Fact]
    public void Too_many_of_a_kind_show_the_first_beyond_the_number()
    {
        var message = Failure(() => Calls.Of("import").ShouldHave(2, "import ok"));
        Assert.StartsWith("the story of import should have 2 rows \"import ok\", it has 5 (+ one too many)", message, StringComparison.Ordinal);
        Assert.Contains("\n  + 2.005 s  import ok\n", message, StringComparison.Ordinal);
        Assert.Contains("why \"import ok\" at 2.005 s:\ninvocation 2 of import", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_that_has_not_ended_is_explained_when_rows_are_missing()
    {
        var log = new EventLog(7);
        IEventObserver observer = log;
        observer.OnFunction(new FunctionDefinition(0, "f", FunctionDefinition.Latest, new LambdaSim.Configuration.FunctionConfig()));
        observer.OnEvents(new Tale().Function("f").Arrive(0).Create(0, invocation: 0).InitDone(0, 0, 0).Start(0, 0, 0, StartType.Cold).Events.ToArray());
        var message = Failure(() => log.Of("f").ShouldBe(At(Duration.FromSeconds(1), "f ok")));
        Assert.Contains("  - 1.000 s  f ok\n", message, StringComparison.Ordinal);
        Assert.Contains("still on its way:\ninvocation 0 of f", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_that_never_ran_is_named_with_those_that_did() => Assert.Contains(
        "no function imprt took part so far; nearest is import",
        Failure(() => Calls.Of("imprt")),
        StringComparison.Ordinal);

    [Fact]
    public void A_row_at_the_wrong_time_is_both_missing_and_unexpected()
    {
        var message = Failure(() => Calls.Of("import").ShouldBe(
            At(Duration.FromMilliseconds(5), "import ok"), At(Duration.FromMilliseconds(1006), "import ok"), At(Duration.FromMilliseconds(2005), "import ok"),
            At(Duration.FromMilliseconds(3005), "import failed *"), At(Duration.FromMilliseconds(4005), "import ok"), At(Duration.FromMilliseconds(5005), "import ok")));
        Assert.Contains("    0.005 s  import ok\n  - 1.006 s  import ok\n  + 1.005 s  import ok\n    2.005 s  import ok\n", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_story_shows_only_the_rows_around_the_difference()
    {
        var tale = new Tale().Function("f");
        for (var i = 0; i < 3000; i++)
        {
            tale.Arrive(i).Throttle(i, i, i == 1500 ? ThrottleCause.AccountConcurrency : ThrottleCause.ScalingRate, final: true);
        }

        var log = tale.End(3000).Tell(new EventLog(7));
        var message = Failure(() => log.Of("f").ShouldBe([.. Enumerable.Range(0, 3000).Select(i => At(Duration.FromMilliseconds(i), "f throttled ScalingRate"))]));
        Assert.InRange(message.Split('\n').Length, 10, 40);
        Assert.Contains("different from row 1501 on", message, StringComparison.Ordinal);
        Assert.Contains("… 1496 more before", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_seed_is_told_and_how_to_repeat_the_run()
    {
        var error = Assert.Throws<StoryException>(() => Calls.Of("import").ShouldBe());
        Assert.Equal(7ul, error.Seed);
        Assert.EndsWith("\n\n (at +6 s; repeat with seed 7: LAMBDASIM_SEED=7)", error.Message, StringComparison.Ordinal);
    }

    private static string Failure(Action assertion) => Assert.Throws<StoryException>(assertion).Message;
}
