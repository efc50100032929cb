using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json.Serialization;
using LambdaSim.Configuration;
using LambdaSim.Runtime;

namespace LambdaSim.Handlers;

/// <summary>Makes handlers of classes.</summary>
[RequiresUnreferencedCode(HandlerBinder.Reflects)]
[RequiresDynamicCode(HandlerBinder.Reflects)]
internal static class ClassBinder
{
    private static readonly string[] _usual = ["Handle", "HandleAsync", "FunctionHandler", "FunctionHandlerAsync"];

    /// <summary>Binds a method of a class.</summary>
    /// <param name="type">The class.</param>
    /// <param name="method">Its method; null: the only public one, or the one with a usual name.</param>
    /// <param name="json">Source-generated metadata; null: the serializer AWS's attribute names, else reflection.</param>
    /// <param name="activator">Makes the object; null: its constructor, with the context or without parameters.</param>
    /// <exception cref="UnsupportedHandlerException">The class or method has no supported shape.</exception>
    /// <exception cref="InvalidHandlerException">The serializer that AWS's attribute names is unusable.</exception>
    public static HandlerCode Bind(Type type, string? method = null, JsonSerializerContext? json = null, Func<LambdaContext, Type, object>? activator = null)
    {
        ArgumentNullException.ThrowIfNull(type);
        return Bind(type, MethodOf(type, method), json, activator);
    }

    /// <summary>Binds this method.</summary>
    public static HandlerCode Bind(Type type, MethodInfo method, JsonSerializerContext? json, Func<LambdaContext, Type, object>? activator)
    {
        var description = $"{Names.Of(type)}.{method.Name}";
        if (type.IsValueType || type.ContainsGenericParameters || method.ContainsGenericParameters)
        {
            throw new UnsupportedHandlerException(description, "it is in a struct, or generic; use a class and method without type parameters");
        }

        if (type.IsAbstract && !method.IsStatic)
        {
            throw Abstract(type, description);
        }

        var serializer = json is null ? AwsSerializer.Of(method, type.Assembly) : null;
        PayloadFormat format = serializer is not null ? new AwsFormat(serializer) : json is null ? JsonFormat.Default : new JsonFormat(json);
        var signature = new Signature(description, method, format) { Instance = method.IsStatic ? null : type, Serializer = serializer };
        var call = CallBuilder.Handler(signature, wanted => Delegate.CreateDelegate(wanted, method));
        var create = method.IsStatic ? null : activator is null ? Constructor(type, description) : context => activator(context, type);
        return new ClassHandler(description, call, create, SnapStartHooks.Of(type.Assembly), json?.Options ?? serializer?.Options);
    }

    private static Func<LambdaContext, object> Constructor(Type type, string description)
    {
        const BindingFlags AsThrown = BindingFlags.DoNotWrapExceptions;
        if (type.GetConstructor([typeof(LambdaContext)]) is { } withContext)
        {
            return context => withContext.Invoke(AsThrown, null, [context], null);
        }

        if (type.GetConstructor(Type.EmptyTypes) is { } plain)
        {
            return _ => plain.Invoke(AsThrown, null, null, null);
        }

        throw new UnsupportedHandlerException(description, $"{Names.Of(type)} has no public constructor that takes nothing or a LambdaContext; services need LambdaSim.DependencyInjection");
    }

    /// <summary>The handler method of a class, as a handler string has it.</summary>
    /// <exception cref="UnsupportedHandlerException">There is none, or more than one.</exception>
    public static MethodInfo MethodOf(Type type, string? method) => method is null ? Only(type) : Named(type, method);

    private static MethodInfo Only(Type type)
    {
        if (type.IsAbstract)
        {
            throw Abstract(type, Names.Of(type));
        }

        var candidates = Candidates(type);
        var usual = candidates.Where(m => _usual.Contains(m.Name)).ToList();
        return candidates.Count == 1 ? candidates[0]
            : usual.Count == 1 ? usual[0]
            : throw new UnsupportedHandlerException(Names.Of(type), candidates.Count == 0
                ? "it has no public instance method"
                : $"it has {Listed(candidates)}; name one in AddFunction's argument method, or call it {string.Join(" or ", _usual)}");
    }

    private static MethodInfo Named(Type type, string name)
    {
        var found = type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static).Where(m => m.Name == name).ToList();
        return found.Count == 1 ? found[0] : throw new UnsupportedHandlerException(
            $"{Names.Of(type)}.{name}",
            found.Count > 0 ? "several methods have that name; give the handler one of its own"
                : Candidates(type) is { Count: > 0 } others ? $"there is no such public method; {Names.Of(type)} has {Listed(others)}"
                : $"there is no such public method; {Names.Of(type)} has none");
    }

    private static List<MethodInfo> Candidates(Type type) => [.. type.GetMethods(BindingFlags.Public | BindingFlags.Instance)
        .Where(m => !m.IsSpecialName && m.GetBaseDefinition().DeclaringType != typeof(object) && m.Name is not ("Dispose" or "DisposeAsync"))];

    private static string Listed(List<MethodInfo> methods)
    {
        const int Enough = 8;
        var names = methods.Select(m => m.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return names.Count <= Enough ? string.Join(", ", names) : Text.Invariant($"{string.Join(", ", names.Take(Enough))} and {names.Count - Enough} more methods");
    }

    private static UnsupportedHandlerException Abstract(Type type, string description) =>
        new(description, $"{Names.Of(type)} is {(type.IsInterface ? "an interface" : "abstract")} and cannot be constructed");
}
