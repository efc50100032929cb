using System.Diagnostics.CodeAnalysis;
using LambdaSim.Configuration;
using LambdaSim.Handlers;
using LambdaSim.Randomness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace LambdaSim.DependencyInjection;

/// <summary>Notes what to add. Handlers are bound here, so that an unsupported shape is refused where it is written.</summary>
internal sealed class LambdaSimBuilder(Registrations registrations) : ILambdaSimBuilder
{
    public IServiceCollection Services => registrations.Services;

    [RequiresUnreferencedCode(Messages.Reflects)]
    [RequiresDynamicCode(Messages.Reflects)]
    public ILambdaSimBuilder AddFunction<THandler>(string name, Func<FunctionConfig, FunctionConfig>? configure = null)
        where THandler : class
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var bound = ClassBinder.Bind(typeof(THandler), activator: static (context, type) => context.Services().GetRequiredService(type));
        return Add(new FunctionRegistration(name, configure, services => new ServiceHandler(bound, typeof(THandler), services)));
    }

    [RequiresUnreferencedCode(Messages.Reflects)]
    [RequiresDynamicCode(Messages.Reflects)]
    public ILambdaSimBuilder AddFunction(string name, Delegate handler, Func<FunctionConfig, FunctionConfig>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var bound = HandlerBinder.Bind(handler);
        return Add(new FunctionRegistration(name, configure, services => new ServiceHandler(bound, null, services)));
    }

    public ILambdaSimBuilder AddFunction(string name, TimeLength modelled, Func<FunctionConfig, FunctionConfig>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(modelled, Duration.Zero);
        return Add(new FunctionRegistration(name, c => (configure?.Invoke(c) ?? c) with { Duration = Distribution.Fixed(modelled) }, null));
    }

    public ILambdaSimBuilder AddSharedSingleton<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>()
        where T : class
    {
        if (typeof(T) is { IsAbstract: false })
        {
            Services.TryAddSingleton<T>();
        }

        registrations.Share(new SharedRegistration(typeof(T), static root => root.GetServices<T>()));
        return this;
    }

    private LambdaSimBuilder Add(FunctionRegistration function)
    {
        registrations.Add(function);
        return this;
    }
}
