using LambdaSim.Configuration;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Secrets;

/// <summary>A secret with its versions, and the stages that say which is which (rules SEC-VERSION, SEC-STAGE).</summary>
internal sealed class Secret(string name, Arn arn, Instant createdAt) : IResource
{
    public const string Current = "AWSCURRENT", Previous = "AWSPREVIOUS", Pending = "AWSPENDING";

    private const int MostStages = 20, MostVersions = 100;

    private readonly List<SecretVersion> _versions = [];

    public string Kind => "secret";

    public string Name { get; } = name;

    public Arn Arn { get; } = arn;

    public Instant CreatedAt { get; } = createdAt;

    public Instant ChangedAt { get; set; } = createdAt;

    /// <summary>The day on which it was read last; null: never.</summary>
    public Instant? AccessedAt { get; set; }

    /// <summary>When it goes; null: it stays.</summary>
    public Instant? GoesAt { get; set; }

    /// <summary>When it was marked for deletion; null: it is not.</summary>
    public Instant? DeletedAt { get; set; }

    public string? Description { get; set; }

    public string? KmsKeyId { get; set; }

    /// <summary>Kept and shown: whoever asks, may.</summary>
    public string? Policy { get; set; }

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<SecretVersion> Versions => _versions;

    public SecretVersion? WithStage(string stage) => _versions.Find(v => v.Stages.Contains(stage));

    public SecretVersion? WithId(string id) => _versions.Find(v => v.Id == id);

    /// <summary>Adds a version with stages; the one that had them has them no more. The same id with the same value is the same version.</summary>
    public SecretVersion Put(string id, string? text, string? binary, IReadOnlyCollection<string> stages, Instant now)
    {
        if (WithId(id) is { } known)
        {
            return known.Text == text && known.Binary == binary ? known : throw SecretException.TokenUsed();
        }

        var version = new SecretVersion(id, text, binary, now);
        _versions.Add(version);

        // The first is the current one, whatever stages it was given.
        foreach (var stage in _versions.Count == 1 ? stages.Append(Current).Distinct(StringComparer.Ordinal) : stages)
        {
            Move(stage, version);
        }

        Forget();
        ChangedAt = now;
        return version;
    }

    /// <summary>Gives a stage to a version. Where it is the current one, the version that was is the previous one.</summary>
    public void Move(string stage, SecretVersion to)
    {
        var from = WithStage(stage);
        if (from == to)
        {
            return;
        }

        from?.Stages.Remove(stage);
        to.Stages.Add(stage);
        if (to.Stages.Count > MostStages)
        {
            throw SecretException.Request(Text.Invariant($"A version of a secret has at most {MostStages} staging labels."));
        }

        if (stage == Current && from is not null)
        {
            WithStage(Previous)?.Stages.Remove(Previous);
            to.Stages.Remove(Previous);
            from.Stages.Add(Previous);
        }
    }

    // Versions without a stage are deprecated: Secrets Manager keeps some of them.
    private void Forget()
    {
        while (_versions.Count > MostVersions && _versions.Find(static v => v.Stages.Count == 0) is { } oldest)
        {
            _versions.Remove(oldest);
        }
    }
}

/// <summary>A value of a secret.</summary>
/// <param name="Id">A UUID, or what the client gave.</param>
/// <param name="Text">Null: it has bytes.</param>
/// <param name="Binary">Base64; null: it has a text.</param>
/// <param name="At">When it was put.</param>
internal sealed record SecretVersion(string Id, string? Text, string? Binary, Instant At)
{
    /// <summary>In ordinal order.</summary>
    public SortedSet<string> Stages { get; } = new(StringComparer.Ordinal);

    /// <summary>When it was read last; null: never.</summary>
    public Instant? AccessedAt { get; set; }
}
