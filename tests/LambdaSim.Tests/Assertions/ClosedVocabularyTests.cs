using LambdaSim.Assertions;
using LambdaSim.Configuration;
using LambdaSim.Functions.Model;
using LambdaSim.Workloads;
using static LambdaSim.Assertions.Row;

namespace LambdaSim.Tests.Assertions;

/// <summary>An expectation that nothing can meet is refused: expected not to come, it would hold whatever happens.</summary>
public sealed class ClosedVocabularyTests : IDisposable
{
    private readonly Simulation _simulation = new();
    private readonly Function _imp;

    public ClosedVocabularyTests()
    {
        _imp = _simulation.AddFunction("imp", static (int row) => row == 2 ? throw new FormatException() : row);
        _simulation.AddFunction("model", Duration.FromSeconds(1));
    }

    public void Dispose() => _simulation.Dispose();

    [Fact]
    public void A_function_that_does_not_exist_is_refused_with_the_nearest_names() => Assert.StartsWith(
        "there is no function typo; nearest are imp, model. A function has its name, a version name:version; an alias has no rows of its own (at",
        Refused(() => _simulation.Log.Of("typo")), StringComparison.Ordinal);

    [Fact]
    public void A_function_that_was_not_called_has_a_story_without_rows()
    {
        _simulation.Log.Of("imp").ShouldBe();
        _simulation.Log.Of("imp").ShouldHave(0, "imp ok");
        _simulation.Log.Of("imp").ShouldHave(0, "*");
    }

    [Theory]
    [InlineData("imp:$LATEST", true)]
    [InlineData("imp:1", false)]
    [InlineData("imp:live", false)]
    [InlineData("IMP", false)]
    public void A_qualifier_has_to_exist(string name, bool exists) => Assert.Equal(exists, Record.Exception(() => _simulation.Log.Of(name)) is null);

    [Fact]
    public void A_version_that_was_published_and_never_called_is_known()
    {
        _simulation.Lambda.PublishVersion(new PublishVersionRequest { FunctionName = "imp" });

        _simulation.Log.Of("imp:1").ShouldBe();
        Refused(() => _simulation.Log.Of("imp:2"));
    }

