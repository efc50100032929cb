using System.Collections.Concurrent;
using System.Runtime.Loader;
using LambdaSim.Deployed.Weaving;

namespace LambdaSim.Deployed.Loading;

/// <summary>A build output: the assembly with the handler, and where its dependencies are.</summary>
internal sealed class BuildOutput
{
    private readonly AssemblyDependencyResolver? _dependencies;
    private readonly ConcurrentDictionary<string, string?> _found = new(StringComparer.Ordinal);

    private readonly IReadOnlyList<string> _layers;

    /// <param name="main">File of the assembly with the handler.</param>
    /// <param name="layers">Folders of layers, in order.</param>
    public BuildOutput(string main, IReadOnlyList<string> layers)
    {
        _layers = layers;
        Main = Path.GetFullPath(main);
        Folder = Path.GetDirectoryName(Main)!;
        try
        {
            _dependencies = new AssemblyDependencyResolver(WithDependencies());
        }
        catch (InvalidOperationException)
        {
            // Without a readable deps.json the folder is all there is.
        }
    }

    /// <summary>The assembly with the handler.</summary>
    public string Main { get; }

    public string Folder { get; }

    /// <summary>A private copy of it is loaded and woven.</summary>
    public bool IsOwn(string name) => Own(name) is not null;

    /// <summary>The file of an assembly of its own; null: it has none, or the host's stands for it.</summary>
    public string? Own(string name) => IsShared(name) ? null : _found.GetOrAdd(name, Find);

    /// <summary>The file of any assembly, the framework's included; null: there is none.</summary>
    public string? Any(string name) => Own(name) ?? SharedFrameworks.OfCore(name) ?? AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")?.ToString()?.Split(Path.PathSeparator)
        .FirstOrDefault(path => Path.GetFileNameWithoutExtension(path) == name);

    /// <summary>The framework has it, whatever the output has.</summary>
    public static bool IsOfFramework(string name) => SharedFrameworks.OfCore(name) is not null;

    /// <summary>What is said of an assembly that the output has newer than the framework's, which stands for it; null: nothing.</summary>
    public string? OlderThanOwn(string name)
    {
        var own = Path.Combine(Folder, name + ".dll");
        if (SharedFrameworks.OfCore(name) is not { } framework || !File.Exists(own))
        {
            return null;
        }

        try
        {
            var (older, newer) = (System.Reflection.AssemblyName.GetAssemblyName(framework).Version, System.Reflection.AssemblyName.GetAssemblyName(own).Version);
            return newer > older ? $"{name} {newer}: the framework's {older} stands for it; run the tests on the framework that the function has" : null;
        }
        catch (BadImageFormatException)
        {
            // Nobody reads it.
            return null;
        }
    }

    /// <summary>The file of an assembly's texts in a language; null: there is none.</summary>
    public string? Satellite(string name, string culture)
    {
        const string Ending = ".resources";
        var parent = name.EndsWith(Ending, StringComparison.Ordinal) ? Own(name[..^Ending.Length]) : null;
        string?[] places = [_dependencies?.ResolveAssemblyToPath(new System.Reflection.AssemblyName(name) { CultureName = culture }), Beside(Main), Beside(parent)];
        return Array.Find(places, static p => p is not null && File.Exists(p));

        string? Beside(string? file) => file is null ? null : Path.Combine(Path.GetDirectoryName(file)!, culture, name + ".dll");
    }

    public string? Native(string name) => _dependencies?.ResolveUnmanagedDllToPath(name);

    // A handler may be in a dependency, of an output whose only deps.json is that of its program.
    private string WithDependencies()
    {
        const string Ending = ".deps.json";
        if (File.Exists(Path.ChangeExtension(Main, Ending)) || Directory.GetFiles(Folder, "*" + Ending) is not [var only])
        {
            return Main;
        }

        return only[..^Ending.Length] + ".dll" is var program && File.Exists(program) ? program : Main;
    }

    // What the host and the code both name: the framework, what woven code calls, and what a handler written for the simulation takes.
    private bool IsShared(string name) =>
        name is "LambdaSim.Woven" || name.StartsWith("xunit", StringComparison.OrdinalIgnoreCase)
        || IsOfFramework(name)
        || (name is "LambdaSim" or "LambdaSim.Deployed" or "NodaTime" && File.Exists(Path.Combine(Folder, "LambdaSim.dll")));

    private string? Find(string name)
    {
        if (_dependencies?.ResolveAssemblyToPath(new System.Reflection.AssemblyName(name)) is { } resolved)
        {
            return resolved;
        }

        // The other shared framework is woven like the output's own: its servers and hosts live on clocks.
        return SharedFrameworks.In(Folder, name) ?? OfLayers(name) ?? SharedFrameworks.OfAspNetCore(name);
    }

    // Beside each other, in lib, or as a runtime package store has them.
    private string? OfLayers(string name) => _layers.Reverse().Select(layer => Directory.EnumerateFiles(layer, name + ".dll", SearchOption.AllDirectories).Order(StringComparer.Ordinal).LastOrDefault())
        .FirstOrDefault(static found => found is not null);
}
