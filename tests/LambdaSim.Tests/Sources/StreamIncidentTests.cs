using System.Text;
using System.Text.Json;
using LambdaSim.Neighbours.Streams;
using LambdaSim.Projections;
using LambdaSim.Units;

namespace LambdaSim.Tests.Sources;

/// <summary>Incidents that teams have had with streams and Lambda, and the settings that would have kept each from happening.</summary>
public sealed class StreamIncidentTests : IDisposable
{
    private readonly Simulation _simulation = new(seed: 1);
    private readonly List<string> _done = [];

    public void Dispose() => _simulation.Dispose();

    [Theory]
    [InlineData(null, null, true)]
    [InlineData(3, null, false)]
    [InlineData(null, 60, false)]
    [Pins("STM-RETRY", "STM-AGE")]
    public void A_record_that_always_fails_holds_its_shard_for_as_long_as_the_stream_keeps_it(int? retries, int? maximumAge, bool blocks)
    {
        var orders = _simulation.AddStream("orders");
        var failures = _simulation.AddQueue("failures");
        var mapping = Consumer().On(orders, new() { BatchSize = 10, MaximumRetryAttempts = retries, MaximumRecordAge = maximumAge?.Seconds, OnFailure = Destination.To(failures) });

        Put(orders, "", "a", "b");
        _simulation.AdvanceBy(23.Hours);
        Put(orders, "c");
        _simulation.AdvanceBy(30.Minutes);
        Assert.Equal(blocks ? 0 : 1, _done.Count);

        _simulation.AdvanceBy(2.Hours);
        Assert.Equal("c", Assert.Single(_done));
        Assert.Equal(blocks, _simulation.Ledger.Findings.Any(static f => f is { Kind: FindingKind.RecordExpired, Count: 3 }));
        Assert.Equal(blocks ? 0 : 1, failures.ApproximateNumberOfMessages);
        Assert.True(mapping.Figures.LongestIteratorAge.TotalHours > 20 == blocks);
    }

    [Fact]
    [Pins("STM-BISECT", "STM-DESTINATION")]
    public void Halving_saves_the_good_records_around_a_bad_one()
    {
        var orders = _simulation.AddStream("orders");
        var failures = _simulation.AddQueue("failures");
        Consumer().On(orders, batch: 10, retries: 0, bisect: true, onFailure: Destination.To(failures));

        Put(orders, "", "a", "b", "c");
        _simulation.RunUntilIdle();

        Assert.Equal(["a", "b", "c"], _done);
        Assert.Equal(1, failures.ApproximateNumberOfMessages);
    }

    [Theory]
    [InlineData(false, "a b c a b c c", 6)]
    [InlineData(true, "a b c", 0)]
    [Pins("STM-BISECT", "STM-PARTIAL")]
    public void What_a_function_did_before_it_failed_it_does_again_after_the_batch_is_halved(bool partial, string done, int again)
    {
        var orders = _simulation.AddStream("orders");
        var failures = _simulation.AddQueue("failures");
        Consumer(partial).On(orders, batch: 10, retries: 0, bisect: true, partial: partial, onFailure: Destination.To(failures));

        Put(orders, "a", "b", "c", "");
        _simulation.RunUntilIdle();

        Assert.Equal(done, string.Join(' ', _done));
        var findings = _simulation.Ledger.Findings;
        Assert.All(findings, static f => Assert.False(f.IsLoss));
        Assert.Equal(again, findings.Where(static f => f.Kind == FindingKind.RecordGivenAgain).Sum(static f => f.Count));
        Assert.Equal(1, failures.ApproximateNumberOfMessages);
    }

    private static void Put(DataStream stream, params string[] orders)
    {
        foreach (var order in orders)
        {
            stream.Put("customer-7", order);
        }
    }

    // An order without a word in it cannot be done.
    private Function Consumer(bool tells = false) => _simulation.AddFunction("consume", (JsonElement batch) =>
    {
        foreach (var record in batch.GetProperty("Records").EnumerateArray())
        {
            var kinesis = record.GetProperty("kinesis");
            var order = Encoding.UTF8.GetString(kinesis.GetProperty("data").GetBytesFromBase64());
            if (order.Length > 0)
            {
                _done.Add(order);
            }
            else if (tells)
            {
                return new { batchItemFailures = new[] { new { itemIdentifier = kinesis.GetProperty("sequenceNumber").GetString() } } };
            }
            else
            {
                throw new FormatException("no order");
            }
        }

        return new { batchItemFailures = Array.Empty<object>() } as object;
    });
}
