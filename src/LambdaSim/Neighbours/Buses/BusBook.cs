using LambdaSim.Neighbours.Handover;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Buses;

/// <summary>The buses of one simulation: EventBridge of each account and region.</summary>
internal sealed class BusBook(INeighbourHost host, Courier courier) : RegionalBook<BusService>
{
    public INeighbourHost Host => host;

    public Courier Courier => courier;

    /// <summary>When the simulation began: default buses are as old.</summary>
    public Instant Start { get; } = host.Now;

    public override IResource? Find(Arn arn) => arn.Account.Length > 0 && arn.Region.Length > 0 ? At(arn.Account, arn.Region).Find(arn) : null;

    public override IEnumerable<string> Notes => Services.SelectMany(static s => s.Notes);

    protected override BusService Make(string account, string region) => new(account, region, this);
}
