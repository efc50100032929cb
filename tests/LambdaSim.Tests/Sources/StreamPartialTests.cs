using System.Text;
using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Tests.Sources;

/// <summary>What an answer says of a batch of records with <c>ReportBatchItemFailures</c>.</summary>
public class StreamPartialTests
{
    // The batch is the records a, b and c; A, B and C stand for their sequence numbers. What is told is which records come again first.
    [Theory]
    [InlineData("", "")]
    [InlineData("null", "")]
    [InlineData("\"\"", "")]
    [InlineData("[]", "")]
    [InlineData("{}", "")]
    [InlineData("""{"other":1}""", "")]
    [InlineData("""{"batchItemFailures":[]}""", "")]
    [InlineData("""{"batchItemFailures":null}""", "")]
    [InlineData("""{"batchItemFailures":""}""", "")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"<A>"}]}""", "a b c")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"<B>"}]}""", "b c")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"<C>"}],"note":"late"}""", "c")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"<C>"},{"itemIdentifier":"<B>"}]}""", "b c")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"<C>"},{"itemIdentifier":"<C>"}]}""", "c")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":""}]}""", "a b c")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":null}]}""", "a b c")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"<C>"},{"itemIdentifier":""}]}""", "a b c")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":123}]}""", "a b c")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"no-such-number"}]}""", "a b c")]
    [InlineData("""{"batchItemFailures":[{"foo":123}]}""", "a b c")]
    [InlineData("""{"batchItemFailures":[{"foo":null}]}""", "a b c")]
    [InlineData("""{"batchItemFailures":[{}]}""", "a b c")]
    [InlineData("""{"batchItemFailures":[null]}""", "a b c")]
    [InlineData("""{"batchItemFailures":["<A>"]}""", "a b c")]
    [InlineData("""{"batchItemFailures":{"itemIdentifier":"<C>"}}""", "a b c")]
    [InlineData("\"done\"", "a b c")]
    [InlineData("true", "a b c")]
    [InlineData("7", "a b c")]
    [InlineData("[1]", "a b c")]
    [InlineData("{", "a b c")]
    [Pins("STM-PARTIAL")]
    public void Everything_from_the_lowest_failure_on_comes_again(string answer, string again) => Assert.Equal(again, Again(answer, reports: true));

    [Theory]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"<B>"}]}""")]
    [InlineData("\"done\"")]
    [Pins("STM-PARTIAL")]
    public void Without_the_setting_the_answer_does_not_count(string answer) => Assert.Equal("", Again(answer, reports: false));

    [Fact]
    [Pins("STM-PARTIAL", "STM-RETRY", "STM-DESTINATION")]
    public void A_record_that_always_fails_is_delivered_with_its_batch_and_then_once_more_than_there_are_retries()
    {
        using var world = new StreamedWorld();
        var queue = world.Queue();
        world.Put("1", "2", "3", "4", "5", "6");
        world.Map(
            world.Reader(static b => b.Failed("6")),
            new StreamMappingConfig { BatchSize = 3, ReportBatchItemFailures = true, MaximumRetryAttempts = 3, OnFailure = Destination.To(queue) });
        world.Simulation.RunUntilIdle();

        Assert.Equal(["1 2 3", "4 5 6", "6", "6", "6", "6"], world.Calls.Select(static c => c[(c.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
        using var record = JsonDocument.Parse(Assert.Single(queue.Messages).Body);
        Assert.Equal(4, record.RootElement.GetProperty("requestContext").GetProperty("approximateInvokeCount").GetInt32());
        Assert.Equal(1, record.RootElement.GetProperty("KinesisBatchInfo").GetProperty("batchSize").GetInt32());
        Assert.Equal(JsonValueKind.Null, record.RootElement.GetProperty("responseContext").GetProperty("functionError").ValueKind);
    }

    private static string Again(string answer, bool reports)
    {
        using var world = new StreamedWorld();
        world.Put("a", "b", "c");
        List<string> calls = [];
        var import = world.Simulation.AddFunction("import", (Stream given) =>
        {
            using var json = JsonDocument.Parse(given);
            var batch = new RecordBatch(json.RootElement);
            calls.Add(batch.ToString());
            var text = calls.Count > 1 ? "" : answer.Replace("<A>", batch.NumberOf("a"), StringComparison.Ordinal).Replace("<B>", batch.NumberOf("b"), StringComparison.Ordinal).Replace("<C>", batch.NumberOf("c"), StringComparison.Ordinal);
            return (Stream)new MemoryStream(Encoding.UTF8.GetBytes(text));
        });
        world.Map(import, new StreamMappingConfig { ReportBatchItemFailures = reports });
        world.Simulation.RunUntilIdle();
        Assert.Equal("abc", string.Concat(world.Simulation.Log.Where(static e => e.Kind == EventKind.RecordsEnded && e.RecordFate == RecordFate.Processed).Select(static e => "abc".Substring(e.RecordPosition, e.RecordCount))));
        return string.Join(", ", calls.Skip(1));
    }
}
