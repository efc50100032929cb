using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using LambdaSim.Configuration;
using LambdaSim.Handlers;

namespace LambdaSim;

/// <summary>
/// Lambdas that only throw have no type of their own in C#, so no <see cref="Delegate"/> is made of them. These take them where the
/// simulation's own methods do not apply.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[RequiresUnreferencedCode(HandlerBinder.Reflects)]
[RequiresDynamicCode(HandlerBinder.Reflects)]
public static class ThrowingHandlers
{
    /// <summary>Adds a function whose handler only throws.</summary>
    public static Function AddFunction(this Simulation simulation, string name, Action handler, Func<FunctionConfig, FunctionConfig>? configure = null, Delegate? init = null) =>
        Of(simulation).AddFunction(name, (Delegate)handler, configure, init);

    /// <summary>Adds a function whose handler only throws.</summary>
    public static Function AddFunction<T>(this Simulation simulation, string name, Action<T> handler, Func<FunctionConfig, FunctionConfig>? configure = null, Delegate? init = null) =>
        Of(simulation).AddFunction(name, (Delegate)handler, configure, init);

    /// <summary>Adds a function whose handler only throws.</summary>
    public static Function AddFunction<T1, T2>(this Simulation simulation, string name, Action<T1, T2> handler, Func<FunctionConfig, FunctionConfig>? configure = null, Delegate? init = null) =>
        Of(simulation).AddFunction(name, (Delegate)handler, configure, init);

    /// <summary>Adds a function whose handler only throws.</summary>
    public static Function AddFunction<T1, T2, T3>(this Simulation simulation, string name, Action<T1, T2, T3> handler, Func<FunctionConfig, FunctionConfig>? configure = null, Delegate? init = null) =>
        Of(simulation).AddFunction(name, (Delegate)handler, configure, init);

    /// <summary>Adds a function whose init phase only throws.</summary>
    public static Function AddFunction(this Simulation simulation, string name, Delegate handler, Action init, Func<FunctionConfig, FunctionConfig>? configure = null) =>
        Of(simulation).AddFunction(name, handler, configure, (Delegate)init);

    /// <summary>Adds a function whose init phase only throws.</summary>
    public static Function AddFunction(this Simulation simulation, string name, Delegate handler, Action<LambdaContext> init, Func<FunctionConfig, FunctionConfig>? configure = null) =>
        Of(simulation).AddFunction(name, handler, configure, (Delegate)init);

    /// <summary>Gives functions of a name that are created over the API a handler that only throws.</summary>
    public static void AddHandler(this Simulation simulation, string functionName, Action handler) => Of(simulation).AddHandler(functionName, (Delegate)handler);

    /// <summary>Gives functions of a name that are created over the API a handler that only throws.</summary>
    public static void AddHandler<T>(this Simulation simulation, string functionName, Action<T> handler) => Of(simulation).AddHandler(functionName, (Delegate)handler);

    /// <summary>Gives functions of a name that are created over the API a handler that only throws.</summary>
    public static void AddHandler<T1, T2>(this Simulation simulation, string functionName, Action<T1, T2> handler) => Of(simulation).AddHandler(functionName, (Delegate)handler);

    /// <summary>Gives a function new code that only throws.</summary>
    public static void UpdateCode(this Function function, Action handler) => Of(function).UpdateCode((Delegate)handler);

    /// <summary>Gives a function new code that only throws.</summary>
    public static void UpdateCode<T>(this Function function, Action<T> handler) => Of(function).UpdateCode((Delegate)handler);

    /// <summary>Gives a function new code that only throws.</summary>
    public static void UpdateCode<T1, T2>(this Function function, Action<T1, T2> handler) => Of(function).UpdateCode((Delegate)handler);

    private static Function Of(Function function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return function;
    }

    private static Simulation Of(Simulation simulation)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        return simulation;
    }
}
