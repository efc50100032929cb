using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Projections;
using LambdaSim.Tests.Events;

namespace LambdaSim.Tests.Projections;

public sealed class ExplanationTests
{
    [Fact]
    public void The_story_of_each_invocation_reads_as_approved()
    {
        var stories = Enumerable.Range(0, 8).Select(i => Explain(Story.OfEverything(), Text.Of(i)).ToString());
        Snapshot.Match("Explanation", string.Join("\n\n", stories));
    }

    [Fact]
    public void Each_cause_of_a_refusal_reads_as_approved()
    {
        var config = new FunctionConfig { ReservedConcurrency = 0 };
        var story = new Story().Function("f", config).Arrive(0).Throttle(0, 0, ThrottleCause.ReservedConcurrency, final: true).Function("g");
        foreach (var cause in Enum.GetValues<ThrottleCause>().Where(c => c != ThrottleCause.None))
        {
            var invocation = story.Arrive(1, function: 1).Events[^1].Invocation;
            story.Throttle(1, invocation, cause, final: true);
        }

        var stories = Enumerable.Range(0, 6).Select(i => Explain(story, Text.Of(i)).Lines[^1].Text);
        Snapshot.Match("Refusals", string.Join('\n', stories.Append("without the account's limits:").Append(Explain(story, "1", account: null).Lines[^1].Text)));
    }

    [Fact]
    public void What_a_handler_left_in_the_log_is_told() => Assert.Equal(
        [
            "logged \"loading\"",
            "the init phase failed: IOException: no table",
            "INIT failed after 20 ms and is repeated inside the call (rule INIT-SUPPRESSED)",
            "started in environment 0, cold",
            "logged warn \"odd row \"ü\"\\n\ttwo lines\"",
            "the handler failed: FormatException: row 7 is no number",
            "used 96 MB of memory",
            "failed: Duration 20 ms, Init Duration 20 ms, billed 40 ms",
        ],
        Explain(Story.OfTexts(), "0").Lines.Skip(2).Select(line => line.Text));

    [Fact]
    public void A_request_id_finds_the_same_story_as_the_number()
    {
        var story = Story.OfEverything();
        Assert.Equal(Explain(story, "4").ToString(), Explain(story, RequestId.Of(story.Seed, 4)).ToString());
    }

    [Fact]
    public void A_kept_log_tells_the_same_as_a_recorded_one()
    {
        var story = Story.OfEverything();
        using var reader = new JsonLinesReader(new MemoryStream(story.Lines()), "run.jsonl");
        Assert.Equal(
            Explanation.Of(reader, "2").ToString(),
            Explanation.Of(story.Tell(new EventLog(story.Seed)), "2", story.Header.Start).ToString());
    }

    [Fact]
    public void A_number_that_is_not_there_is_told()
    {
        var explanation = Explain(Story.OfEverything(), "8");
        Assert.Empty(explanation.Lines);
        Assert.Equal("the log has no invocation 8; it has 0 to 7", explanation.ToString());
    }

    [Fact]
    public void An_id_that_is_not_there_is_told() => Assert.Equal(
        "the log has no invocation 00000000-0000-4000-8000-000000000000; it has 0 to 7", Explain(Story.OfEverything(), "00000000-0000-4000-8000-000000000000").Problem);

    [Theory]
    [InlineData("first")]
    [InlineData("-1")]
    [InlineData("")]
    public void A_request_that_is_neither_number_nor_id_is_refused(string request) =>
        Assert.StartsWith($"'{request}' is neither an invocation's number nor a request id, such as 12 or ", Assert.Throws<FormatException>(() => Explain(Story.OfEverything(), request)).Message, StringComparison.Ordinal);

    private static Explanation Explain(Story story, string request) => Explain(story, request, new AccountConfig());

    private static Explanation Explain(Story story, string request, AccountConfig? account) =>
        story.Tell(new Explanation(request, story.Seed, story.Header.Start, account));
}
