using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using LambdaSim.Configuration;
using LambdaSim.Handlers;

namespace LambdaSim;

// Functions that are code.
public sealed partial class Simulation
{
    /// <summary>Adds a function whose handler is a delegate of any sensible shape (docs/handlers.md).</summary>
    /// <param name="name">Name, or <c>name:version</c>.</param>
    /// <param name="handler">The handler.</param>
    /// <param name="configure">Changes AWS's defaults and those of the options.</param>
    /// <param name="init">Runs in the init phase of each process; what it returns is there for a handler's parameter of that type.</param>
    /// <param name="json">Source-generated metadata of event and result; null: reflection.</param>
    /// <exception cref="UnsupportedHandlerException">The delegate has no supported shape.</exception>
    /// <exception cref="LambdaServiceException">AWS would refuse it.</exception>
    /// <example>
    /// <code>
    /// var square = simulation.AddFunction("square", (int side) =&gt; side * side);
    /// var patient = simulation.AddFunction("patient", async (string name, LambdaContext context) =&gt;
    /// {
    ///     await context.Delay(20.Milliseconds);
    ///     return $"{name} waited";
    /// }, f =&gt; f with { Timeout = 30.Seconds });
    /// </code>
    /// </example>
    [RequiresUnreferencedCode(HandlerBinder.Reflects)]
    [RequiresDynamicCode(HandlerBinder.Reflects)]
    public Function AddFunction(string name, Delegate handler, Func<FunctionConfig, FunctionConfig>? configure = null, Delegate? init = null, JsonSerializerContext? json = null) =>
        Here.Add(name, HandlerBinder.Bind(handler, json, init), configure);

    /// <summary>Adds a function without reflection: its event and result are read and written by source-generated metadata.</summary>
    /// <exception cref="LambdaServiceException">AWS would refuse it.</exception>
    public Function AddFunction<TIn, TOut>(
        string name,
        Func<TIn, LambdaContext, ValueTask<TOut>> handler,
        JsonTypeInfo<TIn> input,
        JsonTypeInfo<TOut> output,
        Func<FunctionConfig, FunctionConfig>? configure = null) => Here.Add(name, new TypedHandler<TIn, TOut>(handler, input, output), configure);

    /// <summary>Adds a function whose handler is a class: constructed in the init phase of each process, kept while it lives.</summary>
    /// <typeparam name="THandler">A class with one public handler method, or one named Handle, HandleAsync, FunctionHandler or FunctionHandlerAsync.</typeparam>
    /// <param name="name">Name, or <c>name:version</c>.</param>
    /// <param name="configure">Changes AWS's defaults and those of the options.</param>
    /// <param name="method">The handler method; null: found by the rule above.</param>
    /// <param name="json">Source-generated metadata of event and result; null: reflection.</param>
    /// <exception cref="UnsupportedHandlerException">The class or its method has no supported shape.</exception>
    /// <exception cref="LambdaServiceException">AWS would refuse it.</exception>
    /// <example>
    /// <code>
    /// var orders = simulation.AddFunction&lt;OrderHandler&gt;("orders", f =&gt; f with { MemoryMb = 512 });
    /// </code>
    /// </example>
    [RequiresUnreferencedCode(HandlerBinder.Reflects)]
    [RequiresDynamicCode(HandlerBinder.Reflects)]
    public Function AddFunction<THandler>(string name, Func<FunctionConfig, FunctionConfig>? configure = null, string? method = null, JsonSerializerContext? json = null)
        where THandler : class => Here.Add(name, ClassBinder.Bind(typeof(THandler), method, json), configure);

    /// <summary>Adds a function by the .NET runtime's handler string, <c>Assembly::Namespace.Class::Method</c>, as deployed functions name theirs.</summary>
    /// <param name="name">Name, or <c>name:version</c>.</param>
    /// <param name="handler">The handler string.</param>
    /// <param name="configure">Changes AWS's defaults and those of the options.</param>
    /// <exception cref="InvalidHandlerException">The string is malformed, or names nothing that exists.</exception>
    /// <exception cref="UnsupportedHandlerException">The method has no supported shape.</exception>
    /// <exception cref="LambdaServiceException">AWS would refuse it.</exception>
    [RequiresUnreferencedCode(HandlerBinder.Reflects)]
    [RequiresDynamicCode(HandlerBinder.Reflects)]
    public Function AddFunction(string name, string handler, Func<FunctionConfig, FunctionConfig>? configure = null) =>
        Here.Add(name, HandlerString.Bind(handler), configure);
}
