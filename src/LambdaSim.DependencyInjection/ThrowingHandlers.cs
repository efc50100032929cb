using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using LambdaSim.Configuration;

namespace LambdaSim.DependencyInjection;

/// <summary>Lambdas that only throw have no type of their own in C#, so no <see cref="Delegate"/> is made of them. These take them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[RequiresUnreferencedCode(Messages.Reflects)]
[RequiresDynamicCode(Messages.Reflects)]
public static class ThrowingHandlers
{
    /// <summary>Adds a function whose handler only throws.</summary>
    public static ILambdaSimBuilder AddFunction(this ILambdaSimBuilder builder, string name, Action handler, Func<FunctionConfig, FunctionConfig>? configure = null) =>
        Of(builder).AddFunction(name, (Delegate)handler, configure);

    /// <summary>Adds a function whose handler only throws.</summary>
    public static ILambdaSimBuilder AddFunction<T>(this ILambdaSimBuilder builder, string name, Action<T> handler, Func<FunctionConfig, FunctionConfig>? configure = null) =>
        Of(builder).AddFunction(name, (Delegate)handler, configure);

    /// <summary>Adds a function whose handler only throws.</summary>
    public static ILambdaSimBuilder AddFunction<T1, T2>(this ILambdaSimBuilder builder, string name, Action<T1, T2> handler, Func<FunctionConfig, FunctionConfig>? configure = null) =>
        Of(builder).AddFunction(name, (Delegate)handler, configure);

    private static ILambdaSimBuilder Of(ILambdaSimBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder;
    }
}
