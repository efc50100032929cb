using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using LambdaSim.Randomness;
using LambdaSim.Handlers;
using LambdaSim.Runtime;

namespace LambdaSim.Templates;

/// <summary>What runs for the functions of a template: code of the test, or a duration.</summary>
public sealed class HandlerBindings
{
    private readonly List<Assembly> _assemblies = [];
    private readonly OrderedDictionary<string, HandlerCode> _code = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, Distribution> _durations = new(StringComparer.Ordinal);

    internal HandlerBindings()
    {
    }

    /// <summary>Binds handler strings <c>Assembly::Namespace.Class::Method</c> to the types of these assemblies, whatever assembly the string names first.</summary>
    /// <param name="assemblies">Where the handlers are.</param>
    [RequiresUnreferencedCode("finds types and methods by their names")]
    [RequiresDynamicCode("finds types and methods by their names")]
    public HandlerBindings From(params Assembly[] assemblies)
    {
        ArgumentNullException.ThrowIfNull(assemblies);
        _assemblies.AddRange(assemblies);
        return this;
    }

    /// <summary>Binds a function to a delegate of any sensible shape.</summary>
    /// <param name="name">The function's logical id, its handler string, or its name.</param>
    /// <param name="handler">The handler.</param>
    /// <exception cref="UnsupportedHandlerException">The delegate has no supported shape.</exception>
    [RequiresUnreferencedCode("reads events and writes results by reflection")]
    [RequiresDynamicCode("reads events and writes results by reflection")]
    public HandlerBindings Bind(string name, Delegate handler) => Add(name, HandlerBinder.Bind(handler));

    /// <summary>Binds a function to a class: constructed in the init phase of each process.</summary>
    /// <typeparam name="THandler">A class with one public handler method.</typeparam>
    /// <param name="name">The function's logical id, its handler string, or its name.</param>
    /// <param name="method">The handler method; null: the only one there is.</param>
    /// <exception cref="UnsupportedHandlerException">The class or its method has no supported shape.</exception>
    [RequiresUnreferencedCode("finds the handler method by reflection")]
    [RequiresDynamicCode("finds the handler method by reflection")]
    public HandlerBindings Bind<THandler>(string name, string? method = null)
        where THandler : class => Bind(name, typeof(THandler), method);

    /// <summary>Binds a function to a class.</summary>
    /// <param name="name">The function's logical id, its handler string, or its name.</param>
    /// <param name="handler">The class.</param>
    /// <param name="method">The handler method; null: the only one there is.</param>
    /// <exception cref="UnsupportedHandlerException">The class or its method has no supported shape.</exception>
    [RequiresUnreferencedCode("finds the handler method by reflection")]
    [RequiresDynamicCode("finds the handler method by reflection")]
    public HandlerBindings Bind(string name, Type handler, string? method = null) => Add(name, ClassBinder.Bind(handler, method));

    /// <summary>Says how long calls of a function take that has no code here.</summary>
    /// <param name="name">The function's logical id, its handler string, or its name.</param>
    /// <param name="duration">How long its calls take.</param>
    public HandlerBindings Model(string name, Distribution duration)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(duration);
        _durations[name] = duration;
        return this;
    }

    /// <summary>Says that all calls of a function take the same time.</summary>
    /// <param name="name">The function's logical id, its handler string, or its name.</param>
    /// <param name="duration">How long its calls take.</param>
    public HandlerBindings Model(string name, TimeLength duration) => Model(name, Distribution.Fixed(duration));

    /// <summary>Says how long calls of all functions take that have neither code nor a duration of their own.</summary>
    /// <param name="duration">How long calls take.</param>
    public HandlerBindings ModelOthers(Distribution duration)
    {
        ArgumentNullException.ThrowIfNull(duration);
        Others = duration;
        return this;
    }

    /// <summary>Says that all calls of all functions take the same time that have neither code nor a duration of their own.</summary>
    /// <param name="duration">How long calls take.</param>
    public HandlerBindings ModelOthers(TimeLength duration) => ModelOthers(Distribution.Fixed(duration));

    internal IReadOnlyList<Assembly> Assemblies => _assemblies;

    internal IReadOnlyDictionary<string, HandlerCode> Code => _code;

    internal IReadOnlyDictionary<string, Distribution> Durations => _durations;

    internal Distribution? Others { get; private set; }

    private HandlerBindings Add(string name, HandlerCode code)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        _code[name] = code;
        return this;
    }
}
