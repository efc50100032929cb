using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;
using System.Security.Cryptography;
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
    private readonly Dictionary<string, IReadOnlyList<string>> _references = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _contents = new(StringComparer.Ordinal);
    private readonly Lazy<IReadOnlyList<Action>> _initializers;

    private WovenCode(BuildOutput output, DeployedOptions options)
        : base(Path.GetFileNameWithoutExtension(output.Main))
    {
        _output = output;
        _cache = new WeavingCache(options.CacheFolder, options.CacheLimitBytes);
        _initializers = new(() => [.. ModulesInOrder().Select(name => LoadFromAssemblyName(new AssemblyName(name)).ManifestModule.GetMethod(StaticsPass.Initializer)!.CreateDelegate<Action>())]);
        WeaveReferences();
        Main = Load(FileOf(Path.GetFileNameWithoutExtension(output.Main))!);
    }

    /// <summary>The assembly with the handler.</summary>
    public Assembly Main { get; }

    /// <summary>Its folder.</summary>
    public string Folder => _output.Folder;

    /// <summary>What stays real in what was woven so far, in order of the assemblies' names.</summary>
    public IEnumerable<WeaveNote> Notes => _files.OrderBy(static f => f.Key, StringComparer.Ordinal).SelectMany(static f => f.Value.Notes);

    /// <summary>Assemblies of the output that the framework's stand for, and that are newer.</summary>
    public IEnumerable<string> Replaced => _references.Values.SelectMany(static r => r).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(_output.OlderThanOwn).OfType<string>();

    /// <summary>Runs the module initialisers for the process whose code runs: those of dependencies first.</summary>
    public void InitializeModules()
    {
        foreach (var initializer in _initializers.Value)
        {
            try
            {
                initializer();
            }
            catch (Exception e) when (e is not ProcessExitException)
            {
                throw new TypeInitializationException("<Module>", e);
            }
        }
    }

    /// <summary>What the user should know about the folder of woven code; null: nothing.</summary>
    public string? Remark => _files.OrderBy(static f => f.Key, StringComparer.Ordinal).Select(static f => f.Value.Remark).FirstOrDefault(static r => r is not null);

    /// <summary>All assemblies that were woven so far, loaded.</summary>
    public IEnumerable<Assembly> LoadAll() => [.. _files.OrderBy(static f => f.Key, StringComparer.Ordinal).Select(f => LoadFromAssemblyName(new AssemblyName(f.Key)))];

    /// <summary>The code of a build output; the same for whoever asks, until one of its assemblies changes.</summary>
    /// <exception cref="InvalidHandlerException">A file is no assembly.</exception>
    public static WovenCode Of(string main, DeployedOptions options)
    {
        var path = Path.GetFullPath(main);
        var key = $"{options.CacheFolder}|{path}|{StampOf(path)}|{FolderStamp.OfLayers(options.Layers)}";
        try
        {
            return _loaded.GetOrAdd(key, _ => new Lazy<WovenCode>(() => new WovenCode(new BuildOutput(path, options.Layers), options))).Value;
        }
        catch (Exception e)
        {
            // What fails today may be mended tomorrow.
            _loaded.TryRemove(key, out _);
            throw Refusal(main, e is AggregateException several ? several.Flatten().InnerExceptions[0] : e);
        }
    }

    /// <summary>The file of the build output that an assembly was woven from; null: it is not of this output.</summary>
    public string? OriginalOf(Assembly assembly) => assembly.GetName().Name is { } name && _files.TryGetValue(name, out var file) && GetLoadContext(assembly) == this ? file.Original : null;

    /// <summary>The assembly in a file of the output; null: the file is none of its own.</summary>
    public Assembly? Load(string file) => Path.GetFileNameWithoutExtension(file) is var name && _output.Own(name) is { } own && Path.GetFullPath(own) == Path.GetFullPath(file) ? LoadFromAssemblyName(new AssemblyName(name)) : null;

    protected override Assembly? Load(AssemblyName assemblyName) => assemblyName switch
    {
        { Name: { } resources, CultureName: { Length: > 0 } culture } => _output.Satellite(resources, culture) is { } path ? LoadFromAssemblyPath(path) : null,
        { Name: { } name } => FileOf(name) is { } file ? Load(file) : BuildOutput.IsOfFramework(name) ? Default.LoadFromAssemblyName(new AssemblyName(name)) : null,
        _ => null,
    };

    protected override nint LoadUnmanagedDll(string unmanagedDllName) => _output.Native(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;

    private WovenFile? FileOf(string name) => _files.TryGetValue(name, out var known) ? known : _output.Own(name) is { } path ? _files.GetOrAdd(name, Weave(path)) : null;

    private WovenFile Weave(string path) => _cache.Get(path, Surroundings(path), Woven);

    private WovenImage Woven(string path)
    {
        try
        {
            using var resolver = new OutputResolver(_output.Any);
            return new Weaver(RedirectionTable.Current, _output.IsOwn).Weave(path, resolver);
        }
        catch (Exception e) when (DamagedFile.Is(e))
        {
            throw DamagedFile.Refusal(path, e);
        }
    }

    private Assembly Load(WovenFile file)
    {
        if (file.Kept is { } kept)
        {
            return LoadFromStream(new MemoryStream(kept.Image!), kept.Symbols is { } symbols ? new MemoryStream(symbols) : null);
        }

        try
        {
            return LoadFromAssemblyPath(file.Path);
        }
        catch (Exception e) when (file.Path != file.Original && e is (IOException or BadImageFormatException))
        {
            // Whoever shares the folder has tidied up since, or something broke the file.
            var again = WeavingCache.Again(file.Original, Woven);
            return again.Kept is null ? LoadFromAssemblyPath(file.Original) : Load(again);
        }
    }

    // Where a type's statics are depends on the assemblies that it refers to.
    private string Surroundings(string path)
    {
        try
        {
            return string.Concat(ReferencesOf(path).Order(StringComparer.Ordinal).Select(name => $"{name} {(_output.Own(name) is { } own ? _contents.GetOrAdd(own, static file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))) : "")};"));
        }
        catch (Exception e) when (DamagedFile.Is(e))
        {
            // It will not be woven.
            return "";
        }
    }

    // A dependency that is built anew is another output too.
    private static string StampOf(string main) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(main))) + FolderStamp.OfAssemblies(Path.GetDirectoryName(main)!);

    private static InvalidHandlerException Refusal(string main, Exception error) => error switch
    {
        InvalidHandlerException refusal => refusal,
        BadImageFormatException => new(main, $"'{main}' is not an assembly of .NET: {error.Message}", error),
        _ => new(main, $"'{main}' could not be woven: {error.GetType().Name}: {error.Message}", error),
    };

    // Ahead, and many at once: a cold start is no time to weave in.
    private void WeaveReferences()
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        var front = new List<string> { Path.GetFileNameWithoutExtension(_output.Main) };
        while (front.Count > 0)
        {
            front.RemoveAll(name => !seen.Add(name) || _output.Own(name) is null);
            // Not on the scheduler of a simulation that runs.
            Parallel.ForEach(front, new ParallelOptions { TaskScheduler = TaskScheduler.Default }, name => FileOf(name));
            front.ForEach(name => _references.Add(name, ReferencesOf(_output.Own(name)!)));
            front = [.. front.SelectMany(name => _references[name]).Distinct(StringComparer.Ordinal)];
        }
    }

    // Each after those that it refers to.
    private List<string> ModulesInOrder()
    {
        List<string> ordered = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        Visit(Path.GetFileNameWithoutExtension(_output.Main));
        return ordered;

        void Visit(string name)
        {
            if (!seen.Add(name) || !_references.TryGetValue(name, out var references))
            {
                return;
            }

            foreach (var reference in references)
            {
                Visit(reference);
            }

            if (_files[name].Initializes)
            {
                ordered.Add(name);
            }
        }
    }

    private static List<string> ReferencesOf(string path)
    {
        using var module = ModuleDefinition.ReadModule(path, new ReaderParameters(ReadingMode.Deferred));
        return [.. module.AssemblyReferences.Select(static r => r.Name)];
    }
}
