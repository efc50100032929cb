using LambdaSim.Neighbours.Gateways;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Balancers;

/// <summary>The load balancers that requests made, of all accounts and Regions.</summary>
internal sealed class BalancerBook(INeighbourHost host) : RegionalBook<BalancerService>
{
    public const string Arns = "elasticloadbalancing";


    /// <summary>Who answers for a host or its first label; null: nobody.</summary>
    public IHttpFront? Front(string name) => Services.Select(s => s.Front(name)).FirstOrDefault(static f => f is not null);

    public override IResource? Find(Arn arn) => null;

    public override IEnumerable<string> Notes => Services.SelectMany(static s => s.Notes);

    protected override BalancerService Make(string account, string region) => new(host, account, region);
}
