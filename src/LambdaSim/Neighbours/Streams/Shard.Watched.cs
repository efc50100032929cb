using System.IO.Hashing;
using System.Text;
using LambdaSim.Neighbours.Shards;
using NodaTime;

namespace LambdaSim.Neighbours.Streams;

// As event source mappings read it.
internal sealed partial class Shard : IShard
{
    private static readonly System.Buffers.SearchValues<byte> _plain =
        System.Buffers.SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Where(static c => c is not ('"' or '\\')).Select(static c => (byte)c)]);

    IReadOnlyList<string> IShard.Parents => Parent is null ? [] : AdjacentParent is null ? [Parent] : [Parent, AdjacentParent];

    bool IShard.IsClosed => ClosedAt is not null;

    long IShard.First => Log.First;

    long IShard.Next => Log.Next;

    long IShard.At(Instant instant) => Log.AtMs(CeilingMs(instant));

    int IShard.Read(long from, Span<ShardRecord> into)
    {
        var log = Log;
        var count = (int)Math.Min(log.Next - from, into.Length);
        for (var done = 0; done < count;)
        {
            var chunk = log.Find(from + done, out var index);
            for (; done < count && index < chunk.Count; done++, index++)
            {
                var key = chunk.KeyOf(index);
                into[done] = new ShardRecord(chunk.MsOf(index) * NodaConstants.NanosecondsPerMillisecond, XxHash3.HashToUInt64(key), JsonBytes(key), chunk.DataBytesOf(index));
            }
        }

        return count;
    }

    string IShard.SequenceNumber(long position) => NumberAt(position).ToString();

    string IShard.Key(long position) => Encoding.UTF8.GetString(Log.Find(position, out var index).KeyOf(index));

    ReadOnlyMemory<byte> IShard.Data(long position) => Log.Find(position, out var index).DataOf(index);

    void IShard.Watch(IShardWatcher watcher) => _watchers.Add(watcher);

    void IShard.Unwatch(IShardWatcher watcher) => _watchers.Remove(watcher);

    /// <summary>The first millisecond that does not lie before an instant: records know milliseconds.</summary>
    public static long CeilingMs(Instant instant)
    {
        var ms = instant.ToUnixTimeMilliseconds();
        return Instant.FromUnixTimeMilliseconds(ms) < instant ? ms + 1 : ms;
    }

    private static int JsonBytes(ReadOnlySpan<byte> key) =>
        key.ContainsAnyExcept(_plain) ? JsonEscape.LengthOf(Encoding.UTF8.GetString(key)) : key.Length;
}
