using System.Text;
using NodaTime;

namespace LambdaSim.Neighbours.Streams;

/// <summary>A record of a stream.</summary>
/// <param name="ShardId">The shard that has it.</param>
/// <param name="SequenceNumber">Its number in the shard.</param>
/// <param name="PartitionKey">That it was put with.</param>
/// <param name="Data">Its bytes.</param>
/// <param name="ApproximateArrivalTimestamp">When it came, to the millisecond.</param>
public sealed record StreamRecord(string ShardId, string SequenceNumber, string PartitionKey, ReadOnlyMemory<byte> Data, Instant ApproximateArrivalTimestamp)
{
    /// <summary>Its bytes as UTF-8.</summary>
    public string Text => Encoding.UTF8.GetString(Data.Span);

    /// <summary>Key and text.</summary>
    public override string ToString() => $"{PartitionKey}: {Text}";
}

/// <summary>What a reader gets at once.</summary>
/// <param name="Shard">That it reads.</param>
/// <param name="Records">Oldest first.</param>
/// <param name="Next">Position of the record that is read next.</param>
/// <param name="MillisBehind">How old the next record is; 0: there is none yet.</param>
/// <param name="IsEnd">The shard is closed, and all of it was read.</param>
internal sealed record RecordPage(Shard Shard, IReadOnlyList<StreamRecord> Records, long Next, long MillisBehind, bool IsEnd);

// How records are read (rules KIN-ITERATOR-TYPES, KIN-GET-RECORDS, KIN-READ-LIMITS).
public sealed partial class DataStream
{
    internal const int MostOfPage = 10_000;

    private const long PageBytes = 10 * 1_048_576;

    /// <summary>The records that have not expired: by shard, and in each in the order of their coming.</summary>
    public IReadOnlyList<StreamRecord> Records => [.. Listed.SelectMany(s => RecordsOf(s, s.Log.First, (int)Math.Min(int.MaxValue, s.Log.Next - s.Log.First), long.MaxValue))];

    /// <summary>Where a reader of a shard begins.</summary>
    /// <param name="shard">That is read.</param>
    /// <param name="start">Where in it.</param>
    /// <exception cref="StreamException">There is no such place.</exception>
    internal static long PositionOf(Shard shard, StartingPosition start) => start.Type switch
    {
        StartingPosition.TrimHorizon => shard.Log.First,
        StartingPosition.Latest => shard.Log.Next,
        StartingPosition.AtTimestamp => shard.Log.AtMs(start.At(shard.Stream.Now)),
        _ => start.InShard(shard),
    };

    /// <summary>GetShardIterator.</summary>
    internal ShardIterator IteratorOf(Shard shard, StartingPosition start)
    {
        var position = PositionOf(shard, start);
        return LimitsThroughput && !shard.Limits.TakeIterator(Elapsed) ? throw StreamException.TooFast(shard) : Iterator(shard, position);
    }

    internal ShardIterator Iterator(Shard shard, long position) => new(Name, ShardIterator.HashOf(Id), shard.Index, position, Now);

    /// <summary>GetRecords, of an iterator of this stream.</summary>
    internal RecordPage Read(ShardIterator iterator, int limit)
    {
        if (iterator.Of != ShardIterator.HashOf(Id) || ShardAt(iterator.Shard) is not { } shard)
        {
            throw StreamException.NoShardToRead(Shard.IdOf(iterator.Shard), Name, Account);
        }

        if (Now - iterator.IssuedAt > ShardIterator.Life)
        {
            throw StreamException.ExpiredIterator(iterator.IssuedAt, Now, ShardIterator.Life);
        }

        if (LimitsThroughput && !shard.Limits.TakeRead(Elapsed))
        {
            throw StreamException.TooFast(shard);
        }

        var page = Page(shard, iterator.Position, limit, PageBytes);
        if (LimitsThroughput)
        {
            shard.Limits.Gave(Elapsed, page.Records.Sum(static r => (long)r.Data.Length + Encoding.UTF8.GetByteCount(r.PartitionKey)));
        }

        return page;
    }

    /// <summary>What there is from a position on; what has expired is passed over.</summary>
    internal RecordPage Page(Shard shard, long position, int limit, long bytes)
    {
        var log = shard.Log;
        var from = Math.Clamp(position, log.First, log.Next);
        var records = RecordsOf(shard, from, limit, bytes);
        var next = from + records.Count;

        // A closed shard's end is told by a page of its own, which is empty.
        return new RecordPage(shard, records, next, next < log.Next ? Math.Max(1, Now.ToUnixTimeMilliseconds() - log.Find(next, out var i).MsOf(i)) : 0, records.Count == 0 && next == log.Next && shard.ClosedAt is not null);
    }

    private static List<StreamRecord> RecordsOf(Shard shard, long from, int limit, long bytes)
    {
        var log = shard.Log;
        var records = new List<StreamRecord>();
        for (var position = from; position < log.Next && records.Count < limit; position++)
        {
            var chunk = log.Find(position, out var index);
            bytes -= chunk.SizeOf(index);
            if (bytes < 0 && records.Count > 0)
            {
                break;
            }

            records.Add(new StreamRecord(
                shard.Id, shard.NumberAt(position).ToString(), Encoding.UTF8.GetString(chunk.KeyOf(index)), chunk.DataOf(index), Instant.FromUnixTimeMilliseconds(chunk.MsOf(index))));
        }

        return records;
    }
}
