using LambdaSim.Configuration;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Roles;

/// <summary>IAM of one account: roles, policies and attachments as stored names (rules IAM-NAMES, IAM-DELETE, IAM-MANAGED).</summary>
internal sealed class IamService(string account, INeighbourHost host)
{
    public const string Arns = "iam";

    private const string ManagedAccount = "aws";

    private const string ManagedDocument = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

    private const int MostAttached = 10, MostTags = 50, MaxDepth = 64, MaxValues = 100_000;

    private readonly SortedDictionary<string, Role> _roles = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ManagedPolicy> _policies = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, InstanceProfile> _profiles = new(StringComparer.Ordinal);

    public string Account { get; } = account;

    public IReadOnlyCollection<Role> Roles => _roles.Values;

    public IReadOnlyCollection<ManagedPolicy> Policies => _policies.Values;

    public IReadOnlyCollection<InstanceProfile> Profiles => _profiles.Values;

    private NodaTime.Instant Now => host.Now;

    public Role CreateRole(string name, string path, string trust)
    {
        CheckDocument(trust);
        return _roles.ContainsKey(name) ? throw IamException.Exists($"Role with name {name} already exists.")
            : _roles[name] = new Role(ArnOf("role", path, name), path, name, Now) { Trust = trust };
    }

    /// <exception cref="IamException">There is none.</exception>
    public Role Role(string name) => _roles.GetValueOrDefault(name) ?? throw IamException.Missing($"The role with name {name} cannot be found.");

    public void DeleteRole(string name)
    {
        var role = Role(name);
        var reason = _profiles.Values.Any(p => p.Role == role) ? "must remove roles from instance profile first."
            : role.Attached.Count > 0 ? "must detach all policies first."
            : role.Inline.Count > 0 ? "must delete policies first."
            : null;
        _ = reason is null ? _roles.Remove(name) : throw IamException.Conflict($"Cannot delete entity, {reason}");
    }

    public void Attach(string roleName, string arn)
    {
        var role = Role(roleName);
        if (FindPolicy(arn) is null)
        {
            throw IamException.Missing($"Policy {arn} does not exist or is not attachable.");
        }

        if (role.Attached.Contains(arn, StringComparer.Ordinal))
        {
            return;
        }

        if (role.Attached.Count == MostAttached)
        {
            throw IamException.TooMany(Text.Invariant($"Cannot exceed quota for PoliciesPerRole: {MostAttached}"));
        }

        role.Attached.Add(arn);
    }

    public void Detach(string roleName, string arn)
    {
        if (!Role(roleName).Attached.Remove(arn))
        {
            throw IamException.Missing($"Policy {arn} was not found.");
        }
    }

    public void PutInline(string roleName, string name, string document)
    {
        CheckDocument(document);
        Role(roleName).Inline[name] = document;
    }

    /// <exception cref="IamException">There is none.</exception>
    public string Inline(string roleName, string name) => Role(roleName).Inline.GetValueOrDefault(name) ?? throw IamException.Missing($"The role policy with name {name} cannot be found.");

    public ManagedPolicy CreatePolicy(string name, string path, string document, string? description)
    {
        CheckDocument(document);
        var arn = ArnOf("policy", path, name);
        if (_policies.Values.Any(p => p.Name == name))
        {
            throw IamException.Exists($"A policy called {name} already exists. Duplicate names are not allowed.");
        }

        var policy = new ManagedPolicy(arn, path, name, Now) { Description = description };
        policy.Add(document, isDefault: true, Now);
        return _policies[arn.ToString()] = policy;
    }

    /// <exception cref="IamException">There is none.</exception>
    public ManagedPolicy Policy(string arn) => FindPolicy(arn) ?? throw IamException.Missing($"Policy {arn} was not found.");

    public void DeletePolicy(string arn)
    {
        var policy = Policy(arn);
        var reason = AttachmentsOf(arn) > 0 ? "Cannot delete a policy attached to entities." : policy.Versions.Count() > 1 ? "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy." : null;
        _ = reason is null ? _policies.Remove(arn) : throw IamException.Conflict(reason);
    }

    public PolicyVersion AddVersion(string arn, string document, bool isDefault)
    {
        CheckDocument(document);
        return Policy(arn).Add(document, isDefault, Now);
    }

    public void ChooseVersion(string arn, string id) => Policy(arn).Choose(id, Now);

    public int AttachmentsOf(string arn) => _roles.Values.Count(r => r.Attached.Contains(arn, StringComparer.Ordinal));

    public InstanceProfile CreateProfile(string name, string path) => _profiles.ContainsKey(name)
        ? throw IamException.Exists($"Instance Profile {name} already exists.")
        : _profiles[name] = new InstanceProfile(ArnOf("instance-profile", path, name), path, name, Now);

    /// <exception cref="IamException">There is none.</exception>
    public InstanceProfile Profile(string name) => _profiles.GetValueOrDefault(name) ?? throw IamException.Missing($"Instance Profile {name} cannot be found.");

    public void AddToProfile(string name, string roleName)
    {
        var profile = Profile(name);
        profile.Role = profile.Role is null ? Role(roleName) : throw IamException.TooMany("Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1");
    }

    public void DeleteProfile(string name) =>
        _ = Profile(name).Role is null ? _profiles.Remove(name) : throw IamException.Conflict("Cannot delete entity, must remove roles from instance profile first.");

    public IResource? Find(Arn arn) =>
        _roles.Values.FirstOrDefault(r => r.Arn == arn) ?? FindPolicy(arn.ToString()) ?? (IResource?)_profiles.Values.FirstOrDefault(p => p.Arn == arn);

    public static void Tag(SortedDictionary<string, string> tags, IReadOnlyDictionary<string, string> more)
    {
        if (tags.Keys.Union(more.Keys, StringComparer.Ordinal).Count() > MostTags)
        {
            throw IamException.TooMany(Text.Invariant($"The number of tags has reached the maximum limit: {MostTags}."));
        }

        foreach (var (key, value) in more)
        {
            tags[key] = value;
        }
    }

    // AWS's own policies exist all; what they allow is not told.
    private ManagedPolicy? FindPolicy(string arn)
    {
        if (_policies.TryGetValue(arn, out var policy))
        {
            return policy;
        }

        if (!Arn.TryParse(arn, out var named) || named is not { Service: Arns, Account: ManagedAccount } || !named.Resource.StartsWith("policy/", StringComparison.Ordinal))
        {
            return null;
        }

        var slash = named.Resource.LastIndexOf('/');
        policy = new ManagedPolicy(named, named.Resource["policy".Length..(slash + 1)], named.Resource[(slash + 1)..], host.Now);
        policy.Add(ManagedDocument, isDefault: true, host.Now);
        return policy;
    }

    private Arn ArnOf(string kind, string path, string name) => new("aws", Arns, "", Account, $"{kind}{path}{name}");

    private static void CheckDocument(string document)
    {
        if (JsonText.ProblemOf(System.Text.Encoding.UTF8.GetBytes(document), MaxDepth, MaxValues) is not null || !JsonText.IsObject(System.Text.Encoding.UTF8.GetBytes(document)))
        {
            throw IamException.Malformed("Syntax errors in policy.");
        }
    }
}
