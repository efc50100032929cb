using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Roles;

/// <summary>A role: a name with policies, which nothing enforces (rule IAM-NAMES).</summary>
internal sealed class Role(Arn arn, string path, string name, Instant createdAt) : IResource
{
    public string Kind => "role";

    public string Name { get; } = name;

    public string Path { get; } = path;

    public Arn Arn { get; } = arn;

    public Instant CreatedAt { get; } = createdAt;

    /// <summary>Who may be it, as JSON.</summary>
    public required string Trust { get; set; }

    public string? Description { get; set; }

    public int MaxSessionSeconds { get; set; } = 3_600;

    /// <summary>ARN of a policy; null: none.</summary>
    public string? Boundary { get; set; }

    /// <summary>Documents of its own, by name.</summary>
    public SortedDictionary<string, string> Inline { get; } = new(StringComparer.Ordinal);

    /// <summary>ARNs of managed policies, in the order in which they were attached.</summary>
    public List<string> Attached { get; } = [];

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);
}

/// <summary>A policy with up to five versions of its document.</summary>
internal sealed class ManagedPolicy(Arn arn, string path, string name, Instant createdAt) : IResource
{
    private const int MostVersions = 5;

    private readonly List<PolicyVersion> _versions = [];
    private int _number;

    public string Kind => "policy";

    public string Name { get; } = name;

    public string Path { get; } = path;

    public Arn Arn { get; } = arn;

    public Instant CreatedAt { get; } = createdAt;

    public Instant UpdatedAt { get; private set; } = createdAt;

    public string? Description { get; init; }

    public string Default { get; private set; } = "v1";

    /// <summary>Newest first.</summary>
    public IEnumerable<PolicyVersion> Versions => Enumerable.Reverse(_versions);

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    public PolicyVersion Add(string document, bool isDefault, Instant now)
    {
        if (_versions.Count == MostVersions)
        {
            throw IamException.TooMany("A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.");
        }

        var version = new PolicyVersion(Configuration.Text.Invariant($"v{++_number}"), document, now);
        _versions.Add(version);
        (Default, UpdatedAt) = (isDefault ? version.Id : Default, now);
        return version;
    }

    /// <exception cref="IamException">There is none.</exception>
    public PolicyVersion At(string id) => _versions.Find(v => v.Id == id) ?? throw IamException.Missing($"Policy {Arn} version {id} does not exist or is not attachable.");

    public void Choose(string id, Instant now) => (Default, UpdatedAt) = (At(id).Id, now);

    public void Remove(string id)
    {
        var version = At(id);
        if (version.Id == Default)
        {
            throw IamException.Conflict("Cannot delete the default version of a policy.");
        }

        _versions.Remove(version);
    }
}

/// <summary>A document of a policy.</summary>
internal sealed record PolicyVersion(string Id, string Document, Instant At);

/// <summary>An instance profile: a name for a role.</summary>
internal sealed record InstanceProfile(Arn Arn, string Path, string Name, Instant CreatedAt) : IResource
{
    public string Kind => "instance profile";

    /// <summary>Null: none.</summary>
    public Role? Role { get; set; }

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);
}
