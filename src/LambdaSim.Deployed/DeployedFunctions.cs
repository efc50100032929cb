using System.Diagnostics.CodeAnalysis;
using LambdaSim.Configuration;
using LambdaSim.Deployed.Loading;
using LambdaSim.Deployed.Running;
using LambdaSim.Handlers;

namespace LambdaSim.Deployed;

/// <summary>Functions whose code is the build output that is deployed, unmodified.</summary>
public static class DeployedFunctions
{
    internal const string Loads = "Deployed code is loaded, woven and bound at run time.";

    private static readonly DeployedOptions _usual = new();

    /// <summary>Adds a function by the folder of its build output and its handler string, as they are deployed.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <param name="name">Name, or <c>name:version</c>.</param>
    /// <param name="folder">Folder that <c>dotnet publish</c> or <c>dotnet build</c> filled.</param>
    /// <param name="handler"><c>Assembly::Namespace.Class::Method</c>; or, of an executable that runs AWS's .NET runtime support in its <c>Main</c>, <c>Assembly</c>.</param>
    /// <param name="configure">Changes AWS's defaults and those of the simulation's options.</param>
    /// <param name="options">Folders for woven code and for <c>/tmp</c>; layers, file systems, the network.</param>
    /// <exception cref="InvalidHandlerException">There is no such assembly, type or method.</exception>
    /// <exception cref="UnsupportedHandlerException">The method has no supported shape.</exception>
    /// <exception cref="LambdaServiceException">AWS would refuse a setting.</exception>
    /// <example>
    /// <code>
    /// var orders = simulation.AddDeployed("orders", folder: "bin/Release/net10.0/publish", handler: "Orders::Orders.Function::Handle");
    /// </code>
    /// </example>
    [RequiresUnreferencedCode(Loads)]
    [RequiresDynamicCode(Loads)]
    public static Function AddDeployed(
        this Simulation simulation,
        string name,
        string folder,
        string handler,
        Func<FunctionConfig, FunctionConfig>? configure = null,
        DeployedOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        return simulation.Add(name, CodeOf(name, folder, handler, options), configure);
    }

    /// <summary>
    /// Gives a build output to functions of a name that are created over AWS's API, in any account and region: their own code is stored as AWS would store
    /// it, and this runs in its place.
    /// </summary>
    /// <param name="simulation">The simulation.</param>
    /// <param name="functionName">Name, without qualifier.</param>
    /// <param name="folder">Folder that <c>dotnet publish</c> or <c>dotnet build</c> filled.</param>
    /// <param name="handler"><c>Assembly::Namespace.Class::Method</c>, or <c>Assembly</c>.</param>
    /// <param name="options">Folders for woven code and for <c>/tmp</c>; layers, file systems, the network.</param>
    /// <exception cref="InvalidHandlerException">There is no such assembly, type or method.</exception>
    /// <exception cref="UnsupportedHandlerException">The method has no supported shape.</exception>
    [RequiresUnreferencedCode(Loads)]
    [RequiresDynamicCode(Loads)]
    public static void AddDeployedHandler(this Simulation simulation, string functionName, string folder, string handler, DeployedOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        ArgumentException.ThrowIfNullOrWhiteSpace(functionName);
        var code = CodeOf(functionName, folder, handler, options);
        simulation.Services.Give(functionName, _ => code);
    }

