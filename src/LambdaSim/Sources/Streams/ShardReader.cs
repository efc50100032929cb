using LambdaSim.Events;
using LambdaSim.Neighbours;
using LambdaSim.Neighbours.Shards;
using NodaTime;

namespace LambdaSim.Sources.Streams;

/// <summary>
/// Reads one shard for one mapping: reads ahead as far as its lanes need, lets filters decide, and moves the checkpoint behind what is done with. It waits as a poll
/// does: the shard tells it when records come, and it reads them at the next poll, so that an empty shard costs nothing and keeps no run alive (rule STM-POLL).
/// </summary>
internal sealed partial class ShardReader : IShardWatcher
{
    // What it may have read and not be done with, beside what all lanes can send twice.
    private const int LeastAhead = 1_000;

    private readonly StreamPoller _poller;
    private readonly INeighbourHost _host;
    private readonly Mapping _mapping;
    private readonly IShard _shard;
    private readonly StreamEvent _event;
    private readonly RecordFates _fates;
    private readonly Action<RecordFate, long, int> _tell;
    private int _ahead;
    private Lane[] _lanes;
    private MappingSettings _settings;
    private StreamSettings _stream;
    private RecordFilter? _filter;
    private IDisposable? _poll;
    private Instant _polledAt;

    // Where reading goes on; behind the last record that was read, unless what was not sent is read again.
    private long _cursor;
    private int _sent;
    private int _resource = SimEvent.None;
    private bool _isReading;
    private bool _isLeft;
    private RecordFate _leftAs;
    private MappingSettings? _next;

    /// <param name="poller">Whose reader it is.</param>
    /// <param name="shard">What it reads.</param>
    /// <param name="from">Position of the first record.</param>
    public ShardReader(StreamPoller poller, IShard shard, long from)
    {
        (_poller, _host, _mapping, _shard, _cursor) = (poller, poller.World.Host, poller.Mapping, shard, from);
        _fates = new RecordFates(from);
        _tell = Tell;
        _settings = poller.Settings;
        _stream = _settings.Stream!;
        _filter = poller.Filter;
        _event = new StreamEvent(shard, poller.Kind, _settings.SourceArn, () => poller.Settings.Stream!.Role());
        _lanes = LanesOf(_stream);
        _ahead = Ahead();
        _polledAt = _host.Now;
    }

    public IShard Shard => _shard;

    /// <summary>Nothing is left of the shard, and nothing will come.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Reads from now on, or goes on with other settings.</summary>
    public void Start()
    {
        if (!ReferenceEquals(_next ?? _settings, _poller.Settings))
        {
            _next = _poller.Settings;
        }

        if (!_isReading)
        {
            _isReading = true;
            _shard.Watch(this);
        }

        _poll ??= _host.After(Duration.Zero, Poll);
    }

    /// <summary>Reads no longer. What was read and not sent is read again, once it does.</summary>
    public void Stop()
    {
        if (!_isReading)
        {
            return;
        }

        _isReading = false;
        _shard.Unwatch(this);
        _poll?.Dispose();
        _poll = null;
        Drop();
        _next ??= _settings;
    }

    /// <summary>The mapping, or the stream, is no more.</summary>
    public void Leave(RecordFate fate)
    {
        Stop();
        _isLeft = true;
        _leftAs = fate;
        if (_sent == 0)
        {
            CloseLeft();
        }
    }

    /// <summary>The run is over.</summary>
    public void End()
    {
        Stop();
        foreach (var lane in _lanes.Where(static l => l.State == LaneState.Sent && l.Batch >= 0))
        {
            RecordEnd(lane, BatchEnd.RunEnded, 0);
        }

        _fates.Close((fate, position, count) => Record(fate is null ? EventKind.RecordsAtEnd : EventKind.RecordsEnded, (byte)(fate ?? 0), position, count));
    }

    // Records have come: they are read at the next poll, at once where the shard pushes them.
    public void Stirred()
    {
        if (!_isReading || _poll is not null)
        {
            return;
        }

        // A lane that waits for nothing but records has a use for them.
        if (_cursor - _fates.Checkpoint < _ahead && _lanes.Any(static l => l.State is LaneState.Idle or LaneState.Gathering))
        {
            var interval = _poller.PollInterval;
            var since = _host.Now - _polledAt;
            _poll = _host.After(interval == Duration.Zero ? Duration.Zero : interval - Duration.FromNanoseconds(since.ToInt64Nanoseconds() % interval.ToInt64Nanoseconds()), Poll);
        }
    }

    private void Poll()
    {
        _poll = null;
        StallNow();
        if (IsStalled)
        {
            // Whoever stopped it during a stall has taken its alarm.
            _poll = _host.After(_stalledUntil - _host.Now, Poll);
        }

        Pump();
    }

    // All that can go on goes on. Each lane says by its state what it waits for.
    private void Pump()
    {
        if (!_isReading || !Renew())
        {
            return;
        }

        var progress = true;
        while (progress)
        {
            progress = !IsStalled && Read();
            foreach (var lane in _lanes)
            {
                progress |= Advance(lane);
            }

            _fates.Advance(_tell);
        }

        _polledAt = _host.Now;
        if (_shard.IsClosed && _cursor >= _shard.Next && _sent == 0 && _fates.Checkpoint == _fates.Read && _lanes.All(static l => l.Window is null && l.State == LaneState.Idle))
        {
            IsDone = true;
            Stop();
            _poller.ShardDone(this);
        }
    }

