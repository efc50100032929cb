using LambdaSim.Events;
using LambdaSim.Neighbours;
using LambdaSim.Neighbours.Gateways;

namespace LambdaSim.Triggers;

/// <summary>What services hand events in for: each is announced once, and numbers its own events.</summary>
/// <param name="host">Log and seed.</param>
internal sealed class TriggerSources(INeighbourHost host)
{
    private readonly Dictionary<(string Service, string Arn), (int Index, int Events)> _known = [];

    /// <summary>Index of the resource in the log, and the request id of its next event.</summary>
    public (int Index, string RequestId) Next(string service, string arn)
    {
        var (index, events) = _known.TryGetValue((service, arn), out var known) ? known : (host.Log?.Announce(ResourceKind.Service, service, arn, []) ?? SimEvent.None, 0);
        _known[(service, arn)] = (index, events + 1);
        return (index, Integration.RequestId(host.Seed, arn, events));
    }
}