    [Fact]
    public void A_function_of_another_account_is_known()
    {
        _simulation.LambdaAt("111122223333", "eu-west-1").CreateFunction(new CreateFunctionRequest
        {
            FunctionName = "far", Role = "arn:aws:iam::111122223333:role/r", PackageType = "Image", Code = new FunctionCode { ImageUri = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/x:1" },
        });

        _simulation.Log.Of("far").ShouldHave(0, "111122223333/eu-west-1/far ok");
    }

    [Theory]
    [InlineData("imp timedout", "nearest is \"imp timed out\"")]
    [InlineData("imp OK", "nearest is \"imp ok\"")]
    [InlineData("imp", "nearest is \"imp ok\"")]
    [InlineData("ipm ok", "nearest is \"imp ok\"")]
    [InlineData("imp throttled Reserved", "nearest is \"imp throttled ReservedConcurrency\"")]
    [InlineData("imp throttled None", "no row of imp can be")]
    [InlineData("imp dropped *Retries", "nearest is \"imp dropped RetriesExhausted\"")]
    [InlineData("imp sent to deadletter queue", "nearest is \"imp sent to dead-letter queue\"")]
    [InlineData("", "no row of imp can be \"\"")]
    [InlineData(" imp ok", "no row of imp can be")]
    [InlineData("imp ok ", "no row of imp can be")]
    [InlineData("model ok", "no row of imp can be")]
    public void A_text_that_no_row_can_have_is_refused(string text, string why)
    {
        Assert.Contains(why, Refused(() => _simulation.Log.Of("imp").ShouldHave(0, text)), StringComparison.Ordinal);
        Assert.Contains(why, Refused(() => _simulation.Log.Of("imp").ShouldBe(At(Duration.Zero, text))), StringComparison.Ordinal);
        Assert.Contains(why, Refused(() => _simulation.Log.Of("imp").ShouldContainInOrder(At(Duration.Zero, text))), StringComparison.Ordinal);
    }

    [Fact]
    public void The_vocabulary_is_told() => Assert.Contains(
        "After the function's name a row says ok, timed out, throttled AccountConcurrency, throttled ReservedConcurrency, throttled ScalingRate, throttled AccountRequestRate, throttled ReservedRequestRate, throttled RuntimeProcesses, "
        + "dropped EventAgeExceeded, dropped ZeroReservedConcurrency, dropped RetriesExhausted, dropped FunctionDeleted, dropped RecursiveInvocation, sent to dead-letter queue, sent to destination on success, sent to destination on failure, "
        + "not taken by dead-letter queue, not taken by destination on success, not taken by destination on failure, running at end, queued at end, failed *, crashed *; * stands for anything",
        Refused(() => _simulation.Log.Of("imp").ShouldHave(0, "imp timedout")), StringComparison.Ordinal);

    [Theory]
    [InlineData("imp failed *")]
    [InlineData("imp failed FormatException")]
    [InlineData("imp failed *Exception")]
    [InlineData("* failed *")]
    [InlineData("*ok")]
    [InlineData("imp throttled *")]
    [InlineData("imp dropped *Exceeded")]
    [InlineData("*")]
    [InlineData("imp running at end")]
    public void A_text_that_a_row_can_have_may_come_no_times(string text) => _simulation.Log.Of("imp").ShouldHave(0, text);

    // What code fails with has a type.
    [Fact]
    public void Failed_alone_is_no_row_of_code_and_failed_with_a_type_none_of_a_model()
    {
        Assert.Contains("nearest is \"imp failed *\"", Refused(() => _simulation.Log.Of("imp").ShouldHave(0, "imp failed")), StringComparison.Ordinal);
        _simulation.Log.Of("model").ShouldHave(0, "model failed");
        Refused(() => _simulation.Log.Of("model").ShouldHave(0, "model failed FormatException"));
    }

    [Fact]
    public void The_whole_story_knows_the_rows_of_all_functions()
    {
        _imp.Invoke(2);

        Story.Of(_simulation.Log).ShouldHave(1, "imp failed FormatException");
        Story.Of(_simulation.Log).ShouldHave(0, "model ok");
        Refused(() => Story.Of(_simulation.Log).ShouldHave(0, "modl ok"));
    }

    [Fact]
    public void Counts_have_0_for_what_did_not_come_and_refuse_what_cannot()
    {
        _imp.Invoke(1);
        var counts = _simulation.Log.Of("imp").Counts;

        Assert.Equal((1, 0, 0), (counts["imp ok"], counts["imp timed out"], counts.GetValueOrDefault("imp failed FormatException")));
        Assert.False(counts.ContainsKey("imp timed out"));
        Refused(() => counts["imp timedout"]);
        Refused(() => counts.GetValueOrDefault("imp timedout"));
        Refused(() => counts.ContainsKey("imp timedout"));
        Assert.Throws<ArgumentException>(() => counts["imp *"]);
    }

    [Fact]
    public void Expecting_nothing_in_order_or_fewer_than_none_is_refused()
    {
        Assert.Throws<ArgumentException>(() => _simulation.Log.Of("imp").ShouldContainInOrder());
        Assert.Throws<ArgumentException>(() => _simulation.Log.Of("imp").ShouldBe(default(Row)));
        Assert.Throws<ArgumentOutOfRangeException>(() => _simulation.Log.Of("imp").ShouldHave(-1, "imp ok"));
    }

    [Fact]
    public void A_replay_knows_the_functions_of_its_workload_and_of_its_configuration()
    {
        using var workload = Arrivals.Constant("f", Duration.FromSeconds(1), new ArrivalOptions { Count = 2, Duration = Distribution(1) });
        var config = new SimulationConfig { Functions = new SortedDictionary<string, FunctionOverrides>(StringComparer.Ordinal) { ["quiet"] = new() { MemoryMb = 256 } } };
        var log = Simulation.Replay(workload, config, new ReplayOptions { Log = EventLogLevel.Kept }, TestContext.Current.CancellationToken).Log!;

        log.Of("f").ShouldHave(2, "f ok");
        log.Of("quiet").ShouldBe();
        Refused(() => log.Of("typo"));
    }

    [Fact]
    public void The_tail_of_an_invocation_that_has_not_arrived_is_refused()
    {
        _imp.Invoke(1);

        Assert.Contains("START", _simulation.Logs.Tail(0), StringComparison.Ordinal);
        Assert.StartsWith("invocation 1 has not arrived; 1 have, from 0", Assert.Throws<ArgumentOutOfRangeException>(() => _simulation.Logs.Tail(1)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a*", "*b", true)]
    [InlineData("a*c", "*b", false)]
    [InlineData("*", "*", true)]
    [InlineData("*", "", true)]
    [InlineData("", "a", false)]
    [InlineData("a*b*", "a*", true)]
    [InlineData("ab*", "abc", true)]
    [InlineData("ab*d", "abc", false)]
    [InlineData("f failed", "f failed *", false)]
    [InlineData("f failed*", "f failed *", true)]
    public void Two_patterns_meet_when_a_text_is_of_both(string a, string b, bool meet)
    {
        Assert.Equal(meet, Pattern.Meet(a, b));
        Assert.Equal(meet, Pattern.Meet(b, a));
    }

    private static LambdaSim.Randomness.Distribution Distribution(int seconds) => LambdaSim.Randomness.Distribution.Fixed(Duration.FromSeconds(seconds));

    private static string Refused(Action assertion) => Assert.Throws<StoryException>(assertion).Message;

    private static string Refused(Func<object> assertion) => Assert.Throws<StoryException>(assertion).Message;
}
