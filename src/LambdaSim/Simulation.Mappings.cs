using LambdaSim.Configuration;
using LambdaSim.Functions;
using LambdaSim.Worlds;

namespace LambdaSim;

// Which functions read which sources.
public sealed partial class Simulation
{
    /// <summary>The event source mappings of the account and region of <see cref="Options"/> that read queues, in order of creation, whoever made them.</summary>
    public IReadOnlyList<EventSourceMapping> Mappings =>
        [.. _services.Home.Plane.EventSourceMappings.Values.Where(static m => m.Kind.IsQueue()).OrderBy(static m => m.Number).Select(m => new EventSourceMapping(_services.Home, _world.Mappings, m.Shown.UUID!))];

    internal EventSourceMapping Map(string functionArn, string sourceArn, QueueMappingConfig config)
    {
        RequireOpen("On");
        var mapping = Here._services.Home.CreateEventSourceMapping(MappingRequests.Create(functionArn, sourceArn, config));
        if (!_loop.IsRunning)
        {
            _world.Plan = _world.Plan with { Mappings = _world.Plan.Mappings.Add(new PlannedMapping(functionArn, sourceArn, config)) };
        }

        return new EventSourceMapping(_services.Home, _world.Mappings, mapping.UUID!);
    }
}
