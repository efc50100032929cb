using LambdaSim.Functions.Model;
using LambdaSim.Worlds;

namespace LambdaSim;

// Which functions read which sources.
public sealed partial class Simulation
{
    /// <summary>The event source mappings of the account and region of <see cref="Options"/> in order of creation, whoever made them.</summary>
    public IReadOnlyList<EventSourceMapping> Mappings =>
    [
        .. _services.Home.Plane.EventSourceMappings.Values.OrderBy(static m => m.Number)
            .Select(m => new EventSourceMapping(_services.Home, _world.Mappings, m.Shown.UUID!)),
    ];

    internal EventSourceMapping Map(CreateEventSourceMappingRequest request)
    {
        RequireOpen("On");
        var mapping = Here._services.Home.CreateEventSourceMapping(request);
        if (!_loop.IsRunning)
        {
            _world.Plan = _world.Plan with { Mappings = _world.Plan.Mappings.Add(new PlannedMapping(request)) };
        }

        return new EventSourceMapping(_services.Home, _world.Mappings, mapping.UUID!);
    }
}
