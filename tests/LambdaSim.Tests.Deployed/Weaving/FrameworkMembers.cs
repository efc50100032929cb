using LambdaSim.Deployed.Weaving;
using Mono.Cecil;

namespace LambdaSim.Tests.Deployed.Weaving;

/// <summary>Members of the framework by key. Not for two threads at once.</summary>
internal sealed class FrameworkMembers : DefaultAssemblyResolver
{
    private static readonly string _folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    private readonly Dictionary<string, TypeDefinition> _types = new(StringComparer.Ordinal);

    private FrameworkMembers()
    {
        AddSearchDirectory(_folder);
        foreach (var path in Directory.EnumerateFiles(_folder, "System*.dll").Order(StringComparer.Ordinal))
        {
            foreach (var type in AssemblyOf(path)?.MainModule.Types.Where(static t => t.IsPublic) ?? [])
            {
                _types.TryAdd(type.FullName, type);
            }
        }
    }

    [ThreadStatic]
    private static FrameworkMembers? _shared;

    public static FrameworkMembers Shared => _shared ??= new FrameworkMembers();

    public MethodDefinition? Find(string key) => _types.GetValueOrDefault(key[..key.IndexOf("::", StringComparison.Ordinal)])?.Methods.FirstOrDefault(m => m.IsPublic && MemberKey.Of(m) == key);

    private AssemblyDefinition? AssemblyOf(string path)
    {
        try
        {
            return Resolve(new AssemblyNameReference(Path.GetFileNameWithoutExtension(path), new Version(10, 0)));
        }
        catch (Exception e) when (e is AssemblyResolutionException or BadImageFormatException)
        {
            return null;
        }
    }
}
