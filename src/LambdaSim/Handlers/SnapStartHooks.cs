using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace LambdaSim.Handlers;

/// <summary>Sees whether user code registered hooks with AWS's SnapshotRestore, where that class is present.</summary>
internal sealed class SnapStartHooks
{
    private const string ClassName = "Amazon.Lambda.Core.SnapshotRestore";

    private readonly FieldInfo[] _registries;

    private SnapStartHooks(FieldInfo[] registries) => _registries = registries;

    /// <summary>Null: the assembly and what it references have no such class.</summary>
    [RequiresUnreferencedCode(HandlerBinder.Reflects)]
    public static SnapStartHooks? Of(Assembly assembly)
    {
        var referenced = assembly.GetReferencedAssemblies().Select(a => a.Name).ToHashSet(StringComparer.Ordinal);
        var type = assembly.GetType(ClassName) ?? AppDomain.CurrentDomain.GetAssemblies()
            .Where(a => referenced.Contains(a.GetName().Name))
            .Select(a => a.GetType(ClassName))
            .FirstOrDefault(t => t is not null);
        return type is null ? null : new(type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic));
    }

    /// <summary>Hooks registered so far, in the whole .NET process.</summary>
    public int Count() => _registries.Sum(f => f.GetValue(null) is ICollection registry ? registry.Count : 0);
}
