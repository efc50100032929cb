using LambdaSim.Events;
using LambdaSim.Neighbours;

namespace LambdaSim.Worlds;

/// <summary>What Lambda's neighbours leave in the log of a run.</summary>
internal sealed class NeighbourLog(Engine.Engine engine) : INeighbourLog
{
    private int _resources;

    public int Announce(ResourceKind kind, string name, string arn, IReadOnlyList<KeyValuePair<string, string>> settings)
    {
        engine.DefineResource(new ResourceDefinition(_resources, kind, name, arn) { Settings = settings });
        return _resources++;
    }

    public void Record(EventKind kind, byte cause, Sender by, int resource, long value) =>
        engine.Record(new SimEvent(engine.Now, kind, cause, 0, by.Function, by.Invocation, resource, value));
}
