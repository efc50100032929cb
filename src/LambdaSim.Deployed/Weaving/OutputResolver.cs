using Mono.Cecil;

namespace LambdaSim.Deployed.Weaving;

/// <summary>Finds assemblies that a woven one refers to: where the build output has them, else the framework's.</summary>
internal sealed class OutputResolver(Func<string, string?> find) : IAssemblyResolver
{
    private readonly Dictionary<string, AssemblyDefinition> _read = new(StringComparer.Ordinal);

    public AssemblyDefinition Resolve(AssemblyNameReference name) => Resolve(name, new ReaderParameters());

    public AssemblyDefinition Resolve(AssemblyNameReference name, ReaderParameters parameters)
    {
        if (_read.TryGetValue(name.Name, out var read))
        {
            return read;
        }

        var path = find(name.Name) ?? throw new AssemblyResolutionException(name);
        try
        {
            read = AssemblyDefinition.ReadAssembly(path, new ReaderParameters(ReadingMode.Deferred) { AssemblyResolver = this });
        }
        catch (Exception e) when (DamagedFile.Is(e))
        {
            throw DamagedFile.Refusal(path, e);
        }

        _read.Add(name.Name, read);
        return read;
    }

    public void Dispose()
    {
        foreach (var assembly in _read.Values)
        {
            assembly.Dispose();
        }

        _read.Clear();
    }
}
