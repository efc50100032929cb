using LambdaSim.Configuration;
using LambdaSim.Randomness;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Streams;

/// <summary>A stream of Kinesis Data Streams: records in shards, each in the order of its coming.</summary>
public sealed partial class DataStream
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const int IdLetters = 20, IdEnd = 3;

    private readonly Arn _arn;
    private bool? _limitsThroughput;
    private readonly SortedDictionary<string, string> _tags = new(StringComparer.Ordinal);

    internal DataStream(string name, StreamService service, StreamSettings settings, ulong number)
    {
        Name = name;
        Service = service;
        _arn = service.ArnOf(name);
        Arn = _arn.ToString();
        Mode = settings.Mode;
        MaxRecordKiB = settings.MaxRecordKiB;
        WarmThroughput = settings.WarmThroughput;
        CreatedAt = Now;
        Id = IdOf(Draw.Stream(service.Book.Host.Seed, Purpose.StreamId, StableHash.Of(Arn)), number);
        StreamTags.Add(_tags, settings.Tags, name, Account);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its ARN.</summary>
    public string Arn { get; }

    /// <summary><c>CREATING</c>, <c>ACTIVE</c>, <c>UPDATING</c> or <c>DELETING</c>.</summary>
    public string Status
    {
        get
        {
            CatchUp();
            return _status;
        }
    }

    /// <summary>Shards that take records.</summary>
    public int OpenShardCount
    {
        get
        {
            CatchUp();
            return _open.Length;
        }
    }

    /// <summary>How long its records can be read: 24 hours unless it was told otherwise.</summary>
    public Duration Retention { get; private set; } = Duration.FromHours(LeastRetention);

    /// <summary>
    /// Whether its shards take and give no more in a second than AWS's do: 1,000 records and 1 MiB in, 5 calls and 2 MiB out. Off, a test may put as many as it likes
    /// at one instant. As <see cref="AccountConfig.LimitRequestRate"/> says where the stream itself was told nothing.
    /// </summary>
    public bool LimitsThroughput
    {
        get => _limitsThroughput ?? Service.Book.LimitsThroughput;
        set => _limitsThroughput = value;
    }

    internal StreamService Service { get; }

    internal string Account => Service.Account;

    internal string Id { get; }

    internal string Mode { get; private set; }

    internal bool IsOnDemand => Mode == StreamSettings.OnDemand;

    internal int MaxRecordKiB { get; private set; }

    internal int? WarmThroughput { get; private set; }

    internal Instant CreatedAt { get; }

    /// <summary>The present instant.</summary>
    internal Instant Instant => Now;

    internal SortedDictionary<string, string> Tags => _tags;

    private Instant Now => Service.Book.Host.Now;

    /// <summary>What came before it has expired.</summary>
    internal Instant Horizon => Now - Retention;

    internal long HorizonMs => Shard.CeilingMs(Horizon);

    // Buckets count from the stream's beginning: a long does not hold the nanoseconds since 1970 of each instant.
    private long Elapsed => (Now - CreatedAt).ToInt64Nanoseconds();

    /// <inheritdoc/>
    public override string ToString() => Text.Invariant($"{Name}: {Status}, {OpenShardCount} shards");

    private static string IdOf(ulong stream, ulong number)
    {
        var letters = new char[IdLetters + 1 + IdEnd];
        for (var i = 0; i < letters.Length; i++)
        {
            letters[i] = i == IdLetters ? '-' : Letters[(int)(Draw.At(Draw.At(stream, number), (ulong)i) % (ulong)Letters.Length)];
        }

        return new string(letters);
    }
}
