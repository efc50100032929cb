using LambdaSim.Neighbours.Shards;
using NodaTime;

namespace LambdaSim.Neighbours.Streams;

/// <summary>
/// What a consumer is sent of a shard for five minutes (rule KIN-SUBSCRIBE). Whoever carries it takes one page after the other; nothing is armed while nobody takes.
/// </summary>
internal sealed class ShardSubscription : IShardWatcher
{
    /// <summary>How long one cannot be taken over.</summary>
    public static readonly Duration Pause = Duration.FromSeconds(5);

    private const long BytesASecond = 2 * 1_048_576;

    private static readonly Duration _life = Duration.FromMinutes(5);

    // How long nothing is said where nothing comes.
    private static readonly Duration _silence = Duration.FromSeconds(5);

    private readonly Shard _shard;
    private long _position;
    private bool _hasBegun;
    private Instant _nextAt;
    private Action<RecordPage?>? _waiting;
    private IDisposable? _alarm;

    public ShardSubscription(Shard shard, long position, Instant begunAt)
    {
        (_shard, _position, BegunAt, _nextAt) = (shard, position, begunAt, begunAt);
        ((IShard)shard).Watch(this);
    }

    public Instant BegunAt { get; }

    public bool IsOver { get; private set; }

    private INeighbourHost Host => _shard.Stream.Service.Book.Host;

    /// <summary>Gives the next page when there is one; an empty one after a while without records; null when it has ended.</summary>
    /// <returns>Gives up waiting, and the subscription with it.</returns>
    public Action? Next(Action<RecordPage?> take)
    {
        _waiting = take;
        Look(isPressed: !_hasBegun);
        return End;
    }

    public void End()
    {
        if (!IsOver)
        {
            IsOver = true;
            ((IShard)_shard).Unwatch(this);
        }

        Give(null);
    }

    // Within the call that puts: it is looked at when that is over.
    void IShardWatcher.Stirred()
    {
        if (_waiting is not null)
        {
            Arm(Duration.Zero, isPressed: false);
        }
    }

    private void Look(bool isPressed)
    {
        if (_waiting is null)
        {
            return;
        }

        var now = Host.Now;
        if (IsOver || now >= BegunAt + _life || _shard.Stream.IsDeleted)
        {
            End();
            return;
        }

        if (now < _nextAt)
        {
            Arm(_nextAt - now, isPressed: false);
            return;
        }

        var page = _shard.Stream.Page(_shard, _position, DataStream.MostOfPage, BytesASecond);
        if (page.Records.Count == 0 && !page.IsEnd && !isPressed)
        {
            Arm(Duration.Min(_silence, BegunAt + _life - now), isPressed: true);
            return;
        }

        (_hasBegun, _position) = (true, page.Next);
        var bytes = page.Records.Sum(static r => (long)r.Data.Length + System.Text.Encoding.UTF8.GetByteCount(r.PartitionKey));
        _nextAt = _shard.Stream.LimitsThroughput ? Instant.Max(now, _nextAt) + Duration.FromNanoseconds((double)bytes / BytesASecond * NodaConstants.NanosecondsPerSecond) : now;
        Give(page);
        if (page.IsEnd)
        {
            End();
        }
    }

    private void Arm(Duration delay, bool isPressed)
    {
        _alarm?.Dispose();
        _alarm = Host.After(delay, () => Look(isPressed));
    }

    private void Give(RecordPage? page)
    {
        _alarm?.Dispose();
        _alarm = null;
        var take = _waiting;
        _waiting = null;
        take?.Invoke(page);
    }
}
