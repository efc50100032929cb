using LambdaSim.Events;
using LambdaSim.Neighbours;
using LambdaSim.Runtime;

namespace LambdaSim.Worlds;

/// <summary>What Lambda's neighbours leave in the event log of a simulation.</summary>
internal sealed class NeighbourLog(LoopHost host) : INeighbourLog
{
    private int _resources;

    public int Announce(ResourceKind kind, string name, string arn, IReadOnlyList<KeyValuePair<string, string>> settings)
    {
        host.Define(new ResourceDefinition(_resources, kind, name, arn) { Settings = settings });
        return _resources++;
    }

    public void Record(EventKind kind, byte cause, Sender by, int resource, long value) =>
        host.Record(new SimEvent(host.WorldNow, kind, cause, 0, by.Function, by.Invocation, resource, value));
}
