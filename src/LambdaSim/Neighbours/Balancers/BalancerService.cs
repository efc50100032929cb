using System.Globalization;
using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Gateways;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Balancers;

/// <summary>Elastic Load Balancing of one account and Region (rule ALB-CONTROL).</summary>
internal sealed class BalancerService(INeighbourHost host, string account, string region)
{
    private int _numbers;

    public SortedDictionary<string, Balancer> Balancers { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, TargetGroup> Groups { get; } = new(StringComparer.Ordinal);

    public INeighbourHost Host => host;

    public IEnumerable<Listener> Listeners => Balancers.Values.SelectMany(static b => b.Listeners);

    public string NewArn(string resource) => new Arn("aws", BalancerBook.Arns, region, account, $"{resource}/{NewId(resource)}").ToString();

    public string NewId(string kind) => Randomness.StableHash.Of(Configuration.Text.Invariant($"{account}/{region}/{kind}/{_numbers++}")).ToString("x16", CultureInfo.InvariantCulture);

    /// <exception cref="BalancerException">There is none.</exception>
    public Balancer Balancer(string arn) => Balancers.GetValueOrDefault(arn) ?? throw BalancerException.MissingBalancer();

    /// <exception cref="BalancerException">There is none.</exception>
    public TargetGroup Group(string arn) => Groups.GetValueOrDefault(arn) ?? throw BalancerException.MissingGroup();

    /// <exception cref="BalancerException">There is none.</exception>
    public Listener Listener(string arn) => Listeners.FirstOrDefault(l => l.Arn == arn) ?? throw BalancerException.MissingListener();

    /// <exception cref="BalancerException">There is none.</exception>
    public (Listener Listener, BalancerRule Rule) Rule(string arn) =>
        Listeners.SelectMany(static l => l.Rules.Select(r => (l, r))).FirstOrDefault(p => p.r.Arn == arn) is ({ } listener, { } rule) ? (listener, rule) : throw BalancerException.MissingRule();

    public IEnumerable<Balancer> UsersOf(TargetGroup group) =>
        Balancers.Values.Where(b => b.Listeners.Exists(l => l.Rules.Exists(r => RuleActions.GroupsOf(r.Actions).Contains(group.Arn, StringComparer.Ordinal))));

    public TargetGroup AddGroup(JsonObject document)
    {
        var group = new TargetGroup(host, document, g => UsersOf(g).Any());
        Groups.Add(group.Arn, group);
        return group;
    }

    /// <exception cref="BalancerException">Something forwards to it.</exception>
    public void DeleteGroup(string arn)
    {
        // AWS deletes what is not there without a word.
        if (Groups.TryGetValue(arn, out var group))
        {
            if (UsersOf(group).Any())
            {
                throw BalancerException.InUse(arn);
            }

            if (group.Function is { } function)
            {
                group.Deregister(function);
            }

            Groups.Remove(arn);
        }
    }

    public IHttpFront? Front(string name) => Balancers.Values.FirstOrDefault(b => FrontHost.Is(b.Domain, name));

    /// <summary>What was asked for and is not acted on.</summary>
    public IEnumerable<string> Notes
    {
        get
        {
            if (Groups.Values.Any(static g => g.Function is not null))
            {
                yield return "load balancers: whether a function lets them invoke it is not checked";
            }

            foreach (var balancer in Balancers.Values)
            {
                foreach (var attribute in balancer.Attributes.Keys.Where(static a => a != BalancerAttributes.Protection))
                {
                    yield return $"load balancer {balancer.Name}: {attribute}";
                }

                if (balancer.Document["SecurityGroups"]!.AsArray().Count > 0)
                {
                    yield return $"load balancer {balancer.Name}: security groups";
                }

                if ((string)balancer.Document["IpAddressType"]! != "ipv4")
                {
                    yield return $"load balancer {balancer.Name}: IpAddressType";
                }

                if (balancer.Document["CustomerOwnedIpv4Pool"] is not null)
                {
                    yield return $"load balancer {balancer.Name}: CustomerOwnedIpv4Pool";
                }

                if (balancer.Listeners.Exists(static l => (string)l.Document["Protocol"]! == "HTTPS"))
                {
                    yield return $"load balancer {balancer.Name}: certificates and TLS of its listeners";
                }
            }
        }
    }
}
