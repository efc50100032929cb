using System.Diagnostics.CodeAnalysis;
using LambdaSim.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaSim.DependencyInjection;

/// <summary>Adds functions to the simulation of a service collection. They are created in this order.</summary>
public interface ILambdaSimBuilder
{
    /// <summary>The service collection.</summary>
    IServiceCollection Services { get; }

    /// <summary>
    /// Adds a function whose handler is a class. It is constructed with its services in the init phase of each environment and serves while the
    /// process lives; registered as scoped or transient it is constructed for each invocation, from the invocation's scope.
    /// </summary>
    /// <typeparam name="THandler">A class with one public method, or one called <c>Handle</c>, <c>HandleAsync</c>, <c>FunctionHandler</c> or <c>FunctionHandlerAsync</c>.</typeparam>
    /// <param name="name">The function's name.</param>
    /// <param name="configure">Changes AWS's defaults and those of the options.</param>
    [RequiresUnreferencedCode(Messages.Reflects)]
    [RequiresDynamicCode(Messages.Reflects)]
    ILambdaSimBuilder AddFunction<THandler>(string name, Func<FunctionConfig, FunctionConfig>? configure = null)
        where THandler : class;

    /// <summary>Adds a function whose handler is a delegate; its services are at <see cref="LambdaContextServices.Services"/>.</summary>
    /// <param name="name">The function's name.</param>
    /// <param name="handler">Any shape that the simulation takes.</param>
    /// <param name="configure">Changes AWS's defaults and those of the options.</param>
    [RequiresUnreferencedCode(Messages.Reflects)]
    [RequiresDynamicCode(Messages.Reflects)]
    ILambdaSimBuilder AddFunction(string name, Delegate handler, Func<FunctionConfig, FunctionConfig>? configure = null);

    /// <summary>Adds a modelled function: its calls take time and do nothing.</summary>
    /// <param name="name">The function's name.</param>
    /// <param name="modelled">How long a call takes.</param>
    /// <param name="configure">Changes AWS's defaults and those of the options.</param>
    ILambdaSimBuilder AddFunction(string name, TimeLength modelled, Func<FunctionConfig, FunctionConfig>? configure = null);

    /// <summary>
    /// Makes a singleton one for all environments, that of the root provider, as a service outside Lambda is. Without it a singleton that is not
    /// registered as an instance is made anew in each process of each environment.
    /// </summary>
    /// <typeparam name="T">The type of a singleton; a class that is not registered is registered.</typeparam>
    ILambdaSimBuilder AddSharedSingleton<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>()
        where T : class;
}
