using LambdaSim.Events;
using LambdaSim.Randomness;
using LambdaSim.Resources;

namespace LambdaSim.Sources.Streams;

// Records that are given up: a destination is told (rule STM-DESTINATION).
internal sealed partial class ShardReader
{
    private ulong _given;

    /// <summary>Tells the destination of the first records of the unit.</summary>
    /// <returns>False: there is none, or it did not take the record.</returns>
    private bool GiveUp(Lane lane, int count, GivenUp why, int invocations)
    {
        if (_stream.OnFailure is not { } arn || lane.Witness is not { } witness)
        {
            _mapping.Counts.Dropped += count;
            return false;
        }

        var record = RecordOf(lane, witness, count, why, invocations);
        if (Deliver(arn, record, lane, witness))
        {
            _mapping.Counts.SentToDestination += count;
            return true;
        }

        _mapping.Counts.DestinationFailures++;
        _mapping.Counts.Dropped += count;
        return false;
    }

    // What a destination needs of the shard. It is kept before each call: the stream may not have it any more when the call is over.
    private Witness? WitnessOf(Lane lane, int count, ReadOnlyMemory<byte>? sent) => _stream.OnFailure is not { } arn ? null : new Witness(
        _shard.SequenceNumber(lane.Records[0].Position),
        _shard.SequenceNumber(lane.Records[count - 1].Position),
        Arn.TryParse(arn, out var sink) && sink.Service == Arn.S3 ? sent ?? _event.Of(lane.Records, count, null) : default(ReadOnlyMemory<byte>?));

    private FailureRecord RecordOf(Lane lane, Witness witness, int count, GivenUp why, int invocations)
    {
        var (first, last) = (lane.Records[0], lane.Records[count - 1]);
        return new FailureRecord(why, lane.Answer is { RequestId.Length: > 0 } answer ? answer.RequestId : NextId(), _settings.FunctionArn, _host.Now, _poller.Kind)
        {
            Invocations = invocations,
            Answer = lane.Answer,
            FailedByItems = lane.FailedByItems,
            Shard = _shard.Id,
            FirstSequenceNumber = witness.First,
            LastSequenceNumber = witness.Last,
            FirstArrived = At(first.Arrived),
            LastArrived = At(last.Arrived),
            BatchSize = count,
            StreamArn = _poller.StreamArn,
            Source = _shard.Envelope?.Source,
            PayloadBytes = BytesOf(lane, count),
        };
    }

    private bool Deliver(string arn, FailureRecord record, Lane lane, Witness witness)
    {
        if ((_poller.World.Directory.Sink(arn) ?? _poller.SinkAt(arn)) is not { } sink)
        {
            return false;
        }

        // A bucket is given the event too.
        var isBucket = sink.Arn.Service == Arn.S3;
        var body = record.Write(isBucket ? witness.Event : null);
        return body.Length <= sink.MaxBytes && sink.Take(new Delivery(body, _host.Now, record.RequestId, OriginOf(lane), new CallChain())
        {
            Key = isBucket ? $"aws/lambda/{_settings.Uuid}/{_shard.Id}/{Times.Key(record.At)}-{NextId()}" : null,
        }) != Taken.Refused;
    }

    private static CallOrigin? OriginOf(Lane lane) => lane.Invocation == SimEvent.None ? null : new CallOrigin(lane.Function, lane.Invocation, DeliveryCause.OnFailure);

    private string NextId() => $"{DeterministicGuid.At(Draw.Stream(_host.Seed, Purpose.ShardFailure, StableHash.Of($"{_settings.Uuid}/{_shard.Id}")), _given++):D}";
}
