using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Units;

namespace LambdaSim.Tests.Sources;

/// <summary>What an answer says of a batch with <c>ReportBatchItemFailures</c>.</summary>
public class PartialResponseTests
{
    private const string First = "FIRST", Second = "SECOND";

    // The batch is the messages a and b; FIRST and SECOND stand for their ids.
    [Theory]
    [InlineData("", "succeeded", "")]
    [InlineData("null", "succeeded", "")]
    [InlineData("\"\"", "succeeded", "")]
    [InlineData("[]", "succeeded", "")]
    [InlineData("{}", "succeeded", "")]
    [InlineData("""{"other":1}""", "succeeded", "")]
    [InlineData("""{"batchItemFailures":[]}""", "succeeded", "")]
    [InlineData("""{"batchItemFailures":null}""", "succeeded", "")]
    [InlineData("""{"batchItemFailures":""}""", "succeeded", "")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"FIRST"}]}""", "partly failed", "a")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"SECOND"}],"note":"late"}""", "partly failed", "b")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"FIRST"},{"itemIdentifier":"SECOND"}]}""", "partly failed", "a b")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"FIRST"},{"itemIdentifier":"FIRST"}]}""", "partly failed", "a")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":""}]}""", "unusable", "a b")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":null}]}""", "unusable", "a b")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"FIRST"},{"itemIdentifier":""}]}""", "unusable", "a b")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"no-such-id"}]}""", "unusable", "a b")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":123}]}""", "unusable", "a b")]
    [InlineData("""{"batchItemFailures":[{"foo":"FIRST"}]}""", "unusable", "a b")]
    [InlineData("""{"batchItemFailures":[{"foo":null}]}""", "unusable", "a b")]
    [InlineData("""{"batchItemFailures":[{}]}""", "unusable", "a b")]
    [InlineData("""{"batchItemFailures":[null]}""", "unusable", "a b")]
    [InlineData("""{"batchItemFailures":["FIRST"]}""", "unusable", "a b")]
    [InlineData("""{"batchItemFailures":{"itemIdentifier":"FIRST"}}""", "unusable", "a b")]
    [InlineData("\"done\"", "unusable", "a b")]
    [InlineData("true", "unusable", "a b")]
    [InlineData("7", "unusable", "a b")]
    [InlineData("[1]", "unusable", "a b")]
    [InlineData("{", "unusable", "a b")]
    [InlineData("batchItemFailures", "unusable", "a b")]
    [Pins("ESM-PARTIAL")]
    public void An_answer_names_what_has_failed(string answer, string verdict, string failed)
    {
        var end = verdict switch { "succeeded" => BatchEnd.Succeeded, "partly failed" => BatchEnd.PartlyFailed, _ => BatchEnd.AnswerUnusable };
        var (ended, left) = Answer(answer, reports: true);

        Assert.Equal((end, failed), (ended, left));
    }

    [Theory]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"FIRST"}]}""")]
    [InlineData("\"done\"")]
    [InlineData("{")]
    [Pins("ESM-PARTIAL")]
    public void Without_the_setting_the_answer_does_not_count(string answer) => Assert.Equal((BatchEnd.Succeeded, ""), Answer(answer, reports: false));

    [Fact]
    [Pins("ESM-PARTIAL")]
    public void What_failed_comes_again_alone()
    {
        using var world = new MappedWorld();
        var queue = world.Queue("orders", ("VisibilityTimeout", "10"));
        world.Reader(static b => b.Receives == 1 ? b.Failed("b") : b.Failed()).On(queue, partial: true);
        queue.Put("a", "b", "c");
        world.Simulation.RunUntilIdle();

        Assert.Equal(["0 a b c", "10 b (receive 2)"], world.Calls);
    }

    [Fact]
    [Pins("ESM-PARTIAL", "ESM-FIFO")]
    public void A_group_of_four_in_which_three_fail_comes_again_as_three()
    {
        using var world = new MappedWorld();
        var dead = world.Queue("dead.fifo");
        var queue = world.Queue("orders.fifo", ("VisibilityTimeout", "8"), ("RedrivePolicy", $$"""{"deadLetterTargetArn":"{{dead.Arn}}","maxReceiveCount":2}"""));
        world.Reader(static b => b.Receives == 1 ? b.Failed("g/2", "g/3", "g/4") : b.Failed("g/4")).On(queue, partial: true);
        queue.PutInGroups("g/1", "g/2", "g/3", "g/4");
        world.Simulation.RunUntilIdle();

        Assert.Equal(["0 g/1 g/2 g/3 g/4", "8 g/2 g/3 g/4 (receive 2)"], world.Calls);
        Assert.Equal("g/4", Assert.Single(dead.Messages).Body);
    }

    [Fact]
    [Pins("ESM-PARTIAL", "ESM-FIFO")]
    public void Lambda_deletes_what_is_not_named_also_behind_a_failure_of_its_group()
    {
        using var world = new MappedWorld();
        var queue = world.Queue("orders.fifo", ("VisibilityTimeout", "8"));
        world.Reader(static b => b.Receives == 1 ? b.Failed("g/1") : b.Failed()).On(queue, partial: true);
        queue.PutInGroups("g/1", "g/2");
        world.Simulation.RunUntilIdle();

        Assert.Equal(["0 g/1 g/2", "8 g/1 (receive 2)"], world.Calls);
    }

    private static (BatchEnd End, string Left) Answer(string answer, bool reports)
    {
        using var world = new MappedWorld();
        var queue = world.Queue();
        world.Simulation.AddFunction("import", (Stream sqs) =>
        {
            using var json = System.Text.Json.JsonDocument.Parse(sqs);
            var ids = json.RootElement.GetProperty("Records").EnumerateArray().Select(static r => r.GetProperty("messageId").GetString()!).ToList();
            return (Stream)new MemoryStream(System.Text.Encoding.UTF8.GetBytes(answer.Replace(First, ids[0], StringComparison.Ordinal).Replace(Second, ids[1], StringComparison.Ordinal)));
        }).On(queue, new QueueMappingConfig { ReportBatchItemFailures = reports });
        queue.Put("a", "b");
        world.Simulation.AdvanceBy(1.Seconds);
        var end = world.Simulation.Log.Single(static e => e.Kind == EventKind.BatchEnded).BatchEnd;
        return (end, string.Join(' ', queue.Left()));
    }
}
