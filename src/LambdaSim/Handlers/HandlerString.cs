using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json.Serialization;
using LambdaSim.Configuration;
using LambdaSim.Runtime;

namespace LambdaSim.Handlers;

/// <summary>The handler string of .NET functions: <c>Assembly::Namespace.Class::Method</c> (rule INIT-HANDLER-NET).</summary>
[RequiresUnreferencedCode(HandlerBinder.Reflects)]
[RequiresDynamicCode(HandlerBinder.Reflects)]
internal static class HandlerString
{
    private const string Format = "The valid format is 'ASSEMBLY::TYPE::METHOD'.";

    /// <summary>Binds the method that a handler string names.</summary>
    /// <exception cref="InvalidHandlerException">It has another format, or there is no such assembly, type or method.</exception>
    /// <exception cref="UnsupportedHandlerException">The method has no supported shape.</exception>
    /// <param name="handler">The handler string.</param>
    /// <param name="json">Source-generated metadata of event and result; null: reflection.</param>
    /// <param name="activator">Makes the object; null: its constructor.</param>
    /// <param name="load">Finds an assembly by its name; null: the test's own, or what it refers to.</param>
    public static HandlerCode Bind(string handler, JsonSerializerContext? json = null, Func<LambdaContext, Type, object>? activator = null, Func<string, Assembly>? load = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        var (assemblyName, typeName, methodName) = Parse(handler);
        var assembly = load is null ? Load(handler, assemblyName) : load(assemblyName);
        var type = assembly.GetType(typeName)
            ?? throw new InvalidHandlerException(handler, $"Unable to find type '{typeName}' in assembly '{assemblyName}'.{Near(assembly, typeName)}");
        return ClassBinder.Bind(type, Find(handler, type, methodName), json, activator);
    }

    /// <summary>The assembly, type and method that a handler string names.</summary>
    /// <exception cref="InvalidHandlerException">It has another format.</exception>
    public static (string Assembly, string Type, string Method) Parse(string handler)
    {
        if (string.IsNullOrWhiteSpace(handler))
        {
            throw new InvalidHandlerException(handler, $"Empty lambda function handler: '{handler}'. {Format}");
        }

        var parts = handler.Split("::");
        if (parts.Length != 3)
        {
            throw new InvalidHandlerException(handler, $"Invalid lambda function handler: '{handler}'. {Format}");
        }

        string[] names = ["assembly", "type", "method"];
        for (var i = 0; i < names.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(parts[i]))
            {
                throw new InvalidHandlerException(handler, $"Invalid lambda function handler: '{handler}', the {names[i]} is missing. {Format}");
            }
        }

        return (parts[0].Trim(), parts[1].Trim(), parts[2].Trim());
    }

    // Among the loaded ones first: a test's own assembly need not lie where Assembly.Load looks.
    private static Assembly Load(string handler, string name)
    {
        var loaded = AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(a => a.GetName().Name == name);
        try
        {
            return loaded ?? Assembly.Load(new AssemblyName(name));
        }
        catch (Exception e) when (e is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            throw new InvalidHandlerException(
                handler,
                $"Could not find the specified handler assembly with the file name '{name}'. The assembly should be located in the root of your uploaded .zip file. Here: add a project or package reference to it.",
                e);
        }
    }

    // As AWS does: by name, or by the whole signature where a name is not enough.
    private static MethodInfo Find(string handler, Type type, string name)
    {
        var methods = type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static);
        var found = methods.Where(m => m.ToString() == name).ToList();
        if (found.Count == 0)
        {
            found = [.. methods.Where(m => m.Name == name)];
        }

        return found.Count == 1 ? found[0] : throw new InvalidHandlerException(handler, found.Count == 0
            ? $"Unable to find method '{name}' in type '{type.FullName}' from assembly '{type.Assembly.GetName().Name}'.{Meant(name, methods.Where(m => m.DeclaringType == type && !m.IsSpecialName).Select(m => m.Name))}"
            : $"More than one method named '{name}' in type '{type.FullName}': give a signature, such as '{found[0]}'.");
    }

    private static string Near(Assembly assembly, string name)
    {
        var last = name.Split('.', '+')[^1];
        var near = assembly.GetExportedTypes().Where(t => string.Equals(t.Name, last, StringComparison.OrdinalIgnoreCase)).Select(t => t.FullName).Order(StringComparer.Ordinal).FirstOrDefault();
        return near is not null ? $" Did you mean '{near}'?" : Meant(name, assembly.GetExportedTypes().Where(t => t.IsClass).Select(t => t.FullName!));
    }

    private static string Meant(string name, IEnumerable<string> known) =>
        NearestName.Of(name, known.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), 1) is [var nearest] ? $" Did you mean '{nearest}'?" : "";
}
