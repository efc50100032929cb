using LambdaSim.Configuration;
using LambdaSim.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaSim.DependencyInjection;

/// <summary>What was registered for the simulation of a service collection.</summary>
internal sealed class Registrations(IServiceCollection services)
{
    private readonly List<FunctionRegistration> _functions = [];
    private readonly List<ServiceDescriptor> _own = [];
    private readonly List<SharedRegistration> _shared = [];
    private bool _isTaken;

    public IServiceCollection Services { get; } = services;

    public IReadOnlyList<FunctionRegistration> Functions => _functions;

    /// <summary>Types whose singleton is the root provider's in every environment, in order of registration.</summary>
    public IReadOnlyList<SharedRegistration> Shared => _shared;

    public void Add(FunctionRegistration function)
    {
        if (_isTaken)
        {
            throw new InvalidOperationException($"function '{function.Name}' comes too late: the simulation exists already; add it before the provider is used, or to the Simulation itself");
        }

        _functions.Add(function);
    }

    public void Share(SharedRegistration shared)
    {
        if (!IsShared(shared.Type))
        {
            _shared.Add(shared);
        }
    }

    public bool IsShared(Type type) => _shared.Exists(s => s.Type == type);

    /// <summary>Adds a service that exists once: environments get the simulator's own instead.</summary>
    public void Own(ServiceDescriptor descriptor)
    {
        _own.Add(descriptor);
        Services.Add(descriptor);
    }

    public bool IsOwn(ServiceDescriptor descriptor) => _own.Contains(descriptor);

    /// <summary>The simulation is made now.</summary>
    public void Take() => _isTaken = true;
}

/// <summary>A service that all environments share.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Get">All of that type, from the root provider.</param>
internal sealed record SharedRegistration(Type Type, Func<IServiceProvider, IEnumerable<object>> Get);

/// <summary>A function to add when the simulation is made.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Configure">Changes its configuration.</param>
/// <param name="Code">Its handler, given what environments are made from; null: modelled, by <paramref name="Configure"/>.</param>
internal sealed record FunctionRegistration(string Name, Func<FunctionConfig, FunctionConfig>? Configure, Func<EnvironmentServices, HandlerCode>? Code);
