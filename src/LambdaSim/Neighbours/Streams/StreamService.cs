using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Streams;

/// <summary>Kinesis Data Streams of one account in one Region.</summary>
internal sealed class StreamService(string account, string region, StreamBook book)
{
    /// <summary>AWS's quota of the largest Regions (rule KIN-QUOTAS).</summary>
    public const int ShardLimit = 20_000;

    public const int OnDemandLimit = 50;

    private const int MostCreating = 5, MaxName = 128;

    private readonly SortedDictionary<string, DataStream> _streams = new(StringComparer.Ordinal);
    private BillingCommitment _commitment = BillingCommitment.None;
    private ulong _made;

    public string Account => account;

    public string Region => region;

    public StreamBook Book => book;

    /// <summary>In ordinal order of their names.</summary>
    public IReadOnlyCollection<DataStream> Streams
    {
        get
        {
            Settle();
            return _streams.Values;
        }
    }

    public long OpenShards => Streams.Sum(static s => (long)s.OpenShardCount);

    public int OnDemandStreams => Streams.Count(static s => s.IsOnDemand);

    public BillingCommitment Commitment => _commitment = _commitment.At(book.Host.Now);

    public void Commit(bool isOn) => _commitment = Commitment.Told(isOn, book.Host.Now);

    /// <summary>CreateStream (rule KIN-CREATE).</summary>
    public DataStream Create(string name, StreamSettings settings)
    {
        settings.Check(name, account);
        if (Named(name) is not null)
        {
            throw StreamException.Exists(name, account);
        }

        if (_streams.Values.Count(static s => s.Status == "CREATING") >= MostCreating)
        {
            throw StreamException.LimitOf(Configuration.Text.Invariant($"Limit of {MostCreating} streams in CREATING state under account {account} exceeded."));
        }

        if (settings.IsOnDemand && OnDemandStreams >= OnDemandLimit)
        {
            throw StreamException.LimitOf(Configuration.Text.Invariant($"Limit of {OnDemandLimit} on-demand streams under account {account} in {region} exceeded."));
        }

        CheckRoom(settings.IsOnDemand ? 0 : settings.Shards);
        var stream = Put(name, settings);
        stream.Open(settings.Shards);
        return stream;
    }

    /// <summary>Adds a stream that nobody has asked for over the API, active at once.</summary>
    /// <exception cref="ResourceConflictException">There is one of this name.</exception>
    public DataStream Add(string name, int shards)
    {
        if (name.Length > MaxName || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-'))
        {
            throw StreamException.Invalid($"1 validation error detected: Value '{name}' at 'streamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
        }

        if (Named(name) is not null)
        {
            throw new ResourceConflictException($"Stream already exists: {name}");
        }

        CheckRoom(shards);
        var stream = Put(name, new StreamSettings { ShardCount = shards });
        stream.OpenNow(shards);
        return stream;
    }

    private DataStream Put(string name, StreamSettings settings)
    {
        var stream = new DataStream(name, this, settings, ++_made);
        _streams.Add(name, stream);
        book.Made?.Invoke(stream);
        return stream;
    }

    /// <summary>Whether the account can have so many shards more.</summary>
    /// <exception cref="StreamException">It cannot.</exception>
    public void CheckRoom(long added)
    {
        var current = Streams.Where(static s => !s.IsOnDemand).Sum(static s => (long)s.OpenShardCount);
        if (added > 0 && current + added > ShardLimit)
        {
            throw StreamException.TooManyShards(account, region, current, ShardLimit, added);
        }
    }

    /// <exception cref="StreamException">There is none of this name.</exception>
    public DataStream Get(string name) => Named(name) ?? throw StreamException.NoStream(name, account);

    /// <summary>One that can be written and read: one that is not made yet is as none.</summary>
    /// <exception cref="StreamException">There is none of this name.</exception>
    public DataStream Usable(string name) => Named(name) is { IsMade: true } stream ? stream : throw StreamException.NoStream(name, account);

    /// <summary>Null: there is none.</summary>
    public DataStream? Named(string name)
    {
        Settle();
        return _streams.GetValueOrDefault(name);
    }

    /// <summary>Null: there is none.</summary>
    public DataStream? OfId(string id) => Streams.FirstOrDefault(s => s.Id == id);

    /// <summary>A stream, or a consumer of one.</summary>
    public IResource? Find(Arn arn)
    {
        const string Prefix = "stream/";
        if (arn.Service != Arn.Kinesis || !arn.Resource.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var rest = arn.Resource[Prefix.Length..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        return Named(slash < 0 ? rest : rest[..slash]) is not { } stream ? null : slash < 0 ? stream : stream.ConsumerOf(arn);
    }

    public Arn ArnOf(string name) => new("aws", Arn.Kinesis, region, account, $"stream/{name}");

    public void Remove(DataStream stream) => _streams.Remove(stream.Name);

    // States pass when somebody looks.
    private void Settle()
    {
        foreach (var stream in _streams.Values.Where(static s => s.IsDue).ToList())
        {
            stream.CatchUp();
        }
    }
}
