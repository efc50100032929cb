using LambdaSim.Configuration;
using LambdaSim.Neighbours.Handover;
using LambdaSim.Randomness;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Buckets;

/// <summary>The buckets of one simulation: their names are those of all accounts and Regions together (rule BKT-CREATE).</summary>
internal sealed class BucketBook(INeighbourHost host, Courier courier, S3Config times) : IResourceBook
{
    /// <summary>Most bytes of an object here, and of an upload in parts; AWS takes 5 TB (rule BKT-SIZE).</summary>
    public const int LargestObject = 1_073_741_824;

    /// <summary>Most bytes of one request; AWS takes 5 GB.</summary>
    public const int LargestBody = 268_435_456;

    private const int MostBuckets = 10_000;
    private const string VersionLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";
    private const int VersionLength = 32, UploadLength = 128;

    private readonly SortedDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _notes = new(StringComparer.Ordinal);
    private readonly ulong _stream = Draw.Stream(host.Seed, Purpose.BucketId, StableHash.Of("s3"));
    private ulong _drawn;
    private long _uploads;
    private long _sequencer;

    public INeighbourHost Host => host;

    public Courier Courier => courier;

    /// <summary>How long what AWS names no exact figure for takes.</summary>
    public S3Config Times => times;

    /// <summary>How notifications are handed over: S3 has no dead letters, and tries what may pass for a day (rule BKT-NOTIFY-RETRY).</summary>
    public HandoverPolicy Policy { get; } = HandoverPolicy.Doubling(times.NotificationLatency.ToDuration(), int.MaxValue, Duration.FromDays(1));

    /// <summary>The buckets, in ordinal order of their names.</summary>
    public IReadOnlyCollection<Bucket> All => _buckets.Values;

    /// <summary>What was asked for and is not acted on.</summary>
    public IEnumerable<string> Notes => _notes;

    /// <summary>Once there has been a bucket, or all resources are declared, no other is taken to exist.</summary>
    public bool IsComplete { get; private set; }

    public IResource? Find(Arn arn) => arn is { Region: "", Account: "" } ? Find(arn.Resource) : null;

    public Bucket? Bucket(string name) => _buckets.GetValueOrDefault(name);

    /// <exception cref="BucketServiceException">There is none of this name.</exception>
    public Bucket Get(string name) => Bucket(name) ?? throw BucketServiceException.NoSuchBucket(name);

    /// <summary>Adds a bucket that nobody has asked for over the API.</summary>
    /// <exception cref="ResourceConflictException">There is one of this name.</exception>
    public Bucket Add(string name, string account, string region)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return !BucketNames.IsName(name) ? throw new InvalidParameterValueException($"bucket '{name}': The specified bucket is not valid: a name has 3 to 63 small letters, digits, hyphens and dots, and begins and ends with a letter or digit")
            : _buckets.ContainsKey(name) ? throw new ResourceConflictException($"Bucket already exists: {name}")
            : Put(name, account, region);
    }

    /// <summary>CreateBucket: one of the same owner is given again in us-east-1, as AWS has it for old clients.</summary>
    public Bucket Create(string name, string account, string region)
    {
        if (!BucketNames.IsName(name))
        {
            throw BucketServiceException.InvalidName(name);
        }

        if (Bucket(name) is { } existing)
        {
            return existing.Account != account ? throw BucketServiceException.AlreadyExists(name)
                : existing.Region != region || region != Regions.Oldest ? throw BucketServiceException.AlreadyOwned(name)
                : existing;
        }

        return _buckets.Values.Count(b => b.Account == account) < MostBuckets ? Put(name, account, region)
            : throw new BucketServiceException("TooManyBuckets", 400, "You have attempted to create more buckets than allowed");
    }

    public void Delete(string name)
    {
        if (!Get(name).Objects.IsEmpty)
        {
            throw BucketServiceException.NotEmpty(name);
        }

        _buckets.Remove(name);
    }

    public void Note(string what) => _notes.Add(what);

    /// <summary>A request of a bucket's owner that no client sent.</summary>
    public BucketRequest OwnRequest(Bucket bucket) => new(NextRequest(), bucket.Account) { By = Host.Sender };

    public string NextVersion() => Letters(VersionLength);

    public (string Id, long Number) NextUpload() => (Letters(UploadLength), _uploads++);

    /// <summary>Grows with each event, and with time.</summary>
    public long NextSequencer() => _sequencer = Math.Max(_sequencer + 1, Host.Now.ToUnixTimeTicks());

    public Guid NextGuid() => DeterministicGuid.At(_stream, _drawn++);

    private string NextRequest() => Draw.At(_stream, _drawn++).ToString("X16", System.Globalization.CultureInfo.InvariantCulture);

    private string Letters(int count) => string.Create(count, this, static (text, book) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = VersionLetters[(int)(Draw.At(book._stream, book._drawn++) % (ulong)VersionLetters.Length)];
        }
    });

    private IResource? Find(string resource) =>
        resource.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash
            ? Bucket(resource[..slash])?.Objects.Newest(resource[(slash + 1)..]) is { } stored ? new ObjectResource(_buckets[resource[..slash]], stored) : null
            : Bucket(resource);

    private Bucket Put(string name, string account, string region)
    {
        IsComplete = true;
        return _buckets[name] = new Bucket(name, account, region, this);
    }
}

/// <summary>An object, as its ARN names it.</summary>
internal sealed record ObjectResource(Bucket Bucket, StoredObject Stored) : IContent
{
    public Arn Arn => Arn.OfBucket($"{Bucket.Name}/{Stored.Key}");

    public string Kind => "object";

    public string Name => Stored.Key;

    public ReadOnlyMemory<byte>? Content => Stored.Body;

    public IContent? Version(string version) => Bucket.Objects.Find(Stored.Key, version) is { IsDeleteMarker: false } found ? this with { Stored = found } : null;
}
