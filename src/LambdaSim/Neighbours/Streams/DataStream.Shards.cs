using LambdaSim.Neighbours.Shards;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Streams;

// Its shards, and who watches them.
public sealed partial class DataStream : IShardedStream
{
    private readonly List<Shard> _shards = [];
    private Shard[] _open = [];
    private UInt128[] _starts = [];
    private Action[] _watchers = [];
    private int _nextShard;

    Arn IResource.Arn => _arn;

    string IResource.Kind => "stream";

    ShardedStreamKind IShardedStream.StreamKind => ShardedStreamKind.Kinesis;

    IReadOnlyList<IShard> IShardedStream.Shards => Listed;

    bool IShardedStream.IsDeleted => IsDeleted;

    void IShardedStream.Watch(Action changed) => _watchers = [.. _watchers, changed];

    void IShardedStream.Unwatch(Action changed) => _watchers = [.. _watchers.Where(w => w != changed)];

    /// <summary>Its shards by id, without those that have expired.</summary>
    internal IReadOnlyList<Shard> Listed
    {
        get
        {
            CatchUp();

            // Shards are closed in no order of their ids: each is asked, as soon as one can have expired.
            if (_shards.Count > _open.Length)
            {
                var horizon = Horizon;
                _shards.RemoveAll(s => s.HasExpired(horizon));
            }

            return _shards;
        }
    }

    internal IReadOnlyList<Shard> OpenShards
    {
        get
        {
            CatchUp();
            return _open;
        }
    }

    /// <summary>Null: there is none of this index, or it has expired.</summary>
    internal Shard? ShardAt(int index)
    {
        var listed = Listed;
        var (low, high) = (0, listed.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (listed[middle].Index == index)
            {
                return listed[middle];
            }

            (low, high) = listed[middle].Index < index ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    private void Make(int count, Instant at)
    {
        _status = Active;
        for (var i = 0; i < count; i++)
        {
            _shards.Add(new Shard(this, _nextShard++, HashRange.Of(i, count), at));
        }

        Reopen();
    }

    // The open shard of a hash key.
    private Shard Taker(UInt128 key)
    {
        var found = Array.BinarySearch(_starts, key);
        return _open[found >= 0 ? found : ~found - 1];
    }

    /// <summary>Its shards have changed, or who may read them.</summary>
    internal void TellWatchers()
    {
        foreach (var watcher in _watchers)
        {
            watcher();
        }
    }

    // After the shards have changed.
    private void Reopen()
    {
        _open = [.. _shards.Where(static s => s.ClosedAt is null).OrderBy(static s => s.Range.Start)];
        _starts = [.. _open.Select(static s => s.Range.Start)];
        TellWatchers();
    }

    // It is deleted: nobody waits for more.
    private void Forget()
    {
        foreach (var consumer in _consumers.Values)
        {
            consumer.End();
        }

        TellWatchers();

        _shards.Clear();
        (_open, _starts) = ([], []);
    }
}
