using LambdaSim.Events;
using LambdaSim.Neighbours.Shards;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Sources.Streams;

/// <summary>
/// Reads a stream for one mapping: a reader for each shard, parents before children (rule STM-SHARDS). Where it begins is settled when it begins to poll; a shard that comes
/// later is read from its first record.
/// </summary>
internal sealed class StreamPoller : IPoller
{
    private const string Kafka = "kafka://";

    private readonly IShardedStream _stream;
    private readonly IShardConsumer? _consumer;
    private readonly SortedDictionary<string, ShardReader> _readers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private IDisposable? _look;
    private bool _isPolling;
    private bool _hasBegun;

    /// <param name="mapping">Whose poller it is.</param>
    /// <param name="source">A stream, or a consumer of one.</param>
    /// <param name="world">The world it stands in.</param>
    public StreamPoller(Mapping mapping, ISource source, StreamWorld world)
    {
        (Mapping, World, Settings) = (mapping, world, mapping.Settings);
        _consumer = source as IShardConsumer;
        _stream = _consumer?.Stream ?? (IShardedStream)source;
        Filter = RecordFilter.Of(Kind, Settings.Patterns);
    }

    /// <summary>What its readers read into, one after the other.</summary>
    public ShardRecord[] Chunk { get; } = new ShardRecord[256];

    public Mapping Mapping { get; }

    public StreamWorld World { get; }

    public MappingSettings Settings { get; private set; }

    /// <summary>Null: everything passes.</summary>
    public RecordFilter? Filter { get; private set; }

    public ShardedStreamKind Kind => _stream.StreamKind;

    public int? Lanes => _stream.Lanes;

    public string StreamArn => _stream.Arn.ToString();

    /// <summary>How often a shard is polled; zero: it pushes its records (rules STM-POLL, KFK-BATCH).</summary>
    public Duration PollInterval => (_consumer is not null, Kind) switch
    {
        (true, _) => Duration.Zero,
        (_, ShardedStreamKind.Kinesis) => Duration.FromSeconds(1),
        (_, ShardedStreamKind.DynamoDb) => Duration.FromMilliseconds(250),
        _ => Duration.Zero,
    };

    /// <summary>What takes deliveries at a name that is no ARN, such as <c>kafka://failures</c>; null: nothing does.</summary>
    public ISink? SinkAt(string name) => name.StartsWith(Kafka, StringComparison.Ordinal) ? _stream.SinkAt(name[Kafka.Length..]) : null;

    /// <summary>How long something of a shard is tried that no record limits.</summary>
    public Duration LongestAge { get; } = Duration.FromHours(24);

    private bool IsSourceGone => _stream.IsDeleted || _consumer is { IsDeleted: true };

    public void Start(MappingSettings settings)
    {
        Settings = settings;
        Filter = RecordFilter.Of(Kind, settings.Patterns);
        if (IsSourceGone)
        {
            // It went while nobody watched.
            LeaveReaders(RecordFate.StreamDeleted);
            return;
        }

        if (!_isPolling)
        {
            _isPolling = true;
            _stream.Watch(Changed);
        }

        Look();
        foreach (var reader in _readers.Values.ToList())
        {
            Begin(reader);
        }
    }

    // Each reader goes on by itself.
    public void Wake()
    {
    }

    public void Stop()
    {
        if (!_isPolling)
        {
            return;
        }

        _isPolling = false;
        _stream.Unwatch(Changed);
        _look?.Dispose();
        _look = null;
        foreach (var reader in _readers.Values)
        {
            reader.Stop();
        }

        // Nobody tells it later.
        if (IsSourceGone)
        {
            LeaveReaders(RecordFate.StreamDeleted);
        }
    }

    public void Leave()
    {
        Stop();
        LeaveReaders(RecordFate.MappingDeleted);
    }

    public void End()
    {
        Stop();
        foreach (var reader in _readers.Values)
        {
            reader.End();
        }
    }

    /// <summary>A shard was read to its end: those that continue it are next.</summary>
    public void ShardDone(ShardReader reader)
    {
        _readers.Remove(reader.Shard.Id);
        _done.Add(reader.Shard.Id);
        Changed();
    }

    // Once an instant, whatever has happened at it.
    private void Changed()
    {
        if (_isPolling)
        {
            _look ??= World.Host.After(Duration.Zero, () =>
            {
                _look = null;
                if (_isPolling)
                {
                    LookAgain();
                }
            });
        }
    }

    private void LookAgain()
    {
        if (IsSourceGone)
        {
            Stop();
            return;
        }

        Look();
        foreach (var reader in _readers.Values.ToList())
        {
            Begin(reader);
        }
    }

    private void LeaveReaders(RecordFate fate)
    {
        foreach (var reader in _readers.Values)
        {
            reader.Leave(fate);
        }
    }

    private void Look()
    {
        foreach (var shard in _stream.Shards)
        {
            if (!_readers.ContainsKey(shard.Id) && !_done.Contains(shard.Id))
            {
                _readers.Add(shard.Id, new ShardReader(this, shard, Settings.Stream!.Group is { } group && shard.Committed(group) is { } committed ? Math.Max(shard.First, committed) : _hasBegun ? shard.First : Beginning(shard)));
            }
        }

        _hasBegun = true;
    }

    private long Beginning(IShard shard) => Settings.Stream!.Start switch
    {
        StartingPosition.Latest => shard.Next,
        StartingPosition.AtTimestamp => Math.Max(shard.First, shard.At(Settings.Stream.StartAt)),
        _ => shard.First,
    };

    private void Begin(ShardReader reader)
    {
        if (!reader.Shard.Parents.Any(_readers.ContainsKey))
        {
            reader.Start();
        }
    }
}
