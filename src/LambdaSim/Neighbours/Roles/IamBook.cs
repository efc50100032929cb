using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Roles;

/// <summary>IAM of one simulation: of each account, for all regions.</summary>
internal sealed class IamBook(INeighbourHost host) : IResourceBook
{
    private readonly SortedDictionary<string, IamService> _services = new(StringComparer.Ordinal);

    public IamService At(string account)
    {
        if (!_services.TryGetValue(account, out var service))
        {
            _services.Add(account, service = new IamService(account, host));
        }

        return service;
    }

    public IResource? Find(Arn arn) => _services.GetValueOrDefault(arn.Account)?.Find(arn);

    /// <summary>What was asked for and is not acted on.</summary>
    public IEnumerable<string> Notes => _services.Values.Any(static s => s.Roles.Count + s.Policies.Count > 0) ? ["IAM: roles and policies are names, whoever asks, may"] : [];
}
