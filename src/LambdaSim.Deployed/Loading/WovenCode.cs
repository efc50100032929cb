using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;
using LambdaSim.Deployed.Weaving;
using Mono.Cecil;

namespace LambdaSim.Deployed.Loading;

/// <summary>The code of one build output, woven and loaded once: all environments of all simulations of this process run it, each with statics of its own.</summary>
[RequiresUnreferencedCode(DeployedFunctions.Loads)]
internal sealed class WovenCode : AssemblyLoadContext
{
    private static readonly ConcurrentDictionary<string, Lazy<WovenCode>> _loaded = new(StringComparer.Ordinal);

    private readonly BuildOutput _output;
    private readonly WeavingCache _cache;
    private readonly ConcurrentDictionary<string, WovenFile> _files = new(StringComparer.Ordinal);

    private WovenCode(BuildOutput output, DeployedOptions options)
        : base(Path.GetFileNameWithoutExtension(output.Main))
    {
        _output = output;
        _cache = new WeavingCache(options.CacheFolder, options.CacheLimitBytes);
        WeaveReferences();
        Main = LoadFromAssemblyPath(FileOf(Path.GetFileNameWithoutExtension(output.Main))!.Path);
    }

    /// <summary>The assembly with the handler.</summary>
    public Assembly Main { get; }

    /// <summary>Its folder.</summary>
    public string Folder => _output.Folder;

    /// <summary>What stays real in what was woven so far, in order of the assemblies' names.</summary>
    public IEnumerable<WeaveNote> Notes => _files.OrderBy(static f => f.Key, StringComparer.Ordinal).SelectMany(static f => f.Value.Notes);

    /// <summary>All assemblies that were woven so far, loaded.</summary>
    public IEnumerable<Assembly> Woven() => [.. _files.OrderBy(static f => f.Key, StringComparer.Ordinal).Select(f => LoadFromAssemblyName(new AssemblyName(f.Key)))];

    /// <summary>The code of a build output; the same for whoever asks, until its main assembly changes.</summary>
    /// <exception cref="InvalidHandlerException">The file is no assembly.</exception>
    public static WovenCode Of(string main, DeployedOptions options)
    {
        var path = Path.GetFullPath(main);
        var stamp = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));
        try
        {
            return _loaded.GetOrAdd($"{options.CacheFolder}|{path}|{stamp}|{BuildOutput.KeyOf(options.Layers)}", _ => new Lazy<WovenCode>(() => new WovenCode(new BuildOutput(path, options.Layers), options))).Value;
        }
        catch (Exception e) when (e is BadImageFormatException || (e as AggregateException)?.GetBaseException() is BadImageFormatException)
        {
            throw new InvalidHandlerException(main, $"'{Path.GetFileName(main)}', or what it refers to, is not an assembly of .NET: {e.GetBaseException().Message}", e);
        }
    }

    /// <summary>The file of the build output that an assembly was woven from; null: it is not of this output.</summary>
    public string? OriginalOf(Assembly assembly) => assembly.GetName().Name is { } name && _files.TryGetValue(name, out var file) && GetLoadContext(assembly) == this ? file.Original : null;

    /// <summary>The assembly in a file of the output; null: the file is none of its own.</summary>
    public Assembly? Load(string file) => Path.GetFileNameWithoutExtension(file) is var name && _output.Own(name) is { } own && Path.GetFullPath(own) == Path.GetFullPath(file) ? LoadFromAssemblyName(new AssemblyName(name)) : null;

    protected override Assembly? Load(AssemblyName assemblyName) => assemblyName.Name is { } name && FileOf(name) is { } file ? LoadFromAssemblyPath(file.Path) : null;

    protected override nint LoadUnmanagedDll(string unmanagedDllName) => _output.Native(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;

    private WovenFile? FileOf(string name) => _files.TryGetValue(name, out var known) ? known : _output.Own(name) is { } path ? _files.GetOrAdd(name, Weave(path)) : null;

    private WovenFile Weave(string path) => _cache.Get(path, "", file =>
    {
        using var resolver = new OutputResolver(_output.Any);
        return new Weaver(RedirectionTable.Current, _output.IsOwn).Weave(file, resolver);
    });

    // Ahead, and many at once: a cold start is no time to weave in.
    private void WeaveReferences()
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        var front = new List<string> { Path.GetFileNameWithoutExtension(_output.Main) };
        while (front.Count > 0)
        {
            front.RemoveAll(name => !seen.Add(name) || _output.Own(name) is null);
            Parallel.ForEach(front, name => FileOf(name));
            front = [.. front.SelectMany(name => ReferencesOf(_output.Own(name)!)).Distinct(StringComparer.Ordinal)];
        }
    }

    private static List<string> ReferencesOf(string path)
    {
        using var module = ModuleDefinition.ReadModule(path, new ReaderParameters(ReadingMode.Deferred));
        return [.. module.AssemblyReferences.Select(static r => r.Name)];
    }
}
