namespace LambdaSim.Neighbours.Shards;

/// <summary>Who watches a shard, for whoever keeps one.</summary>
internal sealed class ShardWatchers
{
    private IShardWatcher[] _watchers = [];

    public void Add(IShardWatcher watcher) => _watchers = [.. _watchers, watcher];

    public void Remove(IShardWatcher watcher) => _watchers = [.. _watchers.Where(w => w != watcher)];

    public int Count => _watchers.Length;

    public void Tell()
    {
        foreach (var watcher in _watchers)
        {
            watcher.Stirred();
        }
    }
}
