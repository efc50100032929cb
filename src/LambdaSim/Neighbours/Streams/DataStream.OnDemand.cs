using NodaTime;

namespace LambdaSim.Neighbours.Streams;

// A stream on demand has as many shards as it needs (rule KIN-ON-DEMAND).
public sealed partial class DataStream
{
    private const long Minute = 60 * NodaConstants.NanosecondsPerSecond, SecondsOfMinute = 60, BytesOfShard = 1_048_576, RecordsOfShard = 1_000;

    private long _minute;
    private long _minuteBytes;
    private long _minuteRecords;

    // Twice what came in the busiest minute so far can come in the next.
    private void Scale()
    {
        if (!IsOnDemand || Elapsed / Minute == _minute)
        {
            return;
        }

        var wanted = Math.Max(Needed(_minuteBytes, BytesOfShard), Needed(_minuteRecords, RecordsOfShard));
        (_minute, _minuteBytes, _minuteRecords) = (Elapsed / Minute, 0, 0);
        if (wanted > _open.Length && _status == Active)
        {
            Share((int)Math.Min(wanted, MostShards), Now);
        }
    }

    private void Meter(int bytes)
    {
        _minuteBytes += bytes;
        _minuteRecords++;
    }

    private static long Needed(long ofMinute, long ofShard) => ((2 * ofMinute) + (SecondsOfMinute * ofShard) - 1) / (SecondsOfMinute * ofShard);
}
