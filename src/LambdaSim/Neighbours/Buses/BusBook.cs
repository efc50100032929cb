using LambdaSim.Neighbours.Handover;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Buses;

/// <summary>The buses of one simulation: EventBridge of each account and region.</summary>
internal sealed class BusBook(INeighbourHost host, Courier courier) : IResourceBook
{
    private readonly SortedDictionary<string, BusService> _services = new(StringComparer.Ordinal);

    public INeighbourHost Host => host;

    public Courier Courier => courier;

    /// <summary>When the simulation began: default buses are as old.</summary>
    public Instant Start { get; } = host.Now;

    public BusService At(string account, string region)
    {
        var key = $"{account}/{region}";
        if (!_services.TryGetValue(key, out var service))
        {
            _services.Add(key, service = new BusService(account, region, this));
        }

        return service;
    }

    IResource? IResourceBook.Find(Arn arn) => arn.Account.Length > 0 && arn.Region.Length > 0 ? At(arn.Account, arn.Region).Find(arn) : null;

    /// <summary>What was asked for and is not acted on.</summary>
    public IEnumerable<string> Notes => _services.Values.SelectMany(static s => s.Notes);
}
