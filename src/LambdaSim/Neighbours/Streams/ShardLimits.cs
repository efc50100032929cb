using LambdaSim.Admission;
using NodaTime;

namespace LambdaSim.Neighbours.Streams;

/// <summary>What a shard takes and gives in a second (rules KIN-WRITE-LIMITS, KIN-READ-LIMITS): one bucket for each limit, full at first.</summary>
internal struct ShardLimits
{
    private const long Mebibyte = 1_048_576, Second = NodaConstants.NanosecondsPerSecond;
    private const long RecordsIn = 1_000, BytesIn = Mebibyte, BytesOut = 2 * Mebibyte, CallsOut = 5, Reserve = 10 * Mebibyte, ReserveSeconds = 60;

    private static readonly BucketRate _recordsIn = BucketRate.Continuous(RecordsIn, RecordsIn, Second);
    private static readonly BucketRate _bytesIn = BucketRate.Continuous(BytesIn, BytesIn, Second);
    private static readonly BucketRate _reserveIn = BucketRate.Continuous(Reserve, Reserve, ReserveSeconds * Second);
    private static readonly BucketRate _bytesOut = BucketRate.Continuous(BytesOut, BytesOut, Second);
    private static readonly BucketRate _callsOut = BucketRate.Continuous(CallsOut, CallsOut, Second);

    private TokenBucket _records = _recordsIn.Full();
    private TokenBucket _bytes = _bytesIn.Full();
    private TokenBucket _reserve = _reserveIn.Full();
    private TokenBucket _out = _bytesOut.Full();
    private TokenBucket _reads = _callsOut.Full();
    private TokenBucket _iterators = _callsOut.Full();

    public ShardLimits()
    {
    }

    /// <summary>Takes a record of so many bytes, key included; one larger than a second's bytes draws the rest from a reserve.</summary>
    /// <returns>False: there were too many in this second.</returns>
    public bool TakeWrite(long now, int bytes)
    {
        var (usual, large) = (Math.Min(bytes, BytesIn), Math.Max(0, bytes - BytesIn));
        if (!_records.Has(_recordsIn, now, 1) || !_bytes.Has(_bytesIn, now, usual) || !_reserve.Has(_reserveIn, now, large))
        {
            return false;
        }

        _records.Owe(_recordsIn, now, 1);
        _bytes.Owe(_bytesIn, now, usual);
        _reserve.Owe(_reserveIn, now, large);
        return true;
    }

    /// <summary>Begins to read; what is read is told to <see cref="Gave"/>.</summary>
    /// <returns>False: a call too many in this second, or what earlier calls got is not paid yet.</returns>
    public bool TakeRead(long now) => _out.Has(_bytesOut, now, 0) && _reads.TryTake(_callsOut, now);

    public void Gave(long now, long bytes) => _out.Owe(_bytesOut, now, bytes);

    public bool TakeIterator(long now) => _iterators.TryTake(_callsOut, now);
}
