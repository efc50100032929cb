using LambdaSim.Engine;
using LambdaSim.Events;
using LambdaSim.Functions;
using LambdaSim.Resources;
using LambdaSim.Worlds;
using NodaTime;

namespace LambdaSim.Deployment;

/// <summary>
/// The event source mappings of a replay. A control plane makes them, so that AWS's checks, defaults and ids are those of every other world; nobody calls it
/// afterwards.
/// </summary>
internal sealed class ReplayedMappings : IServiceHost
{
    private readonly World _world;
    private readonly ConfiguredMappings _mappings;

    private ReplayedMappings(World world)
    {
        _world = world;
        _mappings = new ConfiguredMappings(world.Config.Mappings, AddressOf(world));
    }

    public Instant Now => _world.Neighbours.Now;

    public ulong Seed => _world.Plan.Seed;

    public ResourceDirectory Directory => _world.Directory;

    /// <summary>The mappings of the configuration poll from now on.</summary>
    /// <exception cref="SimulationConfigException">AWS would refuse one, or a function's qualifier is no version number.</exception>
    public static void Start(World world)
    {
        var mapped = world.Config.Mappings;
        if (mapped.Count == 0)
        {
            return;
        }

        var plane = new ControlPlane(AddressOf(world), new ReplayedMappings(world)) { Limits = world.Config.Account };
        foreach (var name in mapped.Select(static m => m.Function).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (function, qualifier) = FunctionDefinition.Split(name);
            var config = world.Engine.Versions.ModelOf(world.Engine.Versions.Resolve(new TraceFunction(name))).Definition.Config;
            if (plane.Register(function, qualifier, new AddedFunction(null, config, static _ => "")) is null)
            {
                throw new SimulationConfigException($"function {name}: its qualifier is no version number, and it reads a queue");
            }
        }
    }

    private static ServiceAddress AddressOf(World world) => new(world.Plan.Options.AccountId, world.Plan.Options.Region);

    // Nothing of it happens by itself.
    public void After(Duration delay, Action transition) => throw new NotSupportedException("nobody changes the mappings of a replay");

    public void Made(ControlPlane plane, FunctionEntry function)
    {
        if (_mappings.Made(plane, function) is { } refusal)
        {
            throw refusal;
        }
    }

    public void Mapped(ControlPlane plane, EventSourceMappingEntry mapping) =>
        _world.Mappings.Tell(Enum.Parse<MappingState>(mapping.Shown.State!), ServiceBook.SettingsOf(plane, mapping));
}
