using LambdaSim.Neighbours.Gateways;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Balancers;

/// <summary>The load balancers that requests made, of all accounts and Regions.</summary>
internal sealed class BalancerBook(INeighbourHost host) : IResourceBook
{
    public const string Arns = "elasticloadbalancing";

    private readonly SortedDictionary<string, BalancerService> _services = new(StringComparer.Ordinal);

    public BalancerService At(string account, string region)
    {
        var key = $"{account}/{region}";
        if (!_services.TryGetValue(key, out var service))
        {
            _services.Add(key, service = new BalancerService(host, account, region));
        }

        return service;
    }

    /// <summary>Who answers for a host or its first label; null: nobody.</summary>
    public IHttpFront? Front(string name) => _services.Values.Select(s => s.Front(name)).FirstOrDefault(static f => f is not null);

    public IResource? Find(Arn arn) => null;

    public IEnumerable<string> Notes => _services.Values.SelectMany(static s => s.Notes);
}
