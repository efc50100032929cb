using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim.Neighbours.Streams;

// Shards are split and merged (rules KIN-SPLIT, KIN-MERGE, KIN-SHARD-COUNT).
public sealed partial class DataStream
{
    private const int MostShards = 10_000, MostCountChanges = 10;

    private static readonly Duration _day = Duration.FromDays(1);

    // Children begin a second after their parents' end.
    private static readonly Duration _pause = Duration.FromSeconds(1);

    private readonly List<Instant> _countChanges = [];

    /// <summary>Splits an open shard in two.</summary>
    /// <param name="shardId">Such as <c>shardId-000000000000</c>.</param>
    /// <param name="newStartingHashKey">Where the second begins, as a decimal number; null: in the middle.</param>
    /// <exception cref="AwsServiceException">Kinesis would refuse it, in Kinesis's words.</exception>
    public void Split(string shardId, string? newStartingHashKey = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(shardId);
        if (newStartingHashKey is null)
        {
            var range = Named(shardId).Range;
            newStartingHashKey = HashRange.TextOf(range.Start + (range.Width / 2) + 1);
        }

        SplitShard(shardId, newStartingHashKey);
    }

    /// <summary>Merges two open shards, of which the second follows the first.</summary>
    /// <exception cref="AwsServiceException">Kinesis would refuse it, in Kinesis's words.</exception>
    public void Merge(string shardId, string adjacentShardId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(shardId);
        ArgumentException.ThrowIfNullOrWhiteSpace(adjacentShardId);
        MergeShards(shardId, adjacentShardId);
    }

    /// <summary>Splits and merges until so many shards share the hash keys evenly.</summary>
    /// <param name="target">At most twice as many as are open, and at least half as many.</param>
    /// <exception cref="AwsServiceException">Kinesis would refuse it.</exception>
    public void UpdateShardCount(int target)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(target, 1);
        ChangeCount(target);
    }

    internal void SplitShard(string id, string startingHashKey)
    {
        RequireProvisioned();
        var shard = Named(id);
        RequireActive();
        RequireOpen(shard);
        Service.CheckRoom(1);
        if (HashRange.Parse(startingHashKey) is not { } key || key <= shard.Range.Start + 1 || key >= shard.Range.End)
        {
            throw StreamException.InvalidArgument(
                $"NewStartingHashKey {startingHashKey} used in SplitShard() on shard {shard.Id} in stream {Name} under account {Account} is not both greater than one plus the shard's StartingHashKey {shard.Range.StartText} and less than the shard's EndingHashKey {shard.Range.EndText}.");
        }

        Update(at =>
        {
            Split(shard, key, at);
            Reopen();
        });
    }

    internal void MergeShards(string id, string adjacentId)
    {
        RequireProvisioned();
        var (first, second) = (Named(id), Named(adjacentId));
        RequireActive();
        RequireOpen(first);
        RequireOpen(second);
        if (first.Range.End == UInt128.MaxValue || first.Range.End + 1 != second.Range.Start)
        {
            throw StreamException.InvalidArgument($"Shards {first.Id} and {second.Id} in stream {Name} under account {Account} are not an adjacent pair of shards eligible for merging");
        }

        Update(at =>
        {
            Merge(first, second, at);
            Reopen();
        });
    }

    /// <returns>How many shards were open.</returns>
    internal int ChangeCount(int target)
    {
        RequireProvisioned();
        RequireActive();
        var open = OpenShardCount;
        _countChanges.RemoveAll(c => c <= Now - _day);
        if (_countChanges.Count >= MostCountChanges)
        {
            throw StreamException.LimitOf(Text.Invariant($"The number of shards of stream {Name} under account {Account} was changed {MostCountChanges} times within 24 hours already."));
        }

        if (target > 2L * open)
        {
            throw StreamException.InvalidArgument(Text.Invariant($"UpdateShardCount cannot scale over double your current open shard count. Current open shard count: {open} Target shard count: {target}"));
        }

        if (target < (open + 1) / 2)
        {
            throw StreamException.InvalidArgument(Text.Invariant($"UpdateShardCount cannot scale below half your current open shard count. Current open shard count: {open} Target shard count: {target}"));
        }

        if (target > MostShards)
        {
            throw StreamException.LimitOf(Text.Invariant($"A stream can be scaled to at most {MostShards} shards; {target} were asked for."));
        }

        Service.CheckRoom(target - open);
        _countChanges.Add(Now);
        Update(at => Share(target, at));
        return open;
    }

    // Splits at each border that the even shards have and there is none, then merges what lies between two.
    private void Share(int target, Instant at)
    {
        var (parts, border) = (new Queue<Shard>(), 1);
        foreach (var open in _open)
        {
            var rest = open;
            for (; border < target && HashRange.Of(border, target).Start is var start && start <= rest.Range.End; border++)
            {
                if (start > rest.Range.Start)
                {
                    var (before, after) = Split(rest, start, at);
                    parts.Enqueue(before);
                    rest = after;
                }
            }

            parts.Enqueue(rest);
        }

        for (var i = 0; i < target; i++)
        {
            var (end, merged) = (HashRange.Of(i, target).End, parts.Dequeue());
            while (merged.Range.End != end)
            {
                merged = Merge(merged, parts.Dequeue(), at);
            }
        }

        Reopen();
    }

    private (Shard Before, Shard After) Split(Shard shard, UInt128 key, Instant at)
    {
        Shard[] children =
        [
            new(this, _nextShard++, new HashRange(shard.Range.Start, key - 1), at + _pause) { Parent = shard.Id },
            new(this, _nextShard++, new HashRange(key, shard.Range.End), at + _pause) { Parent = shard.Id },
        ];
        _shards.AddRange(children);
        shard.Close(at, children);
        return (children[0], children[1]);
    }

    private Shard Merge(Shard first, Shard second, Instant at)
    {
        var child = new Shard(this, _nextShard++, new HashRange(first.Range.Start, second.Range.End), at + _pause) { Parent = first.Id, AdjacentParent = second.Id };
        _shards.Add(child);
        first.Close(at, child);
        second.Close(at, child);
        return child;
    }

    private Shard Named(string id) =>
        Shard.IndexOf(id) is not { } index ? throw StreamException.NoShard(this, id) : ShardAt(index) ?? throw StreamException.NoShard(this, Shard.IdOf(index));

    private void RequireOpen(Shard shard)
    {
        if (shard.ClosedAt is not null)
        {
            throw StreamException.InvalidArgument($"Shard {shard.Id} in stream {Name} under account {Account} has already been merged or split, and thus is not eligible for merging or splitting.");
        }
    }

    private void RequireProvisioned()
    {
        if (IsOnDemand)
        {
            throw StreamException.Invalid($"Request is invalid. Stream {Name} under account {Account} is in On-Demand mode.");
        }
    }
}
