using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace LambdaSim.Woven.Reflection;

/// <summary>Members that stand for others, for code that finds a member by reflection.</summary>
[UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "woven code is loaded at run time")]
[UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "woven code is loaded at run time")]
[UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "woven code is loaded at run time")]
internal static class Stands
{
    private const BindingFlags Shims = BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Lazy<ILookup<Type, Type>> _types = new(static () => typeof(Stands).Assembly.GetTypes()
        .SelectMany(static t => t.GetCustomAttributes<RedirectsAttribute>().Select(r => (r.Type, Shims: t)))
        .ToLookup(static t => t.Type, static t => t.Shims));

    private static readonly ConcurrentDictionary<MethodBase, MethodInfo?> _found = new();

    /// <summary>What stands for a method or constructor; null: nothing does, or its code runs in no environment.</summary>
    public static MethodInfo? For(MethodBase? method) => method is null || WovenEnvironment.Current is null ? null : _found.GetOrAdd(method, Find);

    private static MethodInfo? Find(MethodBase method)
    {
        if (method.DeclaringType is not { } type || !_types.Value.Contains(type))
        {
            return null;
        }

        var parameters = method.GetParameters().Select(static p => p.ParameterType).ToList();
        return _types.Value[type].SelectMany(static t => t.GetMethods(Shims)).FirstOrDefault(m => !m.IsGenericMethod && m.GetCustomAttribute<BaseMemberAttribute>() is null
            && (m.GetCustomAttribute<ConstructorAttribute>() is null ? !method.IsConstructor && m.Name == method.Name : method.IsConstructor)
            && m.GetCustomAttribute<InstanceMemberAttribute>() is null == (method.IsStatic || method.IsConstructor)
            && m.GetParameters().Skip(method.IsStatic || method.IsConstructor ? 0 : 1).Select(static p => p.ParameterType).SequenceEqual(parameters));
    }
}

[Redirects(typeof(MethodBase))]
public static class MethodBaseShims
{
    [InstanceMember]
    public static object? Invoke(MethodBase self, object? obj, object?[]? parameters) => Stands.For(self) is { } stand
        ? stand.Invoke(null, self.IsStatic ? parameters : [obj, .. parameters ?? []])
        : self.Invoke(obj, parameters);
}

[Redirects(typeof(ConstructorInfo))]
public static class ConstructorInfoShims
{
    [InstanceMember]
    public static object Invoke(ConstructorInfo self, object?[]? parameters) => Stands.For(self) is { } stand ? stand.Invoke(null, parameters)! : self.Invoke(parameters);
}

[Redirects(typeof(PropertyInfo))]
public static class PropertyInfoShims
{
    [InstanceMember]
    public static object? GetValue(PropertyInfo self, object? obj) => GetValue(self, obj, null);

    [InstanceMember]
    public static object? GetValue(PropertyInfo self, object? obj, object?[]? index) => Stands.For(self.GetMethod) is { } stand
        ? stand.Invoke(null, self.GetMethod!.IsStatic ? index : [obj, .. index ?? []])
        : self.GetValue(obj, index);
}

[Redirects(typeof(Activator))]
public static class ActivatorShims
{
    [UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "woven code is loaded at run time")]
    public static object? CreateInstance(Type type) => type == typeof(Random) ? Randomness.RandomShims.New() : Activator.CreateInstance(type);
}