    /// <summary>Adds a function by the type of its handler: the file of its assembly is woven, and a private copy of it loaded. Only JSON crosses: objects that the test shares with the type are not the same ones.</summary>
    /// <typeparam name="THandler">A class with one public handler method, or one named Handle, HandleAsync, FunctionHandler or FunctionHandlerAsync.</typeparam>
    /// <param name="simulation">The simulation.</param>
    /// <param name="name">Name, or <c>name:version</c>.</param>
    /// <param name="configure">Changes AWS's defaults and those of the simulation's options.</param>
    /// <param name="method">The handler method; null: found by the rule above.</param>
    /// <param name="options">Folders for woven code and for <c>/tmp</c>; layers, file systems, the network.</param>
    /// <exception cref="UnsupportedHandlerException">The class or its method has no supported shape.</exception>
    /// <exception cref="LambdaServiceException">AWS would refuse a setting.</exception>
    /// <example>
    /// <code>
    /// var orders = simulation.AddDeployed&lt;OrderHandler&gt;("orders");
    /// </code>
    /// </example>
    [RequiresUnreferencedCode(Loads)]
    [RequiresDynamicCode(Loads)]
    public static Function AddDeployed<THandler>(
        this Simulation simulation,
        string name,
        Func<FunctionConfig, FunctionConfig>? configure = null,
        string? method = null,
        DeployedOptions? options = null)
        where THandler : class
    {
        ArgumentNullException.ThrowIfNull(simulation);
        var file = typeof(THandler).Assembly.Location;
        if (file.Length == 0)
        {
            throw new InvalidHandlerException(typeof(THandler).FullName!, $"{typeof(THandler).FullName} is in an assembly without a file, of which no private copy can be loaded; use AddFunction");
        }

        var bound = ClassBinder.MethodOf(typeof(THandler), method);
        var handler = $"{typeof(THandler).Assembly.GetName().Name}::{typeof(THandler).FullName}::{bound}";
        return simulation.Add(name, Woven(file, handler, isProgram: false, options ?? _usual), configure);
    }

    /// <summary>The code of an upload.</summary>
    /// <exception cref="InvalidHandlerException">The handler string names nothing in it.</exception>
    /// <exception cref="UnsupportedHandlerException">The method has no supported shape.</exception>
    [RequiresUnreferencedCode(Loads)]
    [RequiresDynamicCode(Loads)]
    internal static DeployedHandler Unpacked(string folder, string handler, DeployedOptions options)
    {
        var (assembly, isProgram) = AssemblyOf(handler);
        var main = Path.Combine(folder, assembly + ".dll");
        return File.Exists(main)
            ? Woven(main, handler, isProgram, options)
            : throw new InvalidHandlerException(handler, $"Could not find the specified handler assembly with the file name '{assembly}'. The assembly should be located in the root of your uploaded .zip file.");
    }

    private static (string Assembly, bool IsProgram) AssemblyOf(string handler)
    {
        var isProgram = !string.IsNullOrWhiteSpace(handler) && !handler.Contains("::", StringComparison.Ordinal);
        var assembly = isProgram ? handler.Trim() : HandlerString.Parse(handler).Assembly;
        return assembly.AsSpan().IndexOfAny('/', '\\') < 0 ? (assembly, isProgram) : throw new InvalidHandlerException(handler, $"'{assembly}' is no name of an assembly.");
    }

    [RequiresUnreferencedCode(Loads)]
    [RequiresDynamicCode(Loads)]
    private static DeployedHandler CodeOf(string name, string folder, string handler, DeployedOptions? options)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(handler);
        var (assembly, isProgram) = AssemblyOf(handler);
        if (!Directory.Exists(folder))
        {
            throw new InvalidHandlerException(handler, $"The folder '{folder}' of function {name} does not exist; build or publish the project first.");
        }

        var main = Path.Combine(folder, assembly + ".dll");
        if (!File.Exists(main))
        {
            throw new InvalidHandlerException(
                handler,
                $"Could not find the specified handler assembly with the file name '{assembly}'. The folder '{folder}' has no {assembly}.dll{(NearestName.Of(assembly, Assemblies(folder), 1) is [var near] ? $"; did you mean '{near}'?" : ".")}");
        }

        return Woven(main, handler, isProgram, options ?? _usual);
    }

    [RequiresUnreferencedCode(Loads)]
    [RequiresDynamicCode(Loads)]
    private static DeployedHandler Woven(string main, string handler, bool isProgram, DeployedOptions options)
    {
        Mounts.Check(handler, options);
        return DeployedHandler.Of(WovenCode.Of(main, options), handler, isProgram, options);
    }

    private static IEnumerable<string> Assemblies(string folder) => Directory.EnumerateFiles(folder, "*.dll").Select(static f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal);
}
