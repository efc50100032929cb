using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Neighbours.Streams;
using LambdaSim.Projections;
using LambdaSim.Units;

namespace LambdaSim.Tests.Sources;

/// <summary>Records that their stream keeps no longer when the call that has them ends.</summary>
public sealed class StreamExpiryTests : IDisposable
{
    private readonly Simulation _simulation = new(seed: 1);

    public void Dispose() => _simulation.Dispose();

    [Fact]
    [Pins("STM-AGE", "STM-PARTIAL")]
    public void A_record_that_expires_during_its_call_can_be_named_as_failed_and_is_passed_over()
    {
        var mapping = Slow(NamesAll).On(Old(), new StreamMappingConfig { ReportBatchItemFailures = true });
        _simulation.RunUntilIdle();

        Assert.Equal((1, 1), (mapping.Figures.Invoked, mapping.Figures.FailedInvoke));
        Assert.Contains(_simulation.Ledger.Findings, static f => f is { Kind: FindingKind.RecordExpired, Count: 1 });
    }

    [Fact]
    [Pins("STM-AGE", "STM-DESTINATION")]
    public void A_queue_is_told_of_records_that_expire_during_their_last_call()
    {
        var failures = _simulation.AddQueue("failures");
        var mapping = Slow(Throws).On(Old(), new StreamMappingConfig { MaximumRetryAttempts = 0, OnFailure = Destination.To(failures) });
        _simulation.RunUntilIdle();

        Assert.Equal(1, mapping.Figures.SentToDestination);
        Assert.Equal(1, failures.ApproximateNumberOfMessages);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Pins("STM-AGE", "STM-DESTINATION")]
    public void A_bucket_gets_the_event_of_records_that_expire_during_their_last_call(bool tumbles)
    {
        var failures = _simulation.AddBucket("failures");
        Slow(Throws).On(Old(), new StreamMappingConfig { MaximumRetryAttempts = 0, TumblingWindow = (tumbles ? 30 : 0).Seconds, OnFailure = Destination.To(failures) });
        _simulation.AdvanceBy(2.Minutes);

        using var record = JsonDocument.Parse(failures.Get(Assert.Single(failures.Keys)).Text);
        using var given = JsonDocument.Parse(record.RootElement.GetProperty("payload").GetString()!);
        Assert.Equal("YQ==", given.RootElement.GetProperty("Records")[0].GetProperty("kinesis").GetProperty("data").GetString());
        Assert.False(given.RootElement.TryGetProperty("window", out _));
    }

    // Its record expires in 30 seconds.
    private DataStream Old()
    {
        var stream = _simulation.AddStream("orders");
        stream.Put("key", "a");
        _simulation.AdvanceBy(((24 * 60 * 60) - 30).Seconds);
        return stream;
    }

    private Function Slow(Func<RecordBatch, object?> answer) => _simulation.AddFunction(
        "import",
        async (JsonElement given, LambdaContext context) =>
        {
            await context.Delay(50.Seconds);
            return answer(new RecordBatch(given));
        },
        static c => c with { Timeout = 1.Minutes });

    private static object? NamesAll(RecordBatch batch) => batch.Failed([.. batch.Data]);

    private static object? Throws(RecordBatch batch) => throw new InvalidOperationException($"no {batch}");
}