    // Other settings hold from the checkpoint on, once nothing is under way; windows are closed as they were opened (rule STM-UPDATE).
    private bool Renew()
    {
        if (_next is not { } next)
        {
            return true;
        }

        Drop(keepsClosing: true);
        if (_sent > 0)
        {
            return false;
        }

        var stream = next.Stream!;
        if (stream.ParallelizationFactor != _stream.ParallelizationFactor || stream.TumblingWindow != _stream.TumblingWindow)
        {
            foreach (var open in _lanes.Where(static l => l.Window is not null))
            {
                CloseWindow(open);
                if (open.Window is not null)
                {
                    return false;
                }
            }

            _lanes = LanesOf(stream);
        }

        (_next, _settings, _stream, _filter) = (null, next, stream, _poller.Filter);
        _ahead = Ahead();
        return true;
    }

    // What is not under way is read again from the checkpoint on, as far as it has no fate.
    private void Drop(bool keepsClosing = false)
    {
        foreach (var lane in _lanes.Where(static l => l.State != LaneState.Sent))
        {
            // Its attempts go on counting, and it waits for the next: sent at once it could fail for ever at one instant.
            if (keepsClosing && lane.IsClosingAgain)
            {
                lane.Forget();
                continue;
            }

            if (lane.Batch >= 0)
            {
                RecordEnd(lane, BatchEnd.Abandoned, 0);
            }

            lane.Clear();
        }

        _cursor = _fates.Checkpoint;
    }

    private int Ahead() => Math.Max(LeastAhead, 2 * _settings.BatchSize * _lanes.Length);

    private Lane[] LanesOf(StreamSettings stream) => [.. Enumerable.Range(0, _poller.Lanes ?? stream.ParallelizationFactor).Select(static i => new Lane(i))];

    // Whether anything was read.
    private bool Read()
    {
        PassExpired();
        _cursor = Math.Max(_cursor, _fates.Checkpoint);
        var any = false;
        var chunk = _poller.Chunk;
        while (_cursor - _fates.Checkpoint < _ahead && _cursor < _shard.Next)
        {
            var count = _shard.Read(_cursor, chunk.AsSpan(0, (int)Math.Min(chunk.Length, _shard.Next - _cursor)));
            var before = _fates.Read;
            for (var i = 0; i < count; i++)
            {
                Take(_cursor + i, chunk[i]);
            }

            _cursor += count;
            if (_fates.Read > before)
            {
                _mapping.Counts.Polled += _fates.Read - before;
                Record(EventKind.RecordsRead, 0, before, (int)(_fates.Read - before));
            }

            any = true;
        }

        return any;
    }

    private void Take(long position, in ShardRecord record)
    {
        // What is read again may be done with.
        if (position < _fates.Read)
        {
            if (!_fates.IsOpen(position))
            {
                return;
            }
        }
        else
        {
            _fates.Begin();
        }

        if (_filter?.Passes(_event, _shard, position, record.Arrived) == false)
        {
            _mapping.Counts.FilteredOut++;
            _fates.End(position, RecordFate.Filtered);
            return;
        }

        var size = _event.SizeOf(position, record);
        if (_poller.Kind is ShardedStreamKind.Broker or ShardedStreamKind.DocumentDb && _event.Around + size > MostBytes)
        {
            _mapping.Counts.Dropped++;
            _fates.End(position, RecordFate.Oversized);
            return;
        }

        var lane = _lanes.Length == 1 ? _lanes[0] : _poller.Kind == ShardedStreamKind.Broker ? _lanes[(position / _settings.BatchSize) % _lanes.Length] : _lanes[LaneOf(record.KeyHash)];
        lane.Records.Add(new PendingRecord(position, record.Arrived, size));
    }

    // The upper half is spread, whatever the lower bits of a hash are like.
    private int LaneOf(ulong hash) => (int)(((hash * 0x9E3779B97F4A7C15) >> 32) * (ulong)_lanes.Length >> 32);

    // What its stream keeps no longer and was not read is passed over.
    private void PassExpired()
    {
        var first = _shard.First;
        if (_cursor >= first)
        {
            return;
        }

        for (; _cursor < first && _cursor < _fates.Read; _cursor++)
        {
            if (_fates.IsOpen(_cursor))
            {
                _fates.End(_cursor, RecordFate.Expired);
            }
        }

        if (_cursor < first)
        {
            // Records before may still be under way, and have their fate first.
            _fates.Advance(_tell);
            if (_fates.Checkpoint == _fates.Read)
            {
                Record(EventKind.RecordsEnded, (byte)RecordFate.Expired, _cursor, (int)(first - _cursor));
                _fates.Pass(first);
                _cursor = first;
            }
            else
            {
                PassOneByOne(first);
            }
        }
    }

    private void PassOneByOne(long first)
    {
        Record(EventKind.RecordsRead, 0, _cursor, (int)(first - _cursor));
        for (; _cursor < first; _cursor++)
        {
            _fates.Begin();
            _fates.End(_cursor, RecordFate.Expired);
        }
    }

    private void CloseLeft() => _fates.Close((fate, position, count) => Record(EventKind.RecordsEnded, (byte)(fate ?? _leftAs), position, count));

    private void Tell(RecordFate fate, long position, int count)
    {
        Record(EventKind.RecordsEnded, (byte)fate, position, count);
        if (_stream.Group is { } group)
        {
            _shard.Commit(group, position + count);
        }
    }

    private void Record(EventKind kind, byte cause, long position, int count)
    {
        if (_host.Log is { } log)
        {
            if (_resource == SimEvent.None)
            {
                _resource = log.Announce(ResourceKind.ShardReader, $"{_mapping.Name} {_shard.Id}", $"{_mapping.Settings.Arn}/{_shard.Id}", []);
            }

            log.Record(kind, cause, Sender.Client, _resource, SimEvent.PairValue((int)position, count));
        }
    }
}
