using LambdaSim.Configuration;
using LambdaSim.Randomness;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Secrets;

/// <summary>Secrets Manager of one account in one region (rules SEC-CREATE, SEC-GET, SEC-DELETE).</summary>
internal sealed class SecretService(string account, string region, INeighbourHost host)
{
    public const string Arns = "secretsmanager";

    private const int LongestValue = 65_536, LeastWindow = 7, MostWindow = 30, SuffixLength = 6, MostTags = 50;

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private readonly SortedDictionary<string, Secret> _secrets = new(StringComparer.Ordinal);
    private readonly ulong _ids = Draw.Stream(host.Seed, Purpose.SecretVersion, StableHash.Of($"{account}/{region}"));
    private readonly RequestBudget _reads = new();
    private ulong _versions;
    private ulong _staleReads;
    private ulong _created;

    public string Account { get; } = account;

    public string Region { get; } = region;

    /// <summary>Requests a second that read values, of handlers; null: any number.</summary>
    public int? ReadsPerSecond { get; set; } = 10_000;

    /// <summary>In ordinal order of their names, those marked for deletion too.</summary>
    public IReadOnlyCollection<Secret> All
    {
        get
        {
            Expire();
            return _secrets.Values;
        }
    }

    public INeighbourHost Host => host;

    public Instant Now => host.Now;

    public Secret Create(string name, string? token, string? text, string? binary, IReadOnlyDictionary<string, string> tags)
    {
        CheckName(name);
        CheckValue(text, binary, isNeeded: false);
        CheckTags(tags, []);
        Expire();
        if (_secrets.TryGetValue(name, out var known))
        {
            // The same request again is the same secret.
            return known.DeletedAt is not null ? throw SecretException.Request("You can't create this secret because a secret with this name is already scheduled for deletion.")
                : token is not null && known.WithId(token) is { } version && version.Text == text && version.Binary == binary ? known
                : throw SecretException.Exists(name);
        }

        var secret = new Secret(name, new Arn("aws", Arns, Region, Account, $"secret:{name}-{Suffix(name)}"), host.Now);
        _secrets.Add(name, secret);
        foreach (var (key, value) in tags)
        {
            secret.Tags[key] = value;
        }

        if (text is not null || binary is not null)
        {
            secret.Put(token ?? NextId(), text, binary, [Secret.Current], host.Now);
        }

        return secret;
    }

    /// <param name="id">Name, ARN, or ARN without the six letters at its end.</param>
    /// <exception cref="SecretException">There is none.</exception>
    public Secret Any(string id)
    {
        Expire();
        return _secrets.GetValueOrDefault(id) ?? (Arn.TryParse(id, out var arn) ? Find(arn) : null) ?? throw SecretException.NotFound();
    }

    /// <exception cref="SecretException">There is none, or it is marked for deletion.</exception>
    public Secret Get(string id) => Any(id) is { DeletedAt: null } secret ? secret : throw SecretException.Deleted();

    public Secret? Find(Arn arn) => _secrets.Values.FirstOrDefault(s => s.Arn == arn || (s.Arn.ToString() is var whole && whole[..^(SuffixLength + 1)] == arn.ToString()));

    /// <summary>The value of an id, or of a stage; of neither: the current one.</summary>
    public SecretVersion Value(Secret secret, string? versionId, string? stage)
    {
        var version = versionId is not null
            ? secret.WithId(versionId) is { } found && (stage is null || found.Stages.Contains(stage)) ? found : null
            : stage is null && secret.WithStage(Secret.Previous) is { } previous && IsStale(secret) ? previous
            : secret.WithStage(stage ?? Secret.Current);
        if (version is null)
        {
            throw SecretException.NoValue(versionId is not null ? $"VersionId: {versionId}" : $"staging label: {stage ?? Secret.Current}");
        }

        secret.AccessedAt = version.AccessedAt = host.Now.InUtc().Date.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();
        return version;
    }

