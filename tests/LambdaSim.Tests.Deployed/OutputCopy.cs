using System.Text.Json;
using LambdaSim.Deployed;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LambdaSim.Tests.Deployed;

/// <summary>A copy of a build output, to be damaged or built anew.</summary>
internal sealed class OutputCopy : IDisposable
{
    private const string Torture = "Torture";

    public OutputCopy()
    {
        Folder = Directory.CreateTempSubdirectory("lambdasim").FullName;
        foreach (var file in Directory.EnumerateFiles(Corpus.Folder(Torture)))
        {
            File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)));
        }
    }

    public string Folder { get; }

    public string this[string file] => Path.Combine(Folder, file);

    public static string Answer(Function function, string input) =>
        function.Invoke(input).PayloadText is ['"', ..] text ? JsonSerializer.Deserialize<string>(text)! : throw new InvalidOperationException(function.Invoke(input).PayloadText);

    public Function Add(Simulation simulation, string name = "f", DeployedOptions? options = null) => simulation.AddDeployed(name, Folder, "Torture::Torture.Function::Handle", options: options);

    /// <summary>Builds an assembly of it anew, with changes.</summary>
    public void Rebuild(string assembly, Action<ModuleDefinition> change)
    {
        var file = this[assembly + ".dll"];
        using var changed = new MemoryStream();
        using (var module = ModuleDefinition.ReadModule(new MemoryStream(File.ReadAllBytes(file))))
        {
            change(module);
            module.Write(changed);
        }

        File.Delete(file);
        File.WriteAllBytes(file, changed.ToArray());
    }

    /// <summary>The dependency's static begins with another number.</summary>
    public void CountFrom(int number) => Rebuild("TortureParts", module =>
    {
        module.Assembly.Name.Version = new Version(2, number);
        var initializer = module.GetType("TortureParts.Shared").Methods.First(m => m.Name == ".cctor").Body;
        var load = initializer.Instructions.First(i => i.Operand is FieldReference { Name: "Count" }).Previous;
        (load.OpCode, load.Operand) = (OpCodes.Ldc_I4, number);
    });

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
