using LambdaSim.Deployed.Weaving;
using Mono.Cecil;

namespace LambdaSim.Deployed.Building;

/// <summary>
/// Weaves the output of a test project in place, so that a handler which shares objects with its test has virtual time too. Statics stay where they are: the
/// test and all environments share them, as without weaving.
/// </summary>
internal static class OutputWeaver
{
    private static readonly string[] _left = ["LambdaSim", "xunit", "Microsoft.TestPlatform", "Microsoft.Testing", "Microsoft.VisualStudio", "Microsoft.ApplicationInsights", "testhost", "nunit", "MSTest", "NodaTime", "Mono.Cecil"];

    /// <summary>Weaves what is not woven yet.</summary>
    /// <param name="folder">The output.</param>
    /// <param name="main">Name of the project's own assembly, whatever it is called.</param>
    /// <param name="report">Told of each assembly that was woven, and of each place that stays real.</param>
    /// <returns>How many assemblies were woven.</returns>
    public static int Weave(string folder, string main, Action<string> report)
    {
        var woven = 0;
        foreach (var file in Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            if ((name == main || !Array.Exists(_left, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))) && IsUnwoven(file) && Weave(file, folder) is { } notes)
            {
                woven++;
                report($"woven: {name}");
                foreach (var note in notes)
                {
                    report($"{name}: {note}");
                }
            }
        }

        return woven;
    }

    private static IReadOnlyList<WeaveNote>? Weave(string file, string folder)
    {
        using var resolver = new OutputResolver(name => SharedFrameworks.In(folder, name) ?? SharedFrameworks.OfCore(name) ?? SharedFrameworks.OfAspNetCore(name));
        var made = new Weaver(RedirectionTable.Current, isWoven: null).Weave(file, resolver);
        if (made.Image is null)
        {
            return null;
        }

        if (made.Symbols is not null)
        {
            Replace(Path.ChangeExtension(file, ".pdb"), made.Symbols);
        }

        Replace(file, made.Image);
        return made.Notes;
    }

    // A file that somebody has mapped stays whole for him.
    private static void Replace(string file, byte[] bytes)
    {
        var aside = file + ".woven";
        File.WriteAllBytes(aside, bytes);
        File.Move(aside, file, overwrite: true);
    }

    // What is native, or refers to what woven code calls, is done.
    private static bool IsUnwoven(string file)
    {
        try
        {
            using var module = ModuleDefinition.ReadModule(file, new ReaderParameters(ReadingMode.Deferred));
            return module.AssemblyReferences.All(static r => r.Name != "LambdaSim.Woven");
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }
}