    private bool IsStale(Secret secret) => secret.WithStage(Secret.Current) is { } current && host.ReadsStale(Arns, secret.Name, current.At, _staleReads++);

    public SecretVersion Put(Secret secret, string? token, string? text, string? binary, IReadOnlyCollection<string> stages)
    {
        CheckValue(text, binary, isNeeded: true);
        return secret.Put(token ?? NextId(), text, binary, stages.Count > 0 ? stages : [Secret.Current], host.Now);
    }

    /// <summary>Marks it for deletion: it can be restored until the end of its recovery window (rule SEC-DELETE).</summary>
    /// <returns>When it goes.</returns>
    public Instant Delete(Secret secret, int? windowDays, bool isForced)
    {
        if (isForced && windowDays is not null)
        {
            throw SecretException.Parameter("You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
        }

        if (windowDays is < LeastWindow or > MostWindow)
        {
            throw SecretException.Parameter(Text.Invariant($"The RecoveryWindowInDays value must be between {LeastWindow} and {MostWindow} days (inclusive)."));
        }

        secret.DeletedAt = host.Now;
        secret.GoesAt = host.Now + (isForced ? Duration.Zero : Duration.FromDays(windowDays ?? MostWindow));
        if (isForced)
        {
            _secrets.Remove(secret.Name);
        }

        return secret.GoesAt.Value;
    }

    public static void Tag(Secret secret, IReadOnlyDictionary<string, string> tags)
    {
        CheckTags(tags, secret.Tags.Keys);
        foreach (var (key, value) in tags)
        {
            secret.Tags[key] = value;
        }
    }

    /// <summary>A handler's request that reads: so many a second and no more (rule SEC-RATE).</summary>
    public void Read(Sender by)
    {
        if (by.Cause == Events.SendCause.Handler && ReadsPerSecond is { } rate && !_reads.Take(host.Now, rate))
        {
            throw SecretException.Throttled();
        }
    }

    /// <summary>Letters drawn for a password.</summary>
    public ulong NextDraw() => Draw.At(_ids, (1ul << 62) + _created++);

    private string NextId() => DeterministicGuid.At(_ids, _versions++).ToString("D");

    private string Suffix(string name)
    {
        var stream = Draw.Stream(host.Seed, Purpose.SecretName, StableHash.Of($"{Account}/{Region}/{name}"));
        return string.Create(SuffixLength, (stream, _created++), static (text, s) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = Letters[(int)(Draw.At(s.stream, (s.Item2 << 8) + (ulong)i) % (ulong)Letters.Length)];
            }
        });
    }

    // Those whose window is over are gone when somebody looks next: nothing is armed for them.
    private void Expire()
    {
        foreach (var gone in _secrets.Values.Where(s => s.GoesAt <= host.Now).ToList())
        {
            _secrets.Remove(gone.Name);
        }
    }

    private static void CheckName(string name)
    {
        if (!name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '+' or '=' or '.' or '@' or '-'))
        {
            throw SecretException.Parameter("Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!");
        }
    }

    private static void CheckValue(string? text, string? binary, bool isNeeded)
    {
        if (text is not null && binary is not null)
        {
            throw SecretException.Parameter("You can't specify both a binary secret value and a string secret value in the same secret.");
        }

        if (isNeeded && text is null && binary is null)
        {
            throw SecretException.Parameter("You must provide either SecretString or SecretBinary.");
        }

        if (text is not null && System.Text.Encoding.UTF8.GetByteCount(text) > LongestValue)
        {
            throw SecretException.Parameter(Text.Invariant($"The secret value is too long: it has at most {LongestValue} bytes."));
        }
    }

    private static void CheckTags(IReadOnlyDictionary<string, string> tags, IEnumerable<string> present)
    {
        if (tags.Keys.Union(present, StringComparer.Ordinal).Count() > MostTags)
        {
            throw SecretException.Parameter(Text.Invariant($"A secret has at most {MostTags} tags."));
        }
    }
}
