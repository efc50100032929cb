using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace LambdaSim.DependencyInjection;

/// <summary>
/// Makes the services of each process from the root's collection: instances are the same everywhere, types and factories are made anew, as
/// in a process of its own; what is shared comes from the root.
/// </summary>
internal sealed class EnvironmentServices(Registrations registrations, IServiceProvider root, Simulation simulation)
{
    // A singleton that takes a scoped service would keep the first invocation's: refused.
    private static readonly ServiceProviderOptions _options = new() { ValidateScopes = true };

    // One for all: a test's logger, shared by the root and the environments, knows one only.
    private readonly IExternalScopeProvider _scopes = root.GetRequiredService<IExternalScopeProvider>();
    private readonly List<Type> _handlers = [];
    private List<ServiceDescriptor>? _plan;

    /// <summary>What the services of a process do in real time.</summary>
    public IReadOnlyList<string> Unsimulated { get; } = RealClocks.In(registrations.Services);

    /// <summary>Names a class that processes construct.</summary>
    /// <returns>It is constructed for each invocation.</returns>
    public bool Constructs(Type handler)
    {
        if (registrations.Services.LastOrDefault(d => d.ServiceType == handler && !d.IsKeyedService) is { } registered)
        {
            return registered.Lifetime != ServiceLifetime.Singleton;
        }

        _handlers.Add(handler);
        return false;
    }

    /// <summary>Sees that handler classes can be constructed: at the start, not in the first call.</summary>
    /// <exception cref="InvalidOperationException">A service is missing, or lives shorter than the handler.</exception>
    public void Check()
    {
        if (_handlers.Count == 0)
        {
            return;
        }

        var process = Start();
        try
        {
            var known = process.Provider.GetRequiredService<IServiceProviderIsService>();
            foreach (var handler in _handlers)
            {
                Check(handler, known);
            }
        }
        finally
        {
            process.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    // As the container chooses: the longest constructor whose parameters it knows. Keyed services are left to it.
    [System.Diagnostics.CodeAnalysis.UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "AddFunction<THandler> is marked: it reflects over the class.")]
    private void Check(Type handler, IServiceProviderIsService known)
    {
        var constructors = handler.GetConstructors().OrderByDescending(c => c.GetParameters().Length).ToList();
        var usable = constructors.Find(c => c.GetParameters().All(p => p.HasDefaultValue || IsKeyed(p) || known.IsService(p.ParameterType)));
        if (usable is null && constructors.Count > 0)
        {
            var missing = constructors[0].GetParameters().First(p => !p.HasDefaultValue && !IsKeyed(p) && !known.IsService(p.ParameterType));
            throw new InvalidOperationException($"{handler} cannot be constructed: its parameter '{missing.Name}' is of type {missing.ParameterType}, which is not registered; add it to the services");
        }

        if (usable?.GetParameters().FirstOrDefault(p => !IsKeyed(p) && registrations.Services.LastOrDefault(d => d.ServiceType == p.ParameterType && !d.IsKeyedService) is { Lifetime: ServiceLifetime.Scoped }) is { } scoped)
        {
            throw new InvalidOperationException(
                $"{handler} cannot be constructed: it lives as long as its process, and its parameter '{scoped.Name}' ({scoped.ParameterType}) is scoped, so new for each invocation; register the handler itself as scoped, or take an IServiceScopeFactory");
        }
    }

    private static bool IsKeyed(System.Reflection.ParameterInfo parameter) => parameter.IsDefined(typeof(FromKeyedServicesAttribute), inherit: false) || parameter.IsDefined(typeof(ServiceKeyAttribute), inherit: false);

    /// <summary>The services of a new process.</summary>
    public ProcessServices Start()
    {
        IServiceCollection services = new ServiceCollection();
        foreach (var descriptor in _plan ??= Plan())
        {
            services.Add(descriptor);
        }

        return new ProcessServices(services.BuildServiceProvider(_options), _scopes);
    }

    private List<ServiceDescriptor> Plan()
    {
        ServiceCollection plan = [];
        var keepsFactory = registrations.Services.LastOrDefault(d => Is<ILoggerFactory>(d)) is { ImplementationInstance: not null };
        foreach (var descriptor in registrations.Services)
        {
            // A process has no console of its own: real loggers stay outside, a test's fakes come in.
            var isLogging = (Is<ILoggerProvider>(descriptor) && descriptor.ImplementationInstance is null) || (Is<ILoggerFactory>(descriptor) && !keepsFactory) || Is<IExternalScopeProvider>(descriptor);
            var isShared = !descriptor.IsKeyedService && registrations.IsShared(descriptor.ServiceType);
            if (!isLogging && !isShared && !registrations.IsOwn(descriptor) && !Is<TimeProvider>(descriptor) && !Is<IClock>(descriptor))
            {
                plan.Add(descriptor);
            }
        }

        plan.AddSingleton(simulation);
        plan.AddSingleton(simulation.Time);
        plan.AddSingleton(simulation.Clock);
        plan.AddSingleton(_scopes);
        plan.AddSingleton<ILoggerProvider>(new FunctionLogProvider());
        if (!keepsFactory)
        {
            plan.AddSingleton<ILoggerFactory, LoggerFactory>();
        }

        foreach (var (type, get) in registrations.Shared)
        {
            foreach (var service in get(root))
            {
                plan.Add(new ServiceDescriptor(type, service));
            }
        }

        foreach (var handler in _handlers)
        {
            AddHandler(plan, handler);
        }

        return [.. plan];
    }

    [System.Diagnostics.CodeAnalysis.UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "AddFunction<THandler> is marked: it reflects over the class.")]
    private static void AddHandler(ServiceCollection plan, Type handler) => plan.TryAddSingleton(handler);

    private static bool Is<T>(ServiceDescriptor descriptor) => descriptor.ServiceType == typeof(T) && !descriptor.IsKeyedService;
}
