using LambdaSim;
using LambdaSim.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a simulation of AWS Lambda to a service collection.</summary>
public static class LambdaSimServiceCollectionExtensions
{
    /// <summary>
    /// Adds a <see cref="Simulation"/>, made with its first use, and replaces <see cref="TimeProvider"/> and <see cref="IClock"/> by its virtual clock.
    /// Each process of an environment gets a provider of its own, made from this collection. Called again, it configures the same simulation.
    /// </summary>
    /// <param name="services">The collection.</param>
    /// <param name="configure">Sets options.</param>
    public static ILambdaSimBuilder AddLambdaSim(this IServiceCollection services, Action<LambdaSimOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (configure is not null)
        {
            services.Configure(configure);
        }

        if (services.FirstOrDefault(d => d.ServiceType == typeof(Registrations))?.ImplementationInstance is Registrations known)
        {
            return new LambdaSimBuilder(known);
        }

        var registrations = new Registrations(services);
        services.AddSingleton(registrations);
        services.AddLogging();
        services.TryAddSingleton<IExternalScopeProvider>(static _ => new LoggerExternalScopeProvider());
        services.AddOptions<LambdaSimOptions>().ValidateOnStart();
        services.AddSingleton<IValidateOptions<LambdaSimOptions>, LambdaSimOptionsValidator>();
        services.AddSingleton<ILambdaContextAccessor>(LambdaContextAccessor.Instance);
        services.AddScoped(static _ => LambdaContextAccessor.Instance.Context
            ?? throw new InvalidOperationException("a LambdaContext exists only in the init phase and the invocations of an environment"));
        services.RemoveAll<TimeProvider>();
        services.RemoveAll<IClock>();
        CacheClock.GiveTo(services);
        VirtualActivities.Listen();
        registrations.Own(ServiceDescriptor.Singleton(SimulationFactory.Make));
        registrations.Own(ServiceDescriptor.Singleton(static root => root.GetRequiredService<Simulation>().Time));
        registrations.Own(ServiceDescriptor.Singleton(static root => root.GetRequiredService<Simulation>().Clock));
        return new LambdaSimBuilder(registrations);
    }
}
